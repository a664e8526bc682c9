import { UsageError } from '../errors.ts'
import type { CheckOptions, CopyOptions } from './check.ts'
import type { CommandName } from './commands.ts'
import type { Destination } from './destination-types.ts'
import type { DoctorOptions } from './doctor.ts'
import type { BackupChoice, DrillOptions, EveryBackup, From, StoredChoice } from './drill.ts'
import { missing } from './missing.ts'
import { didYouMean } from './nearest.ts'
import { quoted } from './quoted.ts'
import type { RestoreOptions } from './restore.ts'
import type { PruneOptions, Retention } from './retention.ts'
import type { OptionName, Table } from './table.ts'
import type { WatchOptionName } from './table-watch.ts'
import { listed } from './values.ts'

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

type IsGiven<Name extends OptionName, Command extends CommandName> = Table[Name] extends { default: string }
  ? true
  : Table[Name] extends { required: readonly (infer Requiring)[] }
    ? Command extends Requiring
      ? true
      : false
    : false

type ValueOf<Name extends OptionName, Command extends CommandName> =
  | ReturnType<Table[Name]['parse']>
  | (IsGiven<Name, Command> extends true ? never : undefined)

/** The values of a command's options one by one, before they are combined; who is told of the run is not its business. */
export type ValuesOf<Command extends CommandName> = {
  readonly [Name in Exclude<
    OptionName,
    'command' | WatchOptionName
  > as Command extends Table[Name]['commands'][number] ? Camel<Name> : never]: ValueOf<Name, Command>
}

/** What the combining step may look at beside the values. */
export interface Surroundings {
  readonly audience: 'private' | 'public'
  /** Where relative paths begin, and the user's own command runs. */
  readonly folder: string
}

/** How a backup is encrypted. */
export type Encryption =
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
  | { readonly kind: 'passphrase'; readonly passphrase: string }

/** Which part of a database is meant, in pg_dump's own patterns; an empty list does not restrict anything. */
export interface Selection {
  readonly include: 'all' | 'schema' | 'data'
  readonly schemas: readonly string[]
  readonly excludeSchemas: readonly string[]
  readonly tables: readonly string[]
  readonly excludeTables: readonly string[]
  readonly excludeTableData: readonly string[]
}

export interface BackupOptions
  extends Omit<
    ValuesOf<'backup'>,
    keyof Selection | keyof DrillOptions | keyof Retention | 'recipients' | 'verify' | 'destinations' | 'keep'
  > {
  readonly destinations: ValuesOf<'backup'>['destinations']
  readonly jobs: number
  readonly client: ValuesOf<'backup'>['client']
  readonly encryption: Encryption | undefined
  readonly selection: Selection
  /** Whether names of tables may appear in the log and the job summary. */
  readonly showTableNames: boolean
  /** The drill that follows, where one is wanted. */
  readonly drill: DrillOptions | undefined
  /** The pruning that follows, where one is wanted. */
  readonly retention: Retention | undefined
}

export interface VerifyOptions extends DrillOptions {
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly backup: BackupChoice
  readonly from: From
  readonly json: boolean
  readonly debug: boolean
}

export interface ProveOptions extends DrillOptions {
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly backup: StoredChoice
  readonly from: From
  readonly json: boolean
  readonly debug: boolean
}

export type ListOptions = ValuesOf<'list'>

/** The options of a command as its `run` gets them: typed, checked, and without illegal combinations. */
export type OptionsOf<Command extends CommandName> = {
  readonly backup: BackupOptions
  readonly verify: VerifyOptions
  readonly prove: ProveOptions
  readonly restore: RestoreOptions
  readonly list: ListOptions
  readonly prune: PruneOptions
  readonly check: CheckOptions
  readonly copy: CopyOptions
  readonly doctor: DoctorOptions
}[Command]

type Combine<Command extends CommandName> = (
  values: ValuesOf<Command>,
  surroundings: Surroundings,
) => OptionsOf<Command>

/** From single values to the options of each command. */
export const COMBINE: { readonly [Command in CommandName]: Combine<Command> } = {
  backup: combineBackup,
  verify: (values, surroundings) => {
    const { destinations, name, backup: choice, from, json, debug, ...drill } = values
    const backup = oneOf(choice)
    if (destinations === undefined && backup.kind !== 'dump') throw missing('destinations')
    if (backup.kind === 'dump' && values.rehydrate !== undefined) throw rehydrateNeedsOurs()
    return {
      ...drillOf(drill, surroundings),
      ...{ destinations: destinations ?? [], name, backup, json, debug },
      from: fromOf(from, destinations ?? []),
    }
  },
  prove: (values, surroundings) => {
    const { destinations, name, backup: choice, from, json, debug, ...drill } = values
    const backup = oneOf(choice)
    if (backup.kind === 'dump') throw proveNeedsOurs()
    if (from === 'all') throw proveFromOne()
    return {
      ...drillOf({ ...NO_CHECKS, ...drill }, surroundings),
      ...{ destinations, name, backup, json, debug },
      from: fromOf(from, destinations),
    }
  },
  restore: combineRestore,
  list: (values) => values,
  prune: ({ keep, ...values }) => ({ ...values, policy: keep ?? [] }),
  check: ({ keep, rpo, ...values }) => ({ ...values, policy: keep ?? [], rpo: rpo ?? CHECKED_RPO_HOURS }),
  copy: combineCopy,
  doctor: combineDoctor,
}

/** A check that nobody told anything must still notice that backups have stopped. */
const CHECKED_RPO_HOURS = 48

function combineRestore(values: ValuesOf<'restore'>, { audience, folder }: Surroundings): RestoreOptions {
  const { backup: choice, from, destinations, showTableNames, ...more } = values
  const { tables, tableMode, where, triggers, ...others } = more
  const backup = oneOf(choice)
  if (backup.kind === 'dump') refuseForDump(values)
  if (from === 'all') throw restoreFromOne()
  if (destinations === undefined && !values.undo && backup.kind !== 'dump') throw missing('destinations')
  if (!values.safetyBackup && values.mode !== 'in-place') throw idleSafety()
  return {
    ...others,
    destinations: destinations ?? [],
    backup,
    tables: tablesOf(values),
    from: fromOf(from, destinations ?? []),
    workspace: folder,
    showTableNames: showTableNames === 'auto' ? audience === 'private' : showTableNames,
  }
}

/** Reading them gives all backups at once to `copy` alone. */
function oneOf(choice: BackupChoice | EveryBackup): BackupChoice {
  if (choice.kind === 'all') throw new Error('All backups at once were given to a command that takes one.')
  return choice
}

function combineCopy({ backup, from, ...values }: ValuesOf<'copy'>): CopyOptions {
  const { destinations } = values
  if (backup.kind === 'dump') throw copyNeedsOurs()
  const chosen = fromOf(from, destinations)
  if (chosen.kind === 'all') throw copyFromOne()
  const source =
    chosen.kind === 'one' ? destinations.find(({ label }) => label === chosen.label) : destinations[0]
  const targets = destinations.filter((destination) => destination !== source)
  if (source === undefined || targets.length === 0) throw copyNeedsTwo()
  return { ...values, backup, source, targets }
}

function combineBackup(values: ValuesOf<'backup'>, surroundings: Surroundings): BackupOptions {
  const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values
  const selection = { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData }
  refuseDataOfSchema(selection)
  const {
    databaseUrl,
    recipients,
    verify,
    destinations,
    name,
    label,
    lockTimeout,
    compressionLevel,
    ...more
  } = others
  const { fingerprint, json, debug, keep, keepLabels, keepRecords, allowLargePrune, ...drill } = more
  if (verify && recipients !== undefined && drill.identity === undefined) throw verifyNeedsKey()
  const all = drillOf({ ...drill, rehydrate: undefined }, surroundings)
  return {
    ...{ databaseUrl, destinations, name, label, lockTimeout, compressionLevel, fingerprint, json, debug },
    ...{ jobs: all.jobs, client: all.client, showTableNames: all.showTableNames },
    encryption: encryptionOf(recipients, drill.passphrase),
    selection,
    drill: verify ? all : undefined,
    // The backup is made just before, so there is none that could be too old.
    retention: keep && { policy: keep, keepLabels, keepRecords, allowLargePrune, rpo: undefined },
  }
}

function combineDoctor(values: ValuesOf<'doctor'>, { audience }: Surroundings): DoctorOptions {
  const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values
  const { recipients, destinations, showTableNames, ...more } = others
  const selection = { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData }
  refuseDataOfSchema(selection)
  return {
    ...more,
    destinations: destinations ?? [],
    encryption: encryptionOf(recipients, more.passphrase),
    selection,
    showTableNames: showTableNames === 'auto' ? audience === 'private' : showTableNames,
  }
}

function refuseDataOfSchema({ include, excludeTableData }: Selection): void {
  if (include !== 'schema' || excludeTableData.length === 0) return
  throw new UsageError({
    what: '`exclude-table-data` cannot be combined with `include: schema`, which holds no rows at all.',
    next: 'Leave out one of the two.',
  })
}

type DrillValues = Omit<ValuesOf<'verify'>, 'destinations' | 'name' | 'backup' | 'from' | 'json' | 'debug'>

function drillOf(values: DrillValues, { audience, folder }: Surroundings): DrillOptions {
  if (values.level === 'archive') refuseUnasked(values)
  return {
    ...values,
    showTableNames: values.showTableNames === 'auto' ? audience === 'private' : values.showTableNames,
    workspace: folder,
  }
}

/** What would never be asked must not look as if it had been answered. */
function refuseUnasked({ checks, checksFile, smokeCommand, rto, keepScratch }: DrillValues): void {
  const given = { checks, 'checks-file': checksFile, 'smoke-command': smokeCommand, rto }
  const idle = Object.entries(given).filter(([, value]) => value !== undefined)
  const names = [...idle.map(([name]) => name), ...(keepScratch ? ['keep-scratch'] : [])]
  if (names.length === 0) return
  throw new UsageError({
    what: `\`level: archive\` restores nothing, so ${listed(names.map((name) => `\`${name}\``)).replace(' or ', ' and ')} would never be looked at.`,
    next: 'Leave it out, or take `level: restore` or `full`.',
  })
}

/** `prove` shows that the drill's own comparison works, so it asks nothing of the user's. */
const NO_CHECKS: Omit<DrillValues, keyof ValuesOf<'prove'>> = {
  ...{ level: 'full', checks: undefined, checksFile: undefined, checkTimeout: 1 },
  ...{ smokeCommand: undefined, smokeTimeout: 1, rto: undefined, keepScratch: false, restoreLog: undefined },
  rehydrate: undefined,
}

function fromOf(text: string | undefined, destinations: readonly Destination[]): From {
  if (text === undefined) return { kind: 'first' }
  if (text === 'all') return { kind: 'all' }
  const found = destinations.find(({ label, url }) => label === text || url === text)
  if (found) return { kind: 'one', label: found.label }
  const labels = destinations.map(({ label }) => label)
  throw new UsageError({
    what: `\`from\`: ${quoted(text)} is none of the destinations.`,
    next: [`Write ${listed(['all', ...labels])}.`, didYouMean(text, labels)].filter(Boolean).join(' '),
  })
}

const verifyNeedsKey = (): UsageError =>
  new UsageError({
    what: '`verify` needs `identity`, since the backup is encrypted to `recipients`.',
    why: 'What nobody can open cannot be restored and compared.',
    next: 'Set `identity` (or PG_BACKUP_IDENTITY), or verify in a run of its own, where the secret key is.',
  })

const proveNeedsOurs = (): UsageError =>
  new UsageError({
    what: '`backup`: a dump that another program made cannot be proven with.',
    why: 'It has no fingerprint of its source, so there is nothing that a spoiled row could differ from.',
    next: 'Name a backup of ours, or use `verify` for this dump.',
  })

function tablesOf(values: ValuesOf<'restore'>): RestoreOptions['tables'] {
  const { tables: names, tableMode: mode, where, triggers } = values
  const given = { 'table-mode': mode, where, triggers: triggers === 'off' ? triggers : undefined }
  if (names.length === 0) {
    const [idle] = Object.entries(given).filter(([, value]) => value !== undefined)
    if (!idle) return undefined
    throw new UsageError({
      what: `\`${idle[0]}\` does nothing without \`tables\`.`,
      next: 'Name the tables that are meant, or leave it out.',
    })
  }
  if (mode === undefined)
    throw new UsageError({
      what: '`table-mode` is missing, with `tables`.',
      why: '`merge` inserts the rows that are missing; `sync` also changes and deletes rows, until the tables are as in the backup; `create` makes tables that are missing.',
      next: 'Set `table-mode: merge`, `table-mode: sync` or `table-mode: create`.',
    })
  if (mode === 'create' && triggers === 'off')
    throw new UsageError({
      what: '`triggers` does nothing with `table-mode: create`.',
      why: 'The triggers of a table that is made again come after its rows, and do not run on them.',
      next: 'Leave it out.',
    })
  const whole = {
    mode: values.mode,
    'migrate-command': values.migrateCommand,
    'smoke-command': values.smokeCommand,
    accept: values.accept,
    'drop-old-after': values.dropOldAfter,
    globals: values.globals || undefined,
  }
  const [idle] = Object.entries(whole).filter(([, value]) => value !== undefined)
  if (idle)
    throw new UsageError({
      what: `\`${idle[0]}\` is for a whole database, and \`tables\` names some of its tables.`,
      next: 'Leave out one of the two.',
    })
  return mode === 'create' ? { names, mode, where } : { names, mode, where, triggers: triggers === 'on' }
}

/** What needs more than a dump of another program holds. */
function refuseForDump({ tables, mode, globals, rehydrate }: ValuesOf<'restore'>): void {
  if (rehydrate !== undefined) throw rehydrateNeedsOurs()
  const given = { tables: tables.length > 0, 'mode: in-place': mode === 'in-place', globals }
  const [idle] = Object.entries(given).filter(([, is]) => is)
  if (!idle) return
  throw new UsageError({
    what: `\`${idle[0]}\` needs a backup of ours, and \`backup\` names a dump that another program made.`,
    why: 'Such a dump has no proof of what its source held, and no list of what it needs.',
    next: 'Restore all of it beside what is there, by `mode: swap`, or under another name, by `mode: new`.',
  })
}

const rehydrateNeedsOurs = (): UsageError =>
  new UsageError({
    what: '`rehydrate` brings back the objects of a backup of ours, and `backup` names a dump that another program made.',
    next: 'Have the dump brought back by the tools of its store, and leave `rehydrate` out.',
  })

const idleSafety = (): UsageError =>
  new UsageError({
    what: '`safety-backup: false` is for `mode: in-place`; no other mode drops what is there.',
    next: 'Leave one of the two out, or name the mode.',
  })

const restoreFromOne = (): UsageError =>
  new UsageError({
    what: '`from`: a backup is restored from one destination.',
    next: 'Write its label, or leave it out.',
  })

const proveFromOne = (): UsageError =>
  new UsageError({
    what: '`from`: `prove` takes one destination.',
    next: 'Write its label, or leave it out.',
  })

const copyNeedsOurs = (): UsageError =>
  new UsageError({
    what: '`backup`: a dump that another program made cannot be copied.',
    next: 'Name a backup of ours, or copy the file by the tools of its store.',
  })

const copyFromOne = (): UsageError =>
  new UsageError({
    what: '`from`: a backup is copied from one destination to all the others.',
    next: 'Write its label, or leave it out for the first of `destinations`.',
  })

const copyNeedsTwo = (): UsageError =>
  new UsageError({
    what: '`destinations` names no other place to copy to.',
    next: 'Name the destination that has the backup, and each that is to get it.',
  })

function encryptionOf(
  recipients: readonly string[] | undefined,
  passphrase: string | undefined,
): Encryption | undefined {
  if (recipients !== undefined) return { kind: 'recipients', recipients }
  return passphrase === undefined ? undefined : { kind: 'passphrase', passphrase }
}

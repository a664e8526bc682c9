import { UsageError } from '../errors.ts'
import type { CommandName } from './commands.ts'
import type { OptionName, Table } from './table.ts'

type Camel<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name

type ValueOf<Name extends OptionName> = Table[Name] extends { default: string } | { required: true }
  ? ReturnType<Table[Name]['parse']>
  : ReturnType<Table[Name]['parse']> | undefined

/** The values of a command's options one by one, before they are combined. */
export type ValuesOf<Command extends CommandName> = {
  readonly [Name in Exclude<OptionName, 'command'> as Command extends Table[Name]['commands'][number]
    ? Camel<Name>
    : never]: ValueOf<Name>
}

/** What the combining step may look at beside the values. */
export interface Surroundings {
  readonly audience: 'private' | 'public'
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
    keyof Selection | 'recipients' | 'passphrase' | 'showTableNames' | 'destinations'
  > {
  readonly destinations: ValuesOf<'backup'>['destinations']
  readonly encryption: Encryption | undefined
  readonly selection: Selection
  /** Whether names of tables may appear in the log and the job summary. */
  readonly showTableNames: boolean
}

export type ListOptions = ValuesOf<'list'>

/** The options of a command as its `run` gets them: typed, checked, and without illegal combinations. */
export type OptionsOf<Command extends CommandName> = {
  readonly backup: BackupOptions
  readonly list: ListOptions
}[Command]

type Combine<Command extends CommandName> = (
  values: ValuesOf<Command>,
  surroundings: Surroundings,
) => OptionsOf<Command>

/** From single values to the options of each command. */
export const COMBINE: { readonly [Command in CommandName]: Combine<Command> } = {
  backup: (values, { audience }) => {
    const { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData, ...others } = values
    const { recipients, passphrase, showTableNames, ...rest } = others
    const selection = { include, schemas, excludeSchemas, tables, excludeTables, excludeTableData }
    if (include === 'schema' && excludeTableData.length > 0) {
      throw new UsageError({
        what: '`exclude-table-data` cannot be combined with `include: schema`, which holds no rows at all.',
        next: 'Leave out one of the two.',
      })
    }
    return {
      ...rest,
      encryption: encryptionOf(recipients, passphrase),
      selection,
      showTableNames: showTableNames === 'auto' ? audience === 'private' : showTableNames,
    }
  },
  list: (values) => values,
}

function encryptionOf(
  recipients: readonly string[] | undefined,
  passphrase: string | undefined,
): Encryption | undefined {
  if (recipients !== undefined) return { kind: 'recipients', recipients }
  return passphrase === undefined ? undefined : { kind: 'passphrase', passphrase }
}

import { foldersUnder, type Lying } from '../archive/lifecycle.ts'
import type { Host } from '../host/host.ts'
import { formatBytes, formatDuration } from '../host/measure.ts'
import type { Destination } from '../options/destination.ts'
import type { LineName } from '../report/doctor-lines.ts'
import type { LifecycleRule, Lock, StoreFacts, Told } from '../storage/facts.ts'
import type { Sample, Storage } from '../storage/storage.ts'
import type { Chart } from './doctor-chart.ts'

/** What the facts of a store are held against. */
export type Setting = {
  readonly destination: Destination
  /** Under which backups are kept, where that is known. */
  readonly name: string | undefined
  /** Whether they are encrypted before they get there. */
  readonly encrypted: boolean
  /** What the database takes on its server's disk, where that is known. */
  readonly bytes: number | undefined
}

type DestinationChart = Chart<'destination'>

/** Asks a store how it is set up, and says of each thing whether that is good for backups. */
export async function lookAtFacts(
  host: Host,
  storage: Storage,
  sample: Sample | undefined,
  setting: Setting,
  chart: DestinationChart,
): Promise<void> {
  if (!storage.inspect) return
  const facts = await storage.inspect(sample, { signal: host.signal }).catch((error) => {
    chart.tell('public', 'warn', error)
    return {} as StoreFacts
  })
  const look = <Fact>(
    name: LineName<'destination'>,
    told: Told<Fact> | undefined,
    judge: (fact: Fact) => void,
  ): void => {
    if (told === undefined) return
    if ('fact' in told) judge(told.fact)
    else
      chart.warn(name, `Not known: ${told.untold}.`, told.next ?? 'Look for it in the store’s own console.')
  }
  look('conditional', facts.condition, (condition) => lookAtCondition(condition, chart))
  look('clock', facts.clockAheadMs, (ahead) => lookAtClock(ahead, chart))
  look('versioning', facts.keepsDeleted, (by) => lookAtVersioning(by, chart))
  look('encryption', facts.encryption, (by) => lookAtEncryption(by, setting, chart))
  look('public', facts.openings, (openings) => lookAtOpenings(openings, chart))
  look('lifecycle', facts.lifecycle, (rules) => lookAtLifecycle(rules, setting, chart))
  look('lock', facts.lock, (lock) => lookAtLock(lock, setting, chart))
  look('room', facts.freeBytes, (free) => lookAtRoom(free, setting, chart))
}

function lookAtCondition(condition: 'decides' | 'ignores' | 'refuses', chart: DestinationChart): void {
  // What `put` itself found stands, where the store decides.
  if (condition === 'decides') return
  const why = condition === 'ignores' ? 'takes the condition and ignores it' : 'has no conditional put'
  chart.warn(
    'conditional',
    `This store ${why}, so it is looked first whether an object exists; of two runs in the same second both may succeed.`,
    'See to it that no two backups of a name run at once (`concurrency` in a workflow).',
  )
}

const CLOCK_WARN_MS = 60_000
const CLOCK_FAIL_MS = 5 * 60_000

function lookAtClock(aheadMs: number, chart: DestinationChart): void {
  const away = Math.abs(aheadMs)
  const said = `The clock of this machine is ${formatDuration(away / 1000)} ${aheadMs < 0 ? 'ahead of' : 'behind'} the store’s.`
  const next =
    'Set the clock (NTP): ids and ages of backups come from it, and at 15 minutes requests are refused.'
  if (away > CLOCK_FAIL_MS) chart.fail('clock', said, next)
  else if (away > CLOCK_WARN_MS) chart.warn('clock', said, next)
  else chart.ok('clock', 'The clock of this machine agrees with the store’s.')
}

function lookAtVersioning(by: string | undefined, chart: DestinationChart): void {
  if (by !== undefined) chart.ok('versioning', `What is overwritten or deleted is kept, by ${by}.`)
  else
    chart.warn(
      'versioning',
      'What is overwritten or deleted is gone at once.',
      'Turn versioning on (Azure: or soft delete), with a rule that ends old versions after some weeks.',
    )
}

function lookAtEncryption(
  by: string | undefined,
  { destination, encrypted }: Setting,
  chart: DestinationChart,
): void {
  const own = destination.kind === 's3' ? destination.sse : undefined
  const how = own ?? by
  if (how !== undefined) chart.ok('encryption', `The store encrypts what lies there, by ${how}.`)
  else if (encrypted)
    chart.ok('encryption', 'The store does not encrypt, and backups are encrypted before they get there.')
  else
    chart.warn(
      'encryption',
      'Neither does the store encrypt what lies there, nor are backups encrypted before.',
      'Give `recipients`, or turn on the default encryption of the bucket, or write sse=AES256 in the URL.',
    )
}

function lookAtOpenings(openings: readonly string[], chart: DestinationChart): void {
  if (openings.length === 0) chart.ok('public', 'Nobody gets in without credentials or rights.')
  else
    chart.fail(
      'public',
      `Others can get in: ${openings.join(', and ')}.`,
      'Close it now (S3: block public access; Azure: access level private; a folder: `chmod o-w`), and look who has been there.',
    )
}

function lookAtLifecycle(rules: readonly LifecycleRule[], setting: Setting, chart: DestinationChart): void {
  const { destination, name } = setting
  const lying: Lying = { prefix: destination.kind === 'local' ? '' : destination.prefix, name }
  const touching = rules.map((rule) => ({ rule, folders: foldersUnder(rule, lying) }))
  const deleting = touching.filter(({ rule, folders }) => rule.deletes !== undefined && folders.length > 0)
  const freezing = touching.filter(
    ({ rule, folders }) => rule.freezes && folders.some((folder) => folder !== 'data'),
  )
  const said = [
    ...deleting.map(
      ({ rule, folders }) =>
        `The rule "${rule.id}" deletes what lies in ${inWords(folders)}, ${rule.deletes}, also the newest backup.`,
    ),
    ...freezing.map(
      ({ rule, folders }) =>
        `The rule "${rule.id}" moves what lies in ${inWords(folders)} to ${rule.freezes?.tier}, ${rule.freezes?.when}, where nothing can be read at once.`,
    ),
  ]
  if (said.length > 0) chart.fail('lifecycle', said.join(' '), LEAVE_IT_TO_US)
  else
    chart.ok(
      'lifecycle',
      coldOf(touching.map(({ rule, folders }) => (folders.length > 0 ? rule : undefined))),
    )
}

const LEAVE_IT_TO_US =
  'Take our prefix out of the rule: what to keep is a matter of retention, which never takes the newest. A rule that freezes may be for data/ alone.'

const inWords = (folders: readonly string[]): string => folders.map((folder) => `${folder}/`).join(', ')

function coldOf(rules: readonly (LifecycleRule | undefined)[]): string {
  const [rule] = rules.flatMap((rule) => rule?.freezes ?? [])
  return rule
    ? `Archives move to ${rule.tier}, ${rule.when}; a drill or restore of such needs \`rehydrate\`, and hours.`
    : 'No rule of the store deletes or freezes what is ours.'
}

function lookAtLock({ possible, byDefault }: Lock, { destination }: Setting, chart: DestinationChart): void {
  const own = destination.kind === 's3' ? destination.lock : undefined
  if (own && !possible)
    chart.fail(
      'lock',
      'The destination asks for a lock, and this bucket was made without Object Lock.',
      'Leave `lock` out of the URL, or use a bucket that has it.',
    )
  else if (own) chart.ok('lock', `Each object is locked for ${own.days} days (${own.mode.toLowerCase()}).`)
  else if (byDefault !== undefined) chart.ok('lock', `What is stored there is locked: ${byDefault}.`)
  else
    chart.warn(
      'lock',
      'Nothing locks what is stored: whoever has these keys, or gets hold of them, can delete every backup.',
      possible
        ? 'Write `lock=governance:30d` (or compliance) in the URL of the destination.'
        : 'Use a bucket with Object Lock (Azure: an immutability policy), or a second destination with keys of its own.',
    )
}

function lookAtRoom(free: number, { bytes }: Setting, chart: DestinationChart): void {
  const size = bytes === undefined ? '' : `, and the database takes ${formatBytes(bytes)} on its server`
  const said = `${formatBytes(free)} are free there${size}.`
  if (free >= Math.max(bytes ?? 0, LEAST_FREE_BYTES)) chart.ok('room', said)
  else
    chart.warn(
      'room',
      said,
      'Free some room, or name a larger disk: a backup is smaller, but by how much nobody knows before.',
    )
}

const LEAST_FREE_BYTES = 100_000_000

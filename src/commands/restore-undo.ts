import { type Ending, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import { formatBytes } from '../host/measure.ts'
import type { RestoreOptions } from '../options/restore.ts'
import {
  findAsides,
  findOlds,
  findUndone,
  type LiveDatabase,
  type Old,
  readLive,
} from '../postgres/live/facts.ts'
import { undoneName } from '../postgres/live/names.ts'
import { inTheWayOfSwitching } from '../postgres/live/obstacles.ts'
import { type LivePlace, openLive } from '../postgres/live/place.ts'
import { switchDatabases } from '../postgres/live/switch.ts'
import { openSession } from '../postgres/session.ts'
import { reportUndo } from '../report/restore.ts'
import { problemLine } from '../report/restore-plan.ts'
import { aroundTheChange } from './restore-commands.ts'
import { confirmed } from './restore-confirm.ts'
import { planDigest, requireSame } from './restore-same.ts'

/** Takes the newest swap back: the database that was replaced has its name again, and the restored one another. */
export async function run(host: Host, options: RestoreOptions): Promise<Ending> {
  const place = await openLive(host, options.targetUrl)
  const { live, back } = await look(host, place)
  const { database } = place.target
  const undone = live && undoneName(database, new Date())
  const digest = digestOf(live, back)
  tellPlan(host, { database, live, back, undone, digest })
  requireSame(digest, options)
  if (options.dryRun) return 'pass'
  await confirmed(host, options, { database, fate: live && 'replaced' })
  const { trouble } = await aroundTheChange(host, options, place.target, () =>
    switchDatabases(
      place.maintenance,
      { live: database, liveOid: live?.oid, old: undone, next: back.name },
      host.signal,
    ),
  )
  await reportUndo(host, options, { database, back: back.name, undone })
  if (!trouble) return 'pass'
  host.error(trouble.message)
  return 'fail'
}

type Found = { readonly live: LiveDatabase | undefined; readonly back: Old }

async function look(host: Host, place: LivePlace): Promise<Found> {
  const session = await openSession(place.maintenance, { signal: host.signal })
  try {
    const live = await readLive(session, place, host.signal)
    const { database } = place.target
    const kept = [...(await findOlds(session, database)), ...(await findAsides(session, database))]
    const [back] = kept.toSorted((a, b) => b.replaced.getTime() - a.replaced.getTime())
    if (!back) throw nothingToUndo(database)
    const [undone] = await findUndone(session, database)
    if (undone && undone.replaced > back.replaced) throw undoneAlready(undone)
    const problems = live ? inTheWayOfSwitching(live, place) : []
    if (problems.length > 0)
      throw new UserError({
        what: `"${live?.name}" cannot be replaced; nothing was changed.`,
        why: problems.map(problemLine).join('\n'),
      })
    return { live, back }
  } finally {
    await session.close()
  }
}

function tellPlan(
  host: Host,
  {
    database,
    live,
    back,
    undone,
    digest,
  }: Found & { readonly database: string; readonly undone: string | undefined; readonly digest: string },
): void {
  const connected = live?.connections.reduce((sum, { count }) => sum + count, 0) ?? 0
  const size = back.bytes === undefined ? '' : `, ${formatBytes(back.bytes)}`
  host.info(`Plan ${digest}`)
  host.output('plan', digest)
  host.info(`"${back.name}", replaced at ${back.replaced.toISOString()}${size}, becomes "${database}" again.`)
  if (undone === undefined) return
  host.info(`What is "${database}" now becomes "${undone}": what was written into it stays there alone.`)
  if (connected > 0) host.info(`${connected} connections to it will be ended.`)
}

/** A job that is run once more must not go on to what lies further back. */
const undoneAlready = ({ name }: Old): UserError =>
  new UserError({
    what: `The newest swap has been taken back already: what it brought is "${name}".`,
    why: 'One more would go back to the swap before that one.',
    next: `If that is what you want, drop or rename "${name}" first.`,
  })

const digestOf = (live: LiveDatabase | undefined, back: Old): string =>
  planDigest(['undo', live?.oid ?? null, back.name, back.oid])

const nothingToUndo = (database: string): UserError =>
  new UserError({
    what: `There is nothing to take back: no database was replaced by "${database}" on this server.`,
    why: 'A swap leaves the old database behind under a name such as shop_before_20261120_040000, and there is none.',
    next: 'Restore a backup from before by `backup: before:TIME`.',
  })

import { outcomeOfEnding } from '../archive/previous.ts'
import type { Ending } from '../errors.ts'
import { storyOf } from '../host/ending.ts'
import type { Host } from '../host/host.ts'
import { githubOf } from '../notify/github.ts'
import type { CommandName } from '../options/commands.ts'
import type { Destination } from '../options/destination.ts'
import type { Watch } from '../options/watch.ts'
import { sendAlarms } from './alarms.ts'
import { tellMetrics } from './metrics-told.ts'
import { previousOf } from './previous.ts'
import { witnessOf } from './witness.ts'

/** What is to be known of a run besides what it says itself. */
export type WatchedRun = {
  readonly command: CommandName
  readonly destinations: readonly Destination[]
  /** Without one, the run finds out which is meant. */
  readonly name: string | undefined
  /** Whether a backup is followed by a drill. */
  readonly drills: boolean
  readonly watch: Watch
}

/** Runs a command and tells those who watch how it ended, which changes nothing about how it ended. */
export async function watched(
  host: Host,
  run: WatchedRun,
  work: (host: Host) => Promise<Ending>,
): Promise<Ending> {
  const { command, destinations, watch } = run
  const { githubIssue, webhook } = watch
  const github = githubIssue && githubOf(host.env, githubIssue.token)
  const startedAt = new Date()
  const witness = witnessOf(host)
  const tell = async (ending: Ending, error?: unknown): Promise<void> => {
    const places = { destinations, name: run.name ?? witness.outputOf('name') }
    const previous = webhook?.on === 'change' ? await previousOf(host, run, places, startedAt) : undefined
    const said = { backup: witness.outputOf('backup-id'), message: witness.trouble(error) }
    const ended = { command, outcome: outcomeOfEnding(ending), previous, startedAt, ...places, ...said }
    await Promise.all([tellMetrics(host, watch, places), sendAlarms(host, { ...watch, github }, ended)])
  }
  let ending: Ending
  try {
    ending = await work(witness.host)
  } catch (error) {
    await tell(storyOf(host, error)?.ending ?? 'fail', error)
    throw error
  }
  await tell(ending)
  return ending
}

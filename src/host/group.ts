import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const GRACE_MS = 3_000
const LOOK_EVERY_MS = 20

/** All processes that came of one that leads a group of its own, however they went on. */
export type Group = {
  /** Asks each to end, soon after makes it, and waits until none is left. */
  end(): Promise<void>
  /** For the last moment of our own process, in which nothing can be waited for. */
  endAtOnce(): void
}

/** `mark` is a text in the environment of the first process: what left its group to become a server has it still. */
export function groupOf(leader: number, mark: string): Group {
  const tell = (signal: NodeJS.Signals): void => {
    send(-leader, signal)
    for (const pid of membersOf(leader, mark)) send(pid, signal)
  }
  return {
    async end() {
      tell('SIGTERM')
      const patience = performance.now() + GRACE_MS
      const giveUp = patience + GRACE_MS
      while (performance.now() < giveUp && isAlive(leader, mark)) {
        if (performance.now() > patience) tell('SIGKILL')
        await sleep(LOOK_EVERY_MS)
      }
    },
    endAtOnce: () => tell('SIGKILL'),
  }
}

const LINUX = existsSync('/proc/self/stat')

const isAlive = (leader: number, mark: string): boolean =>
  LINUX ? membersOf(leader, mark).length > 0 : send(-leader, 0)

function membersOf(leader: number, mark: string): readonly number[] {
  if (!LINUX) return []
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number)
    .filter((pid) => isMember(pid, leader, mark))
}

function isMember(pid: number, leader: number, mark: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name in parentheses may hold anything; behind it stand the state, the parent and the group.
    const [state = '', , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    // A dead process that nobody has asked about keeps its place in the table.
    if (state === 'Z' || state === 'X') return false
    return Number(group) === leader || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark)
  } catch {
    return false // gone meanwhile, or another user's
  }
}

function send(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch {
    return false // gone meanwhile
  }
}

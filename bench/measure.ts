import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export type Figures = {
  readonly wall: number
  /** Seconds of processor time, of the command and all it started. */
  readonly cpu: number
  /** Seconds of processor time that the database server spent meanwhile. */
  readonly serverCpu: number
  /** The largest resident memory of the process whose command line holds `watch`, in bytes. */
  readonly resident: number
}

export type Command = {
  /** A line for bash; pipes fail as a whole. */
  readonly line: string
  readonly env?: Readonly<Record<string, string>>
  /** Part of the command line of the process whose memory is of interest. */
  readonly watch?: string
}

/** Runs a command once and measures it as a whole, with all its processes. */
export async function measure(command: Command, postmasterPid: number): Promise<Figures> {
  const script = `set -euo pipefail; ${command.line}\ntimes >&3`
  const serverBefore = serverSeconds(postmasterPid)
  const begun = performance.now()
  const child = spawn('bash', ['-c', script], {
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  })
  let [stderr, times, resident] = ['', '', 0]
  child.stdio[2]?.on('data', (text) => {
    stderr = (stderr + text).slice(-4000)
  })
  child.stdio[3]?.on('data', (text) => {
    times += text
  })
  const sampler = setInterval(() => {
    if (command.watch) resident = Math.max(resident, residentOf(child.pid ?? 0, command.watch))
  }, 50)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(sampler)
  if (code !== 0) throw new Error(`${command.line}\nended with ${code}: ${stderr}`)
  const wall = (performance.now() - begun) / 1000
  return { wall, cpu: sumTimes(times), serverCpu: serverSeconds(postmasterPid) - serverBefore, resident }
}

/** `times` prints user and system time of the shell, then of its children: 0m1.234s. */
function sumTimes(text: string): number {
  return [...text.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, min, sec]) => sum + Number(min) * 60 + Number(sec),
    0,
  )
}

const TICKS = 100

/** Of the postmaster, its living children and those that have ended. */
function serverSeconds(pid: number): number {
  const own = statOf(pid)
  if (!own) return 0
  const living = childrenOf(pid).map((child) => statOf(child)?.slice(0, 2) ?? [])
  return [own, ...living].flat().reduce((sum, ticks) => sum + ticks, 0) / TICKS
}

/** User and system time, of itself and of ended children. */
function statOf(pid: number): number[] | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return fields.slice(11, 15).map(Number)
  } catch {
    return undefined
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return everyProcess().filter((candidate) => parentOf(candidate) === pid)
  }
}

const everyProcess = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

function parentOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return 0
  }
}

function residentOf(pid: number, watch: string): number {
  try {
    const own = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    const isShell = own.startsWith('bash ')
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    const mine = !isShell && own.includes(watch) ? Number(peak) * 1024 : 0
    return Math.max(mine, ...childrenOf(pid).map((child) => residentOf(child, watch)))
  } catch {
    return 0
  }
}

export const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

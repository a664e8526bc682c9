import type { Progress } from './host.ts'
import { formatBytes, formatDuration } from './measure.ts'
import { columnsOf, fitted, visibleLine } from './visible.ts'

type Status = Parameters<Progress['update']>[0]

/** Work in progress, as it is shown. */
export interface Snapshot {
  readonly title: string
  readonly status: Status
  /** Bytes a second over the last seconds. */
  readonly rate: number
}

/** How long the time is over which a rate is taken: short enough to show a stall, long enough to be calm. */
const WINDOW_MS = 5_000

/**
 * All work in progress of a run. `show` is called every `everyMs` while there is any, and must not keep the process
 * alive; `update` only stores a number, since it is called for every chunk.
 */
export function createBoard(options: {
  readonly everyMs: number
  readonly show: (work: readonly Snapshot[]) => void
  /** Called when the last piece of work is done. */
  readonly idle?: () => void
  readonly now?: () => number
}): { start(title: string): Progress; snapshots(): readonly Snapshot[]; close(): void } {
  const now = options.now ?? performance.now.bind(performance)
  const running = new Map<symbol, ReturnType<typeof createMeter>>()
  let timer: NodeJS.Timeout | undefined

  const snapshots = (): readonly Snapshot[] => [...running.values()].map((meter) => meter.snapshot())
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    snapshots,
    start(title) {
      const id = Symbol(title)
      const meter = createMeter(title, now)
      running.set(id, meter)
      timer ??= setInterval(() => options.show(snapshots()), options.everyMs).unref()
      return {
        update: meter.update,
        done() {
          if (!running.delete(id) || running.size > 0) return
          stop()
          options.idle?.()
        },
      }
    },
    close() {
      running.clear()
      stop()
    },
  }
}

function createMeter(title: string, now: () => number): { update: Progress['update']; snapshot(): Snapshot } {
  let status: Status = { bytes: 0 }
  let samples: readonly { readonly at: number; readonly bytes: number }[] = [{ at: now(), bytes: 0 }]
  return {
    update: (latest) => {
      status = latest
    },
    snapshot() {
      const latest = { at: now(), bytes: status.bytes }
      // One sample older than the window stays, so that there is always something to measure against.
      const old = samples.findLastIndex(({ at }) => latest.at - at >= WINDOW_MS)
      samples = [...samples.slice(Math.max(old, 0)), latest]
      const first = samples[0] ?? latest
      const seconds = (latest.at - first.at) / 1000
      return { title, status, rate: seconds > 0 ? Math.max(0, (latest.bytes - first.bytes) / seconds) : 0 }
    },
  }
}

/** One piece of work as a line of a log. */
export function progressLine({ title, status, rate }: Snapshot): string {
  const { bytes, total, note } = status
  const share = shareOf(status)
  const size = total === undefined ? formatBytes(bytes) : `${formatBytes(bytes)} of ${formatBytes(total)}`
  const left = share !== undefined && rate > 0 && total !== undefined ? (total - bytes) / rate : undefined
  const parts = [
    share === undefined ? size : `${size} (${percent(share)})`,
    `${formatBytes(rate)}/s`,
    left === undefined ? undefined : `${formatDuration(left)} left`,
    note === undefined || note === '' ? undefined : note,
  ]
  return `${title}: ${parts.filter((part) => part !== undefined).join(', ')}`
}

const BAR = 20

/** All work in progress as one line of at most so many columns: a bar for one, a few words each for several. */
export function progressBar(work: readonly Snapshot[], columns: number): string {
  const [only, ...others] = work
  if (only === undefined) return ''
  if (others.length > 0) {
    const parts = work.map((one) => `${one.title} ${briefly(one)}`)
    return fitted(visibleLine(parts.join(' · ')), columns)
  }
  const share = shareOf(only.status)
  const line = visibleLine(progressLine(only))
  if (share === undefined || columnsOf(line) + BAR + 1 > columns) return fitted(line, columns)
  const filled = Math.round(share * BAR)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${line}`
}

function briefly({ status, rate }: Snapshot): string {
  const share = shareOf(status)
  return `${share === undefined ? formatBytes(status.bytes) : percent(share)} ${formatBytes(rate)}/s`
}

/** A total is an estimate more often than not: it is never shown as passed. */
function shareOf({ bytes, total }: Status): number | undefined {
  return total === undefined || total <= 0 ? undefined : Math.min(1, Math.max(0, bytes / total))
}

const percent = (share: number): string => `${Math.floor(share * 100)} %`

import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import { METRIC_NAMES, type Sample } from './metrics.ts'
import { renderMetrics } from './metrics-text.ts'

/**
 * Writes metrics to a file for node_exporter, which never sees half of it. What an earlier run wrote there of other names
 * and of destinations that do not answer now stays: a number that vanishes would silence every alert on it.
 */
export async function writeMetricsFile(path: string, samples: readonly Sample[]): Promise<void> {
  const fresh = new Set(samples.map(placeOf))
  const kept = (await readSamples(path)).filter((sample) => !fresh.has(placeOf(sample)))
  // The collector reads what ends in `.prom` alone.
  const beside = `${path}.${process.pid}.tmp`
  try {
    await writeFile(beside, await renderMetrics([...kept, ...samples]), { flush: true })
    // Whatever the umask says: the collector is another user.
    await chmod(beside, 0o644)
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

const placeOf = ({ labels }: Sample): string => JSON.stringify([labels.name, labels.destination])

async function readSamples(path: string): Promise<Sample[]> {
  try {
    const text = await readFile(path, 'utf8')
    if (text.trim() !== '' && !text.startsWith('# HELP pg_backup_')) throw notOurs(path)
    return text.split('\n').flatMap(readSample)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

const notOurs = (path: string): UserError =>
  new UserError({
    what: `${path} holds something else than our metrics, so it was left as it is.`,
    next: 'Set `metrics-file` to a file of its own.',
  })

/** Reads a line of our own; what is none of ours is left out. */
function readSample(line: string): Sample[] {
  const [, name, inner = '', number] = /^(\w+)\{(.*)\} (\S+)$/.exec(line) ?? []
  const metric = METRIC_NAMES.find((known) => known === name)
  const labels = Object.fromEntries(
    [...inner.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label = '', text = '']) => [
      label,
      plain(text),
    ]),
  )
  const value = Number(number)
  if (metric === undefined || Number.isNaN(value)) return []
  const { name: of, destination, outcome } = labels
  if (of === undefined || destination === undefined) return []
  return [{ metric, value, labels: { name: of, destination, ...(outcome !== undefined && { outcome }) } }]
}

const plain = (text: string): string =>
  text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char))

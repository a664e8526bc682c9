import { asError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { Watch } from '../options/watch.ts'
import { metricsOf, type Places } from './metrics.ts'

const PATIENCE_MS = 10_000

/** Writes and pushes metrics where that is wanted; that this does not work is a warning, and spoils nothing. */
export async function tellMetrics(
  host: Host,
  { metricsFile, pushgateway }: Pick<Watch, 'metricsFile' | 'pushgateway'>,
  places: Places,
): Promise<void> {
  // A run that was told to stop has no time for listings; the next one tells what it left.
  if ((metricsFile === undefined && pushgateway === undefined) || host.signal.aborted) return
  const samples = await metricsOf(host, places)
  const [{ writeMetricsFile }, { pushMetrics }] = await Promise.all([
    import('../report/metrics-file.ts'),
    import('../report/pushgateway.ts'),
  ])
  const { signal } = host
  await Promise.all([
    metricsFile !== undefined && attempt(host, 'metrics-file', () => writeMetricsFile(metricsFile, samples)),
    pushgateway &&
      attempt(host, 'pushgateway', () =>
        pushMetrics(pushgateway, samples, { signal, patienceMs: PATIENCE_MS }),
      ),
  ])
}

async function attempt(host: Host, option: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const why =
      error instanceof UserError ? error.message : `the metrics could not be told: ${asError(error).message}`
    host.warn(`\`${option}\`: ${why}`)
  }
}

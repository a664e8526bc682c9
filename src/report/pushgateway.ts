import { send, withRetries } from '../host/request.ts'
import type { Sample } from './metrics.ts'
import { renderMetrics } from './metrics-text.ts'

/** Pushes metrics, in a group for each name and destination, so that one does not wipe out the other. */
export async function pushMetrics(
  gateway: URL,
  samples: readonly Sample[],
  how: { readonly signal: AbortSignal; readonly patienceMs: number },
): Promise<void> {
  const groups = Map.groupBy(samples, ({ labels }) => groupPath(labels))
  for (const [path, group] of groups) {
    const url = new URL(gateway)
    url.pathname = `${url.pathname.replace(/\/$/, '')}/metrics/job/pg_backup/${path}`
    const body = await renderMetrics(group)
    const headers = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }
    await withRetries(how.signal, () => send(url, { method: 'PUT', headers, body, ...how }))
  }
}

/** In base64, since a slash in a path is one even where it is encoded. */
const groupPath = ({ name, destination }: Sample['labels']): string =>
  Object.entries({ name, destination })
    .map(([label, value]) => `${label}@base64/${Buffer.from(value).toString('base64url')}`)
    .join('/')

import { Counter, Gauge, Registry } from 'prom-client'
import { METRICS, type Sample } from './metrics.ts'

/** The text format of Prometheus. */
export async function renderMetrics(samples: readonly Sample[]): Promise<string> {
  const registry = new Registry()
  for (const [name, some] of Map.groupBy(samples, ({ metric }) => metric)) {
    const labelNames = [...new Set(some.flatMap(({ labels }) => Object.keys(labels)))]
    const about = { name, help: METRICS[name].help, labelNames, registers: [registry] }
    if (name.endsWith('_total')) {
      const counter = new Counter(about)
      for (const { labels, value } of some) counter.inc(labels, value)
    } else {
      const gauge = new Gauge(about)
      for (const { labels, value } of some) gauge.set(labels, value)
    }
  }
  return registry.metrics()
}

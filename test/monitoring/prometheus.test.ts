import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSmall, openWorkshop, type Workshop } from '../commands/drilling.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import {
  type MetricsServer,
  type PrometheusServer,
  startPrometheus,
  startPushgateway,
} from '../servers/prometheus.ts'
import { alertExpressions, dashboardExpressions } from './expressions.ts'

describeWith(
  lackOf.postgres(15),
  lackOf.prometheus(),
  lackOf.pushgateway(),
)('a real Prometheus that runs of ours feed', () => {
  let postgres: PostgresServer
  let shop: Workshop
  let gateway: MetricsServer
  let prometheus: PrometheusServer
  let closeFiles: () => void

  beforeAll(async () => {
    ;[postgres, gateway] = await Promise.all([startPostgres(), startPushgateway()])
    await createSmall(postgres)
    shop = openWorkshop(postgres)
    const file = join(shop.folder, 'pg-backup.prom')
    const url = new URL(gateway.url)
    url.username = 'anna'
    url.password = 'geh@heim'
    const told = { 'metrics-file': file, pushgateway: url.href, name: 'shop' }
    await shop.backup('small', told)
    await shop.backup('small', told)
    expect((await shop.verify(told)).code).toBe(0)
    // Of another name there has never been a backup that was whole.
    const broken = { 'database-url': 'postgres://nobody@127.0.0.1:1/small', name: 'broken "one"' }
    const ended = await shop.run({ ...told, ...broken })
    expect([ended.code, ended.said.includes('::warning')]).toEqual([1, false])
    // In place of node_exporter: its textfile collector hands on what stands in the file.
    const files = createServer((_, response) => response.end(readFileSync(file)))
    await new Promise<void>((ready) => files.listen(0, '127.0.0.1', ready))
    closeFiles = () => files.close()
    prometheus = await startPrometheus([
      gateway.url,
      `http://127.0.0.1:${(files.address() as AddressInfo).port}`,
    ])
    const scraped = async () => (await prometheus.query('pg_backup_stored_backups')).length === 4
    while (!(await scraped())) await sleep(200)
  })
  afterAll(async () => {
    closeFiles?.()
    await Promise.all([prometheus?.stop(), gateway?.stop(), postgres?.stop()])
    shop?.[Symbol.dispose]()
  })

  test('has the same numbers from the file and from the push gateway', async () => {
    const series = await prometheus.query('pg_backup_size_bytes')
    expect(series.map(({ metric }) => metric)).toMatchObject([
      { name: 'shop', destination: `file://${shop.shelf}` },
      { name: 'shop', destination: `file://${shop.shelf}` },
    ])
    const [one, other] = series
    expect(one?.value).toBe(other?.value)
    expect(one?.value).toBeGreaterThan(0)
    expect(await prometheus.query('count by (name) (pg_backup_stored_backups)')).toEqual([
      { metric: { name: 'broken "one"' }, value: 2 },
      { metric: { name: 'shop' }, value: 2 },
    ])
  })

  test.each(dashboardExpressions())(
    'the dashboard asks for something that there is: %s',
    async (expression) => {
      expect(await prometheus.query(expression)).not.toEqual([])
    },
  )

  test.each(alertExpressions())('an alert asks for something that can be asked: %s', async (expression) => {
    await prometheus.query(expression)
  })

  test('what has never been backed up or drilled is alarming, and what has just been is not', async () => {
    const firing = async (wanted: RegExp) => {
      const [expression = ''] = alertExpressions().filter((one) => wanted.test(one))
      const series = await prometheus.query(expression)
      return [...new Set(series.map(({ metric }) => metric.name))]
    }
    expect(await firing(/2 \* 86400/)).toEqual(['broken "one"'])
    expect(await firing(/26 \* 3600/)).toEqual(['broken "one"'])
    expect(await firing(/last_attempt/)).toEqual(['broken "one"'])
    expect(await firing(/8 \* 86400/)).toEqual(['broken "one"'])
    expect(await firing(/absent/)).toEqual([])
  })

  test('an expression that is wrong is an error', async () => {
    await expect(prometheus.query('sum by (pg_backup_rows')).rejects.toThrow('parse error')
  })
})

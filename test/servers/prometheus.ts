import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { account } from './account.ts'
import { openEnclosure, waitFor } from './enclosure.ts'
import { freePort } from './port.ts'
import { PROMETHEUS, PUSHGATEWAY } from './programs.ts'

/** Something of Prometheus that answers over HTTP. */
export type MetricsServer = {
  readonly url: string
  stop(): Promise<void>
}

/** One series of an answer. */
export type Series = { readonly metric: Readonly<Record<string, string>>; readonly value: number }

export type PrometheusServer = MetricsServer & {
  /** Asks an expression for its value now; an expression that it does not understand is an error. */
  query(expression: string): Promise<readonly Series[]>
}

/** A real Prometheus that looks at these targets every second. */
export const startPrometheus = async (targets: readonly string[]): Promise<PrometheusServer> => {
  const server = await startProgram('prometheus', PROMETHEUS, async (folder, port) => {
    const file = join(folder, 'prometheus.yml')
    const hosts = targets.map((target) => `'${new URL(target).host}'`).join(', ')
    await writeFile(
      file,
      `global: { scrape_interval: 1s }
scrape_configs:
  - { job_name: backups, honor_labels: true, static_configs: [{ targets: [${hosts}] }] }
`,
    )
    return [
      `--config.file=${file}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ]
  })
  return {
    ...server,
    async query(expression) {
      const answer = await fetch(`${server.url}/api/v1/query?${new URLSearchParams({ query: expression })}`)
      const { status, data, error } = (await answer.json()) as Answer
      if (status !== 'success' || !data) throw new Error(`${expression}: ${error}`)
      return data.result.map(({ metric, value: [, text] }) => ({ metric, value: Number(text) }))
    },
  }
}

type Answer = {
  readonly status: string
  readonly error?: string
  readonly data?: {
    readonly result: readonly {
      readonly metric: Series['metric']
      readonly value: readonly [number, string]
    }[]
  }
}

export const startPushgateway = (): Promise<MetricsServer> =>
  startProgram('pushgateway', PUSHGATEWAY, async (_, port) => [`--web.listen-address=127.0.0.1:${port}`])

const startProgram = async (
  name: string,
  program: string,
  args: (folder: string, port: number) => Promise<readonly string[]>,
): Promise<MetricsServer> => {
  const enclosure = openEnclosure(name, account())
  try {
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const resident = enclosure.start(program, await args(enclosure.folder, port))
    await waitFor(name, resident, () => isReady(url))
    return { url, stop: () => enclosure.close() }
  } catch (error) {
    await enclosure.close()
    throw error
  }
}

/** It answers before it is ready, but not yet with what it is asked for. */
const isReady = async (url: string): Promise<boolean> => {
  const answer = await fetch(`${url}/-/ready`).catch(() => undefined)
  await answer?.arrayBuffer()
  return answer?.ok === true
}

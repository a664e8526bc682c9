import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One request, as a receiver of alarms got it. */
export type Heard = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type Reply = {
  readonly status: number
  readonly json?: unknown
  readonly headers?: Record<string, string>
}

export type Listener = {
  readonly url: string
  readonly heard: Heard[]
  stop(): Promise<void>
}

/** Stands in for a service on the web that is told of runs: real HTTP, and nothing behind it. `silent` never answers. */
export async function startListener(
  answer: (heard: Heard) => Reply | 'silent' = () => ({ status: 200 }),
): Promise<Listener> {
  const heard: Heard[] = []
  const server = createServer((request, response) => {
    text(request).then(
      (body) => {
        const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
        heard.push(one)
        const reply = answer(one)
        if (reply === 'silent') return
        response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
        response.end(reply.json === undefined ? '' : JSON.stringify(reply.json))
      },
      () => response.destroy(),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    stop: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** An address at which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const { url, stop } = await startListener()
  await stop()
  return url
}

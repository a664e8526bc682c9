import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What goes wrong with one request. */
export type Fault =
  /** Answered without asking the server. */
  | { readonly answer: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** The server's answer, with more headers. */
  | { readonly adds: Readonly<Record<string, string>> }
  /** Reaches the server, which does what it was asked; then the connection is cut instead of the answer. */
  | 'answer lost'
  /** The same, and something else is done before the connection is cut. */
  | { readonly afterwards: () => void }
  /** The connection is cut after so many bytes of the answer's body. */
  | { readonly cutAfter: number }
  /** The answer stalls after so many bytes of its body. */
  | { readonly stallAfter: number }
  /** A bit of the request's body is changed on its way to the server. */
  | 'damaged'
  /** Never answered. */
  | 'silence'

export interface Seen {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  /** Of a request that was answered without asking the server. */
  body?: string
}

export interface Proxy extends AsyncDisposable {
  readonly endpoint: string
  readonly seen: Seen[]
}

/** Stands before a real server and lets chosen requests go wrong. */
export async function startProxy(
  target: string,
  faultOf: (request: Seen, nth: number) => Fault | undefined,
): Promise<Proxy> {
  const { hostname, port } = new URL(target)
  const seen: Seen[] = []

  const forward = (from: IncomingMessage, to: ServerResponse, fault: Fault | undefined) => {
    const onward = request({ hostname, port, method: from.method, path: from.url, headers: from.headers })
    onward.on('response', (answer) => {
      if (fault === 'answer lost' || (typeof fault === 'object' && 'afterwards' in fault)) {
        answer.resume().on('end', () => {
          if (fault !== 'answer lost') fault.afterwards()
          to.destroy()
        })
        return
      }
      const added = typeof fault === 'object' && 'adds' in fault ? Object.entries(fault.adds).flat() : []
      to.writeHead(answer.statusCode ?? 500, [...answer.rawHeaders, ...added])
      if (!fault || typeof fault === 'string' || 'answer' in fault || 'adds' in fault) {
        answer.pipe(to)
        return
      }
      let left = 'cutAfter' in fault ? fault.cutAfter : fault.stallAfter
      answer.on('data', (chunk: Buffer) => {
        if (left > 0) to.write(chunk.subarray(0, left))
        left -= chunk.length
        if (left <= 0 && 'cutAfter' in fault) to.destroy()
      })
    })
    onward.on('error', () => to.destroy())
    from.on('error', () => onward.destroy())
    to.on('close', () => onward.destroy())
    if (fault !== 'damaged') {
      from.pipe(onward)
      return
    }
    from.once('data', (chunk: Buffer) => {
      const damaged = Buffer.from(chunk)
      damaged[0] = (damaged[0] ?? 0) ^ 1
      onward.write(damaged)
      from.pipe(onward)
    })
  }

  const server = createServer((from, to) => {
    const one: Seen = { method: from.method ?? '', url: from.url ?? '', headers: from.headers }
    seen.push(one)
    const fault = faultOf(one, seen.length)
    if (fault === 'silence') {
      from.resume()
      return
    }
    if (typeof fault === 'object' && 'answer' in fault) {
      one.body = ''
      from.setEncoding('utf8').on('data', (text: string) => {
        one.body += text
      })
      from.on('end', () => to.writeHead(fault.answer, fault.headers).end(fault.body ?? ''))
      return
    }
    forward(from, to, fault)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}${new URL(target).pathname.replace(/\/$/, '')}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

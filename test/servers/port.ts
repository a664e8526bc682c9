import { randomInt } from 'node:crypto'
import { connect, createServer } from 'node:net'

// Below the range from which the kernel takes the ports of outgoing connections: one of those could otherwise take a
// port between our looking at it and the server's binding it.
const LOWEST = 10_000
const HIGHEST = 32_000
/** The one in that range to which `fetch` never connects. */
const BARRED = 10_080

const canBind = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const server = createServer()
    server.once('error', () => answer(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => answer(true)))
  })

/** A port that nothing listens on; drawn at random, so that two test runs seldom draw the same. */
export const freePort = async (): Promise<number> => {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(LOWEST, HIGHEST)
    if (port !== BARRED && (await canBind(port))) return port
  }
  throw new Error('No free port was found on 127.0.0.1.')
}

/** Whether somebody accepts connections there. */
export const listens = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => answer(false))
    socket.once('connect', () => {
      socket.destroy()
      answer(true)
    })
  })

/** Whether somebody there speaks HTTP, whatever the answer is. */
export const answersHttp = async (url: string): Promise<boolean> => {
  try {
    const response = await fetch(url)
    await response.arrayBuffer()
    return true
  } catch {
    return false
  }
}

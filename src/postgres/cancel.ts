import { connect } from 'node:net'
import type pg from 'pg'
import { isSocket, type Target } from './target.ts'

const PATIENCE_MS = 2_000
const CANCEL_REQUEST_CODE = 80_877_102

/**
 * Asks the server to stop what a connection is doing: it would not notice its socket's end before the query's. Resolves
 * when the server has taken the request, or after a moment without an answer.
 */
export async function requestCancel(client: pg.Client, target: Target): Promise<void> {
  const { processID, secretKey } = client as unknown as {
    processID?: number | null
    secretKey?: number | null
  }
  if (!processID) return
  // A request of this kind comes before any login, and in clear, as libpq's own does.
  const request = Buffer.alloc(16)
  request.writeInt32BE(16, 0)
  request.writeInt32BE(CANCEL_REQUEST_CODE, 4)
  request.writeInt32BE(processID, 8)
  request.writeInt32BE(secretKey ?? 0, 12)
  const socket = isSocket(target)
    ? connect(`${target.host}/.s.PGSQL.${target.port}`)
    : connect(target.port, target.given.hostaddr ?? target.host)
  await new Promise<void>((done) => {
    const limit = setTimeout(done, PATIENCE_MS)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(limit)
      done()
    })
    socket.resume().end(request)
  })
  socket.destroy()
}

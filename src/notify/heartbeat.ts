import { send, withRetries } from '../host/request.ts'
import { type Alarm, cut, headlineOf, type Telling } from './alarm.ts'

/** Pings a heartbeat as healthchecks.io has it: the address itself where the run passed, else the one with `/fail`. */
export async function pingHeartbeat(address: URL, alarm: Alarm, telling: Telling): Promise<void> {
  const url = new URL(address)
  if (alarm.outcome !== 'pass') url.pathname = `${url.pathname.replace(/\/$/, '')}/fail`
  const body = cut([headlineOf(alarm), alarm.message].filter(Boolean).join('\n'), 8000)
  const headers = { 'content-type': 'text/plain; charset=utf-8' }
  await withRetries(telling.signal, () => send(url, { method: 'POST', headers, body, ...telling }))
}

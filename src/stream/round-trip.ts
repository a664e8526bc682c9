import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { decrypt, encrypt, type Keys, type Lock } from './age.ts'
import { Damage } from './damage.ts'

/** Encrypts a few bytes and opens them again; rejects where these keys do not open what this lock locks. */
export async function opensAgain(lock: Lock, keys: Keys): Promise<void> {
  const sent = Buffer.from('What was encrypted must open again.')
  const opened = decrypt({ ...keys, name: 'What we encrypt' })
  const received = buffer(opened)
  received.catch(() => undefined)
  await pipeline(Readable.from([sent]), encrypt(lock), opened)
  if (!sent.equals(await received)) throw new Damage({ what: 'What was encrypted opened as something else.' })
}

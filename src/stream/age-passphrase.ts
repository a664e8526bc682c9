import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { type Identity, type Recipient, Stanza } from 'age-encryption'

// What the age program writes: 256 MiB and most of a second of one core, for every file, since each has a salt of its
// own. That is the price of a guess for an attacker too, which is what protects a passphrase.
const WORK_FACTOR = 18
// Takes 1 GiB; a file that asks for more is not ours, and would only serve to exhaust the machine.
const MOST_WORK = 20

const NONCE = Buffer.alloc(12)
const TAG = 16
const FILE_KEY = 16

/** Wraps the key of a file by a passphrase, as the package does, but without blocking the event loop meanwhile. */
export function passphraseRecipient(passphrase: string, workFactor = WORK_FACTOR): Recipient {
  return {
    async wrapFileKey(fileKey) {
      const salt = randomBytes(16)
      const key = await deriveKey(passphrase, salt, workFactor)
      const cipher = createCipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG })
      const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()])
      return [new Stanza(['scrypt', base64(salt), String(workFactor)], body)]
    },
  }
}

export function passphraseIdentity(passphrase: string): Identity {
  return {
    async unwrapFileKey(stanzas) {
      const [stanza] = stanzas.filter(({ args }) => args[0] === 'scrypt')
      if (!stanza) return null
      if (stanzas.length !== 1) throw new Error('a passphrase stands beside others')
      const [, encodedSalt = '', work = ''] = stanza.args
      const salt = Buffer.from(encodedSalt, 'base64')
      const sound =
        stanza.args.length === 3 &&
        salt.length === 16 &&
        base64(salt) === encodedSalt &&
        /^[1-9][0-9]?$/.test(work) &&
        stanza.body.length === FILE_KEY + TAG
      if (!sound) throw new Error('its passphrase line is malformed')
      if (Number(work) > MOST_WORK) throw new Error(`its scrypt work factor, ${work}, is above ${MOST_WORK}`)
      const key = await deriveKey(passphrase, salt, Number(work))
      const decipher = createDecipheriv('chacha20-poly1305', key, NONCE, { authTagLength: TAG })
      decipher.setAuthTag(stanza.body.subarray(FILE_KEY))
      const fileKey = decipher.update(stanza.body.subarray(0, FILE_KEY))
      try {
        decipher.final()
      } catch {
        return null
      }
      return fileKey
    },
  }
}

let lastDerivation: Promise<unknown> = Promise.resolve()

/** One after another: the streams of a backup begin together, and each derivation takes 256 MiB while it runs. */
function deriveKey(passphrase: string, salt: Buffer, workFactor: number): Promise<Buffer> {
  const derive = () =>
    new Promise<Buffer>((resolve, reject) => {
      const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt])
      const N = 2 ** workFactor
      // OpenSSL counts a little beside the 128 * N * r bytes of the table itself.
      const options = { N, r: 8, p: 1, maxmem: 128 * N * 8 + 2 ** 20 }
      scrypt(passphrase, labelled, 32, options, (error, key) => (error ? reject(error) : resolve(key)))
    })
  const mine = lastDerivation.then(derive)
  lastDerivation = mine.catch(() => {})
  return mine
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

import { createCipheriv } from 'node:crypto'
import { Opener } from '../../src/stream/age-payload.ts'

const key = Buffer.alloc(32, 7)

/** A chunk as age seals it, made here so that wrong files can be made too. */
function chunk(plain: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 })
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function open(...chunks: Buffer[]): number {
  let bytes = 0
  const opener = new Opener(key, 'The file', (plain) => {
    bytes += plain.length
  })
  for (const one of chunks) opener.add(one)
  opener.end()
  return bytes
}

const full = Buffer.alloc(65_536, 1)
const none = Buffer.alloc(0)

test('a last chunk that is empty ends only a file without content', () => {
  expect(open(chunk(none, 0, true))).toBe(0)
  expect(open(chunk(full, 0, true))).toBe(65_536)
  expect(open(chunk(full, 0, false), chunk(Buffer.from('x'), 1, true))).toBe(65_537)
  // Rightly sealed by whoever has the key, and still against the format: a file has one form only.
  expect(() => open(chunk(full, 0, false), chunk(none, 1, true))).toThrow('is cut off')
})

test('a last chunk that says it is not the last is a cut, with the whole chunk or less', () => {
  expect(() => open(chunk(full, 0, false))).toThrow('is cut off')
  expect(() => open(chunk(Buffer.from('x'), 0, false))).toThrow('may also be cut off')
})

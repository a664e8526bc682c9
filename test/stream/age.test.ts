import {
  Decrypter,
  Encrypter,
  generateHybridIdentity,
  generateIdentity,
  identityToRecipient,
} from 'age-encryption'
import { UserError } from '../../src/errors.ts'
import { decrypt, encrypt, type Keys } from '../../src/stream/age.ts'
import { passphraseIdentity, passphraseRecipient } from '../../src/stream/age-passphrase.ts'
import { type Dice, dice, errorOf, forSeeds, pieces, settle, through } from './bytes.ts'

const CHUNK = 65_536
const SEALED = CHUNK + 16
const EDGES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 777_777]

const identity = await generateIdentity()
const recipient = await identityToRecipient(identity)
const ours: Keys = { identities: [identity], name: 'data-01.dump.zst.age' }

const sealed = (plain: Buffer): Promise<Buffer> => through(plain, encrypt({ recipients: [recipient] }))
const opened = (file: Buffer | Buffer[], keys = ours): Promise<Buffer> => through(file, decrypt(keys))

async function refusal(file: Buffer | Buffer[], keys = ours): Promise<string> {
  const error = await errorOf(opened(file, keys))
  expect(error).toBeInstanceOf(UserError)
  expect(error.message).not.toContain(identity.slice(20, 40))
  return error.message
}

/** Where the payload's chunks begin: after the header's last line and the nonce. */
const payloadAt = (file: Buffer): number => file.indexOf('\n', file.indexOf('\n--- ') + 1) + 1 + 16

const flipped = (file: Buffer, at: number, bit = 0): Buffer => {
  const out = Buffer.from(file)
  out.writeUInt8((out[at] ?? 0) ^ (1 << bit), at)
  return out
}

describe('to recipients and back', () => {
  test.each(EDGES)('%d bytes, also by the package itself, both ways', async (size) => {
    const plain = dice(size + 1).bytes(size)
    const file = await sealed(plain)
    expect(file.length - payloadAt(file)).toBe(size + 16 * Math.max(1, Math.ceil(size / CHUNK)))
    expect((await opened(file)).equals(plain)).toBe(true)

    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    expect(Buffer.from(await decrypter.decrypt(file)).equals(plain)).toBe(true)

    const encrypter = new Encrypter()
    encrypter.addRecipient(recipient)
    expect((await opened(Buffer.from(await encrypter.encrypt(plain)))).equals(plain)).toBe(true)
  })

  test('however the bytes are cut', () =>
    forSeeds(12, async (dice) => {
      const size = dice.whole(0, 2) === 0 ? dice.whole(0, 3) * CHUNK : dice.whole(0, 300_000)
      const plain = dice.bytes(size)
      const file = await through(pieces(plain, dice), encrypt({ recipients: [recipient] }))
      expect((await opened(pieces(file, dice))).equals(plain)).toBe(true)
    }))

  test('byte by byte', async () => {
    const file = await sealed(dice(1).bytes(300))
    expect(await opened(Array.from(file, (byte) => Buffer.from([byte])))).toEqual(dice(1).bytes(300))
  })

  test('any of several keys opens it', async () => {
    const second = await generateIdentity()
    const lock = { recipients: [recipient, await identityToRecipient(second)] }
    const file = await through(Buffer.from('dump'), encrypt(lock))
    expect((await opened(file, { identities: [second] })).toString()).toBe('dump')
    const several = {
      identities: [`# other\n${await generateIdentity()}\n`, identity],
      passphrase: 'no use here',
    }
    expect((await opened(file, several)).toString()).toBe('dump')
  })

  test('post-quantum keys', async () => {
    const hybrid = await generateHybridIdentity()
    const file = await through(
      Buffer.from('dump'),
      encrypt({ recipients: [await identityToRecipient(hybrid)] }),
    )
    expect((await opened(file, { identities: [identity, hybrid] })).toString()).toBe('dump')
  })

  test('the same content makes another file each time', async () => {
    const [one, other] = [await sealed(Buffer.alloc(1000)), await sealed(Buffer.alloc(1000))]
    expect(one.subarray(payloadAt(one)).equals(other.subarray(payloadAt(other)))).toBe(false)
  })

  test('too many recipients are refused, since decrypting would refuse the header', async () => {
    const error = await errorOf(
      through(Buffer.from('x'), encrypt({ recipients: Array(2000).fill(recipient) })),
    )
    expect(error.message).toMatch(/^There are too many recipients/)
    expect(
      (await through(Buffer.from('x'), encrypt({ recipients: Array(100).fill(recipient) }))).length,
    ).toBeGreaterThan(9000)
  })
})

describe('by a passphrase and back', () => {
  const cheap = 10
  const passphrase = 'correct horse battery staple'

  test('with the default work, also by the package itself', async () => {
    const file = await through(Buffer.from('dump'), encrypt({ passphrase }))
    expect(file.toString('latin1')).toMatch(/^age-encryption.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 18\n/)
    expect((await opened(file, { identities: [], passphrase })).toString()).toBe('dump')
    const decrypter = new Decrypter()
    decrypter.addPassphrase(passphrase)
    expect(await decrypter.decrypt(file, 'text')).toBe('dump')
  })

  test('as the package wraps it, with any work', async () => {
    for (const work of [1, 9, cheap, 12]) {
      const encrypter = new Encrypter()
      encrypter.setPassphrase(passphrase)
      encrypter.setScryptWorkFactor(work)
      const file = Buffer.from(await encrypter.encrypt('dump'))
      expect((await opened(file, { identities: [identity], passphrase })).toString()).toBe('dump')
      expect(await refusal(file, { identities: [], passphrase: 'wrong' })).toContain(
        'the passphrase given does not fit',
      )
    }
  })

  test('which of the two is missing is said', async () => {
    const encrypter = new Encrypter()
    encrypter.setPassphrase(passphrase)
    encrypter.setScryptWorkFactor(cheap)
    const byPassphrase = Buffer.from(await encrypter.encrypt('dump'))
    expect(await refusal(byPassphrase)).toMatch(
      /^data-01.dump.zst.age is locked with a passphrase, and none was given/,
    )
    expect(await refusal(await sealed(Buffer.alloc(1)), { identities: [], passphrase })).toContain(
      'encrypted to a key, and no identity was given',
    )
  })

  test('an empty passphrase is refused', () => {
    expect(() => encrypt({ passphrase: '' })).toThrow('The passphrase is empty.')
  })

  test('a line that asks for too much work, or is malformed, costs nothing', async () => {
    const [stanza] = await passphraseRecipient(passphrase, cheap).wrapFileKey(new Uint8Array(16))
    if (!stanza) throw new Error('no stanza')
    const [type = '', salt = ''] = stanza.args
    const unwrap = (...args: string[]) =>
      passphraseIdentity(passphrase).unwrapFileKey([{ args, body: stanza.body }])
    expect(await unwrap(type, salt, String(cheap))).toEqual(Buffer.alloc(16))
    await expect(unwrap(type, salt, '21')).rejects.toThrow('work factor, 21, is above 20')
    for (const work of ['0', '010', '1e1', '-1', '', '999']) {
      await expect(unwrap(type, salt, work)).rejects.toThrow('malformed')
    }
    await expect(unwrap(type, salt.slice(1), '10')).rejects.toThrow('malformed')
    await expect(unwrap(type, `${salt}==`, '10')).rejects.toThrow('malformed')
    await expect(unwrap(type, salt)).rejects.toThrow('malformed')
    const twice = { args: stanza.args, body: stanza.body }
    await expect(passphraseIdentity(passphrase).unwrapFileKey([twice, twice])).rejects.toThrow(
      'beside others',
    )
  })
})

describe('what is not as it was written', () => {
  test('the wrong key', async () => {
    const file = await sealed(Buffer.alloc(10))
    const message = await refusal(file, { identities: [await generateIdentity(), await generateIdentity()] })
    expect(message).toMatch(/^The encrypted file cannot be opened: none of the identities given fits\./)
  })

  test.each([
    ['nothing', Buffer.alloc(0), 'It is empty'],
    ['text', Buffer.from('PGDMP'), 'does not begin as'],
    ['zstd', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 4, 0]), 'compressed with zstd, and not encrypted'],
    ['zeros', Buffer.alloc(3_000_000), 'does not begin as'],
    ['an armored file', Buffer.from('-----BEGIN AGE ENCRYPTED FILE-----\n'), 'armored'],
    ['a later version', Buffer.from('age-encryption.org/v2\n'), 'does not begin as'],
  ])('%s', async (_what, file, why) => {
    const message = await refusal(file)
    expect(message).toMatch(/^data-01.dump.zst.age is not encrypted with age\./)
    expect(message).toContain(why)
  })

  test.each(EDGES)('cut off anywhere within %d bytes', async (size) => {
    const file = await sealed(dice(2).bytes(size))
    const start = payloadAt(file)
    const lengths = new Set<number>([
      start - 17,
      start - 16,
      start - 1,
      start,
      start + 1,
      start + 15,
      file.length - 1,
    ])
    for (let edge = start; edge <= file.length; edge += SEALED) {
      for (const near of [-16, -1, 0, 1, 15, 16, 17]) lengths.add(edge + near)
    }
    for (const length of lengths) {
      if (length < 22 || length >= file.length) continue
      expect(await refusal(file.subarray(0, length))).toMatch(/^data-01.dump.zst.age is (cut off|damaged)/)
    }
    expect(await opened(file)).toHaveLength(size)
  })

  test('cut off in its header', async () => {
    const file = await sealed(Buffer.alloc(1))
    for (let length = 1; length < payloadAt(file); length += 1) {
      expect(await refusal(file.subarray(0, length))).toContain('is cut off')
    }
  })

  test('cut off between chunks, it knows how much it has', async () => {
    const file = await sealed(dice(3).bytes(3 * CHUNK))
    const message = await refusal(file.subarray(0, payloadAt(file) + 2 * SEALED))
    expect(message).toContain('ends after 65536 bytes of content')
  })

  test.each(EDGES)('bytes after the end of %d', async (size) => {
    const file = await sealed(dice(4).bytes(size))
    for (const extra of [1, 16, 17, SEALED, SEALED + 1]) {
      const longer = Buffer.concat([file, Buffer.alloc(extra)])
      expect(await refusal(longer)).toMatch(/goes on after its end|is damaged/)
      expect(await refusal([file, Buffer.alloc(extra)])).toMatch(/goes on after its end|is damaged/)
    }
  })

  test('a full last chunk with bytes after it', async () => {
    const file = await sealed(dice(4).bytes(2 * CHUNK))
    expect(await refusal(Buffer.concat([file, Buffer.from('x')]))).toContain('goes on after its end')
  })

  test('chunks in another order, twice, or left out', async () => {
    const file = await sealed(dice(6).bytes(4 * CHUNK))
    const start = payloadAt(file)
    const chunk = (n: number): Buffer => file.subarray(start + n * SEALED, start + (n + 1) * SEALED)
    const head = file.subarray(0, start)
    expect(await opened(Buffer.concat([head, chunk(0), chunk(1), chunk(2), chunk(3)]))).toHaveLength(
      4 * CHUNK,
    )
    for (const order of [[1, 0, 2, 3], [0, 0, 2, 3], [0, 2, 3], [3], [0, 1, 3, 2]]) {
      expect(await refusal(Buffer.concat([head, ...order.map(chunk)]))).toContain('is damaged')
    }
  })

  test('a flipped bit anywhere in the header', async () => {
    const file = await sealed(Buffer.from('dump'))
    const end = payloadAt(file) - 16
    for (let at = 0; at < end; at += 1) await refusal(flipped(file, at, at % 7))
  })

  test('a flipped bit in the nonce or in any chunk', () =>
    forSeeds(40, async (dice: Dice) => {
      const file = await sealed(Buffer.alloc(dice.whole(0, 200_000)))
      const at = dice.whole(payloadAt(file) - 16, file.length - 1)
      expect(await refusal(pieces(flipped(file, at, dice.whole(0, 7)), dice))).toContain('is damaged')
    }))

  test('the chunks before a damaged one come out, and no byte of it', async () => {
    const plain = dice(7).bytes(3 * CHUNK)
    const file = await sealed(plain)
    const stage = decrypt(ours)
    const out: Buffer[] = []
    stage.on('data', (chunk: Buffer) => out.push(chunk))
    const failed = new Promise<Error>((resolve) => stage.once('error', resolve))
    stage.end(flipped(file, payloadAt(file) + 2 * SEALED + 5))
    expect((await failed).message).toContain('from byte 131072 of its content')
    expect(Buffer.concat(out).equals(plain.subarray(0, 2 * CHUNK))).toBe(true)
  })

  test('a header that never ends is given up', async () => {
    const stage = decrypt(ours)
    const failed = new Promise<Error>((resolve) => stage.once('error', resolve))
    stage.write('age-encryption.org/v1\n')
    let written = 0
    while (!stage.destroyed && written < 1000) {
      stage.write(`-> X25519 ${'A'.repeat(1000)}\n`)
      written += 1
      await settle()
    }
    expect((await failed).message).toContain('no end within 131072 bytes')
    expect(written).toBeLessThan(140)
  })
})

test('destroyed at any moment, the stages are quiet', async () => {
  const stages = [encrypt({ recipients: [recipient] }), encrypt({ recipients: [recipient] }), decrypt(ours)]
  stages[1]?.write(Buffer.alloc(100_000))
  stages[2]?.write(await sealed(Buffer.alloc(100)))
  for (const stage of stages) stage.destroy()
  await settle()
  expect(stages.map((stage) => stage.destroyed)).toEqual([true, true, true])
})

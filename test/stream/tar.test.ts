import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Damage } from '../../src/stream/damage.ts'
import { beginsTar, onlyFile, TarReader, wholeTar } from '../../src/stream/tar.ts'
import { errorOf, forSeeds, pieces, through } from './bytes.ts'

const home = mkdtempSync(join(tmpdir(), 'pg-backup-tar-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const shell = (command: string): Buffer =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: home, maxBuffer: 2 ** 28 })

/** What a tar holds: names, kinds and contents. */
const read = (chunks: readonly Buffer[]): [string, string, string][] => {
  const reader = new TarReader('it')
  const entries: { kind: string; name: string; content: Buffer[] }[] = []
  for (const chunk of chunks) {
    for (const part of reader.add(chunk)) {
      if (Buffer.isBuffer(part)) entries.at(-1)?.content.push(part)
      else entries.push({ ...part, content: [] })
    }
  }
  reader.end()
  return entries.map(({ kind, name, content }) => [kind, name, `${Buffer.concat(content)}`])
}

const LONG = `${'deep/'.repeat(40)}${'n'.repeat(120)}`

beforeAll(() => {
  shell(`mkdir -p folder "$(dirname '${LONG}')"; echo one >folder/one; printf two >'folder/ü two'; : >folder/none
    head -c 70000 /dev/zero | tr '\\0' x >folder/large; echo far >'${LONG}'; ln -s /etc/passwd folder/link; ln folder/one folder/hard`)
})

describe.each(['gnu', 'ustar', 'pax', 'v7'])('tar by GNU tar in the format %s', (format) => {
  test('is read as it was packed, however it is cut', async () => {
    const names = format === 'gnu' || format === 'pax' ? `folder '${LONG}'` : 'folder'
    const tar = shell(`tar --format=${format} --sort=name -cf - ${names}`)
    expect(beginsTar(tar)).toBe(format !== 'v7')
    const expected = [
      ['folder', 'folder/', ''],
      ['file', 'folder/hard', 'one\n'],
      ['file', 'folder/large', 'x'.repeat(70_000)],
      ['other', 'folder/link', ''],
      ['file', 'folder/none', ''],
      ['other', 'folder/one', ''],
      ['file', 'folder/ü two', 'two'],
      ...(names === 'folder' ? [] : [['file', LONG, 'far\n']]),
    ]
    expect(read([tar])).toEqual(expected)
    await forSeeds(4, async (dice) => {
      expect(read(pieces(tar, dice, 5000))).toEqual(expected)
    })
  })
})

test('no truncation within what counts ends well', async () => {
  const tar = shell('tar -b1 -cf - folder/one folder/none folder/large')
  expect((await through(tar, wholeTar('it'))).equals(tar)).toBe(true)
  for (let length = 0; length < tar.length; length += length < 3000 ? 1 : 499) {
    const error = await errorOf(through(tar.subarray(0, length), wholeTar('dump.tar')))
    expect(error).toBeInstanceOf(Damage)
    expect(error.message).toMatch(/^dump.tar is cut off\./)
  }
})

test('bytes after the end, and headers that are none, are damage', async () => {
  const tar = shell('tar -cf - folder/one')
  const more = errorOf(through(Buffer.concat([tar, tar]), wholeTar('it')))
  expect((await more).message).toMatch(/goes on after its end/)
  await forSeeds(30, async (dice) => {
    const damaged = Buffer.from(tar)
    const at = dice.whole(0, 511)
    damaged.writeUInt8((damaged[at] ?? 0) ^ (1 << dice.whole(0, 7)), at)
    expect(await errorOf(through(damaged, wholeTar('it')))).toBeInstanceOf(Damage)
  })
})

describe('a tar around one file', () => {
  test('gives what the file holds', async () => {
    const tar = shell('mkdir -p some; echo content >some/dump; : >some/._dump; tar -cf - --sort=name some')
    await forSeeds(4, async (dice) => {
      expect(`${await through(pieces(tar, dice, 3000), onlyFile('it'))}`).toBe('content\n')
    })
  })

  test('that holds several, a link or none is refused, naming them', async () => {
    const refusal = async (names: string) =>
      errorOf(through(shell(`tar -cf - ${names}`), onlyFile('dump.tar')))
    expect(await refusal('folder/one folder/large')).toMatchObject({
      ending: 'unverified',
      message: expect.stringMatching(/several files: "folder\/one", "folder\/large"/),
    })
    expect(await refusal('folder/link')).toMatchObject({
      ending: 'unverified',
      message: expect.stringMatching(/"folder\/link" in it is no file but a link/),
    })
    expect((await refusal('--no-recursion folder')).message).toMatch(/without a file in it/)
  })
})

test('a number above eight gigabytes is read', () => {
  const reader = new TarReader('it')
  const tar = shell(`truncate -s 9G sparse; (tar -cf - sparse || true) | head -c 1024`)
  rmSync(join(home, 'sparse'))
  const [entry] = [...reader.add(tar)]
  expect(entry).toMatchObject({ size: 9 * 2 ** 30 })
})

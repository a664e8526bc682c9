import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { Damage } from '../../src/stream/damage.ts'
import { listZip, openZipped } from '../../src/stream/unzip.ts'
import { dice, errorOf, forSeeds } from './bytes.ts'

const home = mkdtempSync(join(tmpdir(), 'pg-backup-zip-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const at = (name: string): string => join(home, name)

/** Packs by Python's own module, which every machine that runs these tests has. */
const python = (script: string): void => {
  execFileSync('python3', ['-c', `import io, zipfile, sys\n${script}`], { cwd: home })
}

const plain = Buffer.from(dice(1).bytes(60_000).toString('hex'))
writeFileSync(at('dump.sql'), plain)

const content = async (file: string, entry = 'dump.sql'): Promise<Buffer> =>
  buffer(await openZipped(at(file), entry, file))

/** Lists and reads all of an archive. */
const all = async (file: string): Promise<void> => {
  for (const { name } of await listZip(at(file), 'dump.zip'))
    await buffer(await openZipped(at(file), name, 'dump.zip'))
}

test.each([
  ['deflated', 'z = zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED); z.write("dump.sql"); z.close()'],
  ['stored', 'z = zipfile.ZipFile("a.zip", "w", zipfile.ZIP_STORED); z.write("dump.sql"); z.close()'],
  [
    'in the form for large files',
    'z = zipfile.ZipFile("a.zip", "w", zipfile.ZIP_DEFLATED)\nwith z.open("dump.sql", "w", force_zip64=True) as f: f.write(open("dump.sql", "rb").read())\nz.close()',
  ],
  [
    'written as a stream, with sizes behind the content',
    'class Pipe(io.RawIOBase):\n  def __init__(s): s.f = open("a.zip", "wb")\n  def writable(s): return True\n  def write(s, b): return s.f.write(b)\n  def close(s): s.f.close()\np = Pipe(); z = zipfile.ZipFile(p, "w", zipfile.ZIP_DEFLATED); z.write("dump.sql"); z.close(); p.close()',
  ],
])('what is %s comes back', async (_how, script) => {
  python(script)
  expect(await listZip(at('a.zip'), 'a.zip')).toEqual([{ name: 'dump.sql', size: plain.length }])
  expect((await content('a.zip')).equals(plain)).toBe(true)
})

test('folders, and what macOS puts beside files, are not listed', async () => {
  python(
    'z = zipfile.ZipFile("mac.zip", "w"); z.writestr("d/", ""); z.writestr("d/a.sql", "x"); z.writestr("__MACOSX/d/._a.sql", "y"); z.writestr("d/.DS_Store", "z"); z.close()',
  )
  expect(await listZip(at('mac.zip'), 'mac.zip')).toEqual([{ name: 'd/a.sql', size: 1 }])
})

test('no truncation ends well', async () => {
  python('z = zipfile.ZipFile("whole.zip", "w", zipfile.ZIP_DEFLATED); z.write("dump.sql"); z.close()')
  const whole = readFileSync(at('whole.zip'))
  for (let length = 0; length < whole.length; length += length > whole.length - 150 ? 1 : 997) {
    writeFileSync(at('cut.zip'), whole.subarray(0, length))
    const error = await errorOf(all('cut.zip'))
    expect(error).toBeInstanceOf(Damage)
    expect(error.message).toMatch(/^dump.zip is (cut off|damaged)\./)
  }
})

test('no flipped bit of the content ends well, and bytes after the end are told', async () => {
  for (const method of ['STORED', 'DEFLATED']) {
    python(`z = zipfile.ZipFile("f.zip", "w", zipfile.ZIP_${method}); z.write("dump.sql"); z.close()`)
    const whole = readFileSync(at('f.zip'))
    await forSeeds(25, async (dice) => {
      const damaged = Buffer.from(whole)
      const place = dice.whole(60, whole.length - 120)
      damaged.writeUInt8((damaged[place] ?? 0) ^ (1 << dice.whole(0, 7)), place)
      writeFileSync(at('damaged.zip'), damaged)
      expect(await errorOf(all('damaged.zip'))).toBeInstanceOf(Damage)
    })
    writeFileSync(at('more.zip'), Buffer.concat([whole, Buffer.from('more')]))
    expect((await errorOf(all('more.zip'))).message).toMatch(/goes on after its end|damaged/)
  }
})

test.each([
  ['encrypted', /encrypted zip archive/, 'unverified'],
  ['lzma', /compressed by LZMA/, 'unverified'],
  ['bzip2', /compressed by bzip2/, 'unverified'],
  ['link', /"link" in it is no file but a link/, 'unverified'],
  ['outside', /leads out of the folder/, 'fail'],
  ['absolute', /leads out of the folder/, 'fail'],
])('one that is or has %s is refused', async (what, message, ending) => {
  const scripts: Record<string, string> = {
    lzma: 'z.writestr(zipfile.ZipInfo("a"), "x" * 100, zipfile.ZIP_LZMA)',
    bzip2: 'z.writestr(zipfile.ZipInfo("a"), "x" * 100, zipfile.ZIP_BZIP2)',
    link: 'i = zipfile.ZipInfo("link"); i.external_attr = 0o120777 << 16; z.writestr(i, "/etc/passwd")',
    outside: 'z.writestr("../../toc.dat", "x")',
    absolute: 'z.writestr("/etc/x", "x")',
    encrypted: 'z.writestr("a", "x" * 100, zipfile.ZIP_DEFLATED)',
  }
  python(`z = zipfile.ZipFile("bad.zip", "w")\n${scripts[what]}\nz.close()`)
  if (what === 'encrypted') {
    // Python cannot encrypt; the flag says enough, as nobody reads further.
    const bytes = readFileSync(at('bad.zip'))
    bytes.writeUInt8(1, 6)
    bytes.writeUInt8(1, bytes.indexOf('PK\x01\x02') + 8)
    writeFileSync(at('bad.zip'), bytes)
  }
  expect(await errorOf(all('bad.zip'))).toMatchObject({ ending, message: expect.stringMatching(message) })
})

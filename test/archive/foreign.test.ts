import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { type Foreign, openForeign } from '../../src/archive/foreign.ts'
import { checkDirectory } from '../../src/archive/foreign-directory.ts'
import { Cancelled } from '../../src/errors.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Keys } from '../../src/stream/age.ts'
import { errorOf } from '../stream/bytes.ts'

const home = mkdtempSync(join(tmpdir(), 'pg-backup-foreign-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const at = (name: string): string => join(home, name)

const shell = (command: string): string =>
  `${execFileSync('bash', ['-euo', 'pipefail', '-c', command], { cwd: home, stdio: ['ignore', 'pipe', 'ignore'] })}`

const python = (script: string): void => {
  execFileSync('python3', ['-c', `import io, tarfile, zipfile\n${script}`], { cwd: home })
}

const signal = AbortSignal.timeout(100_000)
const NO_KEYS: Keys = { identities: [] }

/** As a store would hold it, or in a folder of this machine. */
const open = async (
  key: string,
  options: { keys?: Keys; inPlace?: boolean; signal?: AbortSignal } = {},
): Promise<Foreign & { private: string }> => {
  const place = { kind: 'local', label: 'nas', url: `file://${home}`, path: home } as const
  const storage = await openStorage(place, { env: {}, log: () => {} })
  const folder = mkdtempSync(join(home, 'private-'))
  const path = options.inPlace ? home : undefined
  const found = await openForeign({
    storage,
    key,
    path,
    keys: options.keys ?? NO_KEYS,
    folder,
    signal: options.signal ?? signal,
  })
  return { ...found, private: folder }
}

const contentOf = async (foreign: Foreign): Promise<string> => {
  if (foreign.format === 'directory') throw new Error('It is a folder.')
  return `${await buffer(await foreign.open(signal))}`
}

const SQL = 'SELECT 1;\n'
// The head of an archive in directory format, as pg_dump 17 writes it with and without compression.
const PACKED = Buffer.from('5047444d500110000408030100120000', 'hex')
const UNPACKED = Buffer.from('5047444d500110000408030000120000', 'hex')

beforeAll(() => {
  writeFileSync(at('plain.sql'), SQL)
  shell('mkdir dump; printf "1\\tx\\n\\\\.\\n\\n\\n" | gzip >dump/12.dat.gz; age-keygen -o key.txt')
  writeFileSync(at('dump/toc.dat'), PACKED)
})

test('a dump is told through all that lies around it, and can be opened again and again', async () => {
  const recipient = shell('age-keygen -y key.txt').trim()
  shell(`python3 -m zipfile -c a.zip plain.sql; tar -c a.zip | zstd -q | age -r ${recipient} | gzip >deep`)
  const keys = { identities: [shell('cat key.txt')] }
  for (const inPlace of [true, false]) {
    const foreign = await open('deep', { keys, inPlace })
    expect(foreign).toMatchObject({
      name: 'deep in nas',
      format: 'sql',
      layers: ['gzip', 'age', 'zstd', 'tar', 'zip'],
    })
    expect(foreign.described).toBe('plain SQL in zip in tar in zstd in age in gzip')
    expect(await contentOf(foreign)).toBe(SQL)
    expect(await contentOf(foreign)).toBe(SQL)
  }
})

test('a zip archive of this machine is read where it lies', async () => {
  shell('python3 -m zipfile -c here.zip plain.sql')
  const foreign = await open('here.zip', { inPlace: true })
  expect(await contentOf(foreign)).toBe(SQL)
  expect(readdirSync(foreign.private)).toEqual([])
  expect(readdirSync((await open('here.zip')).private)).toHaveLength(1)
})

test('a folder of this machine is used where it lies, and one of a store is copied', async () => {
  for (const key of ['dump', 'dump/']) {
    const here = await open(key, { inPlace: true })
    expect(here).toMatchObject({ format: 'directory', folder: at('dump'), described: 'directory format' })
    const copied = await open(key)
    if (copied.format !== 'directory') throw new Error('It is a folder.')
    expect(copied.folder.startsWith(copied.private)).toBe(true)
    expect(readdirSync(copied.folder).sort()).toEqual(['12.dat.gz', 'toc.dat'])
    expect(await checkDirectory(copied.folder, 'dump', { signal })).toEqual({ files: 2, endless: 0 })
  }
})

test.each([
  ['tar -cf FILE dump', 'directory format in tar'],
  ['tar -C dump -cf FILE .', 'directory format in tar'],
  ['tar -C dump -cf FILE toc.dat 12.dat.gz', 'directory format in tar'],
  ['tar -czf FILE ./dump', 'directory format in tar in gzip'],
  ['python3 -m zipfile -c FILE dump', 'directory format in zip'],
  ['python3 -m zipfile -c FILE dump/toc.dat dump/12.dat.gz', 'directory format in zip'],
])('a folder is found in what was packed by %s', async (command, described) => {
  shell(command.replace('FILE', 'packed'))
  const foreign = await open('packed')
  expect(foreign.described).toBe(described)
  if (foreign.format !== 'directory') throw new Error('It is a folder.')
  expect(readdirSync(foreign.folder).sort()).toEqual(['12.dat.gz', 'toc.dat'])
})

test('what pg_dump writes in tar format is one, and a tar around its like is not', async () => {
  writeFileSync(at('toc.dat'), UNPACKED)
  shell('echo x >1.dat; tar -cf as-pg-dump toc.dat 1.dat; tar -cf around ./toc.dat ./1.dat')
  expect((await open('as-pg-dump')).described).toBe('tar format')
  expect((await open('around')).described).toBe('directory format in tar')
})

const REFUSALS: readonly (readonly [what: string, make: () => void, ending: string, message: RegExp])[] = [
  ['is not there', () => {}, 'fail', /There is no dump it in nas\.[\s\S]*toc\.dat/],
  ['is a folder without a dump', () => shell('mkdir it; echo >it/x'), 'fail', /There is no dump it/],
  ['is empty', () => writeFileSync(at('it'), ''), 'fail', /it in nas is empty/],
  ['is empty within', () => shell('gzip -c /dev/null >it'), 'fail', /it in nas is empty/],
  ['is a page', () => shell('echo "<html>" | gzip >it'), 'fail', /HTML/],
  ['is a table of contents alone', () => writeFileSync(at('it'), PACKED), 'unverified', /without its rows/],
  ['is cut off at once', () => writeFileSync(at('it'), 'PGDMP'), 'fail', /cut off/],
  [
    'is encrypted to a key',
    () => shell('age -r $(age-keygen -y key.txt) plain.sql >it'),
    'unverified',
    /no identity was given/,
  ],
  ['is armored', () => shell('age -a -r $(age-keygen -y key.txt) plain.sql >it'), 'unverified', /armored/],
  [
    'is a tar with several files',
    () => shell('cp plain.sql two; tar -cf it plain.sql two'),
    'unverified',
    /several files: "plain.sql", "two"/,
  ],
  [
    'is a zip with several files',
    () => shell('python3 -m zipfile -c it plain.sql two'),
    'unverified',
    /several files: "plain.sql", "two"/,
  ],
  ['is a zip without files', () => python('zipfile.ZipFile("it", "w").close()'), 'fail', /without a file/],
  [
    'is a copy of a server’s files',
    () =>
      shell(
        'mkdir -p b/base; echo 17 >b/PG_VERSION; echo x >b/backup_label; tar -C b -cf it backup_label PG_VERSION base',
      ),
    'unverified',
    /pg_basebackup/,
  ],
  [
    'is a folder without a real table of contents',
    () => shell('mkdir it; echo x >it/toc.dat'),
    'fail',
    /no table of contents that pg_dump wrote/,
  ],
  [
    'is packed too often',
    () => shell('cp plain.sql it; for i in {1..10}; do gzip -c it >x; mv x it; done'),
    'fail',
    /packed more than 8 times/,
  ],
  [
    'holds a link',
    () =>
      shell('mkdir -p l; cp dump/* l; rm l/toc.dat; ln -s /etc/passwd l/toc.dat; tar --sort=name -cf it l'),
    'unverified',
    /"l\/toc.dat" in it is no file/,
  ],
  [
    'leads out of its folder',
    () =>
      python(
        `t = tarfile.open("it", "w"); i = tarfile.TarInfo("../12.dat"); i.size = 1; t.addfile(i, io.BytesIO(b"x")); t.close()`,
      ),
    'fail',
    /leads out of the folder/,
  ],
  [
    'leads to a place of its own',
    () =>
      python(
        `t = tarfile.open("it", "w"); i = tarfile.TarInfo("/12.dat"); i.size = 1; t.addfile(i, io.BytesIO(b"x")); t.close()`,
      ),
    'fail',
    /leads out of the folder/,
  ],
  [
    'leads out of its folder, zipped',
    () => python(`z = zipfile.ZipFile("it", "w"); z.writestr("../toc.dat", "x"); z.close()`),
    'fail',
    /leads out of the folder/,
  ],
  [
    'has a file twice',
    () => shell('mkdir -p t/1 t/2; cp dump/* t/1; cp dump/* t/2; tar -cf it t'),
    'fail',
    /twice/,
  ],
  [
    'lies in several folders',
    () => shell('rm -rf t; mkdir -p t/1 t/2; cp dump/toc.dat t/1; cp dump/12.dat.gz t/2; tar -cf it t'),
    'fail',
    /several folders/,
  ],
  ['lacks its table of contents', () => shell('tar -cf it dump/12.dat.gz'), 'fail', /no toc\.dat/],
]

test.each(REFUSALS)('what %s is refused', async (_what, make, ending, message) => {
  rmSync(at('it'), { recursive: true, force: true })
  make()
  expect(await errorOf(open('it'))).toMatchObject({ ending, message: expect.stringMatching(message) })
})

test('an archive that holds more than one file is told so when it is read, if not before', async () => {
  // The second file lies far behind what is looked at first.
  writeFileSync(at('long.sql'), SQL.repeat(400_000))
  shell('tar -cf late long.sql plain.sql')
  const foreign = await open('late')
  expect(await errorOf(contentOf(foreign))).toMatchObject({
    message: expect.stringMatching(/several files: "long.sql", "plain.sql"/),
  })
})

test('cancelling ends the search, and the reading', async () => {
  const stop = new AbortController()
  stop.abort(new Cancelled('told to stop'))
  expect(await errorOf(open('plain.sql', { signal: stop.signal }))).toBeInstanceOf(Cancelled)
  writeFileSync(at('longer.sql'), SQL.repeat(300_000))
  shell('gzip -c longer.sql >long.gz')
  const foreign = await open('long.gz')
  if (foreign.format === 'directory') throw new Error('It is no folder.')
  const later = new AbortController()
  const stream = await foreign.open(later.signal)
  later.abort(new Cancelled('told to stop'))
  expect(await errorOf(buffer(stream))).toBeInstanceOf(Cancelled)
})

describe('the files of a dump in directory format', () => {
  const rows = '1\tx\n\\.\n\n\n'
  /** A folder with these files; what is in them is packed as their names say. */
  const check = async (files: Readonly<Record<string, string>>) => {
    const folder = mkdtempSync(join(home, 'files-'))
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
    return checkDirectory(folder, 'it', { signal }).catch((error: Error) =>
      error.message.split('\n').slice(0, 2).join(' '),
    )
  }

  test('are whole', async () => {
    const lists = { 'blobs.toc': '9 blob_9.dat\n', 'blob_9.dat': 'x' }
    expect(
      await check({
        'toc.dat': 'x',
        '1.dat': rows,
        '2.dat': 'INSERT INTO t VALUES (1);\n\n\n',
        '3.dat': '\n\n',
        ...lists,
      }),
    ).toEqual({ files: 6, endless: 1 })
    expect(await check({ 'blobs_7.toc': '9 blob_9.dat\n', 'blob_9.dat.zst': '' })).toEqual({
      files: 2,
      endless: 1,
    })
  })

  test.each([
    [{ '1.dat': '1\tx\n' }, /1.dat of it is cut off. The rows in it have no end/],
    [{ '1.dat': '' }, /is empty/],
    [{ '1.dat.zst': '' }, /is empty/],
    [{ '1.dat.gz': '' }, /cut off/],
    [{ '1.dat.lz4': 'xxxxxxxx' }, /LZ4/],
    [{ '2.dat': 'INSERT INTO t VALUES (1);\n' }, /no end/],
    [{ 'blob_9.dat': 'x', 'blobs.toc': '' }, /list of large objects lacks some/],
    [{ 'blob_9.dat': 'x', 'blobs.toc': '9 blob_9.d' }, /list of large objects lacks some/],
    [{ 'blobs.toc': '9 blob_9.dat\n' }, /lacks large objects/],
  ])('are not: %j', async (files, message) => {
    expect(await check(files)).toMatch(message)
  })
})

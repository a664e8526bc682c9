import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSession } from '../../src/postgres/session.ts'
import { readTarget } from '../../src/postgres/target.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'

const openssl = (cwd: string, ...args: readonly string[]) =>
  execFileSync('openssl', args, { cwd, stdio: 'pipe' })

/** An authority, and a certificate from it for some names. */
const makeAuthority = (folder: string, name: string): void => {
  const subject = [
    '-subj',
    `/CN=${name}`,
    '-days',
    '2',
    '-nodes',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
  ]
  openssl(folder, 'req', '-x509', ...subject, '-keyout', `${name}.key`, '-out', `${name}.crt`)
}
const makeCertificate = (folder: string, authority: string, name: string, names: string): void => {
  openssl(
    folder,
    'req',
    '-subj',
    `/CN=${name}`,
    '-nodes',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:prime256v1',
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  )
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${names}\n`)
  openssl(
    folder,
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${authority}.crt`,
    '-CAkey',
    `${authority}.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.crt`,
  )
}

const MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const

describeWith(lackOf.postgres(17))('every sslmode comes to what psql comes to', () => {
  let folder: string
  let server: PostgresServer
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certificates-'))
    makeAuthority(folder, 'ours')
    makeAuthority(folder, 'other')
    makeCertificate(folder, 'ours', 'named', 'DNS:localhost')
    makeCertificate(folder, 'ours', 'addressed', 'IP:127.0.0.1')
    server = await startPostgres({ major: 17 })
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true })
  })

  /** Gives the server a certificate, or none, and says who may come in how. */
  const serve = async (certificate: string | undefined, line: 'host' | 'hostssl' | 'hostnossl') => {
    const { uid, gid } = statSync(server.dataDir)
    for (const kind of certificate ? ['crt', 'key'] : []) {
      const file = join(server.dataDir, `server.${kind}`)
      copyFileSync(join(folder, `${certificate}.${kind}`), file)
      chmodSync(file, 0o600)
      chownSync(file, uid, gid)
    }
    writeFileSync(
      join(server.dataDir, 'pg_hba.conf'),
      `local all all trust\n${line} all all 127.0.0.1/32 trust\n${line} all all ::1/128 trust\n`,
    )
    await server.psql('postgres', `ALTER SYSTEM SET ssl = ${certificate ? 'on' : 'off'}`)
    await server.psql('postgres', 'SELECT pg_reload_conf()')
    // The postmaster takes the new settings when it gets to it; what it shows to a new session is what it has.
    const wanted = certificate ? 'on' : 'off'
    for (let tries = 0; tries < 200 && (await server.psql('postgres', 'SHOW ssl')) !== wanted; tries++);
    const rule = `SELECT string_agg(DISTINCT type, ',' ORDER BY type) FROM pg_hba_file_rules`
    expect(await server.psql('postgres', rule)).toBe([line, 'local'].join(','))
  }

  const HOW =
    "SELECT CASE WHEN ssl THEN 'encrypted' ELSE 'in clear' END AS how FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
  const byPsql = (url: string): string => {
    const env = { HOME: '/nonexistent', LC_ALL: 'C' }
    const result = spawnSync(join(server.binDir, 'psql'), ['-XAtc', HOW, url], { env, encoding: 'utf8' })
    return result.status === 0 ? result.stdout.trim() : 'refused'
  }
  const byUs = async (url: string): Promise<string> => {
    try {
      const session = await openSession(await readTarget(url, { HOME: '/nonexistent' }), {
        signal: new AbortController().signal,
      })
      const [row] = await session.query<{ how: string }>(HOW)
      await session.close()
      return row?.how ?? ''
    } catch (error) {
      expect((error as Error).message).not.toMatch(/undefined/)
      return 'refused'
    }
  }

  test.each([
    [undefined, 'host'],
    ['named', 'host'],
    ['named', 'hostssl'],
    ['named', 'hostnossl'],
    ['addressed', 'host'],
    ['addressed', 'hostssl'],
  ] as const)('with certificate %s and rules for %s', async (certificate, line) => {
    await serve(certificate, line)
    const outcomes: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const mode of MODES) {
      for (const root of [undefined, 'ours', 'other']) {
        for (const host of ['127.0.0.1', 'localhost']) {
          const file =
            root === undefined ? '' : `&sslrootcert=${encodeURIComponent(join(folder, `${root}.crt`))}`
          const url = `postgres://postgres@${host}:${server.port}/postgres?sslmode=${mode}${file}`
          const key = `${mode} ${root} ${host}`
          expected[key] = byPsql(url)
          outcomes[key] = await byUs(url)
        }
      }
    }
    expect(outcomes).toEqual(expected)
    expect(new Set(Object.values(expected)).size).toBeGreaterThan(1)
  })

  test('an address and a name together: the name is verified', async () => {
    await serve('named', 'hostssl')
    const root = encodeURIComponent(join(folder, 'ours.crt'))
    const url = (host: string) =>
      `postgres://postgres@${host}:${server.port}/postgres?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert=${root}`
    expect([await byUs(url('localhost')), byPsql(url('localhost'))]).toEqual(['encrypted', 'encrypted'])
    expect([await byUs(url('db.example')), byPsql(url('db.example'))]).toEqual(['refused', 'refused'])
  })

  test('what is wrong is said', async () => {
    const said = async (query: string) => {
      const target = readTarget(`postgres://postgres@127.0.0.1:${server.port}/postgres?${query}`, {
        HOME: '/nonexistent',
      })
      const open = async () => openSession(await target, { signal: new AbortController().signal })
      return open().then(
        () => 'nothing',
        (error) => error.message,
      )
    }
    expect(await said('sslmode=verify-full')).toMatch(/needs a root certificate/)
    const other = encodeURIComponent(join(folder, 'other.crt'))
    expect(await said(`sslmode=verify-ca&sslrootcert=${other}`)).toMatch(
      /certificate could not be verified[\s\S]*sslrootcert/,
    )
    await serve(undefined, 'host')
    expect(await said('sslmode=require')).toMatch(/does not support SSL[\s\S]*sslmode=disable/)
  })
})

import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep } from './bundle.ts'
import { createLarge } from './sample.ts'

const signal = new AbortController().signal

describeWith(lackOf.postgres(15), lackOf.ceph())('a run that is told to stop', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cancel-'))
  let server: PostgresServer
  let ceph: CephServer
  let client: S3Client
  let env: Record<string, string> = {}
  let inputs: Record<string, string> = {}
  let destinations: readonly string[] = []

  beforeAll(async () => {
    ;[server, ceph] = await Promise.all([startPostgres(), startCeph()])
    await Promise.all([createLarge(server), ceph.createBucket('backups')])
    destinations = [folder, `s3://backups/x?endpoint=${ceph.endpoint}&region=${ceph.region}`]
    env = {
      PATH: `${server.binDir}:${process.env.PATH}`,
      AWS_ACCESS_KEY_ID: ceph.accessKey,
      AWS_SECRET_ACCESS_KEY: ceph.secretKey,
    }
    const credentials = { accessKeyId: ceph.accessKey, secretAccessKey: ceph.secretKey }
    client = new S3Client({ endpoint: ceph.endpoint, region: ceph.region, forcePathStyle: true, credentials })
    // The highest level makes the dump take long enough to be interrupted anywhere.
    inputs = {
      'database-url': server.url('large'),
      destinations: destinations.join('\n'),
      'compression-level': '19',
    }
  })
  afterAll(async () => {
    client.destroy()
    await Promise.all([server.stop(), ceph.stop()])
    rmSync(folder, { recursive: true, force: true })
  })

  const keysAt = async (line: string): Promise<string[]> => {
    const destination = parseDestination(line, { option: 'destinations', folder: '/', home: undefined })
    const storage = await openStorage(destination, { env, log: () => undefined })
    const keys: string[] = []
    for await (const { key } of storage.list('', { signal })) keys.push(key)
    return keys
  }

  const expectNothingLeft = async (outcome: string | undefined): Promise<void> => {
    for (const destination of destinations) {
      const keys = await keysAt(destination)
      expect(keys.filter((key) => !key.includes('/records/'))).toEqual([])
      if (outcome) expect(keys.some((key) => key.endsWith(`-backup-${outcome}.json`))).toBe(true)
    }
    // What an unfinished upload wrote into a folder is in no listing.
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    )
    expect(files.filter((entry) => !entry.parentPath.includes('/records/'))).toEqual([])
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: 'backups' }))
    expect(Uploads).toEqual([])
    await expectIdle()
  }

  /** The server notices the end of a connection a moment later than we do. */
  const expectIdle = async (): Promise<void> => {
    const count = `SELECT count(*) FROM pg_stat_activity WHERE application_name IN ('pg-backup', 'pg_dump', 'pg_dumpall')`
    for (let tries = 0; tries < 100; tries++) {
      if ((await server.psql('postgres', count)) === '0') return
      await sleep(100)
    }
    throw new Error('The server still works for a run that has ended.')
  }

  /** Sends a signal so long after the log has shown a line. */
  const once =
    (line: string, afterMs: number, name: NodeJS.Signals) =>
    (child: ChildProcess): void => {
      let log = ''
      const watch = (text: string) => {
        log += text
        if (!log.includes(line)) return
        child.stdout?.off('data', watch)
        setTimeout(() => child.kill(name), afterMs)
      }
      child.stdout?.on('data', watch)
    }

  test.each([
    ['SIGINT', 'Connecting', 0],
    ['SIGINT', 'Storing roles', 20],
    ['SIGINT', 'Dumping', 0],
    ['SIGINT', 'dumps of', 0],
    ['SIGTERM', 'dumps of', 500],
    ['SIGINT', 'dumps of', 1500],
  ] as const)('by %s, after "%s" and %i ms, leaves nothing behind', async (name, line, afterMs) => {
    const ended = await runStep(inputs, { env, onStart: once(line, afterMs, name) })
    expect(ended.log).toContain('Cancelled')
    expect(ended.code).toBe(130)
    await expectNothingLeft(line === 'Connecting' || line === 'Storing roles' ? undefined : 'cancelled')
  })

  test('by force, is cleaned up after by the step that follows it', async () => {
    const killed = await runStep(inputs, { env, onStart: once('dumps of', 1500, 'SIGKILL') })
    expect(killed.code).toBeNull()
    const before = await keysAt(folder)
    expect(before.some((key) => key.includes('/data/'))).toBe(true)

    const state = Object.fromEntries(
      Object.entries(killed.state).map(([name, value]) => [`STATE_${name}`, value]),
    )
    const after = await runStep(inputs, { env: { ...env, ...state } })
    expect(after.code).toBe(0)
    await expectNothingLeft(undefined)
  })

  test('is not cleaned up after where it came to its end', async () => {
    const whole = await runStep({ ...inputs, 'compression-level': '1', name: 'whole' }, { env })
    expect(whole.code).toBe(0)
    const before = await keysAt(folder)
    const state = Object.fromEntries(
      Object.entries(whole.state).map(([name, value]) => [`STATE_${name}`, value]),
    )
    expect((await runStep(inputs, { env: { ...env, ...state } })).code).toBe(0)
    expect(await keysAt(folder)).toEqual(before)
  })
})

import type { ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { processesIn } from '../postgres/scratching.ts'
import { type PostgresServer, startPostgres } from '../servers/postgres.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { runStep, type StepEnded } from './bundle.ts'
import { createSmall, expectNothingIn, openWorkshop, recordsOf, type Workshop } from './drilling.ts'
import { createLarge } from './sample.ts'

describeWith(lackOf.postgres(15))('a drill that is told to stop', () => {
  let source: PostgresServer
  let service: PostgresServer
  let shop: Workshop
  let id: string
  let before: string
  beforeAll(async () => {
    ;[source, service] = await Promise.all([startPostgres(), startPostgres({ superuserPassword: 'secret' })])
    await createLarge(source)
    // A role that the service lacks, and so is made there and taken away again.
    await source.psql('large', 'CREATE ROLE clerk; ALTER TABLE small OWNER TO clerk')
    shop = openWorkshop(source)
    id = await shop.backup('large')
    before = await lookAtService()
  })
  afterAll(async () => {
    shop[Symbol.dispose]()
    await Promise.all([source.stop(), service.stop()])
  })

  const lookAtService = () =>
    service.psql(
      'postgres',
      `SELECT datname FROM pg_database UNION ALL SELECT rolname FROM pg_roles
        UNION ALL SELECT datacl::text FROM pg_database ORDER BY 1`,
    )

  /** The server notices the end of a connection a moment later than we do. */
  const expectServiceAsBefore = async (): Promise<void> => {
    expect(await lookAtService()).toBe(before)
    const others = `SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`
    for (let tries = 0; tries < 100; tries++) {
      if ((await service.psql('postgres', others)) === '0') return
      await sleep(50)
    }
    throw new Error('The server still works for a drill that has ended.')
  }

  type Place = { readonly inputs: Record<string, string>; readonly env: Record<string, string> }
  const newPlace = (more: Record<string, string>): Place => ({
    inputs: { command: 'verify', destinations: shop.shelf, ...more },
    env: { PATH: `${source.binDir}:${process.env.PATH}`, TMPDIR: shop.room(), GITHUB_WORKSPACE: shop.folder },
  })

  /** Sends a signal so long after the log has begun, or has shown a line. */
  const drill = (
    { inputs, env }: Place,
    name: NodeJS.Signals,
    afterMs: number,
    line = '',
  ): Promise<StepEnded> =>
    runStep(inputs, {
      env,
      onStart(child: ChildProcess) {
        let log = ''
        const watch = (text: string) => {
          log += text
          if (!log.includes(line)) return
          child.stdout?.off('data', watch)
          setTimeout(() => child.kill(name), afterMs)
        }
        child.stdout?.on('data', watch)
      },
    })

  const expectNothing = async ({ env: { TMPDIR = '' } }: Place): Promise<void> => {
    expectNothingIn(TMPDIR)
    await expectServiceAsBefore()
  }

  const places = { 'a throw-away server': {}, 'a service container': { scratch: '' } }
  let whole: Record<string, number> = {}
  test.each(Object.keys(places))('ends by itself otherwise: %s', async (kind) => {
    const place = newPlace(kind in places && kind.includes('service') ? { scratch: service.url() } : {})
    const began = performance.now()
    const { code } = await runStep(place.inputs, { env: place.env })
    whole = { ...whole, [kind]: Math.round(performance.now() - began) }
    expect(code).toBe(0)
    await expectNothing(place)
  })

  // Ten moments, half of them on a server that is not ours, drawn from all the time that a drill takes.
  const moments = Array.from({ length: 10 }, (_, nth) => ({
    nth: nth + 1,
    kind: nth % 2 === 0 ? 'a throw-away server' : 'a service container',
    name: nth % 4 < 2 ? ('SIGINT' as const) : ('SIGTERM' as const),
    share: randomInt(10 * nth, 10 * nth + 10),
  }))
  test.each(moments)(
    'leaves nothing behind: $nth, $name at $share % of the drill, $kind',
    async ({ kind, name, share }) => {
      const place = newPlace(kind === 'a service container' ? { scratch: service.url() } : {})
      const records = recordsOf(shop.shelf, 'large', id).length
      const ended = await drill(place, name, ((whole[kind] ?? 2000) * share) / 100)
      await expectNothing(place)
      // It may have been through before it was told.
      if (ended.code === 0) return
      expect(ended.log).toContain('Cancelled')
      expect(ended.code).toBe(130)
      expect(ended.outputs).not.toHaveProperty('verdict')
      expect(recordsOf(shop.shelf, 'large', id)).toHaveLength(records)
      expect(ended.state['unfinished-scratch'] ?? '').toBe('')
    },
  )

  test.each([
    ['Starting a scratch server', {}],
    ['Restoring', {}],
    ['Comparing', {}],
    ['Restoring', { scratch: 'service' }],
    ['Comparing', { scratch: 'service' }],
  ])('by force, is cleaned up after by the step that follows it: at "%s", %j', async (line, more) => {
    const place = newPlace('scratch' in more ? { scratch: service.url() } : {})
    const killed = await drill(place, 'SIGKILL', randomInt(0, 300), line)
    if (killed.code !== null) return
    const state = Object.fromEntries(
      Object.entries(killed.state).map(([name, value]) => [`STATE_${name}`, value]),
    )
    const after = await runStep(place.inputs, { env: { ...place.env, ...state } })
    expect(after.log).not.toContain('::warning')
    expect(after.code).toBe(0)
    await expectNothing(place)
  })

  test('twice, ends at once, and says what it leaves', async () => {
    const place = newPlace({ scratch: service.url() })
    const impatient = await runStep(place.inputs, {
      env: place.env,
      onStart(child: ChildProcess) {
        // The second as soon as the first was taken in.
        for (const line of ['Restoring', 'Stopping']) {
          const watch = (text: string) => {
            if (!text.includes(line)) return
            child.stdout?.off('data', watch)
            child.kill('SIGINT')
          }
          child.stdout?.on('data', watch)
        }
      },
    })
    expect(impatient.code).toBe(130)
    const left = (await lookAtService()).match(/^pg_backup_scratch_\w+$/gm) ?? []
    for (const name of left) expect(impatient.log).toContain(`DROP DATABASE ${name}`)
    const state = Object.entries(impatient.state).map(([name, value]) => [`STATE_${name}`, value])
    await runStep(place.inputs, { env: { ...place.env, ...Object.fromEntries(state) } })
    await expectNothing(place)
  })

  test('by force, is cleaned up after by the next drill in that place too', async () => {
    const place = newPlace({})
    const killed = await drill(place, 'SIGKILL', 100, 'Restoring')
    expect(killed.code).toBeNull()
    const { TMPDIR = '' } = place.env
    expect(processesIn(TMPDIR)).not.toEqual([])
    expect(readdirSync(TMPDIR)).toHaveLength(1)
    const next = await runStep({ ...place.inputs, level: 'restore' }, { env: place.env })
    expect(next.log).toContain('which a run that died had left')
    expect(next.code).toBe(0)
    await expectNothing(place)
  })

  test('ends the smoke command too, and all that it started; also where the database was to be kept', async () => {
    const mark = join(shop.folder, 'smoke')
    const place = newPlace({
      'smoke-command': `sleep 600 & echo $! >${mark}; echo 'It smokes.'; wait`,
      'keep-scratch': 'true',
      level: 'restore',
    })
    const ended = await drill(place, 'SIGINT', 0, 'It smokes.\n')
    expect(ended.code).toBe(130)
    const status = `/proc/${readFileSync(mark, 'utf8').trim()}/status`
    expect(existsSync(status) ? readFileSync(status, 'utf8') : 'State:\tZ').toMatch(/^State:\s+[ZX]/m)
    await expectNothing(place)
  })

  test('ends a proof too', async () => {
    await createSmall(source)
    await shop.backup('small')
    for (const line of ['Spoiling the restored database', 'Spoiling the backup in flight']) {
      const place = newPlace({ command: 'prove', name: 'small', scratch: service.url() })
      const ended = await drill(place, 'SIGTERM', 0, line)
      if (ended.code !== 0) expect(ended.code).toBe(130)
      await expectNothing(place)
    }
  })
})

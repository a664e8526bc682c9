import { readFile } from 'node:fs/promises'
import { parse } from 'valibot'
import { RunRecord } from '../../src/archive/record.ts'
import { CHECKS, type Check, type Finding } from '../../src/archive/verdict.ts'
import { UserError } from '../../src/errors.ts'
import { drillRecord, reportDrill, reportDrills, reportNoDrill } from '../../src/report/verify.ts'
import { drillOf, FOREIGN, MANIFEST, openStep, openTerminal, SOUND, type Stage } from './sample.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStep()
})
afterEach(() => stage.close())

const SHOWN = { print: 'verdict' as const, showTableNames: true, restoreLog: undefined }
const HIDDEN = { ...SHOWN, showTableNames: false }

const withRows = (findings: readonly Finding[]): readonly Check[] =>
  SOUND.map((check) => (check.name === 'rows' ? { ...check, findings } : check))

const LOST: Finding = {
  outcome: 'fail',
  what: 'the number of rows differs',
  object: 'table shop.orders',
  detail: 'expected 100\nfound 99',
}

describe('a drill that passed', () => {
  test('says so, and no more than was looked at', async () => {
    await reportDrill(stage.host, SHOWN, drillOf())
    expect(stage.log()).toContain(
      'Backup 20261120T040000Z-3f9c2a of shop, from offsite: pass. It was restored, and equals its source: 37 tables, 1,204,332 rows, counted and compared by content. It took 3 min 20 s.\n',
    )
    expect(stage.log()).not.toContain('::error::')
    expect(stage.log()).toContain(
      '✔ rows: every table has as many rows as in the source (37 tables, 1,204,332 rows)\n',
    )
  })

  test.each([
    ['at level archive', drillOf({ level: 'archive', checks: SOUND.slice(0, 1) }), 'nothing is restored'],
    ['at level restore', drillOf({ level: 'restore', checks: SOUND.slice(0, 2) }), 'not compared'],
    ['without a fingerprint', drillOf({ checks: SOUND.slice(0, 3) }), 'rows could not be compared'],
    ['with counts only', drillOf({ checks: SOUND.slice(0, 4) }), '1,204,332 rows, counted.'],
    ['of a foreign dump', drillOf(FOREIGN), 'nothing to be compared with'],
    [
      'with tolerated differences',
      drillOf({ checks: withRows([{ outcome: 'tolerated', what: 'left out, as allowed' }]) }),
      'equals its source, with 1 tolerated difference:',
    ],
  ])('%s claims less', async (_, report, claim) => {
    await reportDrill(stage.host, SHOWN, report)
    expect(stage.log()).toContain(claim)
    expect(stage.log()).toMatch(/: pass\. /)
  })

  test('gives its outputs, and a report for the next step', async () => {
    await reportDrill(stage.host, SHOWN, drillOf())
    const { report, ...outputs } = await stage.outputs()
    expect(outputs).toEqual({
      verdict: 'pass',
      'backup-id': MANIFEST.id,
      'restore-seconds': '181.2',
    })
    expect(JSON.parse(await readFile(report ?? '', 'utf8'))).toMatchObject({
      format: 1,
      verdict: 'pass',
      from: 'offsite',
      backup: { id: MANIFEST.id, rows: 1_204_332, encryption: 'age-passphrase' },
      seconds: { toRestore: 181.24, total: 200 },
      rtoSeconds: null,
      scratchMajor: 17,
      checks: expect.arrayContaining([expect.objectContaining({ name: 'rows', outcome: 'pass' })]),
    })
  })

  test('answers on a terminal with the verdict, or with JSON', async () => {
    const plain = openTerminal()
    await reportDrill(plain.host, SHOWN, drillOf())
    expect(plain.out()).toBe('pass\n')
    expect(plain.err()).toContain('equals its source')
    plain.host.close()
    const json = openTerminal({ RUNNER_TEMP: stage.folder })
    await reportDrill(json.host, { ...SHOWN, print: 'json' as const }, drillOf())
    expect(JSON.parse(json.out())).toMatchObject({ verdict: 'pass', name: 'shop' })
    json.host.close()
  })
})

describe('a drill that failed', () => {
  test('names every difference, with what was expected and found', async () => {
    await reportDrill(stage.host, SHOWN, drillOf({ checks: withRows([LOST]) }))
    expect(stage.log()).toContain(
      [
        '✘ rows (37 tables, 1,204,332 rows):',
        '    ✘ table shop.orders: the number of rows differs',
        '        expected 100',
        '        found 99',
        '',
      ].join('\n'),
    )
    expect(stage.log()).toMatch(/^::error::Backup .*: fail\. What is not as it should be: rows\./m)
    expect((await stage.outputs()).verdict).toBe('fail')
  })

  test('shows no name where others read along, but how many there are and how to see them', async () => {
    const other = { ...LOST, object: 'table shop.claims' }
    const checks = withRows([
      LOST,
      other,
      { outcome: 'fail', what: 'another thing.', object: 'table shop.x' },
    ])
    await reportDrill(stage.host, { ...HIDDEN, print: 'json' as const }, drillOf({ checks }))
    const { report = '' } = await stage.outputs()
    const told = [stage.log(), await stage.summary(), await readFile(report, 'utf8')]
    for (const text of told) {
      expect(text).not.toMatch(/orders|claims|shop\.x|expected 100/)
      expect(text).toContain('the number of rows differs')
    }
    expect(stage.log()).toContain('✘ the number of rows differs (2 times)\n    ✘ another thing\n')
    expect(told.slice(0, 2).filter((text) => text.includes('`show-table-names: yes`'))).toHaveLength(2)
  })

  test('says once what is said several times in the same words', async () => {
    const checks = withRows([LOST, { ...LOST, object: 'table shop.claims' }, LOST])
    await reportDrill(stage.host, SHOWN, drillOf({ checks }))
    const told = stage.log()
    expect(told).toContain('✘ table shop.orders: the number of rows differs (2 times)')
    expect(told).toContain('✘ table shop.claims: the number of rows differs\n')
  })

  test('shows the first 50 findings of a check, the worst first, and counts the rest', async () => {
    const many = Array.from({ length: 60 }, (_, at) => ({ ...LOST, object: `table t${at}` }))
    const tolerated = { outcome: 'tolerated', what: 'as allowed', object: 'table first' } as const
    const checks = withRows([tolerated, ...many])
    await reportDrill(stage.host, SHOWN, drillOf({ checks }))
    expect(stage.log()).toContain('table t49:')
    expect(stage.log()).not.toMatch(/table t50:|table first/)
    expect(stage.log()).toContain('    … and 11 more\n')
    const { checks: all } = JSON.parse(await readFile((await stage.outputs()).report ?? '', 'utf8'))
    expect(all.find(({ name }: Check) => name === 'rows').findings).toHaveLength(61)
  })

  test('is an error on a terminal too', async () => {
    const { host, out, err } = openTerminal()
    await reportDrill(host, SHOWN, drillOf({ checks: withRows([LOST]) }))
    expect(out()).toBe('fail\n')
    expect(err()).toContain('error: Backup')
    host.close()
  })
})

test('a drill that is unverified says what could not be looked at', async () => {
  const checks = withRows([{ outcome: 'unverified', what: 'the rows could not be read' }])
  await reportDrill(stage.host, HIDDEN, drillOf({ checks }))
  expect(stage.log()).toContain('    ? the rows could not be read\n')
  expect(stage.log()).toMatch(/::error::.*: unverified\. What could not be looked at: rows\./)
  expect(await stage.summary()).toContain('## ❓ unverified: backup')
  expect(stage.log()).not.toContain('show-table-names')
})

test('a drill that came to nothing is unverified', async () => {
  await reportDrill(stage.host, SHOWN, drillOf({ checks: [] }))
  expect(stage.log()).toContain(': unverified. Nothing could be looked at.')
})

describe('the summary', () => {
  const summaryOf = async (...[more]: Parameters<typeof drillOf>): Promise<string> => {
    await reportDrill(stage.host, SHOWN, drillOf(more))
    return stage.summary()
  }

  test('tells an auditor what was verified, and every check, also what was not looked at', async () => {
    const summary = await summaryOf()
    expect(summary).toContain('## ✅ pass: backup 20261120T040000Z-3f9c2a of shop, from offsite')
    for (const fact of [
      '| Backup | 20261120T040000Z-3f9c2a &#40;before-release&#41; |',
      '| Taken | 2026-11-20T04:00:01.000Z, by pg-backup-action 0.1.0 |',
      '| Source | database shop&#95;db, PostgreSQL 17.2 |',
      '| Size | 9.0 MB, stored as 2.0 MB |',
      '| Encryption | age, by a passphrase |',
      '| Restored into | a throw-away PostgreSQL 17.4 |',
      '| ✅ | rows | every table has as many rows as in the source | 37 tables, 1,204,332 rows |',
      '| – | smoke | the smoke command ended well | none was given, or it did not come to this |',
      '| – | rto | fetching and restoring took no longer than the RTO | no RTO was given |',
      '| All of it | 3 min 20 s |',
    ])
      expect(summary).toContain(fact)
    for (const name of Object.keys(CHECKS).filter((name) => name !== 'migrate'))
      expect(summary).toContain(`| ${name} |`)
  })

  test('sets the times against the RTO', async () => {
    const rto = (findings: readonly Finding[]): readonly Check[] => [
      ...SOUND,
      { name: 'rto', looked: 'x', findings },
    ]
    expect(await summaryOf({ rto: 14_400, checks: rto([]) })).toContain('| 3 min 01 s of 4 h 00 min: met |')
    const late = rto([{ outcome: 'fail', what: 'too late' }])
    expect(await summaryOf({ rto: 60, checks: late })).toContain('| 3 min 01 s of 1 min 00 s: missed |')
    expect(await summaryOf({ rto: 61 })).toContain('| 3 min 01 s of 1 min 01 s |')
  })

  test('goes through the checks of the user one by one', async () => {
    const each = [
      { name: 'there are claims', outcome: 'pass' },
      { name: 'nobody | owes', outcome: 'fail' },
    ] as const
    const finding = { outcome: 'fail', what: '"nobody | owes" is false' } as const
    const checks = [...SOUND, { name: 'checks', looked: '2 checks', findings: [finding], each } as const]
    const summary = await summaryOf({ checks })
    expect(summary).toContain('### Your checks')
    expect(summary).toContain('| ✅ | there are claims | pass |')
    expect(summary).toContain('| ❌ | nobody &#124; owes | fail |')
    expect(stage.log()).toContain(
      '✘ checks (2 checks):\n    ✔ there are claims\n    ✘ "nobody | owes" is false\n',
    )
  })

  test('lists findings and what was tolerated, and lets no text of theirs mean anything', async () => {
    const hostile = {
      ...LOST,
      object: 'table a|b <img src=x> [c](d)',
      detail: '```\n# big\n</details>\n````',
    }
    const tolerated = { outcome: 'tolerated', what: 'left out, as allowed', object: 'extension x' } as const
    const summary = await summaryOf({ checks: withRows([hostile, tolerated]) })
    expect(summary).toContain('### Findings\n\n**rows**\n\n- table a&#124;b &lt;img')
    expect(summary).toContain('\n  `````\n  ```\n  # big\n  </details>\n  ````\n  `````')
    expect(summary).toContain('### Tolerated differences\n\n**rows**\n\n- extension x: left out, as allowed')
  })

  test('of a foreign dump says plainly that nothing could be compared', async () => {
    const summary = await summaryOf(FOREIGN)
    expect(summary).toContain('**nothing could be compared with its source**')
    expect(summary).toContain('| Kind | plain SQL in gzip |')
    expect(summary).toContain('| there is nothing to compare with |')
    expect(summary).toContain('| Level | full: it is restored, and there is nothing to compare it with |')
    expect((await stage.outputs())['backup-id']).toBe('')
  })

  test('ends with notes and with where the database was kept', async () => {
    const summary = await summaryOf({ notes: ['The locale is C.'], kept: 'postgresql://localhost/x' })
    expect(summary).toContain(
      '### Notes\n\n- The locale is C.\n- The restored database was kept. postgresql://',
    )
  })
})

test('of several copies the worst verdict and the longest time are given, and all of them in JSON', async () => {
  const slow = drillOf({
    from: 'second',
    checks: withRows([LOST]),
    times: { fetch: 1, restore: 300, compare: 1, checks: 0, total: 302 },
  })
  await reportDrills(stage.host, SHOWN, [drillOf(), slow])
  const { report = '', ...outputs } = await stage.outputs()
  expect(outputs).toEqual({ verdict: 'fail', 'backup-id': MANIFEST.id, 'restore-seconds': '301' })
  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
    verdict: 'fail',
    copies: [
      { from: 'offsite', verdict: 'pass' },
      { from: 'second', verdict: 'fail' },
    ],
  })
  expect((await stage.summary()).match(/^## /gm)).toHaveLength(2)
})

test('a report that cannot be written is a warning, and changes nothing', async () => {
  await stage.close()
  stage = await openStep({ RUNNER_TEMP: '/nowhere/at/all' })
  await reportDrill(stage.host, SHOWN, drillOf())
  expect(stage.log()).toContain('::warning::The report could not be written')
  expect(await stage.outputs()).toMatchObject({ verdict: 'pass', report: '' })
})

test('no secret reaches the report', async () => {
  stage.host.mask('correct-horse')
  const checks = withRows([{ ...LOST, detail: 'password=correct-horse' }])
  await reportDrill(stage.host, SHOWN, drillOf({ checks }))
  const text = await readFile((await stage.outputs()).report ?? '', 'utf8')
  expect(text).toContain('password=***')
})

describe('the record of a drill', () => {
  test('tells how it ended and how long it took', () => {
    const record = drillRecord(drillOf())
    expect(parse(RunRecord, record)).toEqual(record)
    expect(record).toMatchObject({
      id: MANIFEST.id,
      verb: 'verify',
      outcome: 'pass',
      time: '2026-11-21T03:03:20.000Z',
      durationSeconds: 200,
      level: 'full',
      times: { fetch: 1.04, restore: 180.2 },
      checks: { rows: 'pass', content: 'pass' },
      scratchMajor: 17,
    })
    expect(record).not.toHaveProperty('message')
  })

  test('holds no name of anything', () => {
    const mine: Check = {
      name: 'checks',
      looked: '1 check',
      findings: [{ outcome: 'unverified', what: '"secret plan" is null' }],
      each: [{ name: 'secret plan', outcome: 'unverified' }],
    }
    const twice: Check = { name: 'content', looked: '', findings: [LOST] }
    const record = drillRecord(drillOf({ checks: [...withRows([LOST]), mine, twice] }))
    expect(parse(RunRecord, record)).toEqual(record)
    expect(record).toMatchObject({
      outcome: 'fail',
      message: 'rows, content failed. checks could not be verified.',
      checks: { rows: 'fail', checks: 'unverified', content: 'fail' },
    })
    expect(JSON.stringify(record)).not.toMatch(/orders|secret plan|expected/)
  })

  test('there is none of a dump that is not stored with us', () => {
    expect(drillRecord(drillOf(FOREIGN))).toBeUndefined()
  })
})

test.each([
  ['unverified', new UserError({ what: 'No key opens it.' }, 'unverified')],
  ['fail', new UserError({ what: 'The manifest is damaged.', next: 'Use another <backup>.' })],
] as const)('a drill that could not begin is told to the job: %s', async (verdict, error) => {
  await reportNoDrill(stage.host, error)
  expect(await stage.outputs()).toEqual({ verdict })
  expect(await stage.summary()).toContain(`Drill: ${verdict}\n\n${error.story.what}`)
  expect(await stage.summary()).not.toContain('<backup>')
})

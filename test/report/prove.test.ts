import { readFile } from 'node:fs/promises'
import { proofVerdict, reportProof, type Tampering } from '../../src/report/prove.ts'
import { drillOf, MANIFEST, openStep, openTerminal, SOUND, type Stage } from './sample.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStep()
})
afterEach(() => stage.close())

const SHOWN = { json: false, showTableNames: true }
const HIDDEN = { json: false, showTableNames: false }

const RED: Tampering = {
  what: 'a row changed',
  object: 'table shop.orders',
  outcome: 'red',
  by: 'content',
  detail: 'orders differs',
}
const FLIPPED: Tampering = {
  what: 'a byte of proof.json.zst flipped',
  outcome: 'red',
  by: 'fetch',
  detail: 'its SHA-256 differs',
}
const GREEN: Tampering = { what: 'a sequence set back', object: 'sequence shop.ids', outcome: 'green' }
const HIDING: Tampering = {
  what: 'a row changed',
  object: 'table shop.orders',
  outcome: 'undetectable',
  detail: 'Back up with `fingerprint: content`.',
}
const NONE: Tampering = { what: 'an index gone', outcome: 'impossible', detail: 'There is no index.' }

test('a drill that noticed everything passes, and each thing is told with the check that saw it', async () => {
  await reportProof(stage.host, SHOWN, { drill: drillOf(), tamperings: [RED, FLIPPED, HIDING, NONE] })
  expect(stage.log()).toContain(
    [
      '✔ a row changed (table shop.orders): red, by the check content',
      '        orders differs',
      '✔ a byte of proof.json.zst flipped: red, by the check fetch',
      '        its SHA-256 differs',
      '? a row changed (table shop.orders): not detectable at this level',
      '        Back up with `fingerprint: content`.',
      '~ an index gone: nothing to do it to',
      '        There is no index.',
      'Backup 20261120T040000Z-3f9c2a of shop, from offsite: pass. The drill turned red for 2 of 2 things that were spoiled on purpose. 1 more could not be noticed at this level. For 1 more there was nothing to do it to.',
    ].join('\n'),
  )
  const summary = await stage.summary()
  expect(summary).toContain('## ✅ pass: does the drill notice?')
  expect(summary).toContain(
    '| ✅ | a row changed &#40;table shop.orders&#41; | red, by the check content | orders differs |',
  )
  expect(summary).toContain('| ⚠️ | a row changed')
  const { report = '', ...outputs } = await stage.outputs()
  expect(outputs).toEqual({ verdict: 'pass', 'backup-id': MANIFEST.id })
  expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
    format: 1,
    verdict: 'pass',
    drill: { verdict: 'pass' },
    tamperings: [{ outcome: 'red', by: 'content' }, { by: 'fetch' }, { by: null }, { outcome: 'impossible' }],
  })
})

test('one that was missed fails, loudly', async () => {
  await reportProof(stage.host, SHOWN, { drill: drillOf(), tamperings: [RED, GREEN] })
  expect(stage.log()).toContain('✘ a sequence set back (sequence shop.ids): GREEN: the drill did not notice')
  expect(stage.log()).toMatch(/::error::.*: fail\. The drill turned red for 1 of 2 things.* It missed 1:/)
  expect(await stage.summary()).toContain('## ❌ fail')
  expect((await stage.outputs()).verdict).toBe('fail')
})

test('a backup that does not pass by itself proves nothing, and its own findings are told', async () => {
  const findings = [{ outcome: 'fail', what: 'the number of rows differs', object: 'table shop.x' }] as const
  const drill = drillOf({ checks: [{ name: 'rows', looked: '1 table', findings }] })
  await reportProof(stage.host, SHOWN, { drill, tamperings: [] })
  expect(stage.log()).toContain('table shop.x: the number of rows differs')
  expect(stage.log()).toMatch(/::error::Nothing can be proven with a backup that does not pass by itself\./)
  expect(await stage.summary()).toContain('table shop.x: the number of rows differs')
})

test('names are hidden where others read along, advice is not', async () => {
  await reportProof(stage.host, HIDDEN, { drill: drillOf(), tamperings: [RED, GREEN, HIDING] })
  const { report = '' } = await stage.outputs()
  for (const text of [stage.log(), await stage.summary(), await readFile(report, 'utf8')]) {
    expect(text).not.toMatch(/orders|ids/)
    expect(text).toContain('fingerprint: content')
  }
  expect(stage.log()).toContain('`show-table-names: yes`')
})

test('on a terminal the answer is the verdict, or JSON', async () => {
  const proof = { drill: drillOf(), tamperings: [RED] }
  const plain = openTerminal()
  await reportProof(plain.host, SHOWN, proof)
  expect(plain.out()).toBe('pass\n')
  plain.host.close()
  const json = openTerminal()
  await reportProof(json.host, { ...SHOWN, json: true }, proof)
  expect(JSON.parse(json.out())).toMatchObject({
    verdict: 'pass',
    tamperings: [{ object: 'table shop.orders' }],
  })
  json.host.close()
})

test.each([
  ['pass', drillOf(), [RED, HIDING, NONE]],
  ['fail', drillOf(), [RED, GREEN]],
  ['unverified', drillOf(), [HIDING, NONE]],
  ['unverified', drillOf(), []],
  ['unverified', drillOf({ checks: [] }), [RED]],
  [
    'fail',
    drillOf({ checks: [{ ...SOUND[0], findings: [{ outcome: 'fail', what: 'x' }] }] as never }),
    [RED],
  ],
] as const)('the verdict is %s', (verdict, drill, tamperings) => {
  expect(proofVerdict({ drill, tamperings })).toBe(verdict)
})

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const module = fileURLToPath(new URL('../../src/stream/nursery.ts', import.meta.url))
const run = (code: string) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' })

test('this Node knows the flag', () => {
  const known = run(`import { keepNurserySmall } from ${JSON.stringify(module)}; keepNurserySmall()`)
  expect([known.status, known.stderr]).toEqual([0, ''])
  const unknown = run(`import v8 from 'node:v8'; v8.setFlagsFromString('--no-such-flag')`)
  expect(unknown.stderr).toContain('unrecognized flag')
})

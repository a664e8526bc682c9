// Started by entries.test.ts: a run of the real entries, whose commands are the ones below.
import { setTimeout as wait } from 'node:timers/promises'
import { run as cli } from '../../src/cli.ts'
import { UserError } from '../../src/errors.ts'
import type { Host } from '../../src/host/host.ts'
import { launch } from '../../src/host/launch.ts'
import { run as step } from '../../src/step.ts'

const WORK: Readonly<Record<string, (host: Host) => Promise<unknown>>> = {
  pass: async (host) => host.print('{}'),
  fail: async () => {
    throw new UserError({ what: 'The bucket is gone.', why: 'Somebody removed it.', next: 'Make a new one.' })
  },
  defect: async () => {
    const cause = new Error('inner hunter22')
    throw Object.assign(new TypeError('x is no function: hunter22', { cause }), { request: 'hidden detail' })
  },
  rejection: async (host) => {
    void Promise.reject(new Error('nobody waits'))
    await untilAborted(host)
    host.info('cleaned up')
    throw host.signal.reason
  },
  never: () => new Promise(() => {}),
  many: async (host) => {
    for (let i = 0; i < 20_000; i++) host.print(`line ${i}`)
    await wait(50)
    host.info('done all the same')
  },
  wait: async (host) => {
    await untilAborted(host)
    host.info('cleaned up')
    throw host.signal.reason
  },
  tidy: async (host) => {
    await untilAborted(host)
    await wait(700)
    host.info('cleaned up')
    throw host.signal.reason
  },
  stuck: async (host) => {
    await untilAborted(host)
    await wait(60_000)
  },
}

async function untilAborted(host: Host): Promise<void> {
  const timer = setInterval(() => {}, 1_000)
  host.info('ready')
  await new Promise((resolve) => host.signal.addEventListener('abort', resolve, { once: true }))
  clearInterval(timer)
}

const [entry, work = ''] = process.argv.slice(2)
const run = async (host: Host) => {
  await WORK[work]?.(host)
  return 'pass' as const
}
const verb = async () => ({ run })
const verbs = {
  ...{ backup: verb, verify: verb, prove: verb, restore: verb },
  ...{ list: verb, prune: verb, check: verb, copy: verb, doctor: verb },
}
launch(() =>
  entry === 'step'
    ? step(verbs)
    : cli(['list', '--destinations', '/b', ...(process.env.DEBUG_FLAG ? ['--debug'] : [])], verbs),
)

import type { Alarm } from '../../src/notify/alarm.ts'

export const telling = { signal: new AbortController().signal, patienceMs: 2_000 }

/** A backup that failed, with everything in its texts that means something to one of the receivers. */
export const failure: Alarm = {
  command: 'backup',
  outcome: 'fail',
  previous: 'pass',
  name: 'shop',
  backup: undefined,
  destinations: ['file:///srv/backups', 'offsite'],
  message: 'Cannot connect to <db> & co.\n*All* of it ```failed``` @everyone <!channel> [link](http://x)',
  startedAt: new Date('2026-11-20T04:00:00Z'),
  seconds: 12.5,
  page: 'https://github.com/acme/shop/actions/runs/7',
}

export const success: Alarm = {
  ...failure,
  outcome: 'pass',
  previous: 'fail',
  message: undefined,
  backup: '20261120T040000Z-3f9c2a',
}

import { parseHours } from './duration.ts'
import type { Option } from './option.ts'
import { parseKeep, parseWindow } from './retention.ts'
import { parseSwitch } from './values.ts'

/** The options that say which backups stay. */
export const KEEP = {
  keep: {
    commands: ['backup', 'prune', 'check'],
    group: 'What stays',
    form: 'lines',
    placeholder: 'RULES',
    example: 'last=3 hourly=7d daily=30d weekly=90d monthly=12mo yearly=7y',
    otherwise: 'everything stays',
    sentence:
      'Which backups stay: the newest of each period, for a number of periods (`last=3`, `daily=7`) or a time counted back from the newest backup (`daily=30d`; h, d, w, mo, y). `last`, `hourly`, `daily`, `weekly`, `monthly`, `yearly`. Of `backup`: prune this name by them, once the backup is whole. Of `check`: what should be gone by them must be.',
    parse: parseKeep,
  },
  'keep-labels': {
    commands: ['backup', 'prune', 'check'],
    group: 'What stays',
    form: 'switch',
    needs: { backup: 'keep', check: 'keep' },
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence: 'Every backup that has a label stays.',
    parse: parseSwitch,
  },
  'keep-records': {
    commands: ['backup', 'prune'],
    group: 'What stays',
    form: 'value',
    needs: { backup: 'keep' },
    placeholder: 'TIME',
    example: '2y',
    default: '365d',
    sentence:
      'How long records of drills, restores and failures stay, also those of backups that are gone, counted back from the newest backup.',
    parse: (text, { option }) => parseWindow(text, option),
  },
  'allow-large-prune': {
    commands: ['backup', 'prune'],
    group: 'What stays',
    form: 'switch',
    needs: { backup: 'keep' },
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence: 'Let more than half of the backups of a name go at once.',
    parse: parseSwitch,
  },
  rpo: {
    commands: ['prune', 'check'],
    group: 'What stays',
    form: 'value',
    placeholder: 'TIME',
    example: '26h',
    otherwise: 'no limit; of `check`, two days',
    sentence:
      'How old the newest backup may be (h, d, w). While it is older, `prune` removes nothing, and `check` is red.',
    parse: (text, { option }) => parseHours(text.trim(), option),
  },
} as const satisfies Readonly<Record<string, Option>>

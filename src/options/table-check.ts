import { parseHours } from './duration.ts'
import type { Option } from './option.ts'
import { orOff, parseShare } from './values.ts'

/** The options that say what `check` expects, beside those that say what stays. */
export const CHECK = {
  'max-verification-age': {
    commands: ['check'],
    group: 'What is expected',
    form: 'value',
    placeholder: 'TIME',
    example: '35d',
    default: '8d',
    sentence:
      'How old the newest full drill of each name may be (h, d, w), in each destination; it must have passed. `off` asks for none.',
    parse: orOff((text, { option }) => parseHours(text, option)),
  },
  'max-size-change': {
    commands: ['check'],
    group: 'What is expected',
    form: 'value',
    placeholder: 'SHARE',
    example: '80%',
    default: '50%',
    sentence:
      'By how much the stored size of the newest backup may differ from the mean of the seven before it; rows may never fall by more than half. `off` looks at neither.',
    parse: orOff(parseShare),
  },
} as const satisfies Readonly<Record<string, Option>>

import { formatBytes, formatDuration } from '../../src/host/measure.ts'
import { columnsOf, fitted, visibleLine, visibleLines, withoutCommands } from '../../src/host/visible.ts'

test('escape sequences and tricks with direction are shown, not acted on', () => {
  expect(visibleLine('a\u001b[31mred\u0007\u009b\u202eb\ud800')).toBe(
    'a\\u001b[31mred\\u0007\\u009b\\u202eb\\ud800',
  )
  expect(visibleLine('tab\tstays, ü 数据 😀 too')).toBe('tab\tstays, ü 数据 😀 too')
  expect(visibleLines('a\rb\r\nc\nd\u2028e')).toEqual(['a', 'b', 'c', 'd\\u2028e'])
})

test('escaped text stays the same JSON', () => {
  const value = { 'a\u001b\u009b\u202e\u2028': '\u007f' }
  expect(JSON.parse(visibleLine(JSON.stringify(value)))).toEqual(value)
})

test.each([
  '::set-output name=x::y',
  '  ::error::x',
  '\t::add-mask::a',
  '\u00a0::stop-commands::x',
  '##[error]x',
  'text ##[add-path]x',
  '####[error]x',
])('no text is a command to the runner: %j', (line) => {
  const safe = withoutCommands(line)
  expect(safe).not.toMatch(/^\s*::/)
  expect(safe).not.toContain('##[')
})

test('colons and hashes elsewhere stay', () => {
  expect(withoutCommands('a::text::b # #[x]')).toBe('a::text::b # #[x]')
})

test('columns are counted as terminals do', () => {
  expect(columnsOf('abü')).toBe(3)
  expect(columnsOf('数据')).toBe(4)
  expect(columnsOf('e\u0301')).toBe(1)
  expect(fitted('数据数据', 5)).toBe('数据…')
  expect(columnsOf(fitted('数据数据', 4))).toBeLessThanOrEqual(4)
  expect(fitted('abc', 3)).toBe('abc')
  expect(fitted('abc', 0)).toBe('')
})

test('sizes and durations are short', () => {
  expect([0, 999, 1000, 123_456, 999_500, 1_400_000_000, 5e18].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '123 kB',
    '1.0 MB',
    '1.4 GB',
    '5000 PB',
  ])
  expect([0, 9.94, 9.96, 59.6, 61, 3599, 3600, 90_000].map(formatDuration)).toEqual([
    '0.0 s',
    '9.9 s',
    '10 s',
    '1 min 00 s',
    '1 min 01 s',
    '59 min 59 s',
    '1 h 00 min',
    '25 h 00 min',
  ])
})

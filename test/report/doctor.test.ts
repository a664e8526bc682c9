import { readFileSync } from 'node:fs'
import { LINES } from '../../src/report/doctor-lines.ts'

const HEADINGS = {
  database: '## The database',
  scratch: '## Where drills restore',
  destination: '## Each destination',
  keys: '## The keys',
} as const

test.each(Object.entries(HEADINGS))('the page on doctor explains each line of %s', (part, heading) => {
  const page = readFileSync('docs/doctor.md', 'utf8')
  const [, after = ''] = page.split(heading)
  const [section = ''] = after.split('\n## ')
  const rows = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, names = '']) => names)
  const explained = rows.flatMap((row) => [...row.matchAll(/`([a-z-]+)`/g)].map(([, name = '']) => name))
  expect(explained).toEqual(Object.keys(LINES[part as keyof typeof LINES]))
})

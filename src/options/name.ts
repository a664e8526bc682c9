import { UsageError } from '../errors.ts'
import { quoted } from './quoted.ts'

/**
 * Databases that providers create for everybody (AWS, Azure, Supabase, Crunchy; Neon; DigitalOcean, Aiven, CockroachDB;
 * Railway; Vercel; Koyeb; Timescale; Elastic Beanstalk; Yugabyte; Citus; EDB; PostgreSQL's own templates).
 */
const GIVEN_TO_EVERYBODY = new Set([
  'postgres',
  'template0',
  'template1',
  'neondb',
  'defaultdb',
  'railway',
  'verceldb',
  'koyebdb',
  'tsdb',
  'ebdb',
  'yugabyte',
  'citus',
  'edb',
])

/** Names that say nothing where they come from the database (`app` is CloudNativePG's default), but may be chosen. */
const GENERIC = new Set(['app', 'db', 'database'])

const LONGEST = 128
/** A name becomes one percent-encoded part of a path, and most file systems end at 255 bytes. */
const LONGEST_ENCODED = 200

/** Checks the name under which backups are stored: one that was chosen, or the database's own as the default. */
export function checkName(name: string, origin: 'given' | 'database'): string {
  checkPathPart('name', name)
  const folded = name.toLowerCase()
  if (GIVEN_TO_EVERYBODY.has(folded) || (origin === 'database' && GENERIC.has(folded))) {
    throw new UsageError({
      what:
        origin === 'given'
          ? `\`name\`: ${quoted(name)} cannot be the name of backups.`
          : `The database is called ${quoted(name)}, which cannot be the name of its backups.`,
      why: 'Many servers have a database of that name, and two projects in one bucket would share "latest" and retention.',
      next: 'Choose a name that tells this database from others, such as `name: shop-production` (`--name shop-production`).',
    })
  }
  return name
}

/** Checks the name by which backups are looked up: any that could have been stored. */
export function checkLookup(name: string): string {
  checkPathPart('name', name)
  return name
}

/** Checks the label that is put on one backup. */
export function checkLabel(label: string): string {
  checkPathPart('label', label)
  return label
}

function checkPathPart(option: 'name' | 'label', text: string): void {
  const problem = problemOf(text)
  if (problem === undefined) return
  throw new UsageError({
    what: `\`${option}\`: ${quoted(text)} ${problem}.`,
    next: `Write 1 to ${LONGEST} characters in one line, such as \`${option}: ${option === 'name' ? 'shop-production' : 'before-release-7'}\`.`,
  })
}

function problemOf(text: string): string | undefined {
  if (text.trim() === '') return 'is empty'
  if (text !== text.trim()) return 'begins or ends with a space'
  if (text === '.' || text === '..') return 'means a folder'
  if (/\p{Cc}|\p{Zl}|\p{Zp}/u.test(text)) return 'holds a control character or a line break'
  if (!text.isWellFormed()) return 'is not valid Unicode'
  if ([...text].length > LONGEST) return `is longer than ${LONGEST} characters`
  if (encodeURIComponent(text).length > LONGEST_ENCODED)
    return 'is too long once it is percent-encoded for a file name'
  return undefined
}

import { UserError } from '../../errors.ts'
import { qualified, quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'
import { factsOf, serverTrouble } from '../trouble.ts'
import { isFixed } from './changes.ts'
import { LOCK_NOT_AVAILABLE } from './locks.ts'
import { rowsOf } from './problems.ts'
import type { Change } from './references.ts'
import { type Trigger, triggersOf } from './triggers.ts'
import { list, namesOf, rowsIn, sameKey, type Work } from './work.ts'

/**
 * Deletes, updates and inserts in all tables, as one statement: foreign keys are looked at when it ends, so that rows may
 * refer to themselves, to each other and in circles.
 */
export async function write(
  to: Session,
  changes: readonly Change[],
  triggers: readonly Trigger[],
): Promise<void> {
  const steps = stepsOf(changes)
  if (steps.length === 0) return
  const rows = await to.query<Record<string, string>>(statementOf(steps)).catch((error) => {
    throw writingTrouble(error, changes, triggers)
  })
  for (const { name, expected, what, work } of steps) {
    const written = Number(rows[0]?.[name] ?? 0)
    if (written !== expected) throw otherwise(work, what, expected, written, triggers)
  }
  await to.query('SET CONSTRAINTS ALL IMMEDIATE').catch((error) => {
    throw writingTrouble(error, changes, triggers)
  })
}

type Step = {
  readonly name: string
  readonly what: 'deleted' | 'updated' | 'inserted'
  readonly work: Work
  readonly expected: number
  readonly sql: string
}

/** What refers to others is deleted first and inserted last, for the sake of triggers that look around. */
function stepsOf(changes: readonly Change[]): Step[] {
  const deletes = changes.toReversed().map(({ work, numbers }, at) => ({
    ...{ name: `d${at}`, what: 'deleted' as const, work, expected: numbers.deletes },
    sql: `DELETE FROM ${rowsIn(work.to)} AS l USING ${work.going} AS g WHERE ${sameKey(work.key.columns, 'g', 'l')}`,
  }))
  const writes = changes.flatMap(({ work, numbers }, at) => [
    {
      ...{ name: `u${at}`, what: 'updated' as const, work, expected: numbers.updates },
      sql: `UPDATE ${rowsIn(work.to)} AS l SET ${settingsOf(work)} FROM ${work.coming} AS c
        WHERE c.${work.kind} = 'u' AND ${sameKey(work.key.columns, 'c', 'l')}`,
    },
    {
      ...{ name: `i${at}`, what: 'inserted' as const, work, expected: numbers.inserts },
      sql: `INSERT INTO ${qualified(work.to)} (${list(namesOf(work.columns))}) OVERRIDING SYSTEM VALUE
        SELECT ${list(namesOf(work.columns), 'c')} FROM ${work.coming} AS c WHERE c.${work.kind} = 'i'`,
    },
  ])
  return [...deletes, ...writes].filter(({ expected }) => expected > 0)
}

const settingsOf = ({ columns }: Work): string =>
  columns
    .filter(({ to }) => !isFixed(to))
    .map(({ name }) => `${quoted(name)} = c.${quoted(name)}`)
    .join(', ')

/** Each step waits for the one before it, since a unique value may only be taken when it has been given up. */
function statementOf(steps: readonly Step[]): string {
  const parts = steps.map(({ name, sql }, at) => {
    const before = steps[at - 1]
    const after = before
      ? ` AND (SELECT pg_catalog.count(*) FROM ${before.name}) OPERATOR(pg_catalog.>=) 0`
      : ''
    return `${name} AS (${sql}${after} RETURNING 1)`
  })
  const counts = steps.map(({ name }) => `(SELECT pg_catalog.count(*) FROM ${name})::text AS ${name}`)
  return `WITH ${parts.join(',\n')} SELECT ${counts.join(', ')}`
}

function otherwise(
  work: Work,
  what: Step['what'],
  expected: number,
  written: number,
  triggers: readonly Trigger[],
): UserError {
  const names = triggersOf(triggers, work).map(({ name }) => name)
  return new UserError({
    what: `${rowsOf(expected)} of ${qualified(work.to)} were to be ${what}, and ${written.toLocaleString('en')} were; so nothing was changed.`,
    why:
      names.length > 0
        ? `A trigger of the table keeps rows from being ${what}: ${names.join(', ')}.`
        : undefined,
    next: 'Restore by `triggers: off`, or switch off the trigger in question.',
  })
}

type ServerFacts = { readonly schema?: string; readonly table?: string; readonly constraint?: string }

/** What the server refused while rows were written; its detail would show values of rows, so it is left out. */
function writingTrouble(error: unknown, changes: readonly Change[], triggers: readonly Trigger[]): unknown {
  const { code } = factsOf(error)
  const { schema, table, constraint } = (error ?? {}) as ServerFacts
  const at =
    schema && table
      ? qualified({ schema, name: table })
      : changes.map(({ work }) => qualified(work.to)).join(', ')
  const story = STORIES[code]
  if (!story && !/^([0-9A-Z]{2})[0-9A-Z]{3}$/.test(code)) return error
  if (/^(08|57P)/.test(code)) return error
  const names = changes.flatMap(({ work }) => triggersOf(triggers, work).map(({ name }) => name))
  const trouble = serverTrouble('', error)
  return new UserError({
    what: `${story?.what ?? 'The rows could not be written into'} ${at}${constraint ? ` (constraint ${constraint})` : ''}, so nothing was changed.`,
    why: factsOf(error).message.replace(/[^.]$/, '$&.'),
    next:
      story?.next ??
      (names.length > 0
        ? `A trigger may have refused it (${names.join(', ')}): \`triggers: off\` restores without them.`
        : trouble.story.next),
    cause: error,
  })
}

const STORIES: Readonly<Record<string, { readonly what: string; readonly next: string } | undefined>> = {
  '23503': {
    what: 'A foreign key would be broken in',
    next: 'Choose the table at its other end too, so that the rows that belong together come back together.',
  },
  '23001': {
    what: 'A foreign key would be broken in',
    next: 'Choose the table at its other end too, so that the rows that belong together come back together.',
  },
  '23505': {
    what: 'A row of the backup takes a value that another row has, in',
    next: 'Either another live row took it since the backup: change or delete that one, or restore by `sync`. Or two rows exchanged it: make the constraint DEFERRABLE for the time of the restore.',
  },
  '23514': {
    what: 'A row of the backup does not meet a check of',
    next: 'The check was added or changed since the backup: drop it, or add it as NOT VALID, for the time of the restore.',
  },
  '23502': {
    what: 'A row of the backup lacks a value that must not be null in',
    next: 'The column has become NOT NULL since the backup: let it be null for the time of the restore.',
  },
  '42501': {
    what: 'This user may not write into',
    next: 'Grant SELECT, INSERT, UPDATE and DELETE on it, or restore as its owner.',
  },
  '40P01': { what: 'Somebody else and we waited for each other in', next: 'Start it again.' },
  [LOCK_NOT_AVAILABLE]: {
    what: 'Somebody else holds a row that is needed in',
    next: 'Start it again when that has ended, or give it more time by `lock-timeout`.',
  },
}

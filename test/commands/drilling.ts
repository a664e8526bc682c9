import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RunRecord } from '../../src/archive/record.ts'
import type { Verdict } from '../../src/archive/verdict.ts'
import { processesIn } from '../postgres/scratching.ts'
import type { PostgresServer } from '../servers/postgres.ts'
import { runStep, type StepEnded } from './bundle.ts'

type Inputs = Readonly<Record<string, string>>
type Environment = Readonly<Record<string, string>>

type Finding = {
  readonly outcome: string
  readonly what: string
  readonly object?: string
  readonly detail?: string
  readonly next?: string
}

/** What of a drill's JSON report the tests look at. */
export type Report = {
  readonly verdict: Verdict
  readonly from: string
  readonly level: string
  readonly scratch: string | null
  readonly scratchMajor: number | null
  readonly backup: { readonly id: string; readonly rows: number | null }
  readonly seconds: Readonly<Record<string, number>>
  readonly checks: readonly {
    readonly name: string
    readonly outcome: Verdict
    readonly looked: string
    readonly findings: readonly Finding[]
    readonly each?: readonly { readonly name: string; readonly outcome: Verdict }[]
  }[]
  readonly notes: readonly string[]
  readonly kept: string | null
  /** Of several copies. */
  readonly copies?: readonly Report[]
}

type Said = {
  /** The log as a reader sees it: without what only the runner takes in, and with its line breaks. */
  readonly said: string
}

export type Drilled = StepEnded & Said & { readonly report: Report }

/** A database of a hundred rows with one of each thing that a drill looks at. */
export async function createSmall(server: PostgresServer, name = 'small'): Promise<void> {
  await server.createDatabase(name)
  await server.psql(
    name,
    `DO $$ BEGIN CREATE ROLE clerk; EXCEPTION WHEN duplicate_object THEN END $$;
    CREATE TABLE customers (id bigserial PRIMARY KEY, name text NOT NULL, since date);
    INSERT INTO customers (name, since) SELECT 'customer ' || i, '2026-01-01'::date + i FROM generate_series(1, 40) AS i;
    CREATE TABLE orders (id bigserial PRIMARY KEY, customer bigint REFERENCES customers, total numeric);
    INSERT INTO orders (customer, total) SELECT 1 + i % 40, i * 1.5 FROM generate_series(1, 60) AS i;
    CREATE INDEX orders_customer ON orders (customer);
    CREATE VIEW totals AS SELECT customer, sum(total) AS total FROM orders GROUP BY customer;
    CREATE FUNCTION twice(int) RETURNS int LANGUAGE sql AS 'SELECT 2 * $1';
    GRANT SELECT ON orders TO clerk;
    SELECT lo_from_bytea(0, decode(md5(i::text), 'hex')) FROM generate_series(1, 3) AS i;
    ANALYZE;`,
  )
}

/** A folder of a test's own with a destination in it, and the step run there as a workflow runs it. */
export type Workshop = {
  readonly folder: string
  /** The destination, unless the inputs name another. */
  readonly shelf: string
  /** Backs up a database of the server; answers the backup's id. */
  backup(database: string, inputs?: Inputs, env?: Environment): Promise<string>
  /** Verifies the newest backup, unless told otherwise; fails where anything of the drill is left behind. */
  verify(inputs?: Inputs, env?: Environment): Promise<Drilled>
  /** The same for `prove`, whose report is another. */
  prove(inputs?: Inputs, env?: Environment): Promise<StepEnded & Said & { readonly report: ProofReport }>
  /** Any other command, with the report that it left, if any. */
  run(inputs: Inputs, env?: Environment): Promise<StepEnded & Said>
  /** A folder that the user of a throw-away server may pass through. */
  room(): string
  [Symbol.dispose](): void
}

export type ProofReport = {
  readonly verdict: Verdict
  readonly drill: Report
  readonly tamperings: readonly {
    readonly what: string
    readonly outcome: string
    readonly by: string | null
    readonly object?: string
    readonly detail: string | null
  }[]
}

export function openWorkshop(server: PostgresServer, env: Environment = {}): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'drill-'))
  chmodSync(folder, 0o755)
  const shelf = join(folder, 'shelf')
  const room = () => {
    const path = mkdtempSync(join(folder, 'r-'))
    chmodSync(path, 0o755)
    return path
  }
  const run = async (inputs: Inputs, more: Environment = {}) => {
    const [TMPDIR, RUNNER_TEMP] = [room(), room()]
    const PATH = `${server.binDir}:${process.env.PATH}`
    const ended = await runStep(
      { destinations: shelf, 'show-table-names': 'yes', ...inputs },
      { env: { PATH, TMPDIR, RUNNER_TEMP, GITHUB_WORKSPACE: folder, ...env, ...more } },
    )
    if (inputs['keep-scratch'] === undefined) expectNothingIn(TMPDIR)
    const { report: file = '' } = ended.outputs
    const report = file === '' ? undefined : JSON.parse(readFileSync(file, 'utf8'))
    const said = ended.log.replaceAll(/^::add-mask::.*\n/gm, '').replaceAll('%0A', '\n')
    return { ...ended, said, report }
  }
  return {
    folder,
    shelf,
    room,
    async backup(database, inputs = {}, more = {}) {
      // Of two that begin in the same second nobody could say which is the newer.
      await sleep(1000 - (Date.now() % 1000))
      const ended = await run({ 'database-url': server.url(database), ...inputs }, more)
      if (ended.code !== 0) throw new Error(ended.log)
      return ended.outputs['backup-id'] ?? ''
    },
    run,
    verify: (inputs, more) => run({ command: 'verify', ...inputs }, more),
    prove: (inputs, more) => run({ command: 'prove', ...inputs }, more),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  }
}

/** No folder, no file and no process of a drill's server. */
export function expectNothingIn(temporary: string): void {
  expect(readdirSync(temporary)).toEqual([])
  expect(processesIn(temporary)).toEqual([])
}

/** What a drill said under the name of a check, each finding in a line: outcome, object, sentence, detail. */
export const findingsOf = ({ checks }: Report, name: string): readonly string[] =>
  checks
    .filter((check) => check.name === name)
    .flatMap(({ findings }) =>
      findings.map(({ outcome, object, what, detail }) =>
        [outcome, object, what, detail].filter((part) => part !== undefined).join(' | '),
      ),
    )

/** How each check ended, by its name. */
export const outcomesOf = ({ checks }: Report): Readonly<Record<string, Verdict>> =>
  Object.fromEntries(checks.map(({ name, outcome }) => [name, outcome]))

/** The folder with the objects of a backup. */
export const dataOf = (shelf: string, name: string, id: string): string => join(shelf, name, 'data', id)

/** The outcomes of the records that runs left beside a backup, the oldest first. */
export function recordsOf(shelf: string, name: string, id: string): readonly RunRecord[] {
  const folder = join(shelf, name, 'records', id)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')))
}

/** A destination with the same backups, to be spoiled. */
export function copyShelf({ shelf, room }: Pick<Workshop, 'shelf' | 'room'>): string {
  const copy = room()
  cpSync(shelf, copy, { recursive: true })
  return copy
}

import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { Client } from 'pg'
import type { PostgresServer } from '../servers/postgres.ts'

/** Somebody else's work on the database, over and over until it is stopped. */
export type Writer = AsyncDisposable & { rounds(): number }

/** Runs a round of statements over and over in a connection of its own. */
export const keepDoing = async (
  url: string,
  round: (client: Client, number: number) => Promise<void>,
): Promise<Writer> => {
  const client = new Client({ connectionString: url, application_name: 'migration tool' })
  await client.connect()
  let rounds = 0
  let stopped = false
  const work = (async () => {
    while (!stopped) {
      await round(client, rounds)
      rounds++
    }
  })()
  // Told when it is stopped, not as an error out of nowhere.
  work.catch(() => undefined)
  return {
    rounds: () => rounds,
    async [Symbol.asyncDispose]() {
      stopped = true
      try {
        await work
      } finally {
        await client.end()
      }
    },
  }
}

/** Runs a script of SQL over and over at full speed in a process of its own, as one connection. */
export const keepRunning = async (
  server: PostgresServer,
  db: string,
  script: string,
): Promise<AsyncDisposable> => {
  const child = spawn(join(server.binDir, 'psql'), ['--no-psqlrc', '--quiet', server.url(db)], {
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  child.stdin.on('error', () => undefined)
  // A procedure that commits as it goes: one statement of ours, thousands of transactions of its own.
  child.stdin.write(`DO $work$ BEGIN LOOP ${script} COMMIT; END LOOP; END $work$;\n`)
  return {
    async [Symbol.asyncDispose]() {
      await server.psql(
        'postgres',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'psql' AND query LIKE '%$work$%'
          AND pid <> pg_backend_pid()`,
      )
      child.kill('SIGKILL')
      await ended
    },
  }
}

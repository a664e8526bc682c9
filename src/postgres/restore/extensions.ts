import type { Extension } from '../../archive/manifest.ts'
import { quoted } from '../identifiers.ts'
import type { Session } from '../session.ts'

/** Which of the extensions a server cannot make, and which it has in another version. */
export async function findExtensions(
  session: Session,
  wanted: readonly Extension[],
): Promise<{ readonly missing: readonly string[]; readonly otherVersions: readonly string[] }> {
  const names = wanted.map(({ name }) => name)
  const rows = await session.query<{ name: string; version: string | null }>(
    `SELECT name::text, default_version AS version FROM pg_catalog.pg_available_extensions WHERE name = ANY ($1)`,
    [names],
  )
  const versions = new Map(rows.map(({ name, version }) => [name, version]))
  return {
    missing: names.filter((name) => !versions.has(name)),
    otherVersions: wanted.flatMap(({ name, version }) => {
      const here = versions.get(name)
      return here && here !== version ? [`${name} ${here} in place of ${version}`] : []
    }),
  }
}

/** Makes the extensions that chosen schemas and tables lean on: their archive does not. */
export async function createExtensions(session: Session, wanted: readonly Extension[]): Promise<void> {
  for (const { name, schema } of wanted) {
    const into = schema === undefined ? '' : ` SCHEMA ${quoted(schema)}`
    // The system's own schemas are there, and nobody may ask for them.
    if (schema !== undefined && !schema.startsWith('pg_'))
      await session.query(`CREATE SCHEMA IF NOT EXISTS ${quoted(schema)}`)
    await session.query(`CREATE EXTENSION IF NOT EXISTS ${quoted(name)}${into} CASCADE`)
  }
}

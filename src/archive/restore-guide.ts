import { holdsRows, type Manifest, type StoredObject } from './manifest.ts'

/** The page that lies beside every backup: how to bring back just this one with stock tools and nothing of ours. */
export function restoreGuide(manifest: Manifest): string {
  if (holdsRows(manifest)) return rowsGuide(manifest)
  const { database, server, id, snapshot } = manifest
  const encrypted = manifest.encryption.kind !== 'none'
  return `# Restoring backup ${id} by hand

Database ${code(database.name)} of PostgreSQL ${server.version}, as it was at ${snapshot.time}.
${chosen(manifest)}
You need \`sha256sum\`, \`zstd\`${encrypted ? ', `age`' : ''} and the client programs of PostgreSQL ${server.major} (\`createdb\`, \`pg_restore\`,
\`psql\`). Run everything in the folder that holds these files. \`PGHOST\`, \`PGUSER\` and so on say which server is meant.

\`\`\`bash
set -euo pipefail
DATABASE=\${DATABASE:-${shellWord(suggestedName(database.name))}}   # the database to create and fill
${openFunction(manifest)}
\`\`\`

## 1. Is everything here and whole?

\`\`\`bash
sha256sum -c SHA256SUMS
\`\`\`
${globals(manifest)}
## ${hasGlobals(manifest) ? 3 : 2}. Create the database

\`\`\`bash
createdb ${createdbArguments(manifest).map(shellWord).join(' ')} -- "$DATABASE"
\`\`\`

Where the server lacks this locale, use one that it has: rows stay the same, sort order may not.
${manifest.roles.length > 0 ? `Roles that own things or have rights here: ${manifest.roles.map(code).join(', ')}. Where one of them is missing, create it first, or\nadd \`--no-owner --no-acl\` to each \`pg_restore\`.\n` : ''}${extensions(manifest)}
## ${hasGlobals(manifest) ? 4 : 3}. Restore

${schemasFirst(manifest)}\`\`\`bash
${restoreCommands(manifest).join('\n')}
psql --no-psqlrc --dbname="$DATABASE" --command=ANALYZE
\`\`\`
${settings(manifest)}
## ${hasGlobals(manifest) ? 5 : 4}. Compare

\`proof.json\` holds the row count of every table at the moment of the dump, and the settings of the database:

\`\`\`bash
${open(object(manifest, 'proof'))} > proof.json
\`\`\`
`
}

/** Of rows that a restore changed or deleted, as they were before. */
function rowsGuide(manifest: Manifest): string {
  const { database, id, snapshot, encryption } = manifest
  return `# Putting the rows of ${id} back by hand

Rows of the database ${code(database.name)} that a restore was about to change or delete, as they were at ${snapshot.time}.
The script puts back exactly these, in one transaction, and leaves all others alone.

You need \`sha256sum\`, \`zstd\`${encryption.kind === 'none' ? '' : ', `age`'} and \`psql\`. Run everything in the folder that holds these files.
\`PGHOST\`, \`PGUSER\` and so on say which server is meant.

\`\`\`bash
set -euo pipefail
DATABASE=\${DATABASE:-${shellWord(database.name)}}
${openFunction(manifest)}
sha256sum -c SHA256SUMS
${open(object(manifest, 'rows'))} | psql --no-psqlrc --dbname="$DATABASE" --file=-
\`\`\`
`
}

const PIPE_TO_RESTORE = 'pg_restore --exit-on-error --dbname="$DATABASE"'

function restoreCommands(manifest: Manifest): string[] {
  // Where schemas were made before, the rest is listed.
  const list = schemasLast(manifest) ? '' : ' --use-list=rest.list'
  const whole = manifest.objects.find(({ kind }) => kind === 'database')
  if (whole) return [`${open(whole)} | ${PIPE_TO_RESTORE}${list}`]
  const schema = manifest.objects.find(({ kind }) => kind === 'schema')
  const data = manifest.objects.filter(({ kind }) => kind === 'data')
  const section = (object: StoredObject, name: string) =>
    `${open(object)} | ${PIPE_TO_RESTORE} --section=${name}`
  return [
    ...(schema
      ? [`${section(schema, 'pre-data')}${list}`]
      : ['# This backup holds rows only: create the tables first.']),
    ...data.map((object) => section(object, 'data')),
    ...(schema ? [section(schema, 'post-data')] : []),
  ]
}

/** One shell function that turns a stored object into what pg_dump wrote. */
function openFunction({ encryption }: Manifest): string {
  switch (encryption.kind) {
    case 'none':
      return 'open() { zstd --decompress --stdout "$1"; }'
    case 'age-passphrase':
      return 'open() { age --decrypt "$1" | zstd --decompress --stdout; }   # asks for the passphrase each time'
    case 'age-recipients':
      return `IDENTITY=\${IDENTITY:-key.txt}   # the file with the secret key, AGE-SECRET-KEY-…
open() { age --decrypt --identity "$IDENTITY" "$1" | zstd --decompress --stdout; }`
  }
}

const open = ({ name }: { readonly name: string }): string => `open ${name}`

function object(manifest: Manifest, kind: StoredObject['kind']): { readonly name: string } {
  const found = manifest.objects.find((object) => object.kind === kind)
  if (!found) throw new Error(`The backup has no object of the kind ${kind}.`)
  return found
}

const hasGlobals = (manifest: Manifest): boolean => manifest.objects.some(({ kind }) => kind === 'globals')

function globals(manifest: Manifest): string {
  if (!hasGlobals(manifest)) return ''
  return `
## 2. Roles and tablespaces, on a new server

Shows the statements; run those that you need. Passwords are not in it.

\`\`\`bash
${open(object(manifest, 'globals'))}
\`\`\`
`
}

function chosen({ selection, include }: Manifest): string {
  const parts = [
    ...(selection === 'whole' ? [] : [`**It holds ${CHOSEN[selection]}, not the whole database.**`]),
    ...(include === 'all' ? [] : [`**It holds the ${include} only.**`]),
  ]
  return parts.map((part) => `\n${part}\n`).join('')
}

const CHOSEN = {
  excluding: 'what was not left out',
  schemas: 'the schemas that were chosen, without extensions',
  tables: 'the tables that were chosen, and nothing that they depend on',
} as const

/**
 * Chosen schemas are made by their archive, also the one that every new database has; chosen tables find none. The extensions
 * that both may lean on are in neither, and need their schemas first.
 */
function schemasFirst(manifest: Manifest): string {
  if (manifest.include === 'data') return ''
  const creation = extensionsSql(manifest)
  switch (manifest.selection) {
    case 'whole':
    case 'excluding':
      return ''
    case 'schemas':
      return fenced(
        [
          `psql --no-psqlrc --dbname="$DATABASE" --command='DROP SCHEMA IF EXISTS public'`,
          ...(schemasLast(manifest) ? [] : [schemasAlone(manifest), creation]),
        ].join('\n'),
      )
    case 'tables':
      return fenced(`${open(object(manifest, 'proof'))} > proof.json
psql --no-psqlrc --dbname="$DATABASE" --set=ON_ERROR_STOP=1 <<'SQL'
\\set proof \`cat proof.json\`
SELECT format('CREATE SCHEMA IF NOT EXISTS %I', name) FROM json_array_elements_text(:'proof'::json -> 'schemas') AS name \\gexec
SQL${creation && `\n${creation}`}`)
  }
}

const schemasLast = (manifest: Manifest): boolean =>
  manifest.selection !== 'schemas' || manifest.include === 'data' || neededExtensions(manifest).length === 0

const SCHEMA_ENTRY = `'^[0-9]+; [0-9]+ [0-9]+ SCHEMA - '`

function schemasAlone({ objects }: Manifest): string {
  const archive = objects.find(({ kind }) => kind === 'database' || kind === 'schema')
  if (!archive) throw new Error('The backup has no object with a schema.')
  return `pg_restore --list < <(${open(archive)}) > list
grep -E ${SCHEMA_ENTRY} list > schemas.list
grep -vE ${SCHEMA_ENTRY} list > rest.list
pg_restore --exit-on-error --use-list=schemas.list --dbname="$DATABASE" < <(${open(archive)})`
}

function extensionsSql(manifest: Manifest): string {
  const statements = neededExtensions(manifest).flatMap(({ name, schema }) => [
    // The system's own schemas are there.
    ...(schema === undefined || schema.startsWith('pg_')
      ? []
      : [`CREATE SCHEMA IF NOT EXISTS ${sqlName(schema)};`]),
    `CREATE EXTENSION IF NOT EXISTS ${sqlName(name)}${schema === undefined ? '' : ` SCHEMA ${sqlName(schema)}`} CASCADE;`,
  ])
  return statements.length === 0
    ? ''
    : `psql --no-psqlrc --dbname="$DATABASE" <<'SQL'   # what fails here may be something that nothing below needs
${statements.join('\n')}
SQL`
}

const neededExtensions = ({ extensions }: Manifest): Manifest['extensions'] =>
  extensions.filter(({ name }) => name !== 'plpgsql')

const fenced = (commands: string): string => `\`\`\`bash\n${commands}\n\`\`\`\n\n`

/** Names that a shell, a connection string or the server's limit of 63 bytes would bend get a plain one. */
const suggestedName = (database: string): string =>
  /^\w[\w.-]{0,53}$/.test(database) ? `${database}_restored` : 'restored'

function extensions(manifest: Manifest): string {
  const needed = neededExtensions(manifest)
  if (needed.length === 0) return ''
  return `The server must have these extensions: ${needed.map(({ name, version }) => `${code(name)} ${version}`).join(', ')}.\n`
}

/** Owner, settings and rights of the database itself are in no archive. */
function settings({ database }: Manifest): string {
  const limit = database.connectionLimit < 0 ? '' : `, its connection limit ${database.connectionLimit}`
  const rights = database.grants.length === 0 ? '' : `, rights on it ${database.grants.map(code).join(', ')}`
  const properties = `\nThe owner of the database was ${code(database.owner)}${limit}${rights}.\n`
  if (database.settings.length === 0) return properties
  const lines = database.settings.map(
    ({ name, value }) => `ALTER DATABASE :"database" SET ${sqlName(name)} TO ${sqlValue(name, value)};`,
  )
  return `
The database's own settings:

\`\`\`bash
psql --no-psqlrc --dbname="$DATABASE" --set=database="$DATABASE" --set=ON_ERROR_STOP=1 <<'SQL'
${lines.join('\n')}
SQL
\`\`\`
${properties}`
}

/** Settings whose value is a list of names, each quoted already where it must be. */
const LISTS = new Set([
  'local_preload_libraries',
  'search_path',
  'session_preload_libraries',
  'shared_preload_libraries',
  'temp_tablespaces',
  'unix_socket_directories',
])

const sqlValue = (name: string, value: string): string =>
  LISTS.has(name) && value !== '' ? value : sqlText(value)
const sqlText = (text: string): string =>
  `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`
const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`

function createdbArguments({ database, server }: Manifest): string[] {
  const base = ['--template=template0', `--encoding=${database.encoding}`]
  const libc = [`--lc-collate=${database.collate}`, `--lc-ctype=${database.ctype}`]
  if (database.localeProvider === 'libc' || server.major < 15) return [...base, ...libc]
  const flag = database.localeProvider === 'icu' ? 'icu-locale' : 'builtin-locale'
  return [
    ...base,
    ...libc,
    `--locale-provider=${database.localeProvider}`,
    `--${flag}=${database.locale ?? ''}`,
  ]
}

const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`

/** A name that may hold anything, as Markdown code on one line. */
function code(text: string): string {
  const line = text.replace(/\p{Cc}/gu, '\uFFFD')
  const fence = '`'.repeat(Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length)) + 1)
  return fence.length > 1 ? `${fence} ${line} ${fence}` : `\`${line}\``
}

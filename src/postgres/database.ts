import type { DatabaseProperties, Extension } from '../archive/manifest.ts'
import type { Proof } from '../archive/proof.ts'
import type { Session } from './session.ts'

/** What a database is besides its objects: all that `CREATE DATABASE` and what follows it must be told again. */
export type DatabaseFacts = {
  readonly properties: DatabaseProperties
  readonly extensions: readonly Extension[]
  readonly roles: readonly string[]
  readonly settings: Proof['settings']
  /** Subscriptions and user mappings: an archive holds their passwords in clear. */
  readonly heldPasswords: number
}

export async function readDatabase(session: Session): Promise<DatabaseFacts> {
  const [row] = await session.query<{ database: DatabaseRow; owner: string; encoding: string }>(
    `SELECT to_jsonb(d) AS database, pg_catalog.pg_get_userbyid(d.datdba)::text AS owner,
        pg_catalog.pg_encoding_to_char(d.encoding)::text AS encoding
      FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`,
  )
  if (!row) throw new Error('The server does not list the database we are connected to.')
  const settings = await session.query<Proof['settings'][number]>(SETTINGS)
  return {
    properties: properties(row, settings),
    extensions: await session.query<Extension>(
      `SELECT extname::text AS name, extversion AS version FROM pg_catalog.pg_extension ORDER BY extname`,
    ),
    roles: (await session.query<{ role: string }>(ROLES)).map(({ role }) => role),
    settings,
    heldPasswords: (await session.query<{ count: number }>(PASSWORDS))[0]?.count ?? 0,
  }
}

/** How many objects of each kind the catalogs list, as what an extension brought is not counted. */
export async function countObjects(session: Session): Promise<Record<string, number>> {
  const rows = await session.query<{ kind: string; count: number }>(OBJECTS)
  return Object.fromEntries(rows.map(({ kind, count }) => [kind, count]))
}

// The columns differ from version to version, so the row is taken as it is.
type DatabaseRow = {
  readonly datcollate?: string
  readonly datctype?: string
  readonly datlocprovider?: string
  readonly daticulocale?: string | null
  readonly datlocale?: string | null
  readonly datconnlimit?: number
  readonly datacl?: string | readonly string[] | null
}

const PROVIDERS: Readonly<Record<string, DatabaseProperties['localeProvider']>> = {
  c: 'libc',
  i: 'icu',
  b: 'builtin',
}

function properties(
  { database, owner, encoding }: { database: DatabaseRow; owner: string; encoding: string },
  settings: Proof['settings'],
): DatabaseProperties {
  const locale = database.datlocale ?? database.daticulocale
  const grants = typeof database.datacl === 'string' ? [database.datacl] : (database.datacl ?? [])
  return {
    owner,
    encoding,
    collate: database.datcollate ?? 'C',
    ctype: database.datctype ?? 'C',
    localeProvider: PROVIDERS[database.datlocprovider ?? 'c'] ?? 'libc',
    ...(locale && { locale }),
    connectionLimit: database.datconnlimit ?? -1,
    grants: [...grants],
    // A custom setting may hold a key of the application's; its value stands in the proof, which can be encrypted.
    settings: settings
      .filter(({ role, name }) => role === null && !name.includes('.'))
      .map(({ name, value }) => ({ name, value })),
  }
}

const PASSWORDS = `
  SELECT ((SELECT count(*) FROM pg_catalog.pg_user_mappings)
    + (SELECT count(*) FROM pg_catalog.pg_subscription WHERE subdbid =
      (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())))::float8 AS count`

const SETTINGS = `
  SELECT CASE WHEN s.setrole <> 0 THEN pg_catalog.pg_get_userbyid(s.setrole)::text END AS role,
    pg_catalog.split_part(c, '=', 1) AS name, pg_catalog.substr(c, pg_catalog.strpos(c, '=') + 1) AS value
  FROM pg_catalog.pg_db_role_setting s, pg_catalog.unnest(s.setconfig) AS c
  WHERE s.setdatabase = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
  ORDER BY 1 NULLS FIRST, 2`

// Roles that own something here or are named in grants and policies; those that every cluster has are left out.
const ROLES = `
  SELECT DISTINCT r.rolname::text AS role
  FROM pg_catalog.pg_roles r
  WHERE r.rolname !~ '^pg_' AND (r.oid IN (
      SELECT s.refobjid FROM pg_catalog.pg_shdepend s, pg_catalog.pg_database d
      WHERE d.datname = pg_catalog.current_database() AND s.refclassid = 'pg_catalog.pg_authid'::pg_catalog.regclass
        AND (s.dbid = d.oid OR (s.dbid = 0 AND s.classid = 'pg_catalog.pg_database'::pg_catalog.regclass AND s.objid = d.oid)))
    OR r.oid IN (SELECT datdba FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database())
    OR r.oid IN (SELECT relowner FROM pg_catalog.pg_class WHERE oid >= 16384)
    OR r.oid IN (SELECT nspowner FROM pg_catalog.pg_namespace WHERE oid >= 16384)
    OR r.oid IN (SELECT proowner FROM pg_catalog.pg_proc WHERE oid >= 16384))
  ORDER BY 1`

type Kind = {
  readonly catalog: string
  /** The expression that names the kind. */
  readonly kind: string
  readonly where?: string
}

const byLetter = (column: string, names: Readonly<Record<string, string>>): string =>
  `CASE ${column} ${Object.entries(names)
    .map(([letter, name]) => `WHEN '${letter}' THEN '${name}'`)
    .join(' ')} END`

/** The catalogs whose rows a restore must bring back in the same number. */
const KINDS: readonly Kind[] = [
  { catalog: 'pg_namespace', kind: `'schema'`, where: `x.nspname !~ '^pg_(temp|toast)'` },
  {
    catalog: 'pg_class',
    kind: byLetter('x.relkind', {
      r: 'table',
      p: 'partitioned table',
      v: 'view',
      m: 'materialized view',
      f: 'foreign table',
      S: 'sequence',
      i: 'index',
      I: 'partitioned index',
      c: 'composite type',
    }),
    where: `x.relkind <> 't' AND x.relpersistence <> 't'
      AND x.relnamespace NOT IN (SELECT oid FROM pg_catalog.pg_namespace WHERE nspname ~ '^pg_(toast|temp)')`,
  },
  { catalog: 'pg_attrdef', kind: `'column default'` },
  {
    catalog: 'pg_constraint',
    kind: byLetter('x.contype', {
      c: 'check constraint',
      f: 'foreign key',
      n: 'not-null constraint',
      p: 'primary key',
      u: 'unique constraint',
      t: 'constraint trigger',
      x: 'exclusion constraint',
    }),
  },
  {
    catalog: 'pg_proc',
    kind: byLetter('x.prokind', { f: 'function', p: 'procedure', a: 'aggregate', w: 'window function' }),
  },
  {
    catalog: 'pg_type',
    kind: byLetter('x.typtype', {
      d: 'domain',
      e: 'enum',
      r: 'range',
      m: 'multirange',
      b: 'base type',
      p: 'pseudo-type',
    }),
    where: `x.typtype <> 'c' AND x.typcategory <> 'A'`,
  },
  { catalog: 'pg_enum', kind: `'enum label'` },
  { catalog: 'pg_trigger', kind: `'trigger'`, where: 'NOT x.tgisinternal' },
  { catalog: 'pg_policy', kind: `'policy'` },
  { catalog: 'pg_rewrite', kind: `'rule'` },
  { catalog: 'pg_event_trigger', kind: `'event trigger'` },
  { catalog: 'pg_operator', kind: `'operator'` },
  { catalog: 'pg_opclass', kind: `'operator class'` },
  { catalog: 'pg_opfamily', kind: `'operator family'` },
  { catalog: 'pg_collation', kind: `'collation'` },
  { catalog: 'pg_conversion', kind: `'conversion'` },
  { catalog: 'pg_cast', kind: `'cast'` },
  { catalog: 'pg_transform', kind: `'transform'` },
  { catalog: 'pg_language', kind: `'language'` },
  { catalog: 'pg_am', kind: `'access method'` },
  { catalog: 'pg_ts_config', kind: `'text search configuration'` },
  { catalog: 'pg_ts_dict', kind: `'text search dictionary'` },
  { catalog: 'pg_ts_parser', kind: `'text search parser'` },
  { catalog: 'pg_ts_template', kind: `'text search template'` },
  { catalog: 'pg_statistic_ext', kind: `'extended statistics'` },
  { catalog: 'pg_publication', kind: `'publication'` },
  { catalog: 'pg_foreign_data_wrapper', kind: `'foreign data wrapper'` },
  { catalog: 'pg_foreign_server', kind: `'foreign server'` },
  { catalog: 'pg_default_acl', kind: `'default privileges'` },
  { catalog: 'pg_extension', kind: `'extension'` },
  { catalog: 'pg_largeobject_metadata', kind: `'large object'` },
]

// Below 16384 lies what initdb made; deptype e marks what belongs to an extension.
const OBJECTS = KINDS.map(({ catalog, kind, where = 'true' }) => {
  const relation = `'pg_catalog.${catalog}'::pg_catalog.regclass`
  return `SELECT ${kind} AS kind, count(*)::float8 AS count FROM pg_catalog.${catalog} x
    WHERE x.oid >= 16384 AND ${where}
      AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = ${relation} AND d.objid = x.oid AND d.deptype = 'e')
    GROUP BY 1`
}).join(' UNION ALL ')

import { COMMAND_NAMES } from './commands.ts'
import { parseDestinations } from './destination.ts'
import { parseSeconds } from './duration.ts'
import { checkLabel, checkLookup, checkName } from './name.ts'
import type { Option } from './option.ts'
import { CHECK } from './table-check.ts'
import { DRILL } from './table-drill.ts'
import { KEEP } from './table-keep.ts'
import { RESTORE } from './table-restore.ts'
import { WATCH } from './table-watch.ts'
import {
  choice,
  integer,
  listed,
  parsePassphrase,
  parsePatterns,
  parseRecipients,
  parseSwitch,
  parseText,
} from './values.ts'

/**
 * Every option of every command. The inputs in `action.yml`, the flags and `--help`, and the README's tables are
 * generated from it, and the types of the parsed options are inferred from it.
 */
export const TABLE = {
  command: {
    commands: COMMAND_NAMES,
    group: 'What to back up',
    form: 'value',
    stepOnly: true,
    placeholder: 'COMMAND',
    example: 'backup',
    default: 'backup',
    sentence: `What to do: ${listed(COMMAND_NAMES.map((name) => `\`${name}\``))}.`,
    parse: choice(COMMAND_NAMES),
  },
  'database-url': {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'value',
    secret: true,
    env: 'DATABASE_URL',
    placeholder: 'URL',
    example: 'postgresql://backup@db.example.com/shop?sslmode=verify-full',
    otherwise: "libpq's own variables, `PGHOST`, `PGDATABASE` and so on",
    sentence: 'The database, as a URL that libpq understands.',
    parse: parseText,
  },
  include: {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'value',
    placeholder: 'PART',
    example: 'schema',
    default: 'all',
    sentence: 'Which part of the database: `all`, only its `schema`, or only its `data`.',
    parse: choice(['all', 'schema', 'data']),
  },
  schemas: {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'lines',
    placeholder: 'PATTERN',
    example: 'public\nsales_*',
    default: '',
    otherwise: 'all schemas',
    sentence: "Only the schemas that match one of these patterns, in pg_dump's own sense, one a line.",
    parse: parsePatterns,
  },
  'exclude-schemas': {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'lines',
    placeholder: 'PATTERN',
    example: 'scratch_*',
    default: '',
    sentence: 'Leave out the schemas that match one of these patterns, one a line.',
    parse: parsePatterns,
  },
  tables: {
    commands: ['backup', 'restore', 'doctor'],
    group: 'What to back up',
    form: 'lines',
    placeholder: 'PATTERN',
    example: 'public.orders\npublic.customers',
    default: '',
    otherwise: 'all tables',
    excludes: {
      schemas: 'pg_dump ignores patterns for schemas where there are patterns for tables',
      'exclude-schemas': 'pg_dump ignores patterns for schemas where there are patterns for tables',
    },
    sentence:
      'Of `backup`: only the tables that match one of these patterns, one a line; what they depend on is not taken along. Of `restore`: only the rows of these tables, each by its name (`orders`, `sales.orders`), into the tables that are there.',
    parse: (lines, context) => (context.command === 'restore' ? lines : parsePatterns(lines, context)),
  },
  'exclude-tables': {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'lines',
    placeholder: 'PATTERN',
    example: 'public.import_*',
    default: '',
    sentence: 'Leave out the tables that match one of these patterns, one a line.',
    parse: parsePatterns,
  },
  'exclude-table-data': {
    commands: ['backup', 'doctor'],
    group: 'What to back up',
    form: 'lines',
    placeholder: 'PATTERN',
    example: 'public.sessions',
    default: '',
    sentence: 'Keep the tables that match one of these patterns, but leave out their rows, one a line.',
    parse: parsePatterns,
  },
  destinations: {
    commands: ['backup', 'verify', 'prove', 'list', 'prune', 'restore', 'doctor', 'check', 'copy'],
    group: 'Where to',
    form: 'lines',
    required: ['backup', 'prove', 'list', 'prune', 'check', 'copy'],
    otherwise:
      'none, which only `verify` can do with, for a dump that another program made, `restore` with `undo: true`, and `doctor`',
    placeholder: '[LABEL=]URL',
    example: 's3://my-backups/shop?region=eu-central-1\noffsite=azblob://myaccount/backups',
    sentence:
      'Where backups lie, one a line: a folder (`/srv/backups`, `file:///srv/backups`), `s3://bucket/prefix?region=…` or `azblob://account/container/prefix`, each with a label in front if you like (`offsite=s3://…`).',
    parse: parseDestinations,
  },
  name: {
    commands: ['backup', 'verify', 'prove', 'list', 'prune', 'restore', 'doctor', 'check', 'copy'],
    group: 'Where to',
    form: 'value',
    placeholder: 'NAME',
    example: 'shop-production',
    otherwise:
      "the database's own name; `list`, `prune`, `check` and `copy` with `backup: all` take all names, all others the only one that is there",
    sentence: 'The name under which the backups of this database are kept together in every destination.',
    parse: (text, { command }) =>
      command === 'backup' || command === 'doctor'
        ? checkName(text.trim(), 'given')
        : checkLookup(text.trim()),
  },
  label: {
    commands: ['backup'],
    group: 'Where to',
    form: 'value',
    placeholder: 'LABEL',
    example: 'before-release-7',
    otherwise: 'no label',
    sentence: 'A label for this one backup, by which it can be found again.',
    parse: (text) => checkLabel(text.trim()),
  },
  jobs: {
    commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
    group: 'How',
    form: 'value',
    placeholder: 'N',
    example: '4',
    default: '2',
    sentence: 'How many dumps, or restores, run side by side, from 1 to 64; a small database uses one.',
    parse: integer(1, 64),
  },
  'lock-timeout': {
    commands: ['backup', 'restore'],
    group: 'How',
    form: 'value',
    placeholder: 'TIME',
    example: '30min',
    default: '5min',
    sentence:
      'How long to wait for tables that a migration, maintenance or a long transaction keeps locked, before giving up.',
    parse: parseSeconds,
  },
  'compression-level': {
    commands: ['backup'],
    group: 'How',
    form: 'value',
    placeholder: 'LEVEL',
    example: '3',
    default: '1',
    sentence: 'The level of zstd, from 1 (fastest) to 19 (smallest).',
    parse: integer(1, 19),
  },
  fingerprint: {
    commands: ['backup'],
    group: 'How',
    form: 'value',
    placeholder: 'KIND',
    example: 'content',
    default: 'auto',
    sentence:
      'What is recorded to prove a restore against: `counts` of rows, hashes of the `content` too, `none`, or `auto`, which is content up to a size and counts above.',
    parse: choice(['auto', 'counts', 'content', 'none']),
  },
  recipients: {
    commands: ['backup', 'restore', 'doctor'],
    group: 'Encryption',
    form: 'lines',
    placeholder: 'KEY',
    example: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p',
    otherwise:
      'no encryption by keys; what `restore` stores is then encrypted to `identity`, or by `passphrase`',
    sentence:
      'Public keys of age, one a line; whoever has the secret half of one of them can read the backup. With `restore`: what it stores of what it is about to change.',
    parse: parseRecipients,
  },
  passphrase: {
    commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
    group: 'Encryption',
    form: 'value',
    secret: true,
    env: 'PG_BACKUP_PASSPHRASE',
    placeholder: 'TEXT',
    example: 'a long sentence of your own',
    otherwise: 'no encryption by passphrase',
    excludes: { recipients: 'a file of age is encrypted either by keys or by a passphrase' },
    sentence: 'A passphrase that the backup is encrypted with, in place of recipients.',
    parse: parsePassphrase,
  },
  ...KEEP,
  ...CHECK,
  ...DRILL,
  ...RESTORE,
  ...WATCH,
  limit: {
    commands: ['list'],
    group: 'What to show',
    form: 'value',
    placeholder: 'N',
    example: '200',
    default: '50',
    sentence: 'How many backups are listed, the newest first.',
    parse: integer(1, 1_000_000),
  },
  'show-table-names': {
    commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
    group: 'What to show',
    form: 'value',
    placeholder: 'WHEN',
    example: 'yes',
    default: 'auto',
    sentence:
      'Whether names of tables and other objects appear in the log and the job summary: `yes`, `no`, or `auto`, which is only where the repository is private or on a terminal.',
    parse: (text, context) => (text.trim() === 'auto' ? 'auto' : parseSwitch(text, context)),
  },
  json: {
    commands: COMMAND_NAMES,
    group: 'What to show',
    form: 'switch',
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence: 'Print the answer as JSON.',
    parse: parseSwitch,
  },
  debug: {
    commands: COMMAND_NAMES,
    group: 'What to show',
    form: 'switch',
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence: 'Show more of what is going on, and stacks of errors.',
    parse: parseSwitch,
  },
  client: {
    commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
    group: 'Running the tools',
    form: 'value',
    placeholder: 'WHERE',
    example: 'docker',
    default: 'auto',
    sentence:
      "Which pg_dump and pg_restore are used: `local` ones, those of the image `postgres:<major>` by `docker`, or `auto`, which is local where there are such of the server's major version.",
    parse: choice(['auto', 'local', 'docker']),
  },
} as const satisfies Readonly<Record<string, Option>>

export type Table = typeof TABLE
export type OptionName = keyof Table
export const OPTION_NAMES = Object.keys(TABLE) as readonly OptionName[]

/** An option as declared, without the literal types that only the inference of types needs. */
export const declared = (name: OptionName): Option => TABLE[name]

import { parseAllow } from './allow.ts'
import { parseChoice } from './choice.ts'
import { LEVELS, REHYDRATE_SPEEDS } from './drill.ts'
import { parseSeconds } from './duration.ts'
import { parseFile } from './file.ts'
import { holdsKey, parseIdentity } from './identity.ts'
import type { Option } from './option.ts'
import { parseScratch } from './scratch.ts'
import { choice, parseSwitch, parseText } from './values.ts'

const WITH_VERIFY = { backup: 'verify' } as const

/** The options of a drill, whichever command runs it. */
export const DRILL = {
  verify: {
    commands: ['backup'],
    group: 'The drill',
    form: 'switch',
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence:
      'Verify the backup as soon as it is stored: fetched back, restored, and compared with the source.',
    parse: parseSwitch,
  },
  backup: {
    commands: ['verify', 'prove', 'restore', 'copy'],
    group: 'Which backup',
    form: 'value',
    placeholder: 'WHICH',
    example: 'label:before-release-7',
    default: 'latest',
    sentence:
      'Which backup: `latest`, an id, `before:2026-11-20` (or a time such as `before:2026-11-20T04:00Z`), or `label:TEXT`. `verify` and `restore` also take the path or URL of a dump that another program made, such as `./shop.sql.gz`; `copy` takes `all`.',
    parse: parseChoice,
  },
  from: {
    commands: ['verify', 'prove', 'restore', 'copy'],
    group: 'Which backup',
    form: 'value',
    placeholder: 'LABEL',
    example: 'offsite',
    otherwise: 'the first destination, and, but for `copy`, the next one where that does not answer',
    sentence: 'Which destination it is fetched from, by label or URL; `all` verifies each copy.',
    parse: parseText,
  },
  rehydrate: {
    commands: ['verify', 'restore'],
    group: 'Which backup',
    form: 'value',
    placeholder: 'SPEED',
    example: 'standard',
    otherwise: 'the run ends with what is to be done, and nothing is begun',
    sentence:
      'Where objects of the backup lie in an archive tier: begin to bring them back, and tell when to run it again; `standard` (hours), `bulk` (slower and cheaper, in S3) or `high` (faster and dearer).',
    parse: choice(REHYDRATE_SPEEDS),
  },
  level: {
    commands: ['backup', 'verify'],
    group: 'The drill',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'LEVEL',
    example: 'restore',
    default: 'full',
    sentence:
      'How much is proven: `archive` reads every byte and every archive to its end, `restore` restores it too and asks your checks, `full` compares the restored database with the source.',
    parse: choice(LEVELS),
  },
  scratch: {
    commands: ['backup', 'verify', 'prove', 'doctor'],
    group: 'The drill',
    form: 'value',
    secret: (text: string) => text.includes('://'),
    env: 'PG_BACKUP_SCRATCH',
    needs: WITH_VERIFY,
    placeholder: 'WHERE',
    example: 'docker',
    default: 'auto',
    sentence:
      'Where it is restored: `embedded`, a throw-away server made of programs on this machine, `docker`, one from the image `postgres:<major>`, `auto`, which is embedded where it can be, or the URL of a server, such as a service container.',
    parse: parseScratch,
  },
  'keep-scratch': {
    commands: ['backup', 'verify'],
    group: 'The drill',
    form: 'switch',
    needs: WITH_VERIFY,
    placeholder: '',
    example: 'true',
    default: 'false',
    sentence: 'Keep the restored database, and tell how to reach it.',
    parse: parseSwitch,
  },
  allow: {
    commands: ['backup', 'verify', 'prove', 'restore'],
    group: 'The drill',
    form: 'lines',
    needs: WITH_VERIFY,
    placeholder: 'WHAT',
    example: 'missing-extension=pg_graphql',
    default: '',
    sentence:
      'What may be missing without spoiling the verdict, one a line: `missing-extension=NAME`, `left-out-dependencies`, `limited-scratch`, and for a foreign dump `create-database`.',
    parse: parseAllow,
  },
  rto: {
    commands: ['backup', 'verify'],
    group: 'The drill',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'TIME',
    example: '4h',
    otherwise: 'no limit',
    sentence: 'How long fetching and restoring may take; longer fails the verdict.',
    parse: parseSeconds,
  },
  checks: {
    commands: ['backup', 'verify'],
    group: 'Your own checks',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'SQL',
    example: 'SELECT count(*) > 0 AS "there are claims" FROM claims;',
    otherwise: 'none',
    sentence:
      'SQL that must hold on the restored database: queries with `;` between them, each with one row whose first column is true; the name of the column is the name of the check.',
    parse: parseText,
  },
  'checks-file': {
    commands: ['backup', 'verify'],
    group: 'Your own checks',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'FILE',
    example: './db/checks.sql',
    otherwise: 'none',
    sentence: 'A file with more of such queries.',
    parse: parseFile,
  },
  'check-timeout': {
    commands: ['backup', 'verify'],
    group: 'Your own checks',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'TIME',
    example: '10min',
    default: '5min',
    sentence: 'How long each of these queries may take.',
    parse: parseSeconds,
  },
  'smoke-command': {
    commands: ['backup', 'verify', 'restore'],
    group: 'Your own checks',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'COMMAND',
    example: 'alembic upgrade head && pytest -q',
    otherwise: 'none',
    sentence:
      'A command that bash runs in the workspace, with `DATABASE_URL` and `PG*` of the restored database; it must end with 0.',
    parse: parseText,
  },
  'smoke-timeout': {
    commands: ['backup', 'verify'],
    group: 'Your own checks',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'TIME',
    example: '2h',
    default: '30min',
    sentence: 'How long the smoke command may take.',
    parse: parseSeconds,
  },
  'restore-log': {
    commands: ['backup', 'verify'],
    group: 'What to show',
    form: 'value',
    needs: WITH_VERIFY,
    placeholder: 'FILE',
    example: './docs/restore-tests.md',
    otherwise: 'none is written',
    sentence: 'A Markdown file with a log of restore tests; a row is added to its table.',
    parse: parseFile,
  },
  identity: {
    commands: ['backup', 'verify', 'prove', 'restore', 'doctor'],
    group: 'Encryption',
    form: 'value',
    secret: holdsKey,
    env: 'PG_BACKUP_IDENTITY',
    needs: WITH_VERIFY,
    placeholder: 'KEY',
    example: './key.txt',
    otherwise: 'only backups that are not encrypted to a key can be opened',
    sentence:
      'The secret key of age that opens the backup: what `age-keygen` wrote, or the path of the file that holds it.',
    parse: parseIdentity,
  },
} as const satisfies Readonly<Record<string, Option>>

import type { CommandName } from './commands.ts'

type Output = {
  /** The commands that give it. */
  readonly commands: readonly CommandName[]
  readonly sentence: string
}

/** Every output of the step, each with its sentence; `action.yml` and the README are generated from it. */
export const OUTPUTS = {
  name: {
    commands: ['backup', 'verify', 'prove', 'restore'],
    sentence:
      'The name under which the backups are kept together; empty for a dump that another program made.',
  },
  'backup-id': {
    commands: ['backup', 'verify', 'prove', 'restore'],
    sentence:
      'The id of the backup, such as `20261120T040000Z-3f9c2a`; empty for a dump that another program made.',
  },
  location: {
    commands: ['backup'],
    sentence: 'The URL of the backup in the first destination that holds it, without secrets.',
  },
  'size-bytes': { commands: ['backup'], sentence: 'Stored size of one copy of the backup, in bytes.' },
  'raw-bytes': { commands: ['backup'], sentence: 'Size of the dump before compression, in bytes.' },
  'duration-seconds': { commands: ['backup'], sentence: 'How long the backup took, in seconds.' },
  rows: {
    commands: ['backup'],
    sentence: 'Number of rows in the backup; empty with `fingerprint: none`.',
  },
  tables: { commands: ['backup'], sentence: 'Number of tables in the backup.' },
  fingerprint: {
    commands: ['backup'],
    sentence: 'Which fingerprint was taken: `content`, `counts` or `none`.',
  },
  manifest: { commands: ['backup'], sentence: 'The key of the manifest inside the destination.' },
  verdict: {
    commands: ['backup', 'verify', 'prove', 'restore'],
    sentence:
      'How the drill ended: `pass`, `fail` or `unverified`; of `backup`, only with `verify: true`, and of several copies the worst.',
  },
  'restore-seconds': {
    commands: ['backup', 'verify', 'restore'],
    sentence:
      'How long fetching and restoring took, in seconds, which is what `rto` limits; of several copies the longest.',
  },
  plan: {
    commands: ['restore'],
    sentence: 'The digest of the plan, for a later run that is to do just that.',
  },
  'old-database': {
    commands: ['restore'],
    sentence: 'The name under which the database that was replaced is kept; empty where none was.',
  },
  'safety-backup-id': {
    commands: ['restore'],
    sentence: 'The backup of what was there before `mode: in-place` dropped it; empty where there is none.',
  },
  pruned: {
    commands: ['backup', 'prune'],
    sentence: 'How many backups were removed, over all destinations; of `backup`, only with `keep`.',
  },
  breaches: {
    commands: ['check'],
    sentence: 'How many things are not as they should be, over all destinations.',
  },
  copied: {
    commands: ['copy'],
    sentence: 'How many copies were made, or completed, over all destinations.',
  },
  'copied-bytes': { commands: ['copy'], sentence: 'How many bytes were stored for them.' },
  report: {
    commands: ['backup', 'verify', 'prove', 'restore'],
    sentence: 'The path of a file with the whole report as JSON, for a later step of the same job.',
  },
} as const satisfies Readonly<Record<string, Output>>

export type OutputName = keyof typeof OUTPUTS

/** The outputs that a command gives. */
export type OutputOf<Command extends CommandName> = {
  [Name in OutputName]: Command extends (typeof OUTPUTS)[Name]['commands'][number] ? Name : never
}[OutputName]

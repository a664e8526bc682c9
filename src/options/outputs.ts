/** Every output of the step, each with its sentence; `action.yml` and the README are generated from it. */
export const OUTPUTS = {
  'backup-id': 'The id of the new backup, such as `20261120T040000Z-3f9c2a`.',
  location: 'The URL of the backup in the first destination that holds it, without secrets.',
  'size-bytes': 'Stored size of one copy of the backup, in bytes.',
  'raw-bytes': 'Size of the dump before compression, in bytes.',
  'duration-seconds': 'How long the backup took, in seconds.',
  rows: 'Number of rows in the backup; empty with `fingerprint: none`.',
  tables: 'Number of tables in the backup.',
  fingerprint: 'Which fingerprint was taken: `content`, `counts` or `none`.',
  manifest: 'The key of the manifest inside the destination.',
} as const

export type OutputName = keyof typeof OUTPUTS

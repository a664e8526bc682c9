import type { Destination } from './destination-types.ts'
import type { IdentityChoice, ScratchChoice } from './drill.ts'
import type { Encryption, Selection } from './options.ts'

/** What `doctor` looks at; whatever is not given is not looked at, and it says so. */
export interface DoctorOptions {
  readonly databaseUrl: string | undefined
  readonly selection: Selection
  readonly destinations: readonly Destination[]
  readonly name: string | undefined
  readonly jobs: number
  readonly client: 'auto' | 'local' | 'docker'
  readonly scratch: ScratchChoice
  readonly encryption: Encryption | undefined
  readonly identity: IdentityChoice | undefined
  readonly passphrase: string | undefined
  /** Whether names of tables may appear in the log and the job summary. */
  readonly showTableNames: boolean
  readonly json: boolean
  readonly debug: boolean
}

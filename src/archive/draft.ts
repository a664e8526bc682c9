import type { Encryption } from '../options/options.ts'
import { checkRecipients } from '../stream/age-keys.ts'
import type { Copy } from './copies.ts'
import { layout, newBackupId } from './layout.ts'
import type { Manifest } from './manifest.ts'
import type { StoreRequest } from './store.ts'

/** A backup in the making: it has an id and a place, and does not exist until its manifest is written. */
export type Draft = {
  readonly id: string
  readonly name: string
  readonly label: string | undefined
  readonly startedAt: Date
  readonly copies: readonly Copy[]
  /** What every object of it is stored with. */
  readonly how: Pick<StoreRequest, 'folder' | 'copies' | 'encryption' | 'compressionLevel' | 'signal'>
}

export function newDraft(about: {
  readonly name: string
  readonly label: string | undefined
  readonly startedAt: Date
  readonly copies: readonly Copy[]
  readonly encryption: Encryption | undefined
  readonly compressionLevel: number
  readonly signal: AbortSignal
}): Draft {
  const { name, label, startedAt, copies, encryption, compressionLevel, signal } = about
  const id = newBackupId(startedAt)
  const how = { folder: layout(name).data(id), copies, encryption, compressionLevel, signal }
  return { id, name, label, startedAt, copies, how }
}

/** Refuses keys that cannot be encrypted to, before anything is begun. */
export function checkEncryption(encryption: Encryption | undefined): void {
  if (encryption?.kind === 'recipients') checkRecipients(encryption.recipients)
}

/** How the manifest tells what a reader needs to open the objects. */
export function describeEncryption(encryption: Encryption | undefined): Manifest['encryption'] {
  if (encryption === undefined) return { kind: 'none' }
  return encryption.kind === 'recipients'
    ? { kind: 'age-recipients', recipients: [...encryption.recipients] }
    : { kind: 'age-passphrase' }
}

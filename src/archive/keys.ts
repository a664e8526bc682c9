import { createReadStream } from 'node:fs'
import { identityToRecipient } from 'age-encryption'
import { UsageError, UserError } from '../errors.ts'
import type { Host } from '../host/host.ts'
import type { IdentityChoice } from '../options/drill.ts'
import type { Encryption } from '../options/options.ts'
import { quoted } from '../options/quoted.ts'
import type { Keys } from '../stream/age.ts'
import { readIdentities } from '../stream/age-keys.ts'
import type { Manifest } from './manifest.ts'

/** Reads the keys that were given, and keeps them out of everything that is shown from here on. */
export async function readKeys(
  host: Pick<Host, 'mask' | 'signal'>,
  given: { readonly identity: IdentityChoice | undefined; readonly passphrase: string | undefined },
): Promise<Keys> {
  const { identity, passphrase } = given
  if (passphrase !== undefined) host.mask(passphrase)
  if (identity === undefined) return { identities: [], passphrase }
  const text = 'file' in identity ? await readKeyFile(identity.file, host.signal) : identity.text
  host.mask(text)
  const where = 'file' in identity ? `the file ${quoted(identity.file)}` : 'the value'
  return { identities: identitiesIn(text, where), passphrase }
}

function identitiesIn(text: string, where: string): readonly string[] {
  let identities: readonly string[]
  try {
    identities = readIdentities(text)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    const { what, why, next } = error.story
    throw new UsageError({
      what: `\`identity\`: ${where} holds no key that can be used.`,
      why: [what, why].filter(Boolean).join(' '),
      next,
    })
  }
  if (identities.length > 0) return identities
  throw new UsageError({
    what: `\`identity\`: ${where} holds no key.`,
    next: 'Give what `age-keygen` wrote; it has a line that begins with AGE-SECRET-KEY-1.',
  })
}

/** A file of keys has a few lines; anything else may be without an end. */
const KEY_FILE_BYTES = 64 * 1024

async function readKeyFile(file: string, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  try {
    // One byte more than is allowed tells that there is more. It may be a pipe, so its size is not asked.
    for await (const chunk of createReadStream(file, { end: KEY_FILE_BYTES, signal })) {
      chunks.push(chunk)
      size += chunk.length
    }
  } catch (error) {
    signal.throwIfAborted()
    throw unreadable(file, error)
  }
  if (size <= KEY_FILE_BYTES) return Buffer.concat(chunks).toString('utf8')
  throw new UsageError({
    what: `\`identity\`: the file ${quoted(file)} is larger than a file of keys ever is.`,
    why: `More than ${KEY_FILE_BYTES} bytes are not read.`,
    next: 'Name the file that `age-keygen` wrote.',
  })
}

const TROUBLES: Readonly<Record<string, readonly [what: string, next: string]>> = {
  ENOENT: [
    'is not there',
    'Check the path; one that does not begin with / begins at the folder in which this runs.',
  ],
  ENOTDIR: ['is not there', 'Check the path: something on the way to it is a file.'],
  EISDIR: ['is a folder', 'Name the file in it that `age-keygen` wrote.'],
  EACCES: ['may not be read', 'Give the user that runs this the right to read it.'],
}

function unreadable(file: string, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException
  const [what, next] = TROUBLES[code] ?? [`cannot be read: ${message}`, 'Check the file.']
  return new UsageError({ what: `\`identity\`: the file ${quoted(file)} ${what}.`, next, cause: error })
}

/** Refuses, before anything is fetched, to begin with a backup that none of the keys can open. */
export async function requireKeys(
  { id, encryption }: Pick<Manifest, 'id' | 'encryption'>,
  keys: Keys,
): Promise<void> {
  switch (encryption.kind) {
    case 'none':
      return
    case 'age-passphrase':
      if (keys.passphrase !== undefined) return
      throw locked({
        what: `The backup ${id} is locked with a passphrase, and none was given.`,
        why: keys.identities.length > 0 ? 'An identity does not open it.' : undefined,
        next: 'Set `passphrase`, or the variable PG_BACKUP_PASSPHRASE, to the one that it was made with.',
      })
    case 'age-recipients':
      return requireIdentity(id, encryption.recipients, keys)
  }
}

async function requireIdentity(id: string, recipients: readonly string[], keys: Keys): Promise<void> {
  const theirs = recipients.join(', ')
  if (keys.identities.length === 0) {
    throw locked({
      what: `The backup ${id} is encrypted to a key, and no identity was given.`,
      why: keys.passphrase === undefined ? undefined : 'A passphrase does not open it.',
      next: `Set \`identity\`, or the variable PG_BACKUP_IDENTITY, to the secret key that belongs to ${recipients.length > 1 ? 'one of ' : ''}${theirs}.`,
    })
  }
  const ours = await recipientsOf(keys)
  if (ours.some((recipient) => recipients.includes(recipient))) return
  throw locked({
    what: `The backup ${id} is encrypted to other keys than the ${ours.length === 1 ? 'one' : 'ones'} given.`,
    why: `It opens with the secret half of ${theirs}. Given was that of ${ours.join(', ')}.`,
    next: 'Set `identity`, or the variable PG_BACKUP_IDENTITY, to a key that fits; it may have been changed since.',
  })
}

/** The public halves of these keys. */
const recipientsOf = ({ identities }: Keys): Promise<string[]> =>
  Promise.all(identities.flatMap(readIdentities).map(identityToRecipient))

/**
 * What a restore itself stores is encrypted to who was named in this run, else for who runs it: a manifest in a bucket is no
 * authority on who may read what is live.
 */
export async function encryptionForKept(
  keys: Keys,
  recipients: readonly string[] | undefined,
): Promise<Encryption | undefined> {
  const named = recipients ?? (await recipientsOf(keys))
  if (named.length > 0) return { kind: 'recipients', recipients: named }
  return keys.passphrase === undefined ? undefined : { kind: 'passphrase', passphrase: keys.passphrase }
}

/** Such a backup could not be looked at; it may be sound. */
const locked = (story: UserError['story']): UserError => new UserError(story, 'unverified')

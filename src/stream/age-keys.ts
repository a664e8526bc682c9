import { Decrypter, Encrypter } from 'age-encryption'
import { UsageError } from '../errors.ts'

const LOOKS_LIKE =
  'A right one begins with age1 and is 62 characters long, such as age1ql3z7hjy54pw…; `age-keygen` makes a pair of keys.'

/** Refuses what cannot be encrypted to, saying what it is instead. Nothing that may be secret is repeated. */
export function checkRecipient(text: string): void {
  if (/age-(secret-key|plugin)-/i.test(text)) {
    throw new UsageError({
      what: 'A recipient is a secret key, the private half of a pair.',
      why: 'Backups are encrypted to the public half, so that the machine that writes them cannot read them.',
      next: 'Make the public one with `age-keygen -y KEYFILE`. If others could read where this key stood, make a new pair.',
    })
  }
  if (/^(ssh-|ecdsa-|sk-)/.test(text)) {
    throw new UsageError({
      what: 'A recipient is an SSH key, and those are not supported.',
      next: 'Make a key of age with `age-keygen -o key.txt`, keep that file safe, and give the public key that it prints.',
    })
  }
  if (!text.startsWith('age1')) {
    // It may be anything, a passphrase too, so it is not shown.
    throw new UsageError({ what: 'A recipient does not begin with age1.', next: LOOKS_LIKE })
  }
  // A `1` ends the name of a kind of key and stands nowhere else; in a key of the right length it is a mistyped l.
  if (text.length !== 62 && /^age1(?!pq1)[a-z0-9-]+1/.test(text)) {
    throw new UsageError({
      what: `The recipient ${shortened(text)} belongs to an age plugin, and those are not supported.`,
      why: 'The key to open its backups is in a device that a drill on another machine cannot reach.',
      next: LOOKS_LIKE,
    })
  }
  try {
    new Encrypter().addRecipient(text)
  } catch (cause) {
    throw new UsageError({
      what: `The recipient ${shortened(text)} is not a whole public key.`,
      why: `It has ${text.length} characters, and its checksum does not fit: some are missing or mistyped.`,
      next: `Copy it again. ${LOOKS_LIKE}`,
      cause,
    })
  }
}

/** Refuses a set of recipients that cannot be used together. */
export function checkRecipients(recipients: readonly string[]): void {
  if (recipients.length === 0) {
    throw new UsageError({ what: 'There is no recipient to encrypt to.', next: LOOKS_LIKE })
  }
  for (const recipient of recipients) checkRecipient(recipient)
  const hardened = recipients.filter((recipient) => recipient.startsWith('age1pq1')).length
  // As the age program does: one ordinary recipient takes from all others what their kind of key is for.
  if (hardened > 0 && hardened < recipients.length) {
    throw new UsageError({
      what: 'The recipients are of two kinds, ordinary (age1…) and post-quantum (age1pq1…).',
      why: 'A file that an ordinary key opens is not safe from a quantum computer, whoever else it is encrypted to.',
      next: 'Give recipients of one kind only.',
    })
  }
}

/** The secret keys in a text as age-keygen writes it, a key a line, with comments. No error repeats any of it. */
export function readIdentities(text: string): string[] {
  const trimmed = text.trim()
  if (trimmed.startsWith('age-encryption.org/') || trimmed.startsWith('-----BEGIN AGE ENCRYPTED')) {
    throw new UsageError({
      what: 'The identity is itself encrypted with age.',
      next: 'Open it with `age -d` and give what comes out.',
    })
  }
  if (trimmed.startsWith('-----BEGIN')) {
    throw new UsageError({
      what: 'The identity is an SSH or PEM key, and those are not supported.',
      next: 'Give the file that `age-keygen` wrote; it holds a line that begins with AGE-SECRET-KEY-1.',
    })
  }
  const keys = trimmed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  for (const key of keys) checkIdentity(key)
  return keys
}

function checkIdentity(key: string): void {
  if (key.startsWith('age1')) {
    throw new UsageError({
      what: 'An identity is a public key (age1…), and those only encrypt.',
      next: 'Give the private half: the line that begins with AGE-SECRET-KEY-1 in the file that `age-keygen` wrote.',
    })
  }
  if (!/^AGE-SECRET-KEY-(PQ-)?1/.test(key)) {
    throw new UsageError({
      what: 'An identity does not begin with AGE-SECRET-KEY-1.',
      next: 'Give the file that `age-keygen` wrote, or the line of it that begins so.',
    })
  }
  try {
    new Decrypter().addIdentity(key)
  } catch {
    // No `cause`: a message about a key may hold a part of it.
    throw new UsageError({
      what: 'An identity is not a whole secret key.',
      why: 'Its checksum does not fit: characters are missing or mistyped.',
      next: 'Copy the line that begins with AGE-SECRET-KEY-1 again, from the file that `age-keygen` wrote.',
    })
  }
}

const shortened = (text: string): string =>
  text.length > 24 ? `${text.slice(0, 16)}…${text.slice(-4)}` : text

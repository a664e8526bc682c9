import { checkEncryption } from '../archive/draft.ts'
import { readKeys } from '../archive/keys.ts'
import type { Host } from '../host/host.ts'
import type { DoctorOptions } from '../options/doctor.ts'
import type { Section } from '../report/doctor-lines.ts'
import type { Keys, Lock } from '../stream/age.ts'
import { opensAgain } from '../stream/round-trip.ts'
import { type Chart, openChart } from './doctor-chart.ts'

/** Looks whether what is encrypted here would open with the keys that are given. */
export async function examineKeys(host: Host, options: DoctorOptions): Promise<Section> {
  const chart = openChart('keys', host.signal)
  const lock = await lookAtEncryption(options, chart)
  const keys = await lookAtIdentity(host, options, chart)
  if (lock && keys) await lookAtBoth(lock, keys, chart)
  return chart.section('Keys', whyNot(lock, options))
}

async function lookAtEncryption(
  { encryption }: DoctorOptions,
  chart: Chart<'keys'>,
): Promise<Lock | undefined> {
  if (encryption === undefined) {
    chart.warn(
      'encryption',
      'Backups would not be encrypted: whoever reads the store reads the database.',
      'Make a pair of keys with `age-keygen -o key.txt`, give the public one as `recipients`, and keep the file safe.',
    )
    return undefined
  }
  if (!(await chart.ask('encryption', async () => checkEncryption(encryption)))) return undefined
  if (encryption.kind === 'passphrase') {
    chart.ok('encryption', 'Backups are encrypted by a passphrase.')
    return { passphrase: encryption.passphrase }
  }
  const { recipients } = encryption
  const number = recipients.length
  chart.ok('encryption', `Backups are encrypted to ${number} public ${number === 1 ? 'key' : 'keys'}.`)
  return { recipients }
}

async function lookAtIdentity(
  host: Host,
  { identity, passphrase }: DoctorOptions,
  chart: Chart<'keys'>,
): Promise<Keys | undefined> {
  if (identity === undefined) {
    chart.skip('identity', 'no identity is given, as it should be where backups are made and not opened')
    return passphrase === undefined ? undefined : { identities: [], passphrase }
  }
  const read = await chart.ask('identity', () => readKeys(host, { identity, passphrase }))
  if (read) chart.ok('identity', 'The secret key can be read.')
  return read?.fact
}

async function lookAtBoth(lock: Lock, keys: Keys, chart: Chart<'keys'>): Promise<void> {
  const opened = await chart.ask('decrypt', () => opensAgain(lock, keys))
  if (opened) chart.ok('decrypt', 'What is encrypted here opens with the keys that are given.')
}

function whyNot(lock: Lock | undefined, { encryption }: DoctorOptions): string {
  if (encryption === undefined) return 'nothing would be encrypted'
  return lock ? 'there is no key to open it with' : 'it cannot be encrypted'
}

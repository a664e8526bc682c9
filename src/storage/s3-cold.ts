import type { Readable } from 'node:stream'
import { GetObjectCommand, type HeadObjectCommandOutput, RestoreObjectCommand } from '@aws-sdk/client-s3'
import type { RehydrateSpeed } from '../options/drill.ts'
import { type Cold, type ColdTier, waitOf } from './cold.ts'
import { isKind, StorageError } from './error.ts'
import { codeOf } from './s3-errors.ts'
import type { S3Store } from './s3-store.ts'
import type { Thawing } from './storage.ts'

type Head = Pick<HeadObjectCommandOutput, 'StorageClass' | 'ArchiveStatus' | 'Restore'>

const TIERS: readonly string[] = [
  'GLACIER',
  'DEEP_ARCHIVE',
  'ARCHIVE_ACCESS',
  'DEEP_ARCHIVE_ACCESS',
] satisfies readonly ColdTier[]

export const tierOf = (name: string | undefined): ColdTier | undefined =>
  name !== undefined && TIERS.includes(name) ? (name as ColdTier) : undefined

/** How cold an object is, by what was answered of it. */
export async function coldness(
  store: S3Store,
  key: string,
  about: Head,
  signal: AbortSignal,
): Promise<Cold | undefined> {
  const told = toldBy(about)
  // Elsewhere than on AWS a class of that name may be as warm as any other, so the object itself is asked.
  const asked = told?.state === 'frozen' && store.checks === 'md5'
  return asked && (await opens(store, key, signal)) ? undefined : told
}

function toldBy({ StorageClass, ArchiveStatus, Restore = '' }: Head): Cold | undefined {
  const tier = tierOf(ArchiveStatus) ?? tierOf(StorageClass)
  if (tier === undefined) return undefined
  if (Restore.includes('ongoing-request="true"')) return { state: 'thawing', tier }
  if (!Restore.includes('ongoing-request="false"')) return { state: 'frozen', tier }
  const [, expiry = ''] = /expiry-date="([^"]+)"/.exec(Restore) ?? []
  const until = Date.parse(expiry)
  return { state: 'thawed', tier, until: Number.isNaN(until) ? undefined : new Date(until) }
}

/** Whether the first byte of an object can be had. */
async function opens(store: S3Store, key: string, signal: AbortSignal): Promise<boolean> {
  const command = new GetObjectCommand({ ...store.nameOf(key), Range: 'bytes=0-0' })
  try {
    const answer = await store.call(`looking at ${key}`, () =>
      store.reader.send(command, { abortSignal: signal }),
    )
    const body = answer.Body as Readable
    body.on('error', () => {}).destroy()
    return true
  } catch (error) {
    if (isKind(error, 'frozen')) return false
    // An empty object has no first byte.
    if (codeOf((error as StorageError).cause).status === 416) return true
    throw error
  }
}

const SPEEDS = { standard: 'Standard', bulk: 'Bulk', high: 'Expedited' } as const satisfies Readonly<
  Record<RehydrateSpeed, string>
>

/** Has a frozen object brought back: as a copy that is there for some days, or, in Intelligent-Tiering, for good. */
export async function thaw(store: S3Store, key: string, { speed, days, signal }: Thawing): Promise<void> {
  const { label } = store.destination
  const doing = `bringing ${key} back`
  const about = await store.call(doing, () => store.head(key, signal))
  const cold = await coldness(store, key, about, signal)
  if (cold?.state !== 'frozen') return
  if (waitOf(cold.tier, speed) === undefined)
    throw new StorageError('refused', {
      what: `${label}: ${cold.tier} does not have the speed \`${speed}\`.`,
    })
  const command = new RestoreObjectCommand({
    ...store.nameOf(key),
    RestoreRequest: {
      ...(about.StorageClass !== 'INTELLIGENT_TIERING' && { Days: days }),
      GlacierJobParameters: { Tier: SPEEDS[speed] },
    },
  })
  await store.call(doing, async () => {
    try {
      await store.client.send(command, { abortSignal: signal })
    } catch (error) {
      // Another run was faster, or the try before was heard and only its answer lost.
      if (!DONE_ALREADY.includes(codeOf(error).code ?? '')) throw error
    }
  })
}

const DONE_ALREADY: readonly string[] = [
  'RestoreAlreadyInProgress',
  'ObjectAlreadyInActiveTierError',
  'ObjectAlreadyInActiveTier',
]

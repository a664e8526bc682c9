import {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyStatusCommand,
  GetBucketVersioningCommand,
  GetObjectLockConfigurationCommand,
  GetPublicAccessBlockCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3'
import { type Condition, clockAhead, type Lock, type StoreFacts, type Told, told } from './facts.ts'
import { codeOf, refusesCondition } from './s3-errors.ts'
import { ruleOf } from './s3-lifecycle.ts'
import type { S3Store } from './s3-store.ts'
import type { Sample } from './storage.ts'

/** Asks a bucket how it is set up. */
export async function inspectBucket(
  store: S3Store,
  sample: Sample | undefined,
  signal: AbortSignal,
): Promise<StoreFacts> {
  const { Bucket } = store.nameOf('')
  const { client } = store
  const options = { abortSignal: signal }
  const ask = <Answer>(right: string, work: () => Promise<Answer>): Promise<Told<Answer>> =>
    told(
      () => store.call(`asking for ${right}`, work),
      (error) => whyUntold(error, right),
      signal,
    )

  const versioning = async () => {
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }), options)
    return Status === 'Enabled' ? 'versioning' : undefined
  }
  const encryption = async () => {
    const answer = await unless(NO_ENCRYPTION, () =>
      client.send(new GetBucketEncryptionCommand({ Bucket }), options),
    )
    const [rule] = answer?.ServerSideEncryptionConfiguration?.Rules ?? []
    return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm
  }
  const lifecycle = async () => {
    const answer = await unless(NO_LIFECYCLE, () =>
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }), options),
    )
    const smallStay = answer?.TransitionDefaultMinimumObjectSize === 'all_storage_classes_128K'
    return (answer?.Rules ?? []).flatMap((rule) => ruleOf(rule, smallStay) ?? [])
  }
  const lock = async (): Promise<Lock> => {
    const answer = await unless(NO_LOCK, () =>
      client.send(new GetObjectLockConfigurationCommand({ Bucket }), options),
    )
    const { ObjectLockEnabled, Rule } = answer?.ObjectLockConfiguration ?? {}
    const { Mode, Days, Years } = Rule?.DefaultRetention ?? {}
    const time = Days ? `${Days} days` : `${Years} years`
    return {
      possible: ObjectLockEnabled === 'Enabled',
      byDefault: Mode === undefined ? undefined : `${Mode.toLowerCase()} for ${time}`,
    }
  }
  const acl = async (): Promise<readonly string[]> => {
    const { Grants = [] } = await client.send(new GetBucketAclCommand({ Bucket }), options)
    const open = Grants.filter(({ Grantee }) => EVERYBODY.some((group) => Grantee?.URI?.endsWith(group)))
    return open.map(({ Permission }) => `its access control list lets anybody ${Permission}`)
  }
  const policy = async (): Promise<readonly string[]> => {
    const answer = await unless(NO_POLICY, () =>
      client.send(new GetBucketPolicyStatusCommand({ Bucket }), options),
    )
    return answer?.PolicyStatus?.IsPublic ? ['its policy lets anybody in'] : []
  }
  const block = async (): Promise<boolean> => {
    const answer = await unless(NO_BLOCK, () =>
      client.send(new GetPublicAccessBlockCommand({ Bucket }), options),
    )
    const { IgnorePublicAcls, RestrictPublicBuckets } = answer?.PublicAccessBlockConfiguration ?? {}
    return Boolean(IgnorePublicAcls && RestrictPublicBuckets)
  }
  const openings = async (): Promise<Told<readonly string[]>> => {
    const blocked = await ask('s3:GetBucketPublicAccessBlock', block)
    if ('fact' in blocked && blocked.fact) return { fact: [] }
    return both(await ask('s3:GetBucketAcl', acl), await ask('s3:GetBucketPolicyStatus', policy))
  }

  return {
    clockAheadMs: await ask('s3:ListBucket', () => compareClocks(store, signal)),
    ...(sample && { condition: await ask('s3:PutObject', () => tryCondition(store, sample, signal)) }),
    keepsDeleted: await ask('s3:GetBucketVersioning', versioning),
    encryption: await ask('s3:GetEncryptionConfiguration', encryption),
    openings: await openings(),
    lifecycle: await ask('s3:GetLifecycleConfiguration', lifecycle),
    lock: await ask('s3:GetBucketObjectLockConfiguration', lock),
  }
}

const NO_ENCRYPTION = 'ServerSideEncryptionConfigurationNotFoundError'
const NO_LIFECYCLE = 'NoSuchLifecycleConfiguration'
const NO_LOCK = 'ObjectLockConfigurationNotFoundError'
const NO_POLICY = 'NoSuchBucketPolicy'
const NO_BLOCK = 'NoSuchPublicAccessBlockConfiguration'

const EVERYBODY = ['/global/AllUsers', '/global/AuthenticatedUsers']

/** That a setting was never made is no error to us. */
async function unless<Answer>(code: string, ask: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (codeOf(error).code === code) return undefined
    throw error
  }
}

/** One way that is open is enough to know; that none is needs both answers. */
function both(one: Told<readonly string[]>, other: Told<readonly string[]>): Told<readonly string[]> {
  const open = [one, other].flatMap((told) => ('fact' in told ? told.fact : []))
  if (open.length > 0) return { fact: open }
  return [one, other].find((told) => 'untold' in told) ?? { fact: [] }
}

function whyUntold(error: Error, right: string): { untold: string; next?: string } | undefined {
  const { code, status } = codeOf(error.cause)
  if (code === 'AccessDenied' || status === 403)
    return { untold: 'these credentials may not look', next: `Allow them ${right} on the bucket.` }
  const foreign = status === 501 || status === 405 || code === 'NotImplemented' || code === 'MethodNotAllowed'
  return foreign ? { untold: 'this store does not tell it' } : undefined
}

/** The store tells its time with every answer, also with one that says no. */
async function compareClocks(store: S3Store, signal: AbortSignal): Promise<number> {
  const { Bucket, Key: Prefix } = store.nameOf('')
  const command = new ListObjectsV2Command({ Bucket, Prefix, MaxKeys: 1 })
  let date: string | undefined
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args)
      date = (result.response as Answer).headers?.date
      return result
    },
    { step: 'deserialize', priority: 'low' },
  )
  const asked = Date.now()
  try {
    await store.client.send(command, { abortSignal: signal })
  } catch (error) {
    date = (error as { $response?: Answer }).$response?.headers?.date
    if (date === undefined) throw error
  }
  const time = Date.parse(date ?? '')
  if (Number.isNaN(time)) throw new Error('the store does not tell its time')
  return clockAhead(time, asked, Date.now())
}

type Answer = { readonly headers?: Readonly<Record<string, string | undefined>> }

/** Without the look before, which `put` takes at stores that might ignore the condition. */
async function tryCondition(store: S3Store, { key, bytes }: Sample, signal: AbortSignal): Promise<Condition> {
  const input = { ...store.nameOf(key), ...store.storing(), Body: bytes, IfNoneMatch: '*' }
  try {
    await store.client.send(new PutObjectCommand({ ...input, ...store.summed(bytes) }), {
      abortSignal: signal,
    })
    return 'ignores'
  } catch (error) {
    if (codeOf(error).status === 412) return 'decides'
    if (refusesCondition(error)) return 'refuses'
    throw error
  }
}

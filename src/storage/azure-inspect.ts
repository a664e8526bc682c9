import { codeOf } from './azure-errors.ts'
import type { AzureStore } from './azure-store.ts'
import { clockAhead, type StoreFacts, type Told, told } from './facts.ts'
import type { Sample } from './storage.ts'

/** Asks a container how it is set up; some of it shows only in an object of ours. */
export async function inspectContainer(
  store: AzureStore,
  sample: Sample | undefined,
  signal: AbortSignal,
): Promise<StoreFacts> {
  const { container, service } = store
  const ask = <Answer>(role: string, work: (abortSignal: AbortSignal) => Promise<Answer>) =>
    told(
      () => store.call('asking how it is set up', signal, work),
      (error) => whyUntold(error, role),
      signal,
    )
  const asked = Date.now()
  const about = await ask(READER, (abortSignal) => container.getProperties({ abortSignal }))
  const answered = Date.now()
  const blob = sample
    ? await ask(READER, (abortSignal) =>
        container.getBlobClient(store.nameOf(sample.key)).getProperties({ abortSignal }),
      )
    : { untold: 'it shows only in what is stored, and nothing could be stored' }
  const softDelete = await ask(ACCOUNT, async (abortSignal) => {
    const { deleteRetentionPolicy: policy } = await service.getProperties({ abortSignal })
    return policy?.enabled ? `soft delete for ${policy.days} days` : undefined
  })
  return {
    clockAheadMs: map(about, ({ date }) => clockAhead(date?.getTime() ?? Number.NaN, asked, answered)),
    keepsDeleted: 'fact' in blob && blob.fact.versionId !== undefined ? { fact: 'versioning' } : softDelete,
    encryption: map(blob, ({ isServerEncrypted }) => (isServerEncrypted ? 'AES256' : undefined)),
    openings: map(about, ({ blobPublicAccess: access }) =>
      access === undefined ? [] : [`its public access level is "${access}"`],
    ),
    lifecycle: {
      untold: 'Azure tells the rules of an account only to its management',
      next: 'Look at `az storage account management-policy show`: no rule may delete, or move to Archive, what lies in manifests/ and records/.',
    },
    lock: map(
      about,
      ({ hasImmutabilityPolicy, hasLegalHold, isImmutableStorageWithVersioningEnabled: can }) => ({
        possible: Boolean(hasImmutabilityPolicy || hasLegalHold || can),
        byDefault: hasImmutabilityPolicy
          ? 'its immutability policy'
          : hasLegalHold
            ? 'its legal hold'
            : undefined,
      }),
    ),
  }
}

const READER = 'the role "Storage Blob Data Contributor"'
const ACCOUNT = 'the role "Reader" on the storage account'

const map = <From, To>(one: Told<From>, make: (fact: From) => To): Told<To> =>
  'fact' in one ? { fact: make(one.fact) } : one

function whyUntold(error: Error, role: string): { untold: string; next: string } | undefined {
  const { status } = codeOf(error.cause)
  if (status !== 401 && status !== 403) return undefined
  return {
    untold: 'these credentials may not look',
    next: `Give the identity ${role}, or look in the portal.`,
  }
}

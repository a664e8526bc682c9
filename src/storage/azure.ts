import type { Readable } from 'node:stream'
import type { BlobGetPropertiesResponse } from '@azure/storage-blob'
import type { AzureDestination } from '../options/destination.ts'
import { coldness, thaw } from './azure-cold.ts'
import { codeOf } from './azure-errors.ts'
import { inspectContainer } from './azure-inspect.ts'
import { type AzureStore, azureStore } from './azure-store.ts'
import { azureUpload } from './azure-upload.ts'
import type { BackendTools } from './backend.ts'
import { type Backend, folderOf } from './backend.ts'
import { isKind, StorageError } from './error.ts'
import type { StoredObject } from './storage.ts'

/**
 * A container of Azure Blob Storage. *Nothing visible* means that no blob appears; blocks that were never committed are
 * not listed, and the store removes them within a week, so there is nothing to abandon. *Checked by the store*: it
 * compares the MD5 of each block with what it received, and the size of the whole is read back.
 */
export async function azureBackend(destination: AzureDestination, tools: BackendTools): Promise<Backend> {
  const { label, url } = destination
  const { retry, tuning } = tools
  const store = await azureStore(destination, tools.env, tuning.idleMs)
  const { container, nameOf, call } = store
  const blobOf = (key: string) => container.getBlockBlobClient(nameOf(key))
  // Premium accounts have no tiers.
  let hot: { tier?: 'Hot' } = { tier: 'Hot' }

  const put: Backend['put'] = (key, bytes, { signal, ifAbsent }) =>
    call(`storing ${key}`, signal, async (abortSignal) => {
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      const conditions = ifAbsent ? { ifNoneMatch: '*' } : {}
      try {
        await blobOf(key).upload(body, body.length, { abortSignal, conditions, ...hot })
      } catch (error) {
        if (hot.tier && codeOf(error).code === 'BlobAccessTierNotSupportedForAccountType') {
          hot = {}
          await put(key, bytes, { signal, ...(ifAbsent && { ifAbsent }) })
          return
        }
        if (ifAbsent && [409, 412].includes(codeOf(error).status ?? 0) && meansExists(error))
          throw new StorageError('exists', {
            what: `${label}: ${key} exists already, and was left as it is.`,
            cause: error,
          })
        throw error
      }
    })

  return {
    label,
    url,
    conditionalPut: true,
    put,
    upload: (key, stream, options) => azureUpload(store, retry, key, stream, options),

    open: (key, options) => openBlob(store, key, options),

    stat: async (key, { signal }) => {
      try {
        const about = await call(`looking at ${key}`, signal, (abortSignal) =>
          blobOf(key).getProperties({ abortSignal }),
        )
        if (isFolder(about.metadata)) return undefined
        const [cold, locked] = [coldness(about), lockOf(about, new Date())]
        return {
          ...{ key, size: about.contentLength ?? 0, modified: about.lastModified ?? new Date(0) },
          ...(cold && { cold }),
          ...(locked && { locked }),
        }
      } catch (error) {
        if (isKind(error, 'missing')) return undefined
        throw error
      }
    },

    thaw: (key, options) => thaw(store, key, options),

    page: (prefix, cursor, { signal, folders }) =>
      call(`listing ${prefix || 'everything'}`, signal, async (abortSignal) => {
        const paging = {
          maxPageSize: tuning.pageSize,
          ...(cursor !== undefined && { continuationToken: cursor }),
        }
        if (folders) {
          const tree = container
            .listBlobsByHierarchy('/', { prefix: nameOf(prefix), abortSignal })
            .byPage(paging)
          const { value } = await tree.next()
          const found = (value?.segment.blobPrefixes ?? []) as readonly { readonly name: string }[]
          return {
            objects: found.map(({ name }) => folderOf(name.slice(destination.prefix.length))),
            next: value?.continuationToken || undefined,
          }
        }
        // With the metadata, for accounts with folders list these as if they were objects.
        const pages = container
          .listBlobsFlat({ prefix: nameOf(prefix), includeMetadata: true, abortSignal })
          .byPage(paging)
        const { value } = await pages.next()
        const objects: StoredObject[] = []
        for (const { name, metadata, properties } of value?.segment.blobItems ?? []) {
          const key = name.slice(destination.prefix.length)
          if (key === '' || key.endsWith('/') || isFolder(metadata)) continue
          const { contentLength: size = 0, lastModified: modified, accessTier = 'Hot' } = properties
          objects.push({ key, size, modified, ...(accessTier !== 'Hot' && { tier: accessTier }) })
        }
        return { objects, next: value?.continuationToken || undefined }
      }),

    remove: async (key, { signal }) => {
      try {
        await call(`removing ${key}`, signal, (abortSignal) =>
          blobOf(key).delete({ abortSignal, deleteSnapshots: 'include' }),
        )
      } catch (error) {
        if (!isKind(error, 'missing')) throw error
      }
    },

    // The container is asked all the same, so that a wrong one is not taken for a clean one.
    abandon: (prefix, { signal }) =>
      call(`looking for unfinished uploads of ${prefix || 'everything'}`, signal, async (abortSignal) => {
        await container
          .listBlobsFlat({ prefix: nameOf(prefix), abortSignal })
          .byPage({ maxPageSize: 1 })
          .next()
        return 0
      }),

    inspect: (sample, { signal }) => inspectContainer(store, sample, signal),
  }
}

const openBlob = (
  store: AzureStore,
  key: string,
  { signal, from, version }: Parameters<Backend['open']>[1],
) =>
  store.call(`reading ${key}`, signal, async (idleSignal) => {
    const { label } = store.destination
    const blob = store.container.getBlobClient(store.nameOf(key))
    // Only the wait for the answer is limited: how long a reader takes over the body is its own affair.
    const started = new AbortController()
    const stop = () => started.abort(idleSignal.reason)
    idleSignal.addEventListener('abort', stop)
    try {
      const answer = await blob.download(from, undefined, {
        abortSignal: AbortSignal.any([signal, started.signal]),
        maxRetryRequests: 0,
        ...(version !== undefined && { conditions: { ifMatch: version } }),
      })
      const body = answer.readableStreamBody as Readable
      if (isFolder(answer.metadata)) {
        body.on('error', () => {}).destroy()
        throw new StorageError('missing', { what: `${label}: there is no ${key}.`, why: 'It is a folder.' })
      }
      return { body, size: from + (answer.contentLength ?? 0), version: answer.etag }
    } catch (error) {
      if (codeOf(error).status === 412)
        throw new StorageError('broken', {
          what: `${label}: ${key} was changed while it was being read.`,
          next: 'Nothing should change stored backups: find out who or what does.',
          cause: error,
        })
      throw error
    } finally {
      idleSignal.removeEventListener('abort', stop)
    }
  })

/** Accounts with a hierarchical namespace show folders as empty objects with this mark. */
const isFolder = (metadata: Record<string, string> | undefined) => metadata?.hdi_isfolder === 'true'

/** A policy of the whole container is not told here: removing then rejects with kind `locked`. */
function lockOf(
  about: Pick<
    BlobGetPropertiesResponse,
    'legalHold' | 'immutabilityPolicyExpiresOn' | 'immutabilityPolicyMode'
  >,
  now: Date,
): string | undefined {
  const { legalHold, immutabilityPolicyExpiresOn: until, immutabilityPolicyMode: mode } = about
  if (legalHold) return 'a legal hold'
  if (until && until > now)
    return `an immutability policy (${mode?.toLowerCase()}) until ${until.toISOString()}`
  return undefined
}

const meansExists = (error: unknown) =>
  ['BlobAlreadyExists', 'ConditionNotMet', 'UnauthorizedBlobOverwrite'].includes(codeOf(error).code ?? '')

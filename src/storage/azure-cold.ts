import type { BlobGetPropertiesResponse } from '@azure/storage-blob'
import { codeOf } from './azure-errors.ts'
import type { AzureStore } from './azure-store.ts'
import { type Cold, waitOf } from './cold.ts'
import { StorageError } from './error.ts'
import type { Thawing } from './storage.ts'

/** How cold an object is, by what was answered of it; once it is back, its tier is another. */
export function coldness({
  accessTier,
  archiveStatus,
}: Pick<BlobGetPropertiesResponse, 'accessTier' | 'archiveStatus'>): Cold | undefined {
  if (accessTier !== 'Archive') return undefined
  return { state: archiveStatus?.startsWith('rehydrate-pending') ? 'thawing' : 'frozen', tier: 'Archive' }
}

/** Has a frozen object moved to the Hot tier, where it stays: no other can be read as soon, and none is cheaper to leave again. */
export async function thaw(store: AzureStore, key: string, { speed, signal }: Thawing): Promise<void> {
  const { label } = store.destination
  const blob = store.container.getBlockBlobClient(store.nameOf(key))
  await store.call(`bringing ${key} back`, signal, async (abortSignal) => {
    const about = await blob.getProperties({ abortSignal })
    if (coldness(about)?.state !== 'frozen') return
    if (waitOf('Archive', speed) === undefined)
      throw new StorageError('refused', { what: `${label}: Azure does not have the speed \`${speed}\`.` })
    const rehydratePriority = speed === 'high' ? 'High' : 'Standard'
    try {
      await blob.setAccessTier('Hot', { rehydratePriority, abortSignal })
    } catch (error) {
      // Another run was faster, or the try before was heard and only its answer lost.
      if (codeOf(error).code !== 'BlobBeingRehydrated') throw error
    }
  })
}

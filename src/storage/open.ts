import type { Destination } from '../options/destination.ts'
import type { Backend, BackendTools } from './backend.ts'
import { type StorageContext, TUNING } from './context.ts'
import { persistent } from './persistent.ts'
import { retryPolicy } from './retry.ts'
import type { Storage } from './storage.ts'

/** Opens the storage at a destination. Nothing is asked of the store yet; each SDK loads only when its kind is used. */
export async function openStorage(destination: Destination, context: StorageContext): Promise<Storage> {
  context.signal?.throwIfAborted()
  const tuning = { ...TUNING, ...context.tuning }
  const retry = retryPolicy(destination.label, context.log, tuning)
  const backend = await backendOf(destination, { env: context.env, log: context.log, retry, tuning })
  return persistent(backend, retry, tuning)
}

async function backendOf(destination: Destination, tools: BackendTools): Promise<Backend> {
  switch (destination.kind) {
    case 'local': {
      const { localBackend } = await import('./local.ts')
      return localBackend(destination)
    }
    case 's3': {
      const { s3Backend } = await import('./s3.ts')
      return s3Backend(destination, tools)
    }
    case 'azure': {
      const { azureBackend } = await import('./azure.ts')
      return azureBackend(destination, tools)
    }
  }
}

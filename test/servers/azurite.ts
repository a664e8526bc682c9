import { createRequire } from 'node:module'
import { BlobServiceClient, StorageSharedKeyCredential } from '@azure/storage-blob'
import { openEnclosure, waitFor } from './enclosure.ts'
import { answersHttp, freePort } from './port.ts'

/** Azure Blob Storage, as Microsoft's own emulator answers for it. */
export type AzuriteServer = {
  readonly endpoint: string
  readonly account: string
  readonly key: string
  readonly connectionString: string
  createContainer(name: string): Promise<void>
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

// Public knowledge: every emulator has this account and this key.
const ACCOUNT = 'devstoreaccount1'
const KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='

export const startAzurite = async (): Promise<AzuriteServer> => {
  const enclosure = openEnclosure('azurite')
  try {
    const port = await freePort()
    const endpoint = `http://127.0.0.1:${port}/${ACCOUNT}`
    const program = createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js')
    const where = ['--blobHost', '127.0.0.1', '--blobPort', `${port}`, '--location', enclosure.folder]
    // The SDK sends newer API versions than the emulator knows by name.
    const how = ['--silent', '--disableTelemetry', '--skipApiVersionCheck']
    const resident = enclosure.start(process.execPath, [program, ...where, ...how])
    await waitFor('Azurite', resident, () => answersHttp(endpoint))
    const stop = () => enclosure.close()
    return {
      endpoint,
      account: ACCOUNT,
      key: KEY,
      connectionString: `DefaultEndpointsProtocol=http;AccountName=${ACCOUNT};AccountKey=${KEY};BlobEndpoint=${endpoint};`,
      createContainer: async (name) => {
        const service = new BlobServiceClient(endpoint, new StorageSharedKeyCredential(ACCOUNT, KEY))
        await service.createContainer(name)
      },
      stop,
      [Symbol.asyncDispose]: stop,
    }
  } catch (error) {
    await enclosure.close()
    throw error
  }
}

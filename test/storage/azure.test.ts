import type { AzureDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { conforms } from './conformance.ts'

describe('azure', () => {
  let azurite: AzuriteServer
  const container = 'conformance'

  beforeAll(async () => {
    azurite = await startAzurite()
    await azurite.createContainer(container)
  })
  afterAll(() => azurite?.stop())

  const at = (prefix: string): AzureDestination => ({
    kind: 'azure',
    label: 'offsite',
    url: `azure://${azurite.account}/${container}/${prefix}`,
    account: azurite.account,
    container,
    prefix,
    endpoint: azurite.endpoint,
  })

  conforms('azure', () => ({
    open: (folder) =>
      openStorage(at(`${folder}/`), { env: { AZURE_STORAGE_KEY: azurite.key }, log: () => {} }),
    // Blocks that were never committed are the store's to remove, and no business of a listing.
    unfinished: async () => 0,
    checkedBy: /^md5$/,
    partBytes: 8 * 1024 * 1024,
  }))
})

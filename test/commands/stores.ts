import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseDestination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { type AzuriteServer, startAzurite } from '../servers/azurite.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { type Fault, type Seen, startProxy } from '../storage/proxy.ts'

export const KINDS = ['a folder', 'S3', 'Azure'] as const
export type Kind = (typeof KINDS)[number]

/** A place of its own in a store of each kind. */
export type Place = {
  /** As a user writes it. */
  readonly line: string
  readonly storage: Storage
  /** The same behind a proxy in which requests go wrong; nothing for a folder. */
  behind(
    faultOf: (request: Seen, nth: number) => Fault | undefined,
  ): Promise<Awaited<ReturnType<typeof startProxy>> & { readonly line: string }>
}

export type Stores = {
  readonly ceph: CephServer
  readonly env: Readonly<Record<string, string>>
  place(kind: Kind): Promise<Place>
  close(): Promise<void>
}

/** A folder, Ceph's S3 and Azurite. */
export async function openStores(): Promise<Stores> {
  const root = mkdtempSync(join(tmpdir(), 'stores-'))
  const [ceph, azurite] = await Promise.all([startCeph(), startAzurite()])
  await Promise.all([ceph.createBucket('backups'), azurite.createContainer('backups')])
  const env = {
    AWS_ACCESS_KEY_ID: ceph.accessKey,
    AWS_SECRET_ACCESS_KEY: ceph.secretKey,
    AZURE_STORAGE_KEY: azurite.key,
  }
  let count = 0
  const place = async (kind: Kind): Promise<Place> => {
    count += 1
    const folder = `place-${count}`
    const at = (endpoint?: string) => lineOf(kind, folder, { root, ceph, azurite, endpoint })
    return {
      line: at(),
      storage: await openLine(at(), env),
      async behind(faultOf) {
        const proxy = await startProxy(kind === 'S3' ? ceph.endpoint : azurite.endpoint, faultOf)
        return Object.assign(proxy, { line: at(proxy.endpoint) })
      },
    }
  }
  const close = async () => {
    await Promise.all([ceph.stop(), azurite.stop()])
    rmSync(root, { recursive: true, force: true })
  }
  return { ceph, env, place, close }
}

/** Opens a destination that is written as a user does. */
export const openLine = (line: string, env: Stores['env']): Promise<Storage> =>
  openStorage(parseDestination(line, { option: 'destinations', folder: '/', home: undefined }), {
    env,
    log: () => undefined,
  })

type Surroundings = {
  readonly root: string
  readonly ceph: CephServer
  readonly azurite: AzuriteServer
  readonly endpoint: string | undefined
}

function lineOf(kind: Kind, folder: string, { root, ceph, azurite, endpoint }: Surroundings): string {
  switch (kind) {
    case 'a folder':
      return `store=${join(root, folder)}`
    case 'S3':
      return `store=s3://backups/${folder}?endpoint=${endpoint ?? ceph.endpoint}&region=${ceph.region}`
    case 'Azure':
      return `store=azblob://${azurite.account}/backups/${folder}?endpoint=${endpoint ?? azurite.endpoint}`
  }
}

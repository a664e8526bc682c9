import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { commit } from '../../src/archive/commit.ts'
import { describeEncryption, newDraft } from '../../src/archive/draft.ts'
import { layout } from '../../src/archive/layout.ts'
import type { Manifest, StoredObject } from '../../src/archive/manifest.ts'
import type { Proof } from '../../src/archive/proof.ts'
import { storeBytes, storeStream } from '../../src/archive/store.ts'
import type { Encryption } from '../../src/options/options.ts'
import { openStorage } from '../../src/storage/open.ts'
import type { Storage } from '../../src/storage/storage.ts'
import { noise } from '../storage/streams.ts'

export const signal = new AbortController().signal

/** Folders that go away with the test. */
export type Folders = {
  open(label?: string): Promise<Storage & { readonly path: string }>
  [Symbol.dispose](): void
}

export function openFolders(): Folders {
  const paths: string[] = []
  return {
    async open(label) {
      const path = mkdtempSync(join(tmpdir(), 'archive-'))
      paths.push(path)
      const destination = { kind: 'local', label: label ?? path, url: `file://${path}`, path } as const
      return Object.assign(await openStorage(destination, { env: {}, log: () => undefined }), { path })
    },
    [Symbol.dispose]() {
      for (const path of paths) rmSync(path, { recursive: true, force: true })
    },
  }
}

export const PROOF: Proof = {
  format: 1,
  level: 'counts',
  guarantee: 'locked',
  schemas: ['public'],
  tables: [{ schema: 'public', name: 'orders', kind: 'table', bytes: 8192, rows: 3 }],
  notCompared: [],
  sequences: [],
  settings: [],
}

/** What the objects of a sample hold, by kind. */
export const CONTENT = {
  schema: Buffer.from('CREATE TABLE orders (id bigint);\n'.repeat(40)),
  data: Buffer.from(Array.from({ length: 400 }, (_, id) => `${id}\torder\t${(id * 7919) % 1000}\n`).join('')),
  globals: Buffer.from('CREATE ROLE shop;\n'),
  proof: Buffer.from(JSON.stringify(PROOF)),
} as const
export type Kind = keyof typeof CONTENT

/** The manifest of a backup that has these objects. */
export const manifestOf = ({
  id,
  name,
  label,
  startedAt,
  encryption,
  objects,
}: {
  readonly id: string
  readonly name: string
  readonly label?: string | undefined
  readonly startedAt: Date
  readonly encryption?: Encryption | undefined
  readonly objects: StoredObject[]
}): Manifest => ({
  format: 1,
  id,
  name,
  ...(label !== undefined && { label }),
  tool: { name: 'pg-backup-action', version: '0.1.0' },
  startedAt: startedAt.toISOString(),
  finishedAt: startedAt.toISOString(),
  server: { version: '17.2', major: 17, inRecovery: false },
  client: { version: '17.2' },
  snapshot: { time: startedAt.toISOString(), guarantee: 'locked' },
  database: {
    name: 'shop',
    bytes: 1,
    owner: 'shop',
    encoding: 'UTF8',
    collate: 'C',
    ctype: 'C',
    localeProvider: 'libc',
    connectionLimit: -1,
    grants: [],
    settings: [],
  },
  extensions: [],
  roles: [],
  include: 'all',
  selection: 'whole',
  fingerprint: 'counts',
  encryption: describeEncryption(encryption),
  objects,
  totals: { tables: 1, rows: 3, storedBytes: 1, rawBytes: 1 },
  warnings: [],
})

/** Stores and commits a backup as the product does, without a database behind it. */
export async function makeBackup(
  storage: Storage,
  more: {
    readonly name?: string
    readonly label?: string
    readonly startedAt?: Date
    readonly encryption?: Encryption
    readonly proof?: Buffer
    /** The size of the data; incompressible where given. */
    readonly bytes?: number
  } = {},
): Promise<Manifest> {
  const { name = 'shop', label, startedAt = new Date('2026-11-20T04:00:00Z'), encryption } = more
  const copies = [{ storage }]
  const draft = newDraft({ name, label, startedAt, copies, encryption, compressionLevel: 1, signal })
  const store = (kind: Kind, file: string, bytes: Buffer) =>
    storeBytes(bytes, { ...draft.how, kind, name: file })
  const objects: StoredObject[] = [
    await store('schema', 'schema.dump', CONTENT.schema),
    more.bytes === undefined
      ? await store('data', 'data-01.dump', CONTENT.data)
      : await storeStream(Readable.from(noise(more.bytes)), {
          ...draft.how,
          kind: 'data',
          name: 'data-01.dump',
          finished: Promise.resolve(),
        }),
    await store('globals', 'globals.sql', CONTENT.globals),
    await store('proof', 'proof.json', more.proof ?? CONTENT.proof),
  ]
  const { id } = draft
  const manifest = manifestOf({ id, name, label, startedAt, encryption, objects })
  await commit(copies, manifest, { signal, onPointOfNoReturn: () => undefined })
  return manifest
}

export function objectOf(manifest: Manifest, kind: Kind): StoredObject {
  const object = manifest.objects.find((one) => one.kind === kind)
  if (!object) throw new Error(`The sample has no ${kind}.`)
  return object
}

export const keyOf = (manifest: Manifest, { name }: StoredObject): string =>
  layout(manifest.name).object(manifest.id, name)

import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { type Manifest, readManifest, type StoredObject, writeManifest } from '../../src/archive/manifest.ts'
import type { Proof } from '../../src/archive/proof.ts'

/** A folder of backups, with one backup in it that can be spoiled as it lies there. */
export type Shelf = {
  readonly folder: string
  readonly manifest: Manifest
  /** Where an object lies. */
  fileOf(kind: StoredObject['kind']): string
  /** A copy of the whole folder, to be spoiled without harm to this one. */
  copy(): Shelf
  /** Writes another proof in place of the stored one, and makes everything else fit it. */
  rewriteProof(change: (proof: Proof) => Proof): void
  remove(): void
}

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'shelf-'))

/** The newest backup in a folder. */
export function shelfAt(folder: string, name = 'shop'): Shelf {
  const manifests = join(folder, name, 'manifests')
  const file = join(manifests, readdirSync(manifests).sort().at(-1) ?? '')
  const manifest = readManifest(readFileSync(file, 'utf8'), file)
  const data = join(folder, name, 'data', manifest.id)
  const fileOf = (kind: StoredObject['kind']): string => {
    const object = manifest.objects.find((one) => one.kind === kind)
    if (!object) throw new Error(`This backup has no object of the kind ${kind}.`)
    return join(data, object.name)
  }
  return {
    folder,
    manifest,
    fileOf,
    copy() {
      const other = newFolder()
      cpSync(folder, other, { recursive: true })
      return shelfAt(other, name)
    },
    rewriteProof(change) {
      const proof = JSON.parse(zstdDecompressSync(readFileSync(fileOf('proof'))).toString()) as Proof
      const plain = Buffer.from(JSON.stringify(change(proof)))
      const stored = zstdCompressSync(plain)
      writeFileSync(fileOf('proof'), stored)
      const objects = manifest.objects.map((object) =>
        object.kind === 'proof' ? { ...object, ...measured(stored, plain) } : object,
      )
      writeFileSync(file, writeManifest({ ...manifest, objects }))
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

const measured = (stored: Buffer, plain: Buffer) => ({
  bytes: stored.length,
  sha256: sha256(stored),
  plainBytes: plain.length,
  plainSha256: sha256(plain),
})

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

/** Turns one bit of a file over. */
export function flip(file: string, at: 'first' | 'middle' | 'last'): void {
  const bytes = readFileSync(file)
  const place = { first: 0, middle: Math.floor(bytes.length / 2), last: bytes.length - 1 }[at]
  bytes.writeUInt8(bytes.readUInt8(place) ^ 1, place)
  writeFileSync(file, bytes)
}

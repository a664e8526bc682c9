import { createHash } from 'node:crypto'
import {
  copyFileSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { layout } from '../../src/archive/layout.ts'
import { type Manifest, readManifest, type StoredObject, writeManifest } from '../../src/archive/manifest.ts'
import type { Proof } from '../../src/archive/proof.ts'

/** A backup as it lies in a folder. */
export type Stored = { readonly shelf: string; readonly name: string; readonly id: string }

export type Place = 'first' | 'middle' | 'last'

export const manifestFile = ({ shelf, name, id }: Stored): string => {
  const folder = join(shelf, layout(name).manifests)
  const file = readdirSync(folder).find((entry) => entry.startsWith(id))
  if (file === undefined) throw new Error(`There is no manifest of ${id} in ${folder}.`)
  return join(folder, file)
}

export const manifestOf = (stored: Stored): Manifest =>
  readManifest(readFileSync(manifestFile(stored), 'utf8'), 'of the test')

export const objectFile = ({ shelf, name, id }: Stored, object: string): string =>
  join(shelf, layout(name).data(id), object)

/** Of each kind of object one, the largest. */
export function oneOfEachKind(stored: Stored): readonly StoredObject[] {
  const kinds = Map.groupBy(manifestOf(stored).objects, ({ kind }) => kind)
  return [...kinds.values()].flatMap((alike) => alike.toSorted((a, b) => b.bytes - a.bytes).slice(0, 1))
}

/** Spoils a file while some work is done, and puts it back as it was. */
async function spoiling<Result>(
  file: string,
  spoil: () => void,
  work: () => Promise<Result>,
): Promise<Result> {
  const saved = `${file}.saved`
  copyFileSync(file, saved)
  try {
    spoil()
    return await work()
  } finally {
    renameSync(saved, file)
  }
}

/** With one bit of one byte turned over. */
export const flipped = <Result>(file: string, place: Place, work: () => Promise<Result>): Promise<Result> =>
  spoiling(
    file,
    () => {
      const bytes = readFileSync(file)
      const at = { first: 0, middle: bytes.length >> 1, last: bytes.length - 1 }[place]
      bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at)
      writeFileSync(file, bytes)
    },
    work,
  )

export const missing = <Result>(file: string, work: () => Promise<Result>): Promise<Result> =>
  spoiling(file, () => rmSync(file), work)

/** Without its last byte, or with nothing but its first half. */
export const cutShort = <Result>(
  file: string,
  to: 'all but one byte' | 'half',
  work: () => Promise<Result>,
): Promise<Result> =>
  spoiling(
    file,
    () => {
      const { length } = readFileSync(file)
      truncateSync(file, to === 'half' ? length >> 1 : length - 1)
    },
    work,
  )

/** With another file's content. */
export const replaced = <Result>(file: string, by: string, work: () => Promise<Result>): Promise<Result> =>
  spoiling(file, () => copyFileSync(by, file), work)

/** Changes a manifest as if it had been written so. */
export const forgeManifest = (stored: Stored, change: (manifest: Manifest) => Manifest): void =>
  writeFileSync(manifestFile(stored), writeManifest(change(manifestOf(stored))))

/** Changes what an object holds as if it had been stored so: every digest fits, and only a comparison can tell. */
export function forgeObject(stored: Stored, name: string, change: (plain: Buffer) => Buffer): void {
  const file = objectFile(stored, name)
  const plain = change(zstdDecompressSync(readFileSync(file)))
  const bytes = zstdCompressSync(plain)
  writeFileSync(file, bytes)
  const facts = {
    bytes: bytes.length,
    sha256: sha256(bytes),
    plainBytes: plain.length,
    plainSha256: sha256(plain),
  }
  forgeManifest(stored, (manifest) => ({
    ...manifest,
    objects: manifest.objects.map((object) => (object.name === name ? { ...object, ...facts } : object)),
  }))
}

/** Changes what the backup says that its source held. */
export const forgeProof = (stored: Stored, change: (proof: Proof) => Proof): void =>
  forgeObject(stored, 'proof.json.zst', (plain) =>
    Buffer.from(JSON.stringify(change(JSON.parse(plain.toString('utf8'))))),
  )

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex')

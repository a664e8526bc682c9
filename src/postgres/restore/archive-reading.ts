import type { Readable } from 'node:stream'
import { fetchObject, type Shelf } from '../../archive/fetch.ts'
import type { StoredObject } from '../../archive/manifest.ts'
import type { Check, Finding } from '../../archive/verdict.ts'
import type { Tools } from '../tools.ts'
import { type Archive, runRestore } from './process.ts'

/** The archives of a backup in the order in which they are restored. */
export function archivesOf(shelf: Shelf): Archive[] {
  return shelf.manifest.objects.flatMap((object) => {
    const { name, kind } = object
    if (kind !== 'database' && kind !== 'schema' && kind !== 'data') return []
    return [
      {
        name,
        kind,
        open: (signal, watch) => fetchObject(shelf, object, { signal, ...(watch && { watch }) }),
      },
    ]
  })
}

export type ReadingRequest = {
  readonly shelf: Shelf
  readonly objects: readonly StoredObject[]
  /** Without them the archives are only fetched. */
  readonly tools: Tools | undefined
  readonly watch: (count: () => number) => void
  readonly debug: (line: string) => void
  readonly signal: AbortSignal
}

/** Fetches objects whole, and lets pg_restore read every archive among them to its end. */
export async function readObjects(request: ReadingRequest): Promise<Check> {
  const { shelf, tools, signal, watch } = request
  const archives = archivesOf(shelf)
  const findings: Finding[] = []
  let read = 0
  for (const object of request.objects) {
    const archive = archives.find(({ name }) => name === object.name)
    if (archive && tools) {
      const complaints = await runRestore({ ...request, tools, files: [] }, ['--file=/dev/null'], archive)
      findings.push(
        ...complaints.map(({ message }) => ({
          outcome: 'fail' as const,
          what: `${object.name} cannot be read to its end`,
          detail: message,
        })),
      )
      read++
    } else await drain(fetchObject(shelf, object, { signal, watch }))
  }
  return { name: 'archives', looked: `${read} ${read === 1 ? 'archive' : 'archives'}`, findings }
}

async function drain(stream: Readable): Promise<void> {
  for await (const _ of stream);
}

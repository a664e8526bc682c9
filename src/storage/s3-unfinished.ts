import { AbortMultipartUploadCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3'
import { codeOf } from './s3-errors.ts'
import type { S3Store } from './s3-store.ts'

interface Which {
  readonly signal: AbortSignal
  /** Only uploads of this very key, rather than of keys that begin with it. */
  readonly exactly?: boolean
  readonly begunBefore?: Date | undefined
}

/** Ends multipart uploads that were begun and never finished; returns how many. */
export async function endUploads(
  store: S3Store,
  prefix: string,
  { signal, exactly, begunBefore }: Which,
): Promise<number> {
  const { Bucket, Key } = store.nameOf(prefix)
  const doing = `ending unfinished uploads of ${prefix || 'everything'}`
  const options = { abortSignal: signal }
  let ended = 0
  let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {}
  for (;;) {
    const command = new ListMultipartUploadsCommand({ Bucket, Prefix: Key, ...from })
    const page = await store.call(doing, () => store.client.send(command, options))
    for (const { Key: key, UploadId, Initiated } of page.Uploads ?? []) {
      if (key === undefined || (exactly && key !== Key)) continue
      if (begunBefore && !(Initiated && Initiated < begunBefore)) continue
      try {
        await store.client.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId }), options)
        ended += 1
      } catch (error) {
        // Somebody else ended or finished it in between.
        if (codeOf(error).code === 'NoSuchUpload') continue
        await store.call(doing, () => Promise.reject(error))
      }
    }
    if (!page.IsTruncated) return ended
    from = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
  }
}

import { createCipheriv, createHash } from 'node:crypto'

const CHUNK = 256 * 1024

/** Bytes that look random and are the same every time, without being held anywhere. */
export async function* noise(size: number, seed = 1): AsyncGenerator<Buffer, void> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16))
  const zeros = Buffer.alloc(CHUNK)
  for (let at = 0; at < size; at += CHUNK) yield cipher.update(zeros.subarray(0, Math.min(CHUNK, size - at)))
}

/** Reads a stream to its end and keeps only what it was. */
export async function consume(stream: AsyncIterable<Buffer>): Promise<{ size: number; sha256: string }> {
  const hash = createHash('sha256')
  let size = 0
  for await (const chunk of stream) {
    hash.update(chunk)
    size += chunk.length
  }
  return { size, sha256: hash.digest('hex') }
}

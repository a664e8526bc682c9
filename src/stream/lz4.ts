import { type FileHandle, open } from 'node:fs/promises'
import { cutOff, damaged, goesOn } from './damage.ts'

// https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md

const MAGIC = 0x184d2204
const HAS_BLOCK_CHECKSUMS = 0x10
const HAS_SIZE = 0x08
const HAS_CHECKSUM = 0x04
const HAS_DICTIONARY = 0x01

/**
 * Fails unless a file is whole LZ4 frames, one after another. Nothing is decompressed: it goes from block to block, and
 * finds what was cut off.
 */
export async function checkLz4(
  path: string,
  name: string,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    let at = 0
    do at = await endOfFrame(file, at, size, name, signal)
    while (at < size)
  } finally {
    await file.close()
  }
}

async function endOfFrame(
  file: FileHandle,
  start: number,
  size: number,
  name: string,
  signal: AbortSignal,
): Promise<number> {
  const numberAt = async (at: number): Promise<number> => {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, at)
    if (bytesRead < 4) throw cutOff(name, 'It ends before its LZ4 frame does.')
    return buffer.readUInt32LE()
  }
  if ((await numberAt(start)) !== MAGIC)
    throw start === 0
      ? damaged(name, 'It does not begin as an LZ4 frame does.')
      : goesOn(name, 'Bytes that are no LZ4 frame follow the last one.')
  const flags = (await numberAt(start + 4)) & 0xff
  const has = (flag: number): boolean => (flags & flag) !== 0
  let at = start + 7 + (has(HAS_SIZE) ? 8 : 0) + (has(HAS_DICTIONARY) ? 4 : 0)
  for (let left = await numberAt(at); left !== 0; left = await numberAt(at)) {
    signal.throwIfAborted()
    // The highest bit says that the block did not compress.
    at += 4 + (left & 0x7fffffff) + (has(HAS_BLOCK_CHECKSUMS) ? 4 : 0)
  }
  const end = at + 4 + (has(HAS_CHECKSUM) ? 4 : 0)
  if (end > size) throw cutOff(name, 'It ends before its LZ4 frame does.')
  return end
}

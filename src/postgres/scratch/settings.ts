import { availableParallelism, totalmem } from 'node:os'

/** What a throw-away server may use. */
export type Machine = {
  readonly cores: number
  /** Bytes of memory, and how many of them are free now. */
  readonly memory: number
  readonly free: number
}

const MB = 1024 * 1024
const GB = 1024 * MB

/** This machine, or the container that we run in where that has less. */
export function thisMachine(): Machine {
  // 0, or a number beyond all machines, where nothing is limited.
  const limit = process.constrainedMemory() || Number.POSITIVE_INFINITY
  const memory = Math.min(totalmem(), limit)
  return { cores: availableParallelism(), memory, free: Math.min(memory, process.availableMemory()) }
}

/** How a server is set that is loaded once and thrown away: nothing is kept safe, and loading is all that counts. */
export function loadingSettings(
  { cores, memory, free }: Machine,
  { jobs, needBytes }: { readonly jobs: number; readonly needBytes: number },
): Readonly<Record<string, string>> {
  const quarter = Math.min(memory / 4, free / 3)
  return {
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    wal_level: 'minimal',
    max_wal_senders: '0',
    autovacuum: 'off',
    jit: 'off',
    // More is no faster: what is loaded is written once, and the system keeps it too.
    shared_buffers: inMegabytes(between(64 * MB, quarter, GB)),
    maintenance_work_mem: inMegabytes(between(64 * MB, quarter / jobs, GB)),
    // Also where every core has a job: the last large index is often left to one of them alone.
    max_parallel_maintenance_workers: String(between(1, Math.floor(cores / jobs), 4)),
    max_wal_size: inMegabytes(walBytes(needBytes)),
    checkpoint_timeout: '1h',
    wal_buffers: '16MB',
    wal_init_zero: 'off',
    // A restore, and the dump that it is compared by, lock every table at once.
    max_locks_per_transaction: '2048',
    max_connections: String(50 + 2 * jobs),
    // Files in the server's own folder: /dev/shm is tiny in containers, and keeps what a killed server leaves.
    dynamic_shared_memory_type: 'mmap',
    // A subscription that came with a dump must not dial out.
    max_logical_replication_workers: '0',
  }
}

/** How much WAL may lie beside the data before it is made room for, which costs time. */
export const walBytes = (needBytes: number): number => between(64 * MB, needBytes / 2, 4 * GB)

/** Settings as arguments of the server. */
export const asArguments = (settings: Readonly<Record<string, string>>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])

const between = (least: number, wanted: number, most: number): number =>
  Math.max(least, Math.min(wanted, most))

const inMegabytes = (bytes: number): string => `${Math.floor(bytes / MB)}MB`

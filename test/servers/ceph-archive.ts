import { setTimeout as sleep } from 'node:timers/promises'
import {
  DeleteBucketLifecycleCommand,
  HeadObjectCommand,
  type HeadObjectCommandOutput,
  type LifecycleRule,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Resident } from './enclosure.ts'

/** The tier's storage class. Another bucket of the same cluster holds what is moved there. */
export const ARCHIVE_CLASS = 'GLACIER'

/** Ceph's archive tier: refuses to read what lies there, until it was told to bring it back and has done so. */
export type CephArchive = {
  /** Moves all objects under a prefix there, as a lifecycle rule does in time. */
  freeze(bucket: string, prefix: string): Promise<void>
  /** Lets what is being brought back arrive: gateways look after it when they start, and every quarter of an hour. */
  passHours(bucket: string, prefix: string): Promise<void>
}

/** What is needed of a running cluster besides its gateway's address. */
export type Cluster = {
  admin(...args: readonly string[]): Promise<string>
  /** One more gateway to it. */
  startAnother(): Promise<Resident>
}

export function openArchive(connect: () => S3Client, { admin, startAnother }: Cluster): CephArchive {
  /** Waits until the heads of all objects are as they should be. */
  const settle = async (
    client: S3Client,
    { Bucket, Prefix }: { Bucket: string; Prefix: string },
    isSo: (head: HeadObjectCommandOutput) => boolean,
    further: () => Promise<unknown>,
  ): Promise<void> => {
    const deadline = Date.now() + 60_000
    for (;;) {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }))
      const heads = await Promise.all(
        Contents.map(({ Key }) => client.send(new HeadObjectCommand({ Bucket, Key }))),
      )
      if (heads.length > 0 && heads.every((head) => isSo(head))) return
      if (Date.now() > deadline)
        throw new Error(`Ceph's archive: ${JSON.stringify(heads.map((head) => head.Restore))}`)
      await further()
    }
  }

  return {
    async freeze(Bucket, Prefix) {
      const client = connect()
      const rule: LifecycleRule = {
        ID: 'freeze',
        Status: 'Enabled',
        Filter: { Prefix },
        Transitions: [{ Days: 1, StorageClass: ARCHIVE_CLASS }],
      }
      try {
        await client.send(
          new PutBucketLifecycleConfigurationCommand({
            Bucket,
            LifecycleConfiguration: { Rules: [rule] },
          }),
        )
        // For this one look at the rules a day lasts a second.
        await settle(
          client,
          { Bucket, Prefix },
          ({ StorageClass }) => StorageClass === ARCHIVE_CLASS,
          () => admin('--rgw-lc-debug-interval=1', 'lc', 'process'),
        )
        await client.send(new DeleteBucketLifecycleCommand({ Bucket }))
      } finally {
        client.destroy()
      }
    },

    async passHours(Bucket, Prefix) {
      const client = connect()
      const gateway = await startAnother()
      try {
        await settle(
          client,
          { Bucket, Prefix },
          ({ Restore }) => Restore?.includes('"true"') !== true,
          () => sleep(100),
        )
      } finally {
        client.destroy()
        await gateway.end('SIGKILL')
      }
    },
  }
}

import { ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3'
import type { S3Destination } from '../../src/options/destination.ts'
import { openStorage } from '../../src/storage/open.ts'
import { type CephServer, startCeph } from '../servers/ceph.ts'
import { describeWith, lackOf } from '../servers/programs.ts'
import { conforms } from './conformance.ts'

describeWith(lackOf.ceph())('s3', () => {
  let ceph: CephServer
  let client: S3Client
  const bucket = 'conformance'

  beforeAll(async () => {
    ceph = await startCeph()
    await ceph.createBucket(bucket)
    client = new S3Client({
      endpoint: ceph.endpoint,
      region: ceph.region,
      forcePathStyle: true,
      credentials: { accessKeyId: ceph.accessKey, secretAccessKey: ceph.secretKey },
    })
  })
  afterAll(() => ceph?.stop())

  const at = (prefix: string): S3Destination => ({
    kind: 's3',
    label: 'offsite',
    url: `s3://${bucket}/${prefix}`,
    bucket,
    prefix,
    endpoint: ceph.endpoint,
    pathStyle: true,
  })

  conforms('s3', () => ({
    open: (folder) =>
      openStorage(at(`${folder}/`), {
        env: { AWS_ACCESS_KEY_ID: ceph.accessKey, AWS_SECRET_ACCESS_KEY: ceph.secretKey },
        log: () => {},
      }),
    unfinished: async (folder) => {
      const { Uploads = [] } = await client.send(
        new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: `${folder}/` }),
      )
      return Uploads.length
    },
    checkedBy: /^md5$/,
    partBytes: 8 * 1024 * 1024,
  }))
})

import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { ARCHIVE_CLASS, type CephArchive, type Cluster, openArchive } from './ceph-archive.ts'
import { type Enclosure, openEnclosure, waitFor } from './enclosure.ts'
import { answersHttp, freePort } from './port.ts'
import { cephFolder, lackOf } from './programs.ts'

/** A real S3 server: Ceph's gateway over a cluster of one monitor and one store that lives in memory. */
export type CephServer = {
  readonly endpoint: string
  readonly accessKey: string
  readonly secretKey: string
  readonly region: string
  /** Its archive tier, where one was asked for. */
  readonly archive: CephArchive
  createBucket(name: string, options?: { readonly objectLock?: boolean }): Promise<void>
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

const ACCESS_KEY = 'test'
const SECRET_KEY = 'testtest'
const REGION = 'us-east-1'
/** Storage classes beside STANDARD, from all of which can be read at once, whatever they are called. */
const CLASSES = ['STANDARD_IA', 'GLACIER_IR', 'DEEP_ARCHIVE']

/** With `archive`, objects can be moved to a tier from which they must be brought back. */
export const startCeph = async (options: { readonly archive?: boolean } = {}): Promise<CephServer> => {
  if (lackOf.ceph()) throw new Error('This machine lacks Ceph: run script/bootstrap.')
  const enclosure = openEnclosure('ceph')
  try {
    const port = await freePort()
    const cluster = await startCluster(enclosure, port, options.archive ?? false)
    return clientSide(enclosure, `http://127.0.0.1:${port}`, cluster)
  } catch (error) {
    await enclosure.close()
    throw error
  }
}

const startCluster = async (enclosure: Enclosure, port: number, archive: boolean): Promise<Cluster> => {
  const { folder } = enclosure
  const bin = join(cephFolder(), 'usr/bin')
  const [fsid, store] = [randomUUID(), randomUUID()]
  const [mon2, mon1] = [await freePort(), await freePort()]
  const monitors = `[v2:127.0.0.1:${mon2},v1:127.0.0.1:${mon1}]`
  const file = join(folder, 'ceph.conf')
  await Promise.all(['run', 'mon', 'osd', 'tmp'].map((name) => mkdir(join(folder, name))))
  await writeFile(file, configuration({ folder, fsid, monitors, port }))

  const run = (program: string, ...args: string[]) => enclosure.run(join(bin, program), args)
  const start = (program: string, ...args: string[]) =>
    enclosure.start(join(bin, program), ['-c', file, ...args, '-f'], { name: program })

  const map = join(folder, 'monmap')
  await Promise.all([
    run('ceph-authtool', '--create-keyring', join(folder, 'keyring'), '--gen-key', '-n', 'client.admin'),
    run('monmaptool', '--create', '--fsid', fsid, '--addv', 'a', monitors, map),
  ])
  await run('ceph-mon', '-c', file, '--mkfs', '-i', 'a', '--monmap', map)
  start('ceph-mon', '-i', 'a')
  await Promise.all([
    ceph(enclosure, file, 'osd', 'new', store),
    run('ceph-osd', '-c', file, '-i', '0', '--mkfs', '--osd-uuid', store),
  ])
  start('ceph-osd', '-i', '0')

  // This one waits until the store is up.
  const admin = (...args: readonly string[]) =>
    run('radosgw-admin', '-c', file, '-n', 'client.admin', ...args)
  const keys = [`--access-key=${ACCESS_KEY}`, `--secret-key=${SECRET_KEY}`]
  await admin('user', 'create', '--uid=test', '--display-name=test', ...keys)
  const add = ['placement', 'add', '--placement-id=default-placement']
  for (const storageClass of CLASSES.map((name) => `--storage-class=${name}`)) {
    await admin('zonegroup', ...add, '--rgw-zonegroup=default', storageClass)
    await admin('zone', ...add, '--rgw-zone=default', storageClass, '--data-pool=default.rgw.buckets.data')
  }
  if (archive) {
    const tier = ['--rgw-zonegroup=default', `--storage-class=${ARCHIVE_CLASS}`]
    const config = `endpoint=http://127.0.0.1:${port},access_key=${ACCESS_KEY},secret=${SECRET_KEY},target_path=archived,retain_head_object=true,region=${REGION}`
    await admin('zonegroup', ...add, ...tier, '--tier-type=cloud-s3')
    const modify = ['placement', 'modify', '--placement-id=default-placement']
    await admin('zonegroup', ...modify, ...tier, `--tier-config=${config}`)
  }
  const startGateway = async (at: number, ...more: readonly string[]) => {
    const gateway = start('radosgw', '-n', 'client.admin', ...more)
    await waitFor("Ceph's S3 gateway", gateway, () => answersHttp(`http://127.0.0.1:${at}/`))
    return gateway
  }
  await startGateway(port)
  const startAnother = async () => {
    const other = await freePort()
    return startGateway(other, `--rgw-frontends=beast endpoint=127.0.0.1:${other}`)
  }
  return { admin, startAnother }
}

// The program is a Python script, which must find the interpreter and the modules that were unpacked with it.
const ceph = (enclosure: Enclosure, file: string, ...args: string[]): Promise<string> => {
  const usr = join(cephFolder(), 'usr')
  const env = {
    PYTHONHOME: usr,
    PYTHONPATH: join(usr, 'lib/python3/dist-packages'),
    PYTHONDONTWRITEBYTECODE: '1',
  }
  return enclosure.run(join(usr, 'bin/python3'), [join(usr, 'bin/ceph'), '-c', file, ...args], { env })
}

const clientSide = (enclosure: Enclosure, endpoint: string, cluster: Cluster): CephServer => {
  const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY }
  const connect = () => new S3Client({ endpoint, region: REGION, credentials, forcePathStyle: true })
  const createBucket: CephServer['createBucket'] = async (name, options = {}) => {
    const client = connect()
    try {
      await client.send(
        new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: options.objectLock ?? false }),
      )
    } finally {
      client.destroy()
    }
  }
  const stop = () => enclosure.close()
  return {
    endpoint,
    accessKey: ACCESS_KEY,
    secretKey: SECRET_KEY,
    region: REGION,
    createBucket,
    archive: openArchive(connect, cluster),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

type Layout = {
  readonly folder: string
  readonly fsid: string
  readonly monitors: string
  readonly port: number
}

const configuration = ({ folder, fsid, monitors, port }: Layout): string => {
  const libraries = join(
    cephFolder(),
    'usr/lib',
    `${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu`,
  )
  return `
[global]
fsid = ${fsid}
mon host = ${monitors}
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = none
auth service required = none
auth client required = none
ms mon client mode = crc
ms client mode = crc
ms mon cluster mode = crc
ms mon service mode = crc
mon tick interval = 1
paxos propose interval = 0.05
paxos min wait = 0.02
run dir = ${folder}/run
admin socket = ${folder}/run/$name.$pid.asok
pid file =
log file = ${folder}/$name.log
mon cluster log file = ${folder}/cluster.log
crash dir = ${folder}/tmp
plugin_dir = ${libraries}/ceph
erasure code dir = ${libraries}/ceph/erasure-code
osd class dir = ${libraries}/rados-classes
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
osd crush chooseleaf type = 0
mon allow pool size one = true
mon max pg per osd = 1000
mon data = ${folder}/mon
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 8589934592
osd max object size = 1073741824
keyring = ${folder}/keyring
[client]
rgw frontends = beast endpoint=127.0.0.1:${port}
rgw dns name = 127.0.0.1
rgw crypt require ssl = false
rgw crypt s3 kms backend = testing
rgw crypt s3 kms encryption keys = k1=YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=
rgw lc debug interval = -1
rgw run sync thread = false
rgw enable usage log = false
`
}

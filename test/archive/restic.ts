import { execFile } from 'node:child_process'
import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Rule } from '../../src/options/retention.ts'
import { RESTIC } from '../servers/programs.ts'

const run = promisify(execFile)

/** A repository of the real program, filled with snapshots at chosen times. */
export type Restic = {
  /** Makes a snapshot of each time; the histories are told apart by their hosts. */
  fill(histories: ReadonlyMap<string, readonly Date[]>): void
  /** Which times `restic forget` would keep, by host. */
  keeps(policy: readonly Rule[]): Promise<ReadonlyMap<string, readonly Date[]>>
  /** From 0.16 on, it also keeps the oldest snapshot as long as a rule has counts left. */
  readonly keepsOldest: boolean
  close(): void
}

export async function openRestic(): Promise<Restic> {
  const folder = mkdtempSync(join(tmpdir(), 'restic-'))
  const repository = join(folder, 'repository')
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    TZ: 'UTC',
    RESTIC_PASSWORD: 'x',
    RESTIC_REPOSITORY: repository,
  }
  const restic = async (...args: string[]): Promise<string> =>
    (await run(RESTIC, ['--no-cache', ...args], { env, maxBuffer: 1 << 30 })).stdout
  const [, major = '0', minor = '0'] = /restic (\d+)\.(\d+)/.exec(await restic('version')) ?? []
  await restic('init')
  const seal = sealing(JSON.parse(await restic('cat', 'masterkey')))
  return {
    keepsOldest: Number(major) > 0 || Number(minor) >= 16,
    fill(histories) {
      rmSync(join(repository, 'snapshots'), { recursive: true })
      mkdirSync(join(repository, 'snapshots'))
      for (const [hostname, times] of histories) {
        for (const time of times) {
          const about = {
            time: time.toISOString(),
            tree: '0'.repeat(64),
            paths: ['/x'],
            hostname,
            username: 'x',
          }
          const sealed = seal(Buffer.from(JSON.stringify(about)))
          writeFileSync(
            join(repository, 'snapshots', createHash('sha256').update(sealed).digest('hex')),
            sealed,
          )
        }
      }
    },
    async keeps(policy) {
      const answer = await restic(
        ...['forget', '--dry-run', '--json', '--no-lock', '--group-by', 'host'],
        ...policy.flatMap(flagOf),
      )
      const groups: { host: string; keep: { time: string }[] | null }[] = JSON.parse(answer)
      return new Map(groups.map(({ host, keep }) => [host, (keep ?? []).map(({ time }) => new Date(time))]))
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function flagOf(rule: Rule): readonly string[] {
  if ('count' in rule) return [`--keep-${rule.period}`, String(rule.count)]
  const { years, months, days, hours } = rule.window
  const flag = rule.period === 'last' ? '--keep-within' : `--keep-within-${rule.period}`
  return [flag, `${years}y${months}m${days}d${hours}h`]
}

type MasterKey = { readonly mac: { readonly k: string; readonly r: string }; readonly encrypt: string }

/** Encrypts as the program does (AES-256-CTR, Poly1305-AES): making a snapshot by itself takes it half a second. */
function sealing({ mac, encrypt }: MasterKey): (plain: Buffer) => Buffer {
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const r = littleEndian(bytes(mac.r)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  return (plain) => {
    const nonce = randomBytes(16)
    const sealed = createCipheriv('aes-256-ctr', bytes(encrypt), nonce).update(plain)
    const pad = createCipheriv('aes-128-ecb', bytes(mac.k), null).setAutoPadding(false).update(nonce)
    return Buffer.concat([nonce, sealed, poly1305(sealed, r, littleEndian(pad))])
  }
}

function poly1305(message: Buffer, r: bigint, pad: bigint): Buffer {
  let sum = 0n
  for (let at = 0; at < message.length; at += 16) {
    const block = Buffer.concat([message.subarray(at, at + 16), Buffer.from([1])])
    sum = ((sum + littleEndian(block)) * r) % ((1n << 130n) - 5n)
  }
  const tag = Buffer.from(((sum + pad) & ((1n << 128n) - 1n)).toString(16).padStart(32, '0'), 'hex')
  return tag.reverse()
}

const littleEndian = (bytes: Buffer): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`)

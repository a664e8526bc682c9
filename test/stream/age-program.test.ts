import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decrypt, encrypt } from '../../src/stream/age.ts'
import { checkRecipient } from '../../src/stream/age-keys.ts'
import { dice, through } from './bytes.ts'

// The stock program and we must open each other's files, at every edge of a chunk.
const SIZES = [0, 1, 65_535, 65_536, 65_537, 131_072, 700_001]
const PASSPHRASE = 'correct horse battery staple'

const home = mkdtempSync(join(tmpdir(), 'pg-backup-age-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))
const at = (name: string): string => join(home, name)

/** What the program wrote, once; of nothing it makes no file. */
function taken(name: string): Buffer {
  const bytes = existsSync(at(name)) ? readFileSync(at(name)) : Buffer.alloc(0)
  rmSync(at(name), { force: true })
  return bytes
}

function run(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr}${stdout}`)
  return stdout.trim()
}

// The program asks a terminal for the passphrase, and nothing else will do: this is one, which answers each question.
const TERMINAL = `
import os, pty, sys
def answer(fd):
    text = os.read(fd, 1024)
    for _ in range(text.count(b'assphrase')):
        os.write(fd, os.environ['ANSWER'].encode() + b'\\n')
    return text
sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:], answer)))
`

function runOnTerminal(...command: string[]): void {
  const env = { PATH: process.env.PATH, ANSWER: PASSPHRASE }
  const { status, stdout } = spawnSync('python3', ['-c', TERMINAL, ...command], { env, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command.join(' ')}: ${stdout}`)
}

run('age-keygen', '-o', at('key.txt'))
const identity = readFileSync(at('key.txt'), 'utf8')
const recipient = run('age-keygen', '-y', at('key.txt'))

test('the keys of age-keygen are right ones', () => {
  checkRecipient(recipient)
  expect(() => decrypt({ identities: [identity] }).destroy()).not.toThrow()
})

test.each(SIZES)('%d bytes to a recipient', async (size) => {
  const plain = dice(size + 9).bytes(size)
  writeFileSync(at('ours.age'), await through(plain, encrypt({ recipients: [recipient] })))
  run('age', '-d', '-i', at('key.txt'), '-o', at('opened'), at('ours.age'))
  expect(taken('opened').equals(plain)).toBe(true)

  writeFileSync(at('plain'), plain)
  run('age', '-r', recipient, '-o', at('theirs.age'), at('plain'))
  const back = await through(taken('theirs.age'), decrypt({ identities: [identity] }))
  expect(back.equals(plain)).toBe(true)
})

// Only the header differs, and each of these derives a key from the passphrase four times.
test.each([0, 65_536, 700_001])('%d bytes by a passphrase', async (size) => {
  const plain = dice(size + 9).bytes(size)
  writeFileSync(at('ours.age'), await through(plain, encrypt({ passphrase: PASSPHRASE })))
  runOnTerminal('age', '-d', '-o', at('opened'), at('ours.age'))
  expect(taken('opened').equals(plain)).toBe(true)

  writeFileSync(at('plain'), plain)
  runOnTerminal('age', '-p', '-o', at('theirs.age'), at('plain'))
  const back = await through(taken('theirs.age'), decrypt({ identities: [], passphrase: PASSPHRASE }))
  expect(back.equals(plain)).toBe(true)
})

test('the program refuses what was changed, so it looks at what we write', async () => {
  const file = await through(dice(1).bytes(70_000), encrypt({ recipients: [recipient] }))
  file.writeUInt8((file.at(-1) ?? 0) ^ 1, file.length - 1)
  writeFileSync(at('damaged.age'), file)
  expect(() => run('age', '-d', '-i', at('key.txt'), '-o', at('opened'), at('damaged.age'))).toThrow(
    /failed to decrypt/,
  )
})

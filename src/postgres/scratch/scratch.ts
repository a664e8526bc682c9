import { UserError } from '../../errors.ts'
import { whyNoDocker } from '../docker.ts'
import type { Installed } from '../installed.ts'
import { plainEnvironment } from '../target.ts'
import { openDocker } from './docker.ts'
import { findServers, openEmbedded, serverUser } from './embedded.ts'
import { sweepFolders } from './folder.ts'
import type { Scratch, ScratchRequest } from './types.ts'
import { openByUrl } from './url.ts'

export type { Kept, Scratch, ScratchDatabase, ScratchRequest } from './types.ts'

/** Opens a server to restore into, as the user chose it or as this machine allows. */
export async function openScratch(request: ScratchRequest): Promise<Scratch> {
  const { host, major } = request
  await sweepFolders(host)
  const scratch = await chosen(request)
  const { major: other, version } = scratch.server
  if (other !== major) {
    host.warn(
      `The scratch server is PostgreSQL ${version}, and the backup is of PostgreSQL ${major}: its rows can be compared, its schema cannot.`,
    )
  }
  return scratch
}

async function chosen(request: ScratchRequest): Promise<Scratch> {
  const found = await chooseScratch(request)
  switch (found.kind) {
    case 'url':
      return openByUrl(request, found.url)
    case 'docker':
      return openDocker(request)
    case 'embedded':
      return openEmbedded(request, found.programs)
  }
}

/** What a drill would restore into. */
export type Chosen =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'docker' }
  | { readonly kind: 'embedded'; readonly programs: Installed }

type Choosing = Pick<ScratchRequest, 'choice' | 'major' | 'client' | 'host'>

/** Looks what there is to restore into, and starts nothing. */
export async function chooseScratch(request: Choosing): Promise<Chosen> {
  const { choice, host, major, client } = request
  if (choice.kind === 'url') return choice
  if (choice.kind === 'docker') {
    const why = await dockerTrouble(request)
    if (why === undefined) return { kind: 'docker' }
    throw notToBeHad('`scratch: docker` was asked for, but docker does not answer.', why, request)
  }
  const found = await findServers(host)
  const fitting = found.find((installed) => installed.major === major)
  if (fitting) return { kind: 'embedded', programs: fitting }
  // Who wants no docker for the client programs wants none here.
  const docker = choice.kind === 'auto' && client !== 'local' && (await dockerTrouble(request)) === undefined
  if (docker) return { kind: 'docker' }
  const other = nextBest(found, major)
  if (other) return { kind: 'embedded', programs: other }
  const here = choice.kind === 'auto' && client !== 'local' ? ', and no docker to run one' : ''
  throw notToBeHad(`There are no server programs of PostgreSQL here${here}.`, whyNone(), request)
}

const dockerTrouble = ({ host }: Choosing): Promise<string | undefined> =>
  whyNoDocker({ env: plainEnvironment(host.env), signal: host.signal })

/** A newer server can read an older one's dump, an older one seldom a newer one's. */
function nextBest(found: readonly Installed[], major: number): Installed | undefined {
  const byAge = [...found].sort((a, b) => a.major - b.major)
  return byAge.find((installed) => installed.major > major) ?? byAge.at(-1)
}

const whyNone = (): string | undefined =>
  process.getuid?.() === 0 && !serverUser()
    ? 'They refuse to run as root, and there is neither a user postgres nor a user nobody to run them as.'
    : undefined

const notToBeHad = (what: string, why: string | undefined, { major }: Choosing): UserError =>
  new UserError(
    {
      what,
      why,
      next: `Install the server (Debian, Ubuntu: apt-get install postgresql-${major}, from apt.postgresql.org where the system has it not), or name a database server to restore into by \`scratch: <url>\`, such as a service container.`,
    },
    'unverified',
  )

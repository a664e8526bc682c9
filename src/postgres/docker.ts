import { asError, type Ending, UserError } from '../errors.ts'
import { probe, type StartOptions } from '../host/process.ts'

type How = Pick<StartOptions, 'env' | 'signal'>

/** Nothing where docker answers, else what it says, or why it cannot be asked. */
export async function whyNoDocker(how: How): Promise<string | undefined> {
  try {
    const answer = await probe('docker', ['version', '--format', '{{.Server.Version}}'], how)
    return answer.code === 0 ? undefined : lastLine(answer.stderr)
  } catch (error) {
    how.signal.throwIfAborted()
    return asError(error).message
  }
}

/** Fetches PostgreSQL's official image of a major version where it is not here yet; answers its name. */
export async function needImage(
  major: number,
  how: How & {
    readonly log: (line: string) => void
    /** What the image is wanted for, such as `the client programs`. */
    readonly purpose: string
    readonly next: string
    readonly ending?: Ending
  },
): Promise<string> {
  const image = `postgres:${major}`
  const { env, signal } = how
  if ((await probe('docker', ['image', 'inspect', image], { env, signal })).code === 0) return image
  how.log(`Fetching the docker image ${image} for ${how.purpose}.`)
  const pull = await probe('docker', ['pull', '--quiet', image], { env, signal })
  if (pull.code === 0) return image
  throw new UserError(
    {
      what: `The docker image ${image} could not be fetched.`,
      why: lastLine(pull.stderr),
      next: how.next,
    },
    how.ending,
  )
}

/** Docker's arguments that remove a container, and the volumes that only it has. */
export const removalOf = (name: string): readonly string[] => ['rm', '--force', '--volumes', name]

/** Removes a container, whatever it is doing. */
export async function removeContainer(name: string, how: How): Promise<void> {
  const removal = await probe('docker', removalOf(name), how)
  if (removal.code === 0 || /no such container/i.test(removal.stderr)) return
  throw new Error(lastLine(removal.stderr) ?? `docker rm ended with exit code ${removal.code}`)
}

const lastLine = (text: string): string | undefined => text.trim().split('\n').at(-1) || undefined

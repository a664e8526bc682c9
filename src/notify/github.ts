import * as v from 'valibot'
import { UsageError } from '../errors.ts'
import { type Sending, send, Undelivered } from '../host/request.ts'
import type { Telling } from './alarm.ts'

/** The repository whose issues are written, and how. */
export type GitHub = { readonly api: string; readonly repository: string; readonly token: string }

export type Issue = {
  readonly number: number
  readonly open: boolean
  readonly text: string
  readonly labels: readonly string[]
}

/** The repository that the run belongs to, by the variables that a runner sets. */
export function githubOf(env: Readonly<Record<string, string | undefined>>, token: string): GitHub {
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: api } = env
  if (repository && /^[\w.-]+\/[\w.-]+$/.test(repository))
    return { api: api || 'https://api.github.com', repository, token }
  throw new UsageError({
    what: '`github-issue` needs to know the repository, and the variable GITHUB_REPOSITORY does not tell it.',
    next: 'On a terminal, set it to OWNER/NAME, or leave `github-issue` out.',
  })
}

const AnIssue = v.pipe(
  v.object({
    number: v.number(),
    state: v.string(),
    body: v.nullish(v.string()),
    labels: v.array(v.union([v.string(), v.object({ name: v.nullish(v.string()) })])),
    pull_request: v.optional(v.unknown()),
  }),
  v.transform(({ number, state, body, labels, pull_request }) => ({
    ...{ number, open: state === 'open', text: body ?? '', isIssue: pull_request === undefined },
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
  })),
)

const PAGE = 100
const MOST_PAGES = 20

/** What is done with issues, each a request or few. */
export function issueApi({ api, repository, token }: GitHub, telling: Telling) {
  const ask = (method: Sending['method'], path: string, body?: object): Promise<string> =>
    send(new URL(`${api.replace(/\/$/, '')}/repos/${repository}/issues${path}`), {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'x-github-api-version': '2022-11-28',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      ...telling,
    })
  return {
    /** The newest first, closed ones too. */
    async withLabel(label: string): Promise<Issue[]> {
      const found: Issue[] = []
      for (let page = 1; page <= MOST_PAGES; page++) {
        const query = new URLSearchParams({
          labels: label,
          state: 'all',
          per_page: `${PAGE}`,
          page: `${page}`,
        })
        const some = read(v.array(AnIssue), await ask('GET', `?${query}`))
        found.push(...some.filter(({ isIssue }) => isIssue))
        if (some.length < PAGE) break
      }
      return found
    },
    async open({
      title,
      body,
      label,
    }: {
      readonly title: string
      readonly body: string
      readonly label: string
    }) {
      return read(AnIssue, await ask('POST', '', { title, body, labels: [label] }))
    },
    async comment(number: number, body: string): Promise<void> {
      await ask('POST', `/${number}/comments`, { body })
    },
    async setOpen(number: number, open: boolean): Promise<void> {
      await ask(
        'PATCH',
        `/${number}`,
        open ? { state: 'open' } : { state: 'closed', state_reason: 'completed' },
      )
    },
  }
}

function read<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  try {
    return v.parse(schema, JSON.parse(text))
  } catch {
    throw new Undelivered('the answer is not what GitHub answers', { passing: false })
  }
}

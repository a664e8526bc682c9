import { type Heard, type Listener, type Reply, startListener } from './listener.ts'

export type StoodInIssue = {
  readonly number: number
  readonly title: string
  readonly body: string
  state: 'open' | 'closed'
  readonly labels: { name: string }[]
  readonly comments: string[]
}

export type GitHubStandIn = Listener & {
  readonly issues: StoodInIssue[]
  /** What it answers in place of doing anything, if something. */
  fault: ((heard: Heard) => Reply | 'silent' | undefined) | undefined
}

export const TOKEN = 'ghs_aTokenForTests0123456789'
const PREFIX = '/repos/acme/shop/issues'

/** Stands in for the part of GitHub's API that is about issues, for the repository acme/shop. */
export async function startGitHub(): Promise<GitHubStandIn> {
  const issues: StoodInIssue[] = []
  const standIn: { fault: GitHubStandIn['fault'] } = { fault: undefined }
  const listener = await startListener((heard) => standIn.fault?.(heard) ?? answer(issues, heard))
  return Object.assign(standIn, listener, { issues })
}

function answer(issues: StoodInIssue[], { method, path, headers, body }: Heard): Reply {
  if (headers.authorization !== `Bearer ${TOKEN}`)
    return { status: 401, json: { message: 'Bad credentials' } }
  const url = new URL(path, 'http://github')
  if (!url.pathname.startsWith(PREFIX)) return { status: 404, json: { message: 'Not Found' } }
  const [, number, comments] = url.pathname.slice(PREFIX.length).split('/')
  const given: Given = body === '' ? {} : JSON.parse(body)
  if (number === undefined) return method === 'GET' ? listed(issues, url.searchParams) : opened(issues, given)
  const issue = issues.find((one) => one.number === Number(number))
  if (!issue) return { status: 404, json: { message: 'Not Found' } }
  if (comments === 'comments') issue.comments.push(given.body ?? '')
  else if (method === 'PATCH') issue.state = given.state ?? issue.state
  return { status: comments ? 201 : 200, json: shown(issue) }
}

function listed(issues: readonly StoodInIssue[], query: URLSearchParams): Reply {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)]
  const state = query.get('state') ?? 'open'
  const found = issues
    .filter((issue) => state === 'all' || issue.state === state)
    .filter(({ labels }) => labels.some(({ name }) => name === query.get('labels')))
    .toReversed()
  return { status: 200, json: found.slice((page - 1) * size, page * size).map(shown) }
}

type Given = {
  readonly title?: string
  readonly body?: string
  readonly state?: StoodInIssue['state']
  readonly labels?: readonly string[]
}

function opened(issues: StoodInIssue[], { title = '', body = '', labels = [] }: Given): Reply {
  const names = labels.map((name) => ({ name }))
  const issue: StoodInIssue = {
    ...{ number: issues.length + 1, title, body },
    ...{ state: 'open', labels: names, comments: [] },
  }
  issues.push(issue)
  return { status: 201, json: shown(issue) }
}

const shown = ({ comments, ...issue }: StoodInIssue): object => ({ ...issue, comments: comments.length })

import { githubOf } from '../../src/notify/github.ts'
import { adviceOn, keepIssue } from '../../src/notify/github-issue.ts'
import { type GitHubStandIn, startGitHub, TOKEN } from './github-stand-in.ts'
import { failure, success, telling } from './sample.ts'

let standIn: GitHubStandIn
beforeEach(async () => {
  standIn = await startGitHub()
})
afterEach(() => standIn.stop())

const keep = (alarm: typeof failure, token = TOKEN) =>
  keepIssue({ api: standIn.url, repository: 'acme/shop', token }, alarm, telling)
const states = () => standIn.issues.map(({ state, comments }) => [state, comments.length])

test('the life of an issue: opened, commented on, closed, and opened once more', async () => {
  await keep(success)
  expect(states()).toEqual([])
  await keep(failure)
  expect(states()).toEqual([['open', 0]])
  await keep(failure)
  await keep({ ...failure, outcome: 'unverified' })
  expect(states()).toEqual([['open', 2]])
  await keep(success)
  expect(states()).toEqual([['closed', 3]])
  await keep(success)
  expect(states()).toEqual([['closed', 3]])
  await keep(failure)
  expect(states()).toEqual([['open', 4]])
})

test('one for each name and each command', async () => {
  await keep(failure)
  await keep({ ...failure, name: 'shop2' })
  await keep({ ...failure, name: 'sho' })
  await keep({ ...failure, command: 'verify' })
  await keep({ ...failure, name: 'odd --> <!-- name' })
  await keep({ ...failure, name: undefined })
  expect(states()).toEqual(Array(6).fill(['open', 0]))
  await keep({ ...failure, name: 'odd --> <!-- name' })
  await keep({ ...success, name: 'shop2' })
  expect(states().map(([state]) => state)).toEqual(['open', 'closed', 'open', 'open', 'open', 'open'])
  expect(standIn.issues[4]?.comments).toHaveLength(1)
})

test('it says what happened, and nothing in it calls anybody', async () => {
  await keep(failure)
  const [issue] = standIn.issues
  expect(issue?.title).toBe('pg-backup: backup of shop does not pass')
  expect(issue?.labels).toEqual([{ name: 'pg-backup' }])
  const [before, inside, after] = issue?.body.split('````') ?? []
  expect(inside).toContain('Cannot connect to <db> & co.')
  expect(`${before}${after}`).not.toContain('@')
  expect(after).toContain('[The run](https://github.com/acme/shop/actions/runs/7)')
})

test('it is found among hundreds, and pull requests are none', async () => {
  await keep(failure)
  for (let number = 2; number < 250; number++) await keep({ ...failure, name: `other ${number}` })
  await keep(failure)
  expect(standIn.issues[0]?.comments).toHaveLength(1)
  expect(standIn.issues).toHaveLength(249)
})

test('an answer that is lost opens no second issue', async () => {
  let lost = 0
  standIn.fault = ({ method, body }) => {
    if (method !== 'POST' || lost > 0) return undefined
    lost += 1
    const { title, body: text, labels } = JSON.parse(body)
    const names = labels.map((name: string) => ({ name }))
    standIn.issues.push({ number: 1, title, body: text, state: 'open', labels: names, comments: [] })
    return { status: 502 }
  }
  await keep(failure)
  expect(states()).toEqual([['open', 1]])
})

test('a token that may not, that is wrong, and a repository without issues: each with what to do', async () => {
  const advice = async (status: number) => {
    standIn.fault = () => ({ status, json: { message: 'no' } })
    return adviceOn(await keep(failure).catch((error) => error))
  }
  expect(await advice(403)).toContain('issues: write')
  expect(await advice(404)).toContain('issues: write')
  expect(await advice(410)).toContain('no issues')
  standIn.fault = undefined
  expect(adviceOn(await keep(failure, 'wrong').catch((error) => error))).toContain('github-token')
})

test('a label that was not given is told', async () => {
  standIn.fault = ({ method }) =>
    method === 'POST' ? { status: 201, json: { number: 9, state: 'open', body: '', labels: [] } } : undefined
  expect(await keep(failure)).toContain('did not get the label')
})

test('an answer that is none of GitHub’s is no success', async () => {
  standIn.fault = () => ({ status: 200, json: { hello: 'world' } })
  await expect(keep(failure)).rejects.toThrow('not what GitHub answers')
})

test('the repository comes from the runner, and is asked for where there is none', () => {
  const env = { GITHUB_REPOSITORY: 'acme/shop' }
  expect(githubOf(env, 't')).toEqual({ api: 'https://api.github.com', repository: 'acme/shop', token: 't' })
  expect(githubOf({ ...env, GITHUB_API_URL: 'https://ghe/api/v3' }, 't').api).toBe('https://ghe/api/v3')
  expect(() => githubOf({}, 't')).toThrow('GITHUB_REPOSITORY')
  expect(() => githubOf({ GITHUB_REPOSITORY: 'a/b/../c' }, 't')).toThrow('GITHUB_REPOSITORY')
})

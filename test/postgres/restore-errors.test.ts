import { type Circumstances, collectComplaints, judge } from '../../src/postgres/restore/errors.ts'

const collected = (text: string, parallel = false) => {
  const complaints = collectComplaints({ parallel })
  for (const line of text.split('\n')) complaints.add(line)
  return complaints.all()
}

const SAID = `pg_restore: while PROCESSING TOC:
pg_restore: from TOC entry 2963; 1259 16535 INDEX gi postgres
pg_restore: error: could not execute query: ERROR:  relation "gi" already exists
Command was: CREATE INDEX gi ON public.t
    USING gin (h);


pg_restore: error: COPY failed for table "t": ERROR:  duplicate key value violates unique constraint "t_pkey"
DETAIL:  Key (id)=(1) already exists.
CONTEXT:  COPY t, line 1
pg_restore: warning: errors ignored on restore: 2`

describe('what pg_restore says on standard error', () => {
  test('each error comes with the sentence of the server, and with what it was about', () => {
    const [index, rows] = collected(SAID)
    expect(index).toMatchObject({ message: 'relation "gi" already exists', context: '' })
    expect(index?.statement).toContain('CREATE INDEX gi ON public.t\n    USING gin (h);')
    expect(rows?.message).toContain('COPY failed for table "t"')
    expect(rows?.context).toContain('Key (id)=(1) already exists.')
    expect(collected(SAID)).toHaveLength(2)
  })

  test('warnings and headings are no errors', () => {
    expect(
      collected('pg_restore: connecting to database\npg_restore: warning: archive items not in order'),
    ).toEqual([])
  })

  test('errors that were counted and not understood are told all the same', () => {
    const all = collected(SAID.replace('restore: 2', 'restore: 5'))
    expect(all).toHaveLength(3)
    expect(all[2]?.message).toBe('there were 3 more errors, whose text is lost')
  })

  test('of several workers pg_restore counts an error more than once, which makes no others', () => {
    expect(collected(SAID.replace('restore: 2', 'restore: 57'), true)).toHaveLength(2)
    expect(collected('pg_restore: warning: errors ignored on restore: 57', true)).toHaveLength(1)
  })

  test('what fails unsaid for want of a connection is no error of its own', () => {
    const all =
      collected(`pg_restore: error: could not execute query: FATAL:  terminating connection due to command
server closed the connection unexpectedly
Command was: REFRESH MATERIALIZED VIEW public.bomb;
pg_restore: warning: errors ignored on restore: 2`)
    expect(all.map((complaint) => judge(complaint, STRICT).outcome)).toEqual(['unverified'])
  })

  test('more errors than can be kept do not vanish', () => {
    const all = collected('pg_restore: error: could not execute query: ERROR:  no\n'.repeat(10_002))
    expect(all).toHaveLength(10_001)
    expect(judge(all.at(-1) ?? missing(), STRICT)).toMatchObject({ outcome: 'fail' })
  })
})

const missing = (): never => {
  throw new Error('There is none.')
}

const STRICT: Circumstances = {
  limited: false,
  partial: false,
  otherMajor: false,
  older: false,
  allows: () => false,
}

describe('what an error means for the verdict', () => {
  const outcome = (message: string, circumstances: Partial<Circumstances> = {}) =>
    judge({ message, context: '', statement: undefined }, { ...STRICT, ...circumstances }).outcome

  test.each([
    'relation "a" does not exist',
    'permission denied for schema a',
    'must be owner of extension plpgsql',
    'role "a" does not exist',
    'unrecognized configuration parameter "transaction_timeout"',
    'duplicate key value violates unique constraint "a"',
    'could not read from input file: end of file',
    'unexpected end of file',
    'something that nobody has seen before',
  ])('%s: without an excuse it fails', (message) => {
    expect(outcome(message)).toBe('fail')
  })

  test.each([
    ['COPY failed for table "a": ERROR:  could not extend file "base/1/2": No space left on device'],
    ['could not access file "$libdir/postgis-3": No such file or directory'],
    ['extension "pg_graphql" is not available'],
    ['could not create locale "de_DE.utf8": No such file or directory'],
    ['server closed the connection unexpectedly'],
    ['no connection to the server'],
  ])('%s: it speaks of the scratch server', (message) => {
    expect(outcome(message)).toBe('unverified')
  })

  test.each<[string, Partial<Circumstances>, string]>([
    ['role "a" does not exist', { limited: true }, 'unverified'],
    ['role "a" does not exist', { limited: true, allows: (name) => name === 'limited-scratch' }, 'tolerated'],
    [
      'role "a" does not exist',
      { limited: true, allows: (name) => name === 'left-out-dependencies' },
      'unverified',
    ],
    ['role "Odd "Reader"" does not exist', { limited: true }, 'unverified'],
    ['relation "a permission denied for" does not exist', { limited: true }, 'fail'],
    ['relation "a" does not exist', { limited: true }, 'fail'],
    ['relation "a" does not exist', { partial: true }, 'unverified'],
    [
      'relation "a" does not exist',
      { partial: true, allows: (name) => name === 'left-out-dependencies' },
      'tolerated',
    ],
    ['duplicate key value', { partial: true, limited: true, allows: () => true }, 'fail'],
    [
      'unrecognized configuration parameter "transaction_timeout"',
      { older: true, otherMajor: true },
      'tolerated',
    ],
    ['syntax error at or near "NULLS"', { otherMajor: true }, 'unverified'],
    ['COPY failed for table "a": ERROR:  invalid input syntax', { otherMajor: true }, 'fail'],
  ])('%s, under %j, is %s', (message, circumstances, expected) => {
    expect(outcome(message, circumstances)).toBe(expected)
  })
})

import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { gate } from '../../src/stream/gate.ts'
import { errorOf, forSeeds, pieces, settle, through } from './bytes.ts'

test('bytes go through at once, the end waits for the promise', async () => {
  const exited = Promise.withResolvers<void>()
  const stage = gate(exited.promise)
  const seen: string[] = []
  stage.on('data', (chunk: Buffer) => seen.push(chunk.toString()))
  stage.on('end', () => seen.push('end'))
  stage.end('dump')
  await settle()
  expect(seen).toEqual(['dump'])
  exited.resolve()
  await settle()
  expect(seen).toEqual(['dump', 'end'])
})

test('nothing is changed on the way', () =>
  forSeeds(5, async (dice) => {
    const bytes = dice.bytes(dice.whole(0, 200_000))
    expect((await through(pieces(bytes, dice), gate(Promise.resolve()))).equals(bytes)).toBe(true)
  }))

test.each([
  ['before the end of the bytes', false],
  ['after it', true],
])('a rejection %s destroys the stream with its error', async (_when, ended) => {
  const exited = Promise.withResolvers<void>()
  const source = new PassThrough()
  const sink = new PassThrough().resume()
  const finished: string[] = []
  sink.on('finish', () => finished.push('finish'))
  const work = errorOf(pipeline(source, gate(exited.promise), sink))
  source.write('half a dump')
  if (ended) source.end()
  await settle()
  exited.reject(new Error('pg_dump ended with exit code 1.'))
  expect((await work).message).toBe('pg_dump ended with exit code 1.')
  expect(finished).toEqual([])
  expect(source.destroyed && sink.destroyed).toBe(true)
})

test('a rejection with nothing at all is an error too', async () => {
  const error = await errorOf(through(Buffer.from('x'), gate(Promise.reject(undefined))))
  expect(error.message).toContain('undefined')
})

test('an error that comes before anybody reads is there for who reads later', async () => {
  const stage = gate(Promise.reject(new Error('pg_dump was not found.')))
  await settle()
  expect((await errorOf(stage.toArray())).message).toBe('pg_dump was not found.')
})

test('destroyed by somebody else, it takes no harm from the promise', async () => {
  const exited = Promise.withResolvers<void>()
  const stage = gate(exited.promise)
  stage.end('x')
  stage.destroy()
  exited.reject(new Error('late'))
  await settle()
  expect(stage.errored).toBe(null)
})

import fc from 'fast-check'
import { LRUCache } from 'lru-cache'
import { Receipt } from '../../../src/aws/receipt.ts'
import { loadBatch } from '../../../src/aws/shared/batch-read.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import { MAX_SINGLE_READS } from '../../../src/aws/shared/refused-batch.ts'
import { GatewayError } from '../../../src/errors.ts'
import { type FakeAnswer, fakeRead } from './fake-read.ts'

const awsError = (errorName: string, code: GatewayError['code'] = 'BAD_USER_INPUT', httpStatus = 400) =>
  new GatewayError(code, errorName, {
    aws: { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName, httpStatus },
  })

const thing = (key: string) => ({ key })
type Thing = ReturnType<typeof thing>
const answer = (keys: readonly string[]) => new Map(keys.toReversed().map((key) => [key, thing(key)]))

/** A batch read, and the keys of each call that it makes. */
function batchRead(
  answerOf: FakeAnswer<Thing>,
  options: Partial<Read<Thing>> = {},
  existingKeys?: () => Promise<ReadonlySet<string>>,
) {
  const calls: (readonly string[])[] = []
  const oneAtATime = new LRUCache<string, true>({ max: 10 })
  const answer: FakeAnswer<Thing> = (keys, signal) => {
    calls.push(keys)
    return answerOf(keys, signal)
  }
  const read = fakeRead(answer, { refused: { singleReadsLeft: MAX_SINGLE_READS }, ...options })
  const { signal } = new AbortController()
  const call = { receipt: new Receipt(), signal, timeoutMs: 25_000, jsonBytes: 0, isComplete: true }
  return {
    calls,
    load: async (...groups: readonly (readonly string[])[]) => {
      const answers = new Map(await loadBatch(read, groups, call, oneAtATime, existingKeys))
      return groups.flat().map((key) => answers.get(key))
    },
  }
}

describe('a batch read', () => {
  test('returns undefined for a key that AWS leaves out', async () => {
    const { load } = batchRead(async (keys) => answer(keys.filter((key) => key !== 'b')))
    expect(await load(['a', 'b'])).toEqual([thing('a'), undefined])
  })

  test.each(['DeploymentDoesNotExist', 'NotStarted'])('returns undefined for every key at %s', async (name) => {
    const error = awsError(name, name === 'NotStarted' ? 'AWS_UNAVAILABLE' : 'NOT_FOUND')
    const { calls, load } = batchRead(() => Promise.reject(error), { emptyOn: new Set(['NotStarted']) })
    expect(await load(['a', 'b'])).toEqual([undefined, undefined])
    expect(calls).toHaveLength(1)
  })

  test('fails every key of a call whose error blames none of them, without another call', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const { calls, load } = batchRead(() => Promise.reject(throttled), { splitOn: new Set(['BadKey']) })
    expect(await load(['a', 'b'])).toEqual([throttled, throttled])
    expect(calls).toEqual([['a', 'b']])
  })

  test.each<[what: string, name: string, status: number]>([
    ['an outage', 'InternalFailure', 500],
    ['the error page of a proxy', 'Unknown', 400],
  ])('is not repeated for each caller after %s', async (_, name, status) => {
    const outage = awsError(name, 'AWS_UNAVAILABLE', status)
    const { calls, load } = batchRead(() => Promise.reject(outage))
    expect(await load(['a'], ['b'])).toEqual([outage, outage])
    expect(calls).toHaveLength(1)
  })

  test('passes on an error that is not a GatewayError unchanged', async () => {
    const bug = new TypeError('x is undefined')
    const command = () => {
      throw bug
    }
    const { load } = batchRead(async () => new Map(), { splitOn: new Set(['BadKey']), command })
    await expect(load(['a', 'b'])).rejects.toBe(bug)
  })
})

describe('bad keys for which AWS refuses a whole batch', () => {
  const keysWithBadOnes = fc
    .array(fc.boolean(), { minLength: 1, maxLength: 100 })
    .map((marks) => marks.map((bad, index) => (bad ? `bad${index}` : `k${index}`)))
  const isBad = (key: string) => key.startsWith('bad')
  /** AWS names one of the bad keys, another one, or none. */
  const refuse = (naming: 'a bad key' | 'a good key' | 'no key') => async (keys: readonly string[]) => {
    const bad = keys.find(isBad)
    if (!bad) return answer(keys)
    const named = naming === 'a bad key' ? bad : naming === 'a good key' ? keys.find((key) => !isBad(key)) : undefined
    const error = awsError('TargetDoesNotExist', 'NOT_FOUND')
    throw new GatewayError(error.code, `No target of id ${named ?? '?'}.`, { aws: error.aws })
  }
  const splits = { splitOn: new Set(['TargetDoesNotExist']) }
  const namings = fc.constantFrom('a bad key', 'a good key', 'no key')

  test('are undefined, and no other key is, wherever and however many they are', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, namings, async (keys, naming) => {
        const existing = async () => new Set(keys.filter((key) => !isBad(key)))
        const { calls, load } = batchRead(refuse(naming), splits, existing)
        expect(await load(keys)).toEqual(keys.map((key) => (isBad(key) ? undefined : thing(key))))
        expect(calls.length).toBeLessThanOrEqual(4)
      }),
    )
  })

  test('are read alone once where AWS names one, and the rest in one call', async () => {
    const { calls, load } = batchRead(refuse('a bad key'), splits)
    expect(await load(['a', 'bad', 'b'])).toEqual([thing('a'), undefined, thing('b')])
    expect(calls).toEqual([['a', 'bad', 'b'], ['bad'], ['a', 'b']])
  })

  test('are read one by one up to a limit where AWS lists no keys, and the rest is AWS_UNAVAILABLE', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, async (keys) => {
        const { calls, load } = batchRead(refuse('no key'), splits)
        const answers = await load(keys)
        if (!keys.some(isBad)) return expect(answers).toEqual(keys.map(thing))
        for (const [index, key] of keys.entries()) {
          if (index < MAX_SINGLE_READS) expect(answers[index]).toEqual(isBad(key) ? undefined : thing(key))
          else expect(answers[index]).toMatchObject({ code: 'AWS_UNAVAILABLE' })
        }
        expect(calls.length).toBeLessThanOrEqual(1 + MAX_SINGLE_READS)
      }),
    )
  })

  test('fail with the error for which AWS could not list the existing keys', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const { load } = batchRead(refuse('no key'), splits, () => Promise.reject(throttled))
    expect(await load(['a', 'bad'])).toEqual([throttled, throttled])
  })

  test('lose no key of other callers and none of their own, whatever the code of the refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('BAD_USER_INPUT', 'AWS_UNAVAILABLE'), async (code) => {
        const refusal = awsError('NewerThanThisGatewayException', code)
        const { calls, load } = batchRead(async (keys) => (keys.some(isBad) ? Promise.reject(refusal) : answer(keys)))
        expect(await load(['a', 'b'], ['bad', 'c'], ['d'])).toEqual([
          thing('a'),
          thing('b'),
          refusal,
          thing('c'),
          thing('d'),
        ])
        expect(calls).toEqual([['a', 'b', 'bad', 'c', 'd'], ['a', 'b'], ['bad', 'c'], ['d'], ['bad'], ['c']])
      }),
    )
  })
})

describe('an operation that takes only lists of one', () => {
  const tooMany = awsError('ListSizeExceeded')
  const singleKeyOn = 'ListSizeExceeded'
  const onlyOne = async (keys: readonly string[]) => (keys.length > 1 ? Promise.reject(tooMany) : answer(keys))

  test('reads keys one by one after a single refusal', async () => {
    const { calls, load } = batchRead(onlyOne, { singleKeyOn })
    expect(await load(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'].map(thing))
    await load(['d', 'e'])
    expect(calls).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d'], ['e']])
  })

  test('fails for a single key that AWS refuses', async () => {
    const { calls, load } = batchRead(() => Promise.reject(tooMany), { singleKeyOn })
    expect(await load(['a'])).toEqual([tooMany])
    expect(calls).toEqual([['a']])
  })
})

import { jest } from '@jest/globals'
import fc from 'fast-check'
import { ReadError } from '../../src/aws/errors.ts'
import { type BatchRead, batched, each, perKey } from '../../src/aws/loader.ts'

const awsError = (errorName: string, code: ReadError['code'] = 'BAD_USER_INPUT') =>
  new ReadError(code, errorName, { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName })

const keysOf = (count: number) => Array.from({ length: count }, (_, index) => `k${index}`)
const thing = (key: string) => ({ key })
type Thing = ReturnType<typeof thing>
const answer = (keys: readonly string[]) => new Map(keys.toReversed().map((key) => [key, thing(key)]))

/** A loader, and the keys of each call it makes. */
function batchesOf(read: BatchRead<Thing>['read'], options: Partial<BatchRead<Thing>> = {}) {
  const calls: (readonly string[])[] = []
  const load = batched<Thing>({
    size: 25,
    ...options,
    read: (keys) => {
      calls.push(keys)
      return read(keys)
    },
  })
  return { calls, loadAll: (keys: readonly string[]) => Promise.allSettled(keys.map(load)) }
}

const fulfilled = (value: Thing | undefined) => ({ status: 'fulfilled', value })
const rejected = (reason: unknown) => ({ status: 'rejected', reason })

describe('a loader over a batch read', () => {
  test('makes exactly as many calls as N keys of one tick need, and gives each its value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 120 }), fc.integer({ min: 1, max: 30 }), async (count, size) => {
        const { calls, loadAll } = batchesOf(async (keys) => answer(keys), { size })
        const keys = keysOf(count)
        expect(await loadAll(keys)).toEqual(keys.map(thing).map(fulfilled))
        expect(calls).toHaveLength(Math.ceil(count / size))
        expect(calls.flat()).toEqual(keys)
      }),
    )
  })

  test('reads a key once, however often and whenever it is asked for', async () => {
    const { calls, loadAll } = batchesOf(async (keys) => answer(keys))
    await loadAll(['a', 'b', 'a'])
    expect(await loadAll(['b', 'c', 'a'])).toEqual(['b', 'c', 'a'].map(thing).map(fulfilled))
    expect(calls).toEqual([['a', 'b'], ['c']])
  })

  test('gives undefined for a key that AWS leaves out', async () => {
    const { loadAll } = batchesOf(async (keys) => answer(keys.filter((key) => key !== 'b')))
    expect(await loadAll(['a', 'b'])).toEqual([fulfilled(thing('a')), fulfilled(undefined)])
  })

  test.each(['DeploymentDoesNotExist', 'NotStarted'])('gives undefined for every key when %s', async (name) => {
    const error = awsError(name, name === 'NotStarted' ? 'INTERNAL_SERVER_ERROR' : 'NOT_FOUND')
    const { calls, loadAll } = batchesOf(() => Promise.reject(error), { emptyOn: 'NotStarted' })
    expect(await loadAll(['a', 'b'])).toEqual([fulfilled(undefined), fulfilled(undefined)])
    expect(calls).toHaveLength(1)
  })

  test('fails every key of a call whose error blames none of them, and tries nothing else', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const read = async (keys: readonly string[]) => (keys.includes('k0') ? Promise.reject(throttled) : answer(keys))
    const { calls, loadAll } = batchesOf(read, { size: 2, blamesOneKey: new Set(['BadKey']) })
    expect(await loadAll(keysOf(3))).toEqual([rejected(throttled), rejected(throttled), fulfilled(thing('k2'))])
    expect(calls).toEqual([['k0', 'k1'], ['k2']])
  })

  test('passes on what is no ReadError as it is', async () => {
    const bug = new TypeError('x is undefined')
    const { loadAll } = batchesOf(() => Promise.reject(bug), { blamesOneKey: new Set(['BadKey']) })
    expect(await loadAll(['a', 'b'])).toEqual([rejected(bug), rejected(bug)])
  })
})

describe('keys that AWS fails a whole batch for', () => {
  const keysWithBadOnes = fc
    .array(fc.boolean(), { minLength: 1, maxLength: 25 })
    .map((marks) => marks.map((bad, index) => (bad ? `bad${index}` : `k${index}`)))
  const isBad = (key: string) => key.startsWith('bad')
  const bad = awsError('BadKey')
  const failWhole = async (keys: readonly string[]) => (keys.some(isBad) ? Promise.reject(bad) : answer(keys))

  test('cost only their own slots, wherever and however many they are', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, async (keys) => {
        const { loadAll } = batchesOf(failWhole, { blamesOneKey: new Set(['BadKey']) })
        expect(await loadAll(keys)).toEqual(keys.map((key) => (isBad(key) ? rejected(bad) : fulfilled(thing(key)))))
      }),
    )
  })

  test('are found by halving: two calls more for each halving of the batch, for each bad key', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, async (keys) => {
        const { calls, loadAll } = batchesOf(failWhole, { blamesOneKey: new Set(['BadKey']) })
        await loadAll(keys)
        const halvings = Math.ceil(Math.log2(keys.length))
        expect(calls.length).toBeLessThanOrEqual(1 + 2 * halvings * keys.filter(isBad).length)
        expect(calls.length).toBeLessThanOrEqual(2 * keys.length - 1)
      }),
    )
  })

  test('are undefined where the error says that they do not exist', async () => {
    const missing = awsError('TargetDoesNotExist', 'NOT_FOUND')
    const read = async (keys: readonly string[]) => (keys.includes('gone') ? Promise.reject(missing) : answer(keys))
    const { calls, loadAll } = batchesOf(read, { blamesOneKey: new Set(['TargetDoesNotExist']) })
    expect(await loadAll(['a', 'gone', 'b'])).toEqual([
      fulfilled(thing('a')),
      fulfilled(undefined),
      fulfilled(thing('b')),
    ])
    expect(calls).toEqual([['a', 'gone', 'b'], ['a', 'gone'], ['b'], ['a'], ['gone']])
  })
})

describe('where AWS takes only lists of one', () => {
  const tooMany = awsError('ListSizeExceeded')
  const onlyOneAtATime = 'ListSizeExceeded'
  const onlyOne = async (keys: readonly string[]) => (keys.length > 1 ? Promise.reject(tooMany) : answer(keys))

  test('keys are read one by one, each gets its value, and the refusal is met once', async () => {
    const { calls, loadAll } = batchesOf(onlyOne, { onlyOneAtATime })
    expect(await loadAll(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'].map(thing).map(fulfilled))
    await loadAll(['d', 'e'])
    expect(calls).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d'], ['e']])
  })

  test('a single key that is refused for it fails', async () => {
    const { calls, loadAll } = batchesOf(() => Promise.reject(tooMany), { onlyOneAtATime })
    expect(await loadAll(['a'])).toEqual([rejected(tooMany)])
    expect(calls).toEqual([['a']])
  })
})

describe('a loader where AWS has no batch read', () => {
  test('makes one call per key, and each key once', async () => {
    const calls: string[] = []
    const load = each(async (location: string, id: string) => {
      calls.push(`${location}/${id}`)
      return thing(id)
    })
    const values = await Promise.all([load('here', 'a'), load('there', 'a'), load('here', 'a'), load('here', 'b')])
    expect(values).toEqual(['a', 'a', 'a', 'b'].map(thing))
    expect(await load('there', 'a')).toBe(values[1])
    expect(calls).toEqual(['here/a', 'there/a', 'here/b'])
  })

  test('has never more than ten calls under way, and as many as that', async () => {
    let underWay = 0
    let most = 0
    const load = each(async (key: string) => {
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay--
      return thing(key)
    })
    const keys = keysOf(35)
    const early = keys.slice(0, 20).map((key) => load(key))
    await new Promise(setImmediate)
    const late = keys.slice(20).map((key) => load(key))
    expect(await Promise.all([...early, ...late])).toEqual(keys.map(thing))
    expect(most).toBe(10)
  })

  test('makes no call for what was put in before', async () => {
    const load = each<[string, string], Thing>(() => Promise.reject(new Error('called')))
    load.prime(['here', 'a'], thing('known'))
    expect(await load('here', 'a')).toEqual(thing('known'))
    await expect(load('there', 'a')).rejects.toThrow('called')
  })

  test('gives undefined for what does not exist, and any other error to its own key alone', async () => {
    const errors: Record<string, Error> = {
      gone: awsError('ResourceNotFoundException', 'NOT_FOUND'),
      denied: awsError('AccessDeniedException', 'AWS_ACCESS_DENIED'),
    }
    const load = each(async (key: string) => (errors[key] ? Promise.reject(errors[key]) : thing(key)))
    expect(await Promise.allSettled(['a', 'gone', 'denied'].map((key) => load(key)))).toEqual([
      fulfilled(thing('a')),
      fulfilled(undefined),
      rejected(errors.denied),
    ])
  })
})

test('one value per key is made on first use', () => {
  const make = jest.fn((key: string) => ({ key }))
  const of = perKey(make)
  expect(of('a')).toBe(of('a'))
  expect(of('b')).toEqual({ key: 'b' })
  expect(make.mock.calls).toEqual([['a'], ['b']])
})

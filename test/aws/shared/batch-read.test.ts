import fc from 'fast-check'
import { ReadError } from '../../../src/aws/calls/errors.ts'
import { Receipt } from '../../../src/aws/receipt.ts'
import { ask, type Question } from '../../../src/aws/shared/batch-read.ts'

const awsError = (errorName: string, code: ReadError['code'] = 'BAD_USER_INPUT') =>
  new ReadError(code, errorName, { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName })

const thing = (key: string) => ({ key })
type Thing = ReturnType<typeof thing>
const answer = (keys: readonly string[]) => new Map(keys.toReversed().map((key) => [key, thing(key)]))

/** A question, and the keys of each call that asking it makes. */
function asked(read: Question<Thing>['read'], options: Partial<Question<Thing>> = {}) {
  const calls: (readonly string[])[] = []
  const oneAtATime = new Map<string, true>()
  const question: Question<Thing> = {
    name: 'things',
    action: 'codedeploy:BatchGet',
    location: 'here',
    size: 25,
    lifetime: () => ({ seconds: 0, final: false }),
    ...options,
    read: (keys, call) => {
      calls.push(keys)
      return read(keys, call)
    },
  }
  const call = { receipt: new Receipt(), signal: new AbortController().signal, jsonBytes: 0 }
  return {
    calls,
    askAll: async (keys: readonly string[]) => (await ask(question, keys, call, oneAtATime)).map(([, value]) => value),
  }
}

describe('a question that one call answers for many keys', () => {
  test('gives undefined for a key that AWS leaves out', async () => {
    const { askAll } = asked(async (keys) => answer(keys.filter((key) => key !== 'b')))
    expect(await askAll(['a', 'b'])).toEqual([thing('a'), undefined])
  })

  test.each(['DeploymentDoesNotExist', 'NotStarted'])('gives undefined for every key when %s', async (name) => {
    const error = awsError(name, name === 'NotStarted' ? 'INTERNAL_SERVER_ERROR' : 'NOT_FOUND')
    const { calls, askAll } = asked(() => Promise.reject(error), { emptyOn: new Set(['NotStarted']) })
    expect(await askAll(['a', 'b'])).toEqual([undefined, undefined])
    expect(calls).toHaveLength(1)
  })

  test('fails every key of a call whose error blames none of them, and tries nothing else', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const { calls, askAll } = asked(() => Promise.reject(throttled), { blamesOneKey: new Set(['BadKey']) })
    expect(await askAll(['a', 'b'])).toEqual([throttled, throttled])
    expect(calls).toEqual([['a', 'b']])
  })

  test('passes on what is no ReadError as it is', async () => {
    const bug = new TypeError('x is undefined')
    const { askAll } = asked(() => Promise.reject(bug), { blamesOneKey: new Set(['BadKey']) })
    await expect(askAll(['a', 'b'])).rejects.toBe(bug)
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
        const { askAll } = asked(failWhole, { blamesOneKey: new Set(['BadKey']) })
        expect(await askAll(keys)).toEqual(keys.map((key) => (isBad(key) ? bad : thing(key))))
      }),
    )
  })

  test('are found by halving: two calls more for each halving of the batch, for each bad key', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, async (keys) => {
        const { calls, askAll } = asked(failWhole, { blamesOneKey: new Set(['BadKey']) })
        await askAll(keys)
        const halvings = Math.ceil(Math.log2(keys.length))
        expect(calls.length).toBeLessThanOrEqual(1 + 2 * halvings * keys.filter(isBad).length)
        expect(calls.length).toBeLessThanOrEqual(2 * keys.length - 1)
      }),
    )
  })

  test('are undefined where the error says that they do not exist', async () => {
    const missing = awsError('TargetDoesNotExist', 'NOT_FOUND')
    const read = async (keys: readonly string[]) => (keys.includes('gone') ? Promise.reject(missing) : answer(keys))
    const { calls, askAll } = asked(read, { blamesOneKey: new Set(['TargetDoesNotExist']) })
    expect(await askAll(['a', 'gone', 'b'])).toEqual([thing('a'), undefined, thing('b')])
    expect(calls).toEqual([['a', 'gone', 'b'], ['a', 'gone'], ['b'], ['a'], ['gone']])
  })
})

describe('where AWS takes only lists of one', () => {
  const tooMany = awsError('ListSizeExceeded')
  const onlyOneAtATime = 'ListSizeExceeded'
  const onlyOne = async (keys: readonly string[]) => (keys.length > 1 ? Promise.reject(tooMany) : answer(keys))

  test('keys are read one by one, each gets its value, and the refusal is met once', async () => {
    const { calls, askAll } = asked(onlyOne, { onlyOneAtATime })
    expect(await askAll(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'].map(thing))
    await askAll(['d', 'e'])
    expect(calls).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d'], ['e']])
  })

  test('a single key that is refused for it fails', async () => {
    const { calls, askAll } = asked(() => Promise.reject(tooMany), { onlyOneAtATime })
    expect(await askAll(['a'])).toEqual([tooMany])
    expect(calls).toEqual([['a']])
  })
})

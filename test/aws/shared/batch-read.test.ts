import fc from 'fast-check'
import { Receipt } from '../../../src/aws/receipt.ts'
import { type BatchSpec, loadBatch, MAX_SINGLE_READS } from '../../../src/aws/shared/batch-read.ts'
import { GatewayError } from '../../../src/errors.ts'

const awsError = (errorName: string, code: GatewayError['code'] = 'BAD_USER_INPUT', httpStatus = 400) =>
  new GatewayError(code, errorName, {
    aws: { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName, httpStatus },
  })

const thing = (key: string) => ({ key })
type Thing = ReturnType<typeof thing>
const answer = (keys: readonly string[]) => new Map(keys.toReversed().map((key) => [key, thing(key)]))

/** A question, and the keys of each call that asking it makes. */
function asked(read: BatchSpec<Thing>['read'], options: Partial<BatchSpec<Thing>> = {}) {
  const calls: (readonly string[])[] = []
  const oneAtATime = new Map<string, true>()
  const question: BatchSpec<Thing> = {
    name: 'things',
    action: 'codedeploy:BatchGet',
    location: 'here',
    size: 25,
    singleReadsLeft: MAX_SINGLE_READS,
    lifetime: () => ({ seconds: 0, final: false }),
    ...options,
    read: (keys, call) => {
      calls.push(keys)
      return read(keys, call)
    },
  }
  const call = { receipt: new Receipt(), signal: new AbortController().signal, jsonBytes: 0, isComplete: true }
  return {
    calls,
    askAll: async (...groups: readonly (readonly string[])[]) => {
      const answers = new Map(await loadBatch(question, groups, call, oneAtATime))
      return groups.flat().map((key) => answers.get(key))
    },
  }
}

describe('a question that one call answers for many keys', () => {
  test('gives undefined for a key that AWS leaves out', async () => {
    const { askAll } = asked(async (keys) => answer(keys.filter((key) => key !== 'b')))
    expect(await askAll(['a', 'b'])).toEqual([thing('a'), undefined])
  })

  test.each(['DeploymentDoesNotExist', 'NotStarted'])('gives undefined for every key when %s', async (name) => {
    const error = awsError(name, name === 'NotStarted' ? 'AWS_UNAVAILABLE' : 'NOT_FOUND')
    const { calls, askAll } = asked(() => Promise.reject(error), { emptyOn: new Set(['NotStarted']) })
    expect(await askAll(['a', 'b'])).toEqual([undefined, undefined])
    expect(calls).toHaveLength(1)
  })

  test('fails every key of a call whose error blames none of them, and tries nothing else', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const { calls, askAll } = asked(() => Promise.reject(throttled), { splitOn: new Set(['BadKey']) })
    expect(await askAll(['a', 'b'])).toEqual([throttled, throttled])
    expect(calls).toEqual([['a', 'b']])
  })

  test.each<[what: string, name: string, status: number]>([
    ['an outage', 'InternalFailure', 500],
    ['a page of a proxy', 'Unknown', 400],
  ])('is not asked again for each caller at %s', async (_, name, status) => {
    const outage = awsError(name, 'AWS_UNAVAILABLE', status)
    const { calls, askAll } = asked(() => Promise.reject(outage))
    expect(await askAll(['a'], ['b'])).toEqual([outage, outage])
    expect(calls).toHaveLength(1)
  })

  test('passes on what is no GatewayError as it is', async () => {
    const bug = new TypeError('x is undefined')
    const { askAll } = asked(() => Promise.reject(bug), { splitOn: new Set(['BadKey']) })
    await expect(askAll(['a', 'b'])).rejects.toBe(bug)
  })
})

describe('keys that AWS refuses a whole batch for', () => {
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
        const { calls, askAll } = asked(refuse(naming), { ...splits, existing })
        expect(await askAll(keys)).toEqual(keys.map((key) => (isBad(key) ? undefined : thing(key))))
        expect(calls.length).toBeLessThanOrEqual(4)
      }),
    )
  })

  test('are asked alone once where AWS names one, and the rest in one call', async () => {
    const { calls, askAll } = asked(refuse('a bad key'), splits)
    expect(await askAll(['a', 'bad', 'b'])).toEqual([thing('a'), undefined, thing('b')])
    expect(calls).toEqual([['a', 'bad', 'b'], ['bad'], ['a', 'b']])
  })

  test('are asked one by one up to a number where AWS lists none, and the rest could not be asked', async () => {
    await fc.assert(
      fc.asyncProperty(keysWithBadOnes, async (keys) => {
        const { calls, askAll } = asked(refuse('no key'), splits)
        const answers = await askAll(keys)
        if (!keys.some(isBad)) return expect(answers).toEqual(keys.map(thing))
        for (const [index, key] of keys.entries()) {
          if (index < MAX_SINGLE_READS) expect(answers[index]).toEqual(isBad(key) ? undefined : thing(key))
          else expect(answers[index]).toMatchObject({ code: 'AWS_UNAVAILABLE' })
        }
        expect(calls.length).toBeLessThanOrEqual(1 + MAX_SINGLE_READS)
      }),
    )
  })

  test('fail with the reason for which AWS could not list what exists', async () => {
    const throttled = awsError('ThrottlingException', 'AWS_THROTTLED')
    const { askAll } = asked(refuse('no key'), { ...splits, existing: () => Promise.reject(throttled) })
    expect(await askAll(['a', 'bad'])).toEqual([throttled, throttled])
  })

  test('cost no key of other callers and none of their own, whatever AWS calls the refusal', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('BAD_USER_INPUT', 'AWS_UNAVAILABLE'), async (code) => {
        const refusal = awsError('NewerThanThisGatewayException', code)
        const { calls, askAll } = asked(async (keys) => (keys.some(isBad) ? Promise.reject(refusal) : answer(keys)))
        expect(await askAll(['a', 'b'], ['bad', 'c'], ['d'])).toEqual([
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

describe('where AWS takes only lists of one', () => {
  const tooMany = awsError('ListSizeExceeded')
  const singleKeyOn = 'ListSizeExceeded'
  const onlyOne = async (keys: readonly string[]) => (keys.length > 1 ? Promise.reject(tooMany) : answer(keys))

  test('keys are read one by one, each gets its value, and the refusal is met once', async () => {
    const { calls, askAll } = asked(onlyOne, { singleKeyOn })
    expect(await askAll(['a', 'b', 'c'])).toEqual(['a', 'b', 'c'].map(thing))
    await askAll(['d', 'e'])
    expect(calls).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d'], ['e']])
  })

  test('a single key that is refused for it fails', async () => {
    const { calls, askAll } = asked(() => Promise.reject(tooMany), { singleKeyOn })
    expect(await askAll(['a'])).toEqual([tooMany])
    expect(calls).toEqual([['a']])
  })
})

import { Receipt } from '../../../src/aws/receipt.ts'
import { AnswerCache } from '../../../src/aws/shared/answer-cache.ts'
import type { BatchSpec } from '../../../src/aws/shared/batch-read.ts'
import { SharedReads } from '../../../src/aws/shared/shared-reads.ts'
import { GatewayError } from '../../../src/errors.ts'
import { until } from '../../support/until.ts'

interface Under {
  keys: readonly string[]
  land: () => void
  fail: (error: Error) => void
  signal: AbortSignal
}

/** Reads of one question whose calls end when told. */
function reading(options: Partial<BatchSpec<string>> = {}, windowMs = 0) {
  const calls: Under[] = []
  const reads = new SharedReads(windowMs, Date.now, new AnswerCache(Date.now))
  const question: BatchSpec<string> = {
    name: 'things',
    action: 'codedeploy:BatchGet',
    location: 'here',
    size: 3,
    singleReadsLeft: 0,
    lifetime: () => ({ seconds: 0, final: false }),
    ...options,
    read: (keys, { signal }) =>
      new Promise((resolve, reject) => {
        const land = () => resolve(new Map(keys.map((key) => [key, `the ${key}`])))
        calls.push({ keys, land, fail: reject, signal })
      }),
  }
  return {
    calls,
    keysOf: () => calls.map(({ keys }) => keys),
    ask: (keys: string[], signal = new AbortController().signal, receipt = new Receipt()) =>
      reads.answers(question, keys, { receipt, signal, timeoutMs: 25_000 }),
    /** Until the calls that are due have been made. */
    called: async (count: number) => {
      await until(() => calls.length >= count)
    },
  }
}

const LONG = 60_000

test('keys of several callers leave together as soon as they fill a batch, and each caller gets its own', async () => {
  const { ask, called, calls, keysOf } = reading({}, LONG)
  const answers = [ask(['a']), ask(['b']), ask(['c', 'a'])]
  await called(1)
  expect(keysOf()).toEqual([['a', 'b', 'c']])
  calls[0]?.land()
  expect(await Promise.all(answers)).toEqual([['the a'], ['the b'], ['the c', 'the a']])
})

test('a batch that is not full leaves when its window ends', async () => {
  const { ask, called, calls, keysOf } = reading({}, 5)
  const answer = ask(['a'])
  await called(1)
  expect(keysOf()).toEqual([['a']])
  calls[0]?.land()
  expect(await answer).toEqual(['the a'])
})

test('in a window of 0, what is asked in one tick leaves together, and what comes later by itself', async () => {
  const { ask, called, keysOf } = reading()
  ask(['a'])
  ask(['b'])
  await new Promise(setImmediate)
  ask(['c'])
  await called(2)
  expect(keysOf()).toEqual([['a', 'b'], ['c']])
})

test('a key that is being read is not read again until it has been', async () => {
  const { ask, called, calls, keysOf } = reading()
  const early = ask(['a'])
  await called(1)
  const late = ask(['a'])
  await new Promise(setImmediate)
  calls[0]?.land()
  expect(await Promise.all([early, late])).toEqual([['the a'], ['the a']])
  ask(['a'])
  await called(2)
  expect(keysOf()).toEqual([['a'], ['a']])
})

describe('callers that leave', () => {
  test('before their batch does are not read for, and their keys are read for the next caller', async () => {
    const { ask, called, calls, keysOf } = reading({}, 20)
    const leaver = new AbortController()
    const left = ask(['a'], leaver.signal)
    leaver.abort('gone')
    expect(await left).toEqual(['gone'])
    const next = ask(['a', 'b', 'c'])
    await called(1)
    const other = ask(['d'])
    calls[0]?.land()
    expect(await next).toEqual(['the a', 'the b', 'the c'])
    // The window of the batch that nobody waited for ends meanwhile, and takes nothing of the others with it.
    await called(2)
    const joined = ask(['d'])
    await new Promise(setImmediate)
    calls[1]?.land()
    expect(await Promise.all([other, joined])).toEqual([['the d'], ['the d']])
    expect(keysOf()).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('leave the call to the others, and end it when they were the last', async () => {
    const { ask, called, calls } = reading()
    const leavers = [new AbortController(), new AbortController()]
    const answers = leavers.map(({ signal }) => ask(['a'], signal))
    await called(1)
    leavers[0]?.abort('first')
    expect(await answers[0]).toEqual(['first'])
    expect(calls[0]?.signal.aborted).toBe(false)
    leavers[1]?.abort('last')
    expect(await answers[1]).toEqual(['last'])
    expect(calls[0]?.signal.aborted).toBe(true)
    ask(['a'])
    await called(2)
    expect(calls[1]?.keys).toEqual(['a'])
  })
})

test('an error reaches everybody who waits, and the next caller asks again', async () => {
  const { ask, called, calls } = reading({ lifetime: () => ({ seconds: 60, final: false }) })
  const throttled = new GatewayError('AWS_THROTTLED', 'Rate exceeded')
  const answers = [ask(['a']), ask(['a', 'b'])]
  await called(1)
  calls[0]?.fail(throttled)
  expect(await Promise.all(answers)).toEqual([[throttled], [throttled, throttled]])
  const next = ask(['a'])
  await called(2)
  calls[1]?.land()
  expect(await next).toEqual(['the a'])
})

test('an answer lasts only if all that it rests on does, and was read', async () => {
  const { ask, called, calls } = reading({ lifetime: (value) => ({ seconds: 60, final: value === 'the a' }) })
  const { signal } = new AbortController()
  const leaver = new AbortController()
  const [lasts, live, failed, cut] = [new Receipt(), new Receipt(), new Receipt(), new Receipt()]
  const first = Promise.all([ask(['a'], signal, lasts), ask(['a', 'b'], signal, live), ask(['a'], leaver.signal, cut)])
  await called(1)
  leaver.abort('too late')
  calls[0]?.land()
  await first
  const second = ask(['c'], signal, failed)
  await called(2)
  calls[1]?.fail(new GatewayError('AWS_THROTTLED', 'Rate exceeded'))
  await second
  expect([lasts, live, failed, cut].map((receipt) => receipt.isFinal)).toEqual([true, false, false, false])
  const remembering = [new Receipt(), new Receipt()] as const
  await Promise.all([ask(['a'], signal, remembering[0]), ask(['a', 'b'], signal, remembering[1])])
  expect(remembering.map((receipt) => receipt.isFinal)).toEqual([true, false])
})

test('where AWS takes only lists of one, keys go by themselves at once, and wait for nobody', async () => {
  const singleKeyOn = 'ListSizeExceeded'
  const { ask, called, calls, keysOf } = reading({ singleKeyOn }, LONG)
  const tooMany = new GatewayError('BAD_USER_INPUT', 'one only', {
    aws: { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName: singleKeyOn },
  })
  const first = ask(['a', 'b', 'c'])
  await called(1)
  calls[0]?.fail(tooMany)
  await called(4)
  ask(['d'])
  await called(5)
  for (const { land } of calls) land()
  expect(await first).toEqual(['the a', 'the b', 'the c'])
  expect(keysOf()).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d']])
})

test('a receipt tells the calls a request paid for from those it shared and from what was remembered', async () => {
  const { ask, called, calls } = reading({ lifetime: () => ({ seconds: 60, final: false }) })
  const [initiator, sharer, later] = [new Receipt(), new Receipt(), new Receipt()]
  const signal = new AbortController().signal
  const both = [ask(['a'], signal, initiator), ask(['a', 'b'], signal, sharer)]
  await called(1)
  calls[0]?.land()
  await Promise.all(both)
  await ask(['a', 'b'], signal, later)
  const sums = [initiator, sharer, later].map((receipt) => {
    const { shared, remembered } = receipt.cost()
    return { shared, remembered }
  })
  expect(sums).toEqual([
    { shared: {}, remembered: {} },
    { shared: { 'codedeploy:BatchGet': 1 }, remembered: {} },
    { shared: {}, remembered: { 'codedeploy:BatchGet': 2 } },
  ])
})

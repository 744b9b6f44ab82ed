import { jest } from '@jest/globals'
import { Receipt } from '../../../src/aws/receipt.ts'
import { AnswerCache } from '../../../src/aws/shared/answer-cache.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import { SharedReads } from '../../../src/aws/shared/shared-reads.ts'
import { GatewayError } from '../../../src/errors.ts'
import { until } from '../../support/until.ts'
import { fakeRead } from './fake-read.ts'

interface PendingCall {
  keys: readonly string[]
  respond: () => void
  fail: (error: Error) => void
  signal: AbortSignal
}

/** Reads whose calls end when a test ends them. */
function reading(options: Partial<Read<string>> = {}, windowMs = 0) {
  const calls: PendingCall[] = []
  const reads = new SharedReads(windowMs, Date.now, new AnswerCache(Date.now))
  const answer = (keys: readonly string[], signal: AbortSignal) =>
    new Promise<Map<string, string>>((resolve, reject) => {
      const respond = () => resolve(new Map(keys.map((key) => [key, `the ${key}`])))
      calls.push({ keys, respond, fail: reject, signal })
    })
  const things = fakeRead(answer, { size: 3, ...options })
  return {
    calls,
    keysOf: () => calls.map(({ keys }) => keys),
    read: (keys: string[], signal = new AbortController().signal, receipt = new Receipt()) =>
      reads.load(things, keys, { receipt, signal, timeoutMs: 25_000 }),
    /** Waits until so many calls have been made. */
    called: async (count: number) => {
      await until(() => calls.length >= count)
    },
  }
}

const LONG = 60_000

test('keys of several callers are sent together as soon as they fill a batch, and each caller gets its own answers', async () => {
  const { read, called, calls, keysOf } = reading({}, LONG)
  const answers = [read(['a']), read(['b']), read(['c', 'a'])]
  await called(1)
  expect(keysOf()).toEqual([['a', 'b', 'c']])
  calls[0]?.respond()
  expect(await Promise.all(answers)).toEqual([['the a'], ['the b'], ['the c', 'the a']])
})

test('a batch that is full leaves no timer behind', async () => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
  try {
    const { read, calls } = reading({}, LONG)
    const answers = read(['a', 'b'])
    expect(jest.getTimerCount()).toBe(1)
    const rest = read(['c'])
    expect(jest.getTimerCount()).toBe(0)
    await new Promise((resolve) => setImmediate(resolve))
    calls[0]?.respond()
    expect(await Promise.all([answers, rest])).toEqual([['the a', 'the b'], ['the c']])
  } finally {
    jest.useRealTimers()
  }
})

test('a batch that is not full is sent when its window ends', async () => {
  const { read, called, calls, keysOf } = reading({}, 5)
  const answer = read(['a'])
  await called(1)
  expect(keysOf()).toEqual([['a']])
  calls[0]?.respond()
  expect(await answer).toEqual(['the a'])
})

test('a window of zero sends the keys of one tick together, and later keys by themselves', async () => {
  const { read, called, keysOf } = reading()
  read(['a'])
  read(['b'])
  await new Promise(setImmediate)
  read(['c'])
  await called(2)
  expect(keysOf()).toEqual([['a', 'b'], ['c']])
})

test('a key is not read again while a read of it is under way', async () => {
  const { read, called, calls, keysOf } = reading()
  const early = read(['a'])
  await called(1)
  const late = read(['a'])
  await new Promise(setImmediate)
  calls[0]?.respond()
  expect(await Promise.all([early, late])).toEqual([['the a'], ['the a']])
  read(['a'])
  await called(2)
  expect(keysOf()).toEqual([['a'], ['a']])
})

describe('callers that abort', () => {
  test('before their batch is sent cause no read, and their keys are read for the next caller', async () => {
    const { read, called, calls, keysOf } = reading({}, 20)
    const aborting = new AbortController()
    const left = read(['a'], aborting.signal)
    aborting.abort('gone')
    expect(await left).toEqual(['gone'])
    const next = read(['a', 'b', 'c'])
    await called(1)
    const other = read(['d'])
    calls[0]?.respond()
    expect(await next).toEqual(['the a', 'the b', 'the c'])
    // The window of the abandoned batch ends meanwhile, without effect on the others.
    await called(2)
    const joined = read(['d'])
    await new Promise(setImmediate)
    calls[1]?.respond()
    expect(await Promise.all([other, joined])).toEqual([['the d'], ['the d']])
    expect(keysOf()).toEqual([['a', 'b', 'c'], ['d']])
  })

  test('do not end the call for the others, and end it where they are the last', async () => {
    const { read, called, calls } = reading()
    const controllers = [new AbortController(), new AbortController()]
    const answers = controllers.map(({ signal }) => read(['a'], signal))
    await called(1)
    controllers[0]?.abort('first')
    expect(await answers[0]).toEqual(['first'])
    expect(calls[0]?.signal.aborted).toBe(false)
    controllers[1]?.abort('last')
    expect(await answers[1]).toEqual(['last'])
    expect(calls[0]?.signal.aborted).toBe(true)
    read(['a'])
    await called(2)
    expect(calls[1]?.keys).toEqual(['a'])
  })
})

test('an error reaches all waiting callers, and the next caller reads again', async () => {
  const { read, called, calls } = reading({ lifetime: () => ({ seconds: 60, final: false }) })
  const throttled = new GatewayError('AWS_THROTTLED', 'Rate exceeded')
  const answers = [read(['a']), read(['a', 'b'])]
  await called(1)
  calls[0]?.fail(throttled)
  expect(await Promise.all(answers)).toEqual([[throttled], [throttled, throttled]])
  const next = read(['a'])
  await called(2)
  calls[1]?.respond()
  expect(await next).toEqual(['the a'])
})

test('a receipt is final only where every answer in it is final and was read', async () => {
  const { read, called, calls } = reading({ lifetime: (value) => ({ seconds: 60, final: value === 'the a' }) })
  const { signal } = new AbortController()
  const aborting = new AbortController()
  const [final, live, failed, aborted] = [new Receipt(), new Receipt(), new Receipt(), new Receipt()]
  const first = Promise.all([
    read(['a'], signal, final),
    read(['a', 'b'], signal, live),
    read(['a'], aborting.signal, aborted),
  ])
  await called(1)
  aborting.abort('too late')
  calls[0]?.respond()
  await first
  const second = read(['c'], signal, failed)
  await called(2)
  calls[1]?.fail(new GatewayError('AWS_THROTTLED', 'Rate exceeded'))
  await second
  expect([final, live, failed, aborted].map((receipt) => receipt.isFinal)).toEqual([true, false, false, false])
  const remembering = [new Receipt(), new Receipt()] as const
  await Promise.all([read(['a'], signal, remembering[0]), read(['a', 'b'], signal, remembering[1])])
  expect(remembering.map((receipt) => receipt.isFinal)).toEqual([true, false])
})

test('keys of an operation that takes only lists of one are sent alone, without waiting for a window', async () => {
  const singleKeyOn = 'ListSizeExceeded'
  const { read, called, calls, keysOf } = reading({ singleKeyOn }, LONG)
  const tooMany = new GatewayError('BAD_USER_INPUT', 'one only', {
    aws: { service: 'codedeploy', operation: 'BatchGet', location: 'here', errorName: singleKeyOn },
  })
  const first = read(['a', 'b', 'c'])
  await called(1)
  calls[0]?.fail(tooMany)
  await called(4)
  read(['d'])
  await called(5)
  for (const { respond } of calls) respond()
  expect(await first).toEqual(['the a', 'the b', 'the c'])
  expect(keysOf()).toEqual([['a', 'b', 'c'], ['a'], ['b'], ['c'], ['d']])
})

test('a receipt separates the calls of a request from those it shared and from remembered answers', async () => {
  const { read, called, calls } = reading({ lifetime: () => ({ seconds: 60, final: false }) })
  const [initiator, sharer, later] = [new Receipt(), new Receipt(), new Receipt()]
  const signal = new AbortController().signal
  const both = [read(['a'], signal, initiator), read(['a', 'b'], signal, sharer)]
  await called(1)
  calls[0]?.respond()
  await Promise.all(both)
  await read(['a', 'b'], signal, later)
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

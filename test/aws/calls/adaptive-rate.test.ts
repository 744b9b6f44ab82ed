import { jest } from '@jest/globals'
import { AdaptiveRate } from '../../../src/aws/calls/adaptive-rate.ts'

let now = 0
beforeEach(() => {
  now = 1_000_000
  jest.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => void jest.restoreAllMocks())

const SECOND = 1_000
const calm = new AbortController().signal

/** A rate after so many attempts in the last second, of which so many succeeded. */
async function rateAfter(attempts: number, successes: number): Promise<AdaptiveRate> {
  const adaptiveRate = new AdaptiveRate()
  for (let attempt = 0; attempt < attempts; attempt++) await adaptiveRate.acquire(calm)
  for (let attempt = 0; attempt < successes; attempt++) adaptiveRate.onSuccess()
  return adaptiveRate
}

test('the rate has no bound until AWS throttles', async () => {
  expect((await rateAfter(1_000, 1_000)).perSecond).toBe(Number.POSITIVE_INFINITY)
})

test('a throttle lowers the rate by three tenths, but not below nine tenths of the successes, nor below five a second', async () => {
  const rates = [
    [100, 20, 70],
    [100, 90, 81],
    [2, 0, 5],
  ] as const
  for (const [attempts, successes, rate] of rates) {
    const adaptiveRate = await rateAfter(attempts, successes)
    adaptiveRate.onThrottle()
    expect(adaptiveRate.perSecond).toBeCloseTo(rate)
  }
})

test('throttles of one wave count as one', async () => {
  const adaptiveRate = await rateAfter(100, 0)
  for (let attempt = 0; attempt < 100; attempt++) adaptiveRate.onThrottle()
  expect(adaptiveRate.perSecond).toBeCloseTo(70)
  now += SECOND / 2
  adaptiveRate.onThrottle()
  expect(adaptiveRate.perSecond).toBeLessThan(70)
})

test('the rate rises by a twentieth each second, and has no bound after a minute without a throttle', async () => {
  const adaptiveRate = await rateAfter(100, 0)
  adaptiveRate.onThrottle()
  now += 10 * SECOND
  expect(adaptiveRate.perSecond).toBeCloseTo(70 * 1.5)
  now += 50 * SECOND
  expect(adaptiveRate.perSecond).toBeCloseTo(70 * 4)
  now += 1
  expect(adaptiveRate.perSecond).toBe(Number.POSITIVE_INFINITY)
})

test('an attempt that is aborted leaves its turn to the next', async () => {
  const adaptiveRate = new AdaptiveRate()
  adaptiveRate.onThrottle() // five a second
  await adaptiveRate.acquire(calm)
  const aborting = new AbortController()
  const aborted = adaptiveRate.acquire(aborting.signal)
  const next = jest.fn()
  const acquired = adaptiveRate.acquire(calm).then(next)
  await new Promise(setImmediate) // the first of the two waits for its turn
  now += SECOND / 5
  aborting.abort(new Error('gone'))
  await expect(aborted).rejects.toThrow()
  // By the clock it is this turn, for which no timer is needed; a turn later would take one of 200 ms.
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate)
  expect(next).toHaveBeenCalled()
  await acquired
})

describe('a rate that several gateways share', () => {
  test('is divided among them, and changes with their number as if one had left its part to the others', async () => {
    const adaptiveRate = await rateAfter(100, 0)
    adaptiveRate.onThrottle()
    now += 10 * SECOND
    adaptiveRate.divide(3)
    expect(adaptiveRate.perSecond).toBeCloseTo(105 / 3)
    adaptiveRate.divide(2)
    expect(adaptiveRate.perSecond).toBeCloseTo(105 / 2)
    adaptiveRate.divide(1)
    expect(adaptiveRate.perSecond).toBeCloseTo(105)
  })

  test('stays as it is when the others are no longer known', async () => {
    const adaptiveRate = await rateAfter(100, 0)
    adaptiveRate.divide(3)
    adaptiveRate.onThrottle()
    now += SECOND
    const before = adaptiveRate.perSecond
    adaptiveRate.divide(1, true)
    expect(adaptiveRate.perSecond).toBeCloseTo(before)
  })

  test('has no bound for any number of gateways until AWS throttles, and a minute later', async () => {
    const adaptiveRate = await rateAfter(100, 0)
    adaptiveRate.divide(3)
    expect(adaptiveRate.perSecond).toBe(Number.POSITIVE_INFINITY)
    adaptiveRate.onThrottle()
    now += 60 * SECOND + 1
    adaptiveRate.divide(2)
    expect(adaptiveRate.perSecond).toBe(Number.POSITIVE_INFINITY)
  })

  test('sinks no lower, and rises no faster, in all of them together than in one', async () => {
    const alone = new AdaptiveRate()
    const shares = Array.from({ length: 5 }, () => new AdaptiveRate())
    for (const share of shares) share.divide(shares.length)
    const together = () => shares.reduce((sum, { perSecond }) => sum + perSecond, 0)
    for (const rate of [alone, ...shares]) rate.onThrottle()
    expect(together()).toBeCloseTo(alone.perSecond)
    now += 10 * SECOND
    expect(together()).toBeCloseTo(alone.perSecond)
  })

  test('follows a throttle of another gateway: a busy one slows down, and a quiet one may send as much as the other', async () => {
    const busy = await rateAfter(100, 90)
    busy.onThrottleElsewhere(20)
    expect(busy.perSecond).toBeCloseTo(81)
    const quiet = await rateAfter(1, 1)
    quiet.onThrottleElsewhere(20)
    expect(quiet.perSecond).toBeCloseTo(20)
    now += SECOND
    quiet.onThrottleElsewhere(60)
    expect(quiet.perSecond).toBeLessThan(22) // which is never a reason to send more
  })

  test('reports one throttle of each wave of its own, and none that it has heard of', async () => {
    const adaptiveRate = await rateAfter(100, 0)
    const reported: number[] = []
    adaptiveRate.onDecrease((perSecond) => reported.push(perSecond))
    adaptiveRate.onThrottleElsewhere(50)
    for (let attempt = 0; attempt < 10; attempt++) adaptiveRate.onThrottle()
    expect(reported).toEqual([])
    now += SECOND
    for (let attempt = 0; attempt < 10; attempt++) adaptiveRate.onThrottle()
    expect(reported).toHaveLength(1)
  })

  test('is lowered once by many reports of one wave', async () => {
    const adaptiveRate = await rateAfter(100, 0)
    for (let gateway = 0; gateway < 10; gateway++) adaptiveRate.onThrottleElsewhere(5)
    expect(adaptiveRate.perSecond).toBeCloseTo(70)
  })
})

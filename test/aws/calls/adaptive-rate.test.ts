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

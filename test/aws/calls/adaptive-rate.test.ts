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

/** A rate at which so many attempts left in the last second, of which so many were answered. */
async function after(left: number, passed: number): Promise<AdaptiveRate> {
  const adaptiveRate = new AdaptiveRate()
  for (let attempt = 0; attempt < left; attempt++) await adaptiveRate.acquire(calm)
  for (let attempt = 0; attempt < passed; attempt++) adaptiveRate.onSuccess()
  return adaptiveRate
}

test('has no bound until AWS throttles', async () => {
  expect((await after(1_000, 1_000)).perSecond).toBe(Number.POSITIVE_INFINITY)
})

test('falls by three tenths of what left, but not below what passed, nor below five a second', async () => {
  const rates = [
    [100, 20, 70],
    [100, 90, 81],
    [2, 0, 5],
  ] as const
  for (const [left, passed, rate] of rates) {
    const adaptiveRate = await after(left, passed)
    adaptiveRate.onThrottle()
    expect(adaptiveRate.perSecond).toBeCloseTo(rate)
  }
})

test('takes the throttles of one wave for one', async () => {
  const adaptiveRate = await after(100, 0)
  for (let attempt = 0; attempt < 100; attempt++) adaptiveRate.onThrottle()
  expect(adaptiveRate.perSecond).toBeCloseTo(70)
  now += SECOND / 2
  adaptiveRate.onThrottle()
  expect(adaptiveRate.perSecond).toBeLessThan(70)
})

test('rises by a twentieth each second, and forgets after a minute without a throttle', async () => {
  const adaptiveRate = await after(100, 0)
  adaptiveRate.onThrottle()
  now += 10 * SECOND
  expect(adaptiveRate.perSecond).toBeCloseTo(70 * 1.5)
  now += 50 * SECOND
  expect(adaptiveRate.perSecond).toBeCloseTo(70 * 4)
  now += 1
  expect(adaptiveRate.perSecond).toBe(Number.POSITIVE_INFINITY)
})

test('is left by who does not wait any longer, whose turn goes to the next', async () => {
  jest.restoreAllMocks()
  const adaptiveRate = new AdaptiveRate()
  adaptiveRate.onThrottle() // five a second
  await adaptiveRate.acquire(calm)
  const leaver = new AbortController()
  const left = adaptiveRate.acquire(leaver.signal)
  const next = adaptiveRate.acquire(calm)
  const begin = performance.now()
  leaver.abort(new Error('gone'))
  await expect(left).rejects.toThrow()
  await next
  expect(performance.now() - begin).toBeLessThan(2 * 200 + 100)
})

import fc from 'fast-check'
import { createBreaker } from '../../../src/aws/calls/breaker.ts'
import { GatewayError } from '../../../src/errors.ts'

const { signal } = new AbortController()
const fail = () => Promise.reject(new GatewayError('AWS_UNAVAILABLE', 'AWS did not answer.'))

/** How long the process has run, in milliseconds: `performance.now()` has all digits of a double. */
const uptime = fc.double({ min: 0, max: 1e12, noNaN: true })

test('an open breaker refuses calls for 10 seconds, in whole milliseconds, however long the process has run', async () => {
  await fc.assert(
    fc.asyncProperty(uptime, fc.double({ min: 0, max: 9_999, noNaN: true }), async (openedAt, passed) => {
      let now = openedAt
      const breaker = createBreaker('codedeploy', 'here', 1_000, () => now)
      for (let call = 0; call < 5; call++) await breaker.run(fail, signal).catch(() => undefined)
      expect(breaker.refusal()?.retryAfterMs).toBe(10_000)
      now += passed
      expect(breaker.refusal()?.retryAfterMs).toBe(Math.ceil(10_000 - (now - openedAt)))
      now = openedAt + 10_001
      expect(breaker.refusal()).toBeUndefined()
    }),
    // 10 seconds later the double has a digit fewer.
    { numRuns: 500, examples: [[2 ** 16 - 5_000.1234567, 1]] },
  )
})

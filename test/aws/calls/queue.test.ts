import { createLimits, MAX_CONCURRENT_CALLS } from '../../../src/aws/calls/queue.ts'

const never = () => new Promise<never>(() => {})
const { signal } = new AbortController()

/** A queue whose slots are all taken. */
function full() {
  const limitOf = createLimits(25_000)
  for (let call = 0; call < MAX_CONCURRENT_CALLS; call++) limitOf('codedeploy', 'here').run(never, signal)
  return { limitOf, limit: limitOf('codedeploy', 'here').run }
}

test('calls beyond 50 wait their turn, first come, first served', async () => {
  const limit = createLimits(25_000)('codedeploy', 'here').run
  const order: number[] = []
  let underWay = 0
  let most = 0
  const call = (number: number) =>
    limit(async () => {
      order.push(number)
      most = Math.max(most, ++underWay)
      await new Promise(setImmediate)
      underWay--
      return number
    }, signal)
  const numbers = Array.from({ length: 175 }, (_, number) => number)
  expect(await Promise.all(numbers.map(call))).toEqual(numbers)
  expect(order).toEqual(numbers)
  expect(most).toBe(MAX_CONCURRENT_CALLS)
})

test('a call behind a thousand waiting calls is AWS_THROTTLED immediately', async () => {
  const { limit } = full()
  for (let call = 0; call < 1_000; call++) limit(never, signal)
  await expect(limit(never, signal)).rejects.toMatchObject({
    code: 'AWS_THROTTLED',
    retryable: true,
    message: '1050 calls to codedeploy are waiting in here already.',
    retryAfterMs: 1_000,
  })
})

test('a caller that aborts frees its place in the queue', async () => {
  const { limit } = full()
  const leaver = new AbortController()
  const waiting = Array.from({ length: 1_000 }, () => limit(never, leaver.signal))
  leaver.abort(new Error('left'))
  expect(new Set(await Promise.allSettled(waiting))).toHaveProperty('size', 1_000)
  const other = new AbortController()
  const next = limit(never, other.signal)
  other.abort(new Error('left as well, and was not throttled'))
  await expect(next).rejects.toThrow('left as well')
})

test('services and locations do not wait for one another', async () => {
  const { limitOf } = full()
  const done = async () => 'done'
  expect(await limitOf('codedeploy', 'there').run(done, signal)).toBe('done')
  expect(await limitOf('appconfig', 'here').run(done, signal)).toBe('done')
})

import { MAX_CONCURRENT_CALLS } from '../../../src/aws/calls/queue.ts'
import { Receipt } from '../../../src/aws/receipt.ts'
import { RequestReads } from '../../../src/aws/request/request-reads.ts'
import { SharedReads } from '../../../src/aws/shared/shared-reads.ts'
import { fakeRead } from '../shared/fake-read.ts'

test('a request has at most fifty calls under way, of whatever operations, and reaches that number', async () => {
  let underWay = 0
  let most = 0
  const answer = async (keys: readonly string[]) => {
    most = Math.max(most, ++underWay)
    await new Promise(setImmediate)
    underWay--
    return new Map(keys.map((key) => [key, `the ${key}`]))
  }
  const alone = fakeRead(answer, { name: 'alone', size: 1 })
  const batched = fakeRead(answer, { name: 'batched', size: 2 })
  const caller = { timeoutMs: 25_000, receipt: new Receipt(), signal: new AbortController().signal }
  const reads = new RequestReads(alone.endpoints, new SharedReads(0, Date.now), caller)
  const keys = Array.from({ length: 40 }, (_, index) => `k${index}`)
  const loads = keys.flatMap((key) => [reads.load(alone, [key]), reads.load(batched, [key, `${key} too`])])
  expect((await Promise.all(loads)).flat()).toEqual(
    keys.flatMap((key) => [`the ${key}`, `the ${key}`, `the ${key} too`]),
  )
  expect(most).toBe(MAX_CONCURRENT_CALLS)
})

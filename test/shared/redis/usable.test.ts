import type { Call } from '../../../src/aws/calls/call.ts'
import { RedisClock } from '../../../src/aws/shared/redis/clock.ts'
import type { Reading } from '../../../src/aws/shared/redis/reading.ts'
import { joinedBy } from '../../../src/aws/shared/redis/usable.ts'

const STARTED_AT = 5_000
const REDIS_TIME = 1_000_000 // when the clock of this process is at 0
const REJECTED = REDIS_TIME + STARTED_AT - 300

/** Whether whoever waits uses an answer of a call at this time, after one was found too old at the first look. */
function isUsed(call: Partial<Call>, askedAt: number): boolean {
  const clock = new RedisClock()
  clock.note(0, REDIS_TIME)
  const reading: Partial<Reading<unknown>> = {
    call: call as Call,
    startedAt: STARTED_AT,
    unusable: new Map([['key', REJECTED]]),
  }
  const stored = { answer: { value: {}, final: false, jsonBytes: 1 }, askedAt, seconds: 0.1 }
  return joinedBy(reading as Reading<unknown>, clock, 1_000)('key', stored, REDIS_TIME + STARTED_AT + 50 - askedAt)
}

test.each([
  ['the one that was too old at the first look', REJECTED, false, false],
  ['one of a call that was under way then', REJECTED + 100, true, true],
  ['one of a call that was made before', REDIS_TIME + STARTED_AT - 1_100, false, true],
])('whoever waits for another process and finds %s', (_, askedAt, ifItReadsAgain, otherwise) => {
  expect(isUsed({ rereads: true, freshFrom: STARTED_AT - 10 }, askedAt)).toBe(ifItReadsAgain)
  expect(isUsed({}, askedAt)).toBe(otherwise)
})

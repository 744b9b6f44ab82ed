import type { Call } from '../../../src/aws/calls/call.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import { RedisClock } from '../../../src/aws/shared/redis/clock.ts'
import { keptAnswers } from '../../../src/aws/shared/redis/kept.ts'
import type { Reading } from '../../../src/aws/shared/redis/reading.ts'

const DAY = 86_400
const ASKED_AT = 1_795_000_000_000
// The call took 200 ms.
const NOW = ASKED_AT + 200
const clock = new RedisClock()
clock.note(0, NOW)

/** For how many milliseconds after the AWS call Redis has an answer. */
function keptFor({ isEarly = false, ...of }: Parameters<typeof kept>[0] & { isEarly?: boolean }): number {
  return (kept(of, isEarly)?.until ?? Number.NaN) - ASKED_AT
}

/** `isEarly`: by the clock of Redis it is not final yet, and may be used for five seconds. */
function kept({ final = false, seconds = 1, finalSeconds = DAY, live = false, requestedMsAgo = 200 }, isEarly = false) {
  const names = new Map([['key', { value: 'value', lock: 'lock' }]])
  const call = (live ? { freshFrom: 0 } : {}) as Partial<Call> as Call
  const lifetime = (_: unknown, now: number) => {
    expect(now).toBe(ASKED_AT)
    return isEarly ? { final: false, seconds: 5 } : { final: true, seconds: Number.POSITIVE_INFINITY }
  }
  const read = { lifetime } as Partial<Read<object>> as Read<object>
  const reading = { read, names, call, now: () => 0 } as Partial<Reading<object>> as Reading<object>
  const answer = { value: {}, final, jsonBytes: 10 }
  const answers = new Map([['key', { answer, seconds, requestedAt: -requestedMsAgo }]])
  return keptAnswers(reading, answers, ASKED_AT, clock, { callMs: 1_000, finalSeconds })[0]
}

const FINAL = { final: true, seconds: Number.POSITIVE_INFINITY }

test.each<[string, Parameters<typeof keptFor>[0], number]>([
  ['can no longer change: for a day', FINAL, 86_400_000],
  ['can no longer change: as long as is configured', { ...FINAL, finalSeconds: 60 }, 60_000],
  ['can no longer change, if such are not kept: not at all', { ...FINAL, finalSeconds: 0 }, 0],
  [
    'can no longer change, but only by the clock of a process: as long as it may be used',
    { ...FINAL, isEarly: true },
    5_000,
  ],
  ['can change: as long as it may be used', { seconds: 5 }, 5_000],
  ['can change: for a call longer, for those that wait for it', { seconds: 0.5 }, 1_200],
  ['may not be remembered: for those that wait for it', { seconds: 0 }, 1_200],
  ['live updates have read: for 15 seconds', { live: true }, 15_000],
  [
    'live updates have read, if final ones are not kept: for 15 seconds',
    { ...FINAL, finalSeconds: 0, live: true },
    15_000,
  ],
  ['is a list: from the oldest of its pages on', { seconds: 5, requestedMsAgo: 1_200 }, 4_000],
])('Redis keeps what %s', (_, answer, ms) => {
  expect(keptFor(answer)).toBe(ms)
})

test('what is final only by the clock of a process is not final for others', () => {
  expect(kept(FINAL)?.stored).toMatchObject({ answer: { final: true }, seconds: Number.POSITIVE_INFINITY })
  expect(kept(FINAL, true)?.stored).toMatchObject({ answer: { final: false }, seconds: 5 })
})

import { jest } from '@jest/globals'
import { Guard } from '../../../src/aws/shared/redis/guard.ts'

const TIMEOUT_MS = 50

describe('the use of Redis', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_795_000_000_000 }))
  afterEach(() => void jest.useRealTimers())

  function guarded() {
    const changes: (string | undefined)[] = []
    const guard = new Guard(TIMEOUT_MS, (reason) => changes.push(reason?.message))
    /** Runs commands that are answered after so many milliseconds: how many of them were sent. */
    const run = async (...delays: number[]) => {
      let sent = 0
      for (const ms of delays) {
        const answered = guard.run(() => {
          sent++
          return new Promise((resolve) => setTimeout(resolve, ms))
        })
        await jest.advanceTimersByTimeAsync(Math.max(ms, 1))
        await answered
      }
      return sent
    }
    const fail = () => guard.run(() => Promise.reject(new Error('refused')))
    return { guard, changes, run, fail }
  }
  const SLOW = 0.8 * TIMEOUT_MS
  const LATE = 4 * TIMEOUT_MS

  test('pauses after two failures in a row, and goes on when a command is answered again', async () => {
    const { changes, run, fail } = guarded()
    await fail()
    expect(await run(1)).toBe(1)
    await fail()
    expect(changes).toEqual([])
    await fail()
    expect(changes).toEqual(['refused'])
    expect(await run(1, 1)).toBe(0)
    await jest.advanceTimersByTimeAsync(3_000)
    await fail()
    expect(await run(1)).toBe(0)
    await jest.advanceTimersByTimeAsync(3_000)
    expect(await run(1, 1)).toBe(2)
    expect(changes).toEqual(['refused', undefined])
  })

  test('pauses when answers come too late', async () => {
    const { changes, run } = guarded()
    expect(await run(LATE, LATE, 1)).toBe(2)
    expect(changes).toEqual(['no answer within 50 ms'])
  })

  test('pauses when answers are slow, two in a row, also if each is in time', async () => {
    const { changes, run } = guarded()
    expect(await run(SLOW, 1, SLOW, 0.4 * TIMEOUT_MS, SLOW)).toBe(5)
    expect(changes).toEqual([])
    expect(await run(SLOW, 1)).toBe(1)
    expect(changes).toEqual(['answers take over 25 ms'])
    await jest.advanceTimersByTimeAsync(3_000)
    expect(await run(SLOW, 1)).toBe(1) // it is slow still
    await jest.advanceTimersByTimeAsync(3_000)
    expect(await run(1, 1)).toBe(2)
  })

  test('goes on after one short pause of Redis, however many commands wait for it', async () => {
    const { guard, changes } = guarded()
    const commands = Array.from({ length: 20 }, () =>
      guard.run(() => new Promise((resolve) => setTimeout(resolve, SLOW))),
    )
    await jest.advanceTimersByTimeAsync(SLOW)
    await Promise.all(commands)
    expect(changes).toEqual([])
  })

  test.each([-3_600_000, 3_600_000])('pauses for no longer when the system clock is set by %d ms', async (ms) => {
    const { run, fail } = guarded()
    await fail()
    await fail()
    jest.setSystemTime(Date.now() + ms)
    expect(await run(1)).toBe(0)
    await jest.advanceTimersByTimeAsync(3_000)
    expect(await run(1)).toBe(1)
  })

  test('begins with one command while others wait', async () => {
    const { guard, run, fail } = guarded()
    await fail()
    await fail()
    await jest.advanceTimersByTimeAsync(3_000)
    const probe = guard.run(() => new Promise((resolve) => setTimeout(() => resolve('an answer'), 10)))
    expect(await guard.run(async () => 'another')).toBeUndefined()
    await jest.advanceTimersByTimeAsync(10)
    expect(await probe).toBe('an answer')
    expect(await run(1)).toBe(1)
  })
})

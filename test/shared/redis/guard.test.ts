import { jest } from '@jest/globals'
import { Cluster, ReplyError } from 'ioredis'
import type { Call } from '../../../src/aws/calls/call.ts'
import { Receipt } from '../../../src/aws/receipt.ts'
import type { Read } from '../../../src/aws/shared/read.ts'
import { Guard, type Purpose } from '../../../src/aws/shared/redis/guard.ts'
import { Guards } from '../../../src/aws/shared/redis/guards.ts'
import { RedisMemory } from '../../../src/aws/shared/redis/memory.ts'
import type { RedisClient } from '../../../src/aws/shared/redis/replies.ts'

const TIMEOUT_MS = 50

describe('the use of Redis', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_795_000_000_000 }))
  afterEach(() => void jest.useRealTimers())

  function guarded() {
    const changes: (string | undefined)[] = []
    const guard = new Guard(TIMEOUT_MS, ({ reason }) => changes.push(reason?.message))
    /** Runs commands that are answered after so many milliseconds: how many of them were sent. */
    const run = async (...delays: number[]) => {
      let sent = 0
      for (const ms of delays) {
        const answered = guard.run('find answers', () => {
          sent++
          return new Promise((resolve) => setTimeout(resolve, ms))
        })
        await jest.advanceTimersByTimeAsync(Math.max(ms, 1))
        await answered
      }
      return sent
    }
    const fail = () => guard.run('find answers', () => Promise.reject(new Error('refused')))
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
      guard.run('find answers', () => new Promise((resolve) => setTimeout(resolve, SLOW))),
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
    const probe = guard.run('find answers', () => new Promise((resolve) => setTimeout(() => resolve('an answer'), 10)))
    expect(await guard.run('find answers', async () => 'another')).toBeUndefined()
    await jest.advanceTimersByTimeAsync(10)
    expect(await probe).toBe('an answer')
    expect(await run(1)).toBe(1)
  })

  test('ends for a request after two failures or slow answers, one after the other, while others are answered', async () => {
    const { guard, changes, run } = guarded()
    const request = {}
    const ask = async (...delays: number[]) => {
      let sent = 0
      const answered = delays.map((ms) =>
        guard.run(
          'find answers',
          () => {
            sent++
            return new Promise((resolve) => setTimeout(resolve, ms))
          },
          TIMEOUT_MS,
          request,
        ),
      )
      await jest.advanceTimersByTimeAsync(LATE)
      await Promise.all(answered)
      return sent
    }
    expect(await ask(SLOW, SLOW, SLOW)).toBe(3)
    expect(await run(1)).toBe(1)
    expect(await ask(1, LATE)).toBe(2)
    expect(await run(1)).toBe(1)
    expect(await ask(1)).toBe(0)
    expect(changes).toEqual([])
  })
})

describe('commands for which a right is missing', () => {
  beforeEach(() => void jest.useFakeTimers({ now: 1_795_000_000_000 }))
  afterEach(() => void jest.useRealTimers())

  function refusing() {
    const changes: [Purpose | undefined, string | undefined][] = []
    const guard = new Guard(TIMEOUT_MS, ({ purpose, reason }) => changes.push([purpose, reason?.message]))
    /** Whether commands were sent, which are answered, or refused. */
    const send = async (purpose: Purpose, refusal?: string) => {
      let isSent = false
      await guard.run(purpose, async () => {
        isSent = true
        if (refusal) throw new ReplyError(refusal)
      })
      return isSent
    }
    const wait = (ms: number) => jest.advanceTimersByTimeAsync(ms)
    return { guard, changes, send, wait }
  }

  test('are not sent for a pause, whatever else is answered, and others are sent', async () => {
    const { changes, send, wait } = refusing()
    for (let pauses = 0; pauses < 3; pauses++) {
      await send('lock answers', 'NOPERM')
      expect(await send('count gateways')).toBe(true)
      await send('lock answers', 'NOPERM')
      expect(await send('lock answers')).toBe(false)
      await wait(3_000)
    }
    expect(changes).toEqual([['lock answers', 'NOPERM']])
    expect(await send('lock answers')).toBe(true)
    expect(changes.slice(1)).toEqual([['lock answers', undefined]])
  })

  test('say nothing of an outage, neither that it begins nor that it ends', async () => {
    const { guard, changes, send, wait } = refusing()
    const fail = () => guard.run('find answers', () => Promise.reject(new Error('closed')))
    await fail()
    await send('lock answers', 'NOPERM')
    expect(changes).toEqual([])
    await fail()
    await wait(3_000)
    await send('lock answers', 'NOPERM')
    await send('lock answers', 'NOPERM')
    expect(changes).toEqual([
      [undefined, 'closed'],
      ['lock answers', 'NOPERM'],
    ])
    expect(await send('count gateways')).toBe(true)
    expect(changes.slice(2)).toEqual([[undefined, undefined]])
    expect(guard.isOpenFor('count gateways')).toBe(false)
    expect(guard.isOpenFor('lock answers')).toBe(true)
  })

  test('count for the metric until they are accepted', async () => {
    const { guard, send, wait } = refusing()
    const isOpen: boolean[] = []
    for (const refusal of ['NOPERM', 'NOPERM', undefined]) {
      await send('store late answers', refusal)
      isOpen.push(guard.isOpen)
      await wait(4_000)
    }
    expect(isOpen).toEqual([false, true, false])
  })

  test('are the only ones that are paused alone: what else Redis refuses, such as writes without memory, is an outage', async () => {
    const { changes, send, wait } = refusing()
    await send('lock answers', 'OOM command not allowed')
    await send('count gateways', 'OOM command not allowed')
    expect(await send('take from a rate')).toBe(false)
    await wait(3_000)
    expect(await send('take from a rate')).toBe(true)
    expect(changes).toEqual([
      [undefined, 'OOM command not allowed'],
      [undefined, undefined],
    ])
  })
})

test('a part of a Cluster is not used while commands without a key fail', async () => {
  const client: Cluster = Object.assign(Object.create(Cluster.prototype), { slots: [['here:6379']] })
  const guards = new Guards(client, TIMEOUT_MS, () => undefined)
  expect(guards.isOpen).toBe(false)
  for (let times = 0; times < 2; times++)
    await guards.of().run('find answers', () => Promise.reject(new Error('refused')))
  expect(guards.isOpen).toBe(true)
})

test('a request that reads from a node of a Cluster that is gone waits twice for it, while other nodes answer', async () => {
  let looks = 0
  const never = () => new Promise<never>(() => undefined)
  const mgetBuffer = () => {
    looks++
    return never()
  }
  const client = { mgetBuffer, time: never } as Partial<Record<keyof RedisClient, unknown>> as RedisClient
  const [reads, writes] = [20, 20].map((ms) => new Guards(client, ms, () => undefined)) as [Guards, Guards]
  const memory = new RedisMemory(client, reads, writes, {
    identities: new Map([['here', 'an identity']]),
    ...{ finalSeconds: 60, sharesLogs: true, callMs: 1_000, waitMs: 5_000 },
  })
  const read = { location: 'here', name: 'pages' } as Partial<Read<unknown>> as Read<unknown>
  const ask = async (call: Call) => {
    for (const page of ['1', '2', '3', '4']) {
      await memory.claim(read, [page], () => performance.now(), call)
      await reads.of().run('find answers', async () => 'of another node')
    }
  }
  await ask({ receipt: new Receipt() } as Partial<Call> as Call)
  expect(looks).toBe(2)
  await ask({ receipt: new Receipt() } as Partial<Call> as Call)
  expect(looks).toBe(4)
})

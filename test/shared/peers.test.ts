import fc from 'fast-check'
import { Receipt } from '../../src/aws/receipt.ts'
import type { Channels } from '../../src/aws/shared/channels.ts'
import { RedisClock } from '../../src/aws/shared/redis/clock.ts'
import type { Context } from '../../src/context.ts'
import { GatewayError } from '../../src/errors.ts'
import { CallBudget } from '../../src/live/call-budget.ts'
import type { LiveThing, LiveType } from '../../src/live/live-type.ts'
import { Pace } from '../../src/live/pace.ts'
import { Guests } from '../../src/live/peers/guests.ts'
import { type PeerRead, PeerReads } from '../../src/live/peers/peer-reads.ts'
import { readTogether } from '../../src/live/read-together.ts'
import type { TickerOptions } from '../../src/live/ticker-options.ts'
import { ManualTimers } from '../live/manual-timers.ts'

const NEVER: Channels = { send: () => undefined, listen: () => () => undefined }

describe('the reads that processes tell each other', () => {
  /** A process that listens, and how it is spoken to. */
  const listening = () => {
    const heard: PeerRead[] = []
    let speak: (message: unknown, ageMs: number) => void = () => undefined
    const listen: Channels['listen'] = (_topic, _location, onMessage) => {
      speak = onMessage
      return () => undefined
    }
    new PeerReads({ ...NEVER, listen }, 'a topic', 'us-east-1', (read) => heard.push(read))
    return { heard, speak }
  }

  test('arrive with the time that they were on their way', () => {
    const { heard, speak } = listening()
    const send: Channels['send'] = (_topic, _location, message) => speak(JSON.parse(JSON.stringify(message)), 300)
    const things = [
      { id: 'one', nextMs: 2_000, args: { deploymentId: 'd-1' } },
      { id: 'other', nextMs: 100 },
    ]
    new PeerReads({ ...NEVER, send }, 'a topic', 'us-east-1', () => undefined).tell({ ageMs: 50, calls: 1, things })
    const later = [
      { ...things[0], nextMs: 1_700 },
      { ...things[1], nextMs: 0 },
    ]
    expect(heard).toEqual([{ ageMs: 350, calls: 1, things: later }])
  })

  test('are ignored if they are anything else', () => {
    const { heard, speak } = listening()
    fc.assert(fc.property(fc.jsonValue(), (message) => speak(message, 0)))
    for (const message of [
      { ageMs: -1, calls: 0, things: [] },
      { ageMs: 0, calls: 1e9, things: [] },
      { ageMs: 0, calls: 1, things: [{ id: 'x'.repeat(2_000), nextMs: 0 }] },
      { ageMs: 0, calls: 1, things: [{ id: 'x', nextMs: Number.MAX_VALUE }] },
      { ageMs: 0, calls: 1, things: [{ id: 'x', nextMs: 0, args: { deploymentId: 'x'.repeat(2_000) } }] },
      { ageMs: 0, calls: 1, things: Array.from({ length: 101 }, () => ({ id: 'x', nextMs: 0 })) },
    ])
      speak(message, 0)
    expect(heard).toEqual([])
  })
})

describe('things that only other processes watch', () => {
  const thing = (id: string, nextMs = 2_000) => ({ id, nextMs, args: { deploymentId: id } })

  test('are read along when half of their pause is over, as far as there is room', () => {
    const guests = new Guests()
    guests.note([thing('a'), thing('b'), thing('c', 10_000)], 0)
    expect(guests.take(25, 900)).toEqual([])
    expect(guests.take(1, 1_000).map(({ id }) => id)).toEqual(['a'])
    expect(guests.take(25, 1_000).map(({ id }) => id)).toEqual(['b'])
    expect(guests.take(25, 1_000)).toEqual([])
  })

  test('are not read along after another process has read them', () => {
    const guests = new Guests()
    guests.note([thing('a')], 0)
    guests.note([{ id: 'a', nextMs: 2_000 }], 1_500)
    expect(guests.take(25, 2_000)).toEqual([])
  })

  test('are forgotten when those that watch them tell of them no more, whoever reads them along', () => {
    const guests = new Guests()
    guests.note([thing('a')], 0)
    let reads = 0
    for (let now = 0; now < 200_000; now += 2_000) {
      guests.note([{ id: 'a', nextMs: 0 }], now) // another process that reads it along
      reads += guests.take(25, now).length
    }
    expect(reads).toBeGreaterThan(5)
    expect(reads).toBeLessThan(15)
  })

  test('are a thousand at most', () => {
    const guests = new Guests()
    for (let number = 0; number < 3_000; number++) guests.note([thing(`${number}`)], 0)
    expect(guests.take(10_000, 1_000)).toHaveLength(1_000)
  })
})

test('of the things that only other processes watch, those count as read about which AWS has answered', async () => {
  const contexts: Context[] = []
  const contextFor = () => {
    const context = { receipt: new Receipt() } as Partial<Context> as Context
    contexts.push(context)
    return context
  }
  const answers: Record<string, () => Promise<LiveThing | undefined>> = {
    read: async () => ({ location: 'us-east-1' }),
    unknown: async () => undefined,
    failed: () => Promise.reject(new GatewayError('AWS_UNAVAILABLE', 'down')),
    stale: async () => {
      const answer = { location: 'us-east-1' }
      contexts[0]?.receipt.stale('a:Read', 'us-east-1', 60_000, answer)
      return answer
    },
  }
  const type = {
    perCall: 25,
    read: (_context: Context, _location: string, { id }: { id: string }) => answers[id]?.(),
  } as Partial<LiveType<LiveThing>> as LiveType<LiveThing>
  const options = { timers: new ManualTimers(0), clock: () => 0, elapsed: () => 0, contextFor }
  const also = Object.keys(answers).map((id) => ({ id }))
  const { alsoRead } = readTogether(type, [], also, 0, options as Partial<TickerOptions> as TickerOptions)
  expect(await Promise.all(alsoRead)).toEqual([true, true, false, false])
})

describe('the pace of a thing that another process has read', () => {
  const paceOf = (random: number) => {
    const timers = new ManualTimers(0)
    const pace = new Pace({ timers, random: () => random }, new CallBudget(2))
    return { timers, pace }
  }
  const FRESH = { isFresh: true, hasChanged: false, stretch: 1, ageMs: 0 }

  test('is that of the other process, which is waited for a little longer', () => {
    for (const random of [0, 0.5, 1]) {
      const { pace } = paceOf(random)
      for (const peerMs of [2_000, 15_000, 60_000]) {
        expect(pace.next({ ...FRESH, stretch: 5, peerMs })).toBe(peerMs)
        expect(pace.graceMs).toBeGreaterThanOrEqual(Math.max(1_000, peerMs / 5))
        // A process that was killed is replaced within three intervals.
        expect(peerMs + pace.graceMs).toBeLessThan(2.5 * peerMs)
      }
      pace.next(FRESH)
      expect(pace.graceMs).toBe(0)
    }
  })

  test('is no longer than the longest one of its own, whatever a message says', () => {
    const { pace } = paceOf(1)
    const longest = [{}, { stretch: 5 }, { wantedMs: 2_000 }, { cycleMs: 40_000 }].map((own) => {
      const waitsMs = pace.next({ ...FRESH, ...own, peerMs: 120_000 })
      return [waitsMs, Math.round(pace.graceMs)]
    })
    expect(longest).toEqual([
      [16_500, 6_600],
      [82_500, 33_000],
      [2_200, 2_000],
      [44_000, 17_600],
    ])
  })

  test('takes as news what was asked for later than its own state, and after the last event', () => {
    const { timers, pace } = paceOf(0.5)
    pace.next(FRESH)
    timers.advance(1_000)
    expect([pace.isNews(500), pace.isNews(1_000), pace.isNews(1_500)]).toEqual([true, false, false])
    expect(pace.wake(400)).toBe(true)
    expect([pace.isNews(500), pace.isNews(300)]).toEqual([false, true])
    timers.advance(100)
    expect(pace.begin()).toBe(500) // what was asked for since the event
    pace.next(FRESH)
    expect(pace.wake(200)).toBe(false) // it has been read since
    expect(pace.wake(0)).toBe(true)
  })
})

test('the calls of other processes count within the rate, and delay nothing for more than 15 seconds', () => {
  const budget = new CallBudget(2)
  budget.spendElsewhere(3, 0)
  expect(budget.wait(0)).toBe(1_500)
  for (let message = 0; message < 1_000; message++) budget.spendElsewhere(100, 0)
  expect(budget.wait(0)).toBe(15_000)
})

test('the time of Redis is that of the quickest look of the last minute', () => {
  const clock = new RedisClock()
  expect(clock.at(0)).toBeUndefined()
  clock.note(100, 5_100 + 40) // after 40 ms on the way
  clock.note(200, 5_200 + 2)
  clock.note(300, 5_300 + 30)
  expect(clock.at(1_000)).toBe(6_002)
  clock.note(70_000, 76_000) // it was replaced
  expect(clock.at(70_000)).toBe(76_000)
})

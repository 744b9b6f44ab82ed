import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Locations } from '../../../src/aws/locations.ts'
import { callBudgets } from '../../../src/live/call-budget.ts'
import type { FeedType } from '../../../src/live/feed/feed-type.ts'
import { LiveFeed } from '../../../src/live/feed/live-feed.ts'
import { frameMemory } from '../../../src/live/frames.ts'
import type { TickerOptions } from '../../../src/live/ticker-options.ts'
import { PATIENT } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { useLiveGateways } from '../live-gateway.ts'
import { ManualTimers } from '../manual-timers.ts'

const { start } = useLiveGateways({ world: () => ({}), ...PATIENT })

test('a feed that stops while a subscription begins has no timer later', async () => {
  const { subscribe, timers, faults, emulator, stop } = await start()
  const answer = new AbortController()
  faults.push({ operation: 'ListDeployments', delayMs: 600_000, release: answer.signal })
  const subscribing = subscribe('subscription { activity(filter: { services: [CODEDEPLOY] }) { change } }', {})
  await until(() => emulator.calls.length === 1)
  const stopping = stop()
  await nextTurn()
  answer.abort()
  await Promise.allSettled([stopping, subscribing])
  await until(() => timers.pending === 0)
})

test('a feed that has stopped lists nothing for those who subscribe later', async () => {
  const timers = new ManualTimers()
  const options = { timers, clock: timers.now, random: () => 0 } as unknown as TickerOptions
  const type = { name: 'codedeploy', activity: {}, hasEvents: true } as unknown as FeedType
  const feed = new LiveFeed([type], options, callBudgets(1), frameMemory())
  feed.stop()
  const locations = { namesOf: () => ['here'] } as unknown as Locations
  const frames = { key: '', hasParts: false, render: async () => Buffer.alloc(0) }
  await feed.subscribe({}, locations, frames, () => {})
  expect([feed.size, timers.pending]).toEqual([0, 0])
})

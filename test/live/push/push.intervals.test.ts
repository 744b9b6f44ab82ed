import { setImmediate } from 'node:timers/promises'
import type { SqsMessage } from '../../../src/emulator/sqs/world.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { APPCONFIG, appConfigWorld, eventsOf, isPolling, type Live, READY, sumOf } from './push-gateway.ts'
import { appConfigEvent, deploymentEvent, message, QUEUE, withQueues } from './push-world.ts'

const { start } = useLiveGateways({ eventsQueueUrl: [QUEUE] })

/** The pauses between reads, in seconds, from now on. */
async function pausesOf(live: Live, update: () => Promise<unknown>, count: number): Promise<number[]> {
  const pauses: number[] = []
  while (pauses.length < count) {
    const at = nextAtOf(await update())
    pauses.push((at - live.timers.now()) / 1000)
    // By less than six heartbeats each: what they write has to be written for the client to be kept.
    while (live.timers.now() < at) {
      live.timers.goTo(Math.min(at, live.timers.now() + 30_000))
      await setImmediate()
    }
  }
  return pauses
}

test('intervals are five times as long while events arrive, and as before when they stop', async () => {
  const arrive = [4, 4, 4].map((second, copy) => message(second, deploymentEvent(idOf(1), `${copy}`)))
  const live = await start({ world: withQueues(worldOf(STAYS), { deploygraph: arrive }) })
  const { update } = await live.subscribe()
  const [first = 0, second = 0] = await pausesOf(live, update, 2)
  expect([first, second].every((pause) => pause < 3.31)).toBe(true)
  await until(async () => (await eventsOf(live)).unwatched === 3)
  const pauses = await pausesOf(live, update, 8)
  const [, , ...later] = pauses
  expect(Math.max(...later)).toBeGreaterThan(60)
  expect(Math.max(...pauses)).toBeLessThan(15 * 5 * 1.11)
  expect(pauses.at(-1)).toBeLessThan(15 * 1.11)
})

/** How often a feed lists in three minutes, in which messages arrive. */
async function listingsOf(messages: SqsMessage[]): Promise<number> {
  const live = await start({ world: withQueues(worldOf(STAYS), { deploygraph: messages }), liveCallsPerSecond: 100 })
  const { update } = await live.subscribe('subscription { activity(filter: { services: [CODEDEPLOY] }) { change } }')
  await update()
  await until(() => isPolling(live))
  const { pending } = live.timers
  live.calls()
  let listings = 0
  for (let second = 1; second <= 180; second++) {
    const sent = messages.filter(({ sentAt }) => sentAt.getTime() <= NOW + second * 1_000).length
    live.timers.advance(1_000)
    await until(async () => live.timers.pending === pending && sumOf(await eventsOf(live)) === sent)
    listings += live.calls().ListDeployments ?? 0
  }
  return listings
}

test('the feed lists less often while events arrive', async () => {
  const arrive = [1, 60, 120].map((second, copy) => message(second, deploymentEvent(idOf(1), `${copy}`)))
  const [without, withEvents] = [await listingsOf([]), await listingsOf(arrive)]
  expect(withEvents).toBeLessThan(without * 0.8)
})

test('the intervals of an AppConfig deployment stay as they are while events arrive', async () => {
  const live = await start({
    world: withQueues(appConfigWorld(Number.POSITIVE_INFINITY), {
      deploygraph: [message(5, appConfigEvent('Step', 2))],
    }),
  })
  const { update } = await live.subscribe(APPCONFIG)
  await update()
  live.timers.advance(5_000)
  await until(async () => (await eventsOf(live)).unwatched === 1)
  const pauses = await pausesOf(
    live,
    () => {
      live.timers.advance(15_000 * 1.11)
      return update()
    },
    2,
  )
  expect(Math.max(...pauses)).toBeLessThan(15 * 1.11)
})

test('events cause no more calls than LIVE_CALLS_PER_SECOND allows', async () => {
  const messages = Array.from({ length: 20 }, (_, second) => message(second + 1, deploymentEvent(idOf(0), `${second}`)))
  const live = await start({
    world: withQueues(worldOf([[0, READY]]), { deploygraph: messages }),
    liveCallsPerSecond: 0.2,
  })
  const { update } = await live.subscribe()
  await update()
  live.calls()
  for (let second = 1; second <= 20; second++) {
    live.timers.advance(1_000)
    await until(async () => (await eventsOf(live)).woken === second)
  }
  await until(() => live.timers.due(10_000))
  const { BatchGetDeployments = 0 } = live.calls()
  expect(BatchGetDeployments).toBeGreaterThan(1)
  expect(BatchGetDeployments).toBeLessThanOrEqual(20 * 0.2 + 1)
})

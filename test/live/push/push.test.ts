import type { SqsMessage } from '../../../src/emulator/sqs/world.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS, DEMO_QUEUES, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { appConfigEvent, deploymentEvent, instanceEvent, message, QUEUE, queueNamed, withQueues } from './push-world.ts'

const { start } = useLiveGateways({ eventsQueueUrl: [QUEUE] })

const READY = {
  status: 'Ready' as const,
  blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const } },
}

type Live = Awaited<ReturnType<typeof start>>

/** Reads what is due now, once something is. */
async function whenDue({ timers }: Live): Promise<void> {
  await until(() => timers.due(0))
  timers.advance(0)
}

/** How many events of each outcome there were. */
async function eventsOf({ metricsUrl = '' }: Live): Promise<Record<string, number>> {
  const text = await (await fetch(metricsUrl)).text()
  const counted = [...text.matchAll(/^deploygraph_live_events_total\{outcome="(\w+)"\} (\d+)$/gm)]
  return Object.fromEntries(
    counted.flatMap(([, outcome, count]) => (Number(count) > 0 ? [[outcome, Number(count)]] : [])),
  )
}

const sumOf = (counts: Record<string, number>) => Object.values(counts).reduce((sum, count) => sum + count, 0)

const isPolling = ({ emulator }: Live, queue = QUEUE.url) =>
  emulator.calls.some(
    ({ operation, outcome, input }) =>
      operation === 'ReceiveMessage' && outcome === 'pending' && (input as { QueueUrl: string }).QueueUrl === queue,
  )

test.each(['direct', 'sdk'] as const)(
  'an event brings the update long before the interval is over: AWS_CALL=%s',
  async (awsCall) => {
    const waits = worldOf([
      [0, READY],
      [4, { status: 'InProgress' }],
    ])
    const live = await start({ awsCall, world: withQueues(waits, { deploygraph: [message(5, deploymentEvent())] }) })
    const { update } = await live.subscribe()
    const first = await update()
    expect(nextAtOf(first) - NOW).toBeGreaterThan(26_000)
    live.calls()
    live.timers.advance(5_000)
    await whenDue(live)
    expect(await update()).toMatchObject({
      data: {
        codeDeployDeployment: { asOf: new Date(NOW + 5_000).toISOString(), deployment: { rawStatus: 'InProgress' } },
      },
    })
    const calls: Record<string, number> = {}
    await until(() => {
      for (const [operation, count] of Object.entries(live.calls())) calls[operation] = (calls[operation] ?? 0) + count
      return calls.DeleteMessageBatch !== undefined && calls.ReceiveMessage !== undefined
    })
    // The queue is read again at once.
    expect(calls).toEqual({ BatchGetDeployments: 1, DeleteMessageBatch: 1, ReceiveMessage: expect.any(Number) })
    expect(await eventsOf(live)).toEqual({ woken: 1 })
  },
)

const APPCONFIG = `subscription {
  appConfigDeployment(applicationId: "abc1234", environmentId: "def5678", deploymentNumber: 1) {
    nextAt deployment { rawStatus }
  }
}`

/** An AppConfig deployment that is complete after so many seconds. */
const appConfigWorld =
  (seconds: number): World =>
  (_, now) => ({
    appconfig: {
      applications: [{ Id: 'abc1234', Name: 'storefront' }],
      environments: [{ ApplicationId: 'abc1234', Id: 'def5678', Name: 'production' }],
      deployments: [
        {
          ApplicationId: 'abc1234',
          EnvironmentId: 'def5678',
          DeploymentNumber: 1,
          State: now < NOW + seconds * 1_000 ? ('DEPLOYING' as const) : ('COMPLETE' as const),
          StartedAt: new Date(NOW - 60_000),
          DeploymentDurationInMinutes: 100,
          GrowthFactor: 50,
        },
      ],
    },
  })

test('an event about an AppConfig deployment wakes it, whatever its next step', async () => {
  const live = await start({ world: withQueues(appConfigWorld(4), { deploygraph: [message(5, appConfigEvent())] }) })
  const { update, next } = await live.subscribe(APPCONFIG)
  expect(nextAtOf(await update()) - NOW).toBeGreaterThan(12_000)
  live.timers.advance(5_000)
  await whenDue(live)
  expect(await update()).toMatchObject({ data: { appConfigDeployment: { deployment: { rawStatus: 'COMPLETE' } } } })
  expect(await next()).toMatchObject({ event: 'complete' })
})

test('an event about a deployment that nobody watches wakes the feed', async () => {
  const idle = worldOf([[4, { status: 'InProgress' }]])
  const live = await start({
    world: withQueues((region, now) => (now < NOW + 4_000 ? {} : idle(region, now)), {
      deploygraph: [message(4, deploymentEvent())],
    }),
  })
  const { update } = await live.subscribe('subscription { activity(filter: { services: [CODEDEPLOY] }) { change } }')
  expect(await update()).toMatchObject({ data: { activity: { change: 'SYNCED' } } })
  for (let second = 0; second < 3; second++) live.timers.advance(500)
  await until(() => live.timers.due(15_000))
  live.timers.advance(4_000)
  live.calls()
  await whenDue(live)
  expect(await update()).toMatchObject({ data: { activity: { change: 'APPEARED' } } })
})

/** The pauses between reads, in seconds, from now on. */
async function pausesOf(live: Live, update: () => Promise<unknown>, count: number): Promise<number[]> {
  const pauses: number[] = []
  while (pauses.length < count) {
    const at = nextAtOf(await update())
    pauses.push((at - live.timers.now()) / 1000)
    live.timers.goTo(at)
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

test('a deployment that is read because of an event and has not changed is read again soon', async () => {
  const live = await start({
    world: withQueues(worldOf([[0, READY]]), { deploygraph: [message(5, deploymentEvent())] }),
  })
  const { update } = await live.subscribe()
  await update()
  live.timers.advance(5_000)
  await whenDue(live)
  expect(nextAtOf(await update()) - live.timers.now()).toBeLessThan(2_201)
})

test('bad, foreign, duplicate and late events are deleted, counted, and wake nothing', async () => {
  const sent: [object | string, number?][] = [
    ['not JSON'],
    ['null'],
    [{ ...deploymentEvent(), detail: undefined }],
    [deploymentEvent(idOf(0), 'a', { detail: { deploymentId: 'x'.repeat(10_000) } })],
    [deploymentEvent(idOf(0), 'b', { detail: { deploymentId: 'not an id' } })],
    [deploymentEvent(idOf(0), 'c', { source: 'aws.ec2' })],
    [deploymentEvent(idOf(0), 'd', { 'detail-type': 'AWS API Call via CloudTrail' })],
    [deploymentEvent(idOf(0), 'e', { region: 'ap-southeast-2' })],
    [deploymentEvent(idOf(0), 'f', { account: '999999999999' })],
    [deploymentEvent(idOf(0), 'g', { detail: { deploymentId: idOf(0), padding: 'x'.repeat(300_000) } })],
    [deploymentEvent(idOf(0), 'old'), -3_600],
    [instanceEvent(idOf(7))],
    [instanceEvent(idOf(7))],
  ]
  const messages = sent.map(([body, second = 1], copy) => message(second, body, copy))
  const live = await start({ world: withQueues(worldOf([[0, READY]]), { deploygraph: messages }) })
  const { update } = await live.subscribe()
  await update()
  live.calls()
  live.timers.advance(1_000)
  await until(async () => sumOf(await eventsOf(live)) === sent.length)
  expect(await eventsOf(live)).toEqual({ invalid: 6, other: 2, foreign: 2, old: 1, unwatched: 1, duplicate: 1 })
  expect(live.timers.due(0)).toBe(false)
  expect(live.calls().BatchGetDeployments).toBeUndefined()
})

test('events in any order and many at a time cost one read, of the state as it is', async () => {
  const states = ['SUCCESS', 'START', 'READY', 'FAILURE', 'STOP']
  const messages = Array.from({ length: 40 }, (_, copy) =>
    message(1, deploymentEvent(idOf(0), states[copy % states.length], { id: `event-${copy}` }), copy),
  )
  const live = await start({ world: withQueues(worldOf([[0, READY]]), { deploygraph: messages }) })
  const { update } = await live.subscribe()
  await update()
  live.calls()
  live.timers.advance(1_000)
  await until(async () => (await eventsOf(live)).woken === 40)
  live.timers.advance(0)
  expect(await update()).toMatchObject({ data: { codeDeployDeployment: { deployment: { rawStatus: 'Ready' } } } })
  expect(live.calls()).toMatchObject({ BatchGetDeployments: 1, DeleteMessageBatch: 4 })
})

test('two queues are read at the same time', async () => {
  const live = await start({
    eventsQueueUrl: [QUEUE, queueNamed('second')],
    world: withQueues(worldOf([[0, READY]], 2), {
      deploygraph: [message(2, deploymentEvent(idOf(0)))],
      second: [message(2, deploymentEvent(idOf(1)))],
    }),
  })
  const [one, other] = [await live.subscribe(), await live.subscribe(DEPLOYMENT, { id: idOf(1) })]
  await Promise.all([one.update(), other.update()])
  live.timers.advance(2_000)
  await until(async () => (await eventsOf(live)).woken === 2)
  live.timers.advance(0)
  for (const { update } of [one, other]) expect(nextAtOf(await update())).toBeGreaterThan(NOW)
})

test('the demo has events that wake its feed, and all of them are understood', async () => {
  const live = await start({ world: demoWorld(), locations: DEMO_LOCATIONS, eventsQueueUrl: DEMO_QUEUES })
  const { update } = await live.subscribe('subscription { activity { change } }')
  await update()
  for (let minute = 0; minute < 10; minute++) {
    const before = await eventsOf(live)
    live.timers.advance(60_000)
    await until(async () => ((await eventsOf(live)).woken ?? 0) > (before.woken ?? 0))
  }
  expect(Object.keys(await eventsOf(live)).filter((outcome) => !['woken', 'old'].includes(outcome))).toEqual([])
})

test('without a watcher no queue is read, and a running read ends when the last watcher leaves', async () => {
  const live = await start({ world: withQueues(worldOf(STAYS), { deploygraph: [] }) })
  live.timers.advance(600_000)
  expect(live.calls()).toEqual({})
  const { update, close } = await live.subscribe()
  await update()
  await until(() => isPolling(live))
  close()
  await until(() => live.emulator.calls.some(({ outcome }) => outcome === 'left'))
  live.calls()
  live.timers.advance(20_000)
  await until(() => live.timers.pending === 0)
  expect(live.calls().ReceiveMessage).toBeUndefined()
})

test('a gateway that stops does not wait for a running read', async () => {
  const live = await start({ world: withQueues(worldOf(STAYS), { deploygraph: [] }) })
  const { update } = await live.subscribe()
  await update()
  await until(() => isPolling(live))
  const startedAt = performance.now()
  await live.stop()
  expect(performance.now() - startedAt).toBeLessThan(10_000) // a long poll takes twenty seconds
})

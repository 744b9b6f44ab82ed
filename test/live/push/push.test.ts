import { DEMO_LOCATIONS, DEMO_QUEUES, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { APPCONFIG, appConfigWorld, eventsOf, isPolling, READY, sumOf, whenDue } from './push-gateway.ts'
import { appConfigEvent, deploymentEvent, instanceEvent, message, QUEUE, queueNamed, withQueues } from './push-world.ts'

const { start } = useLiveGateways({ eventsQueueUrl: [QUEUE] })

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
  await live.stop()
  // A read that was waited for would have been answered.
  const outcomes = () =>
    live.emulator.calls.flatMap((call) => (call.operation === 'ReceiveMessage' ? call.outcome : []))
  await until(() => !outcomes().includes('pending'))
  expect(outcomes().at(-1)).toBe('left')
})

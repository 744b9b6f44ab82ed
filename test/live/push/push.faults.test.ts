import type { Fault } from '../../../src/emulator/faults.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { deploymentEvent, message, QUEUE, queueNamed, withQueues } from './push-world.ts'

const { start } = useLiveGateways({ eventsQueueUrl: [QUEUE] })

const FAILURES: readonly [what: string, code: string, fault: Fault][] = [
  [
    'access is denied',
    'AWS_ACCESS_DENIED',
    { error: { name: 'AccessDeniedException', message: 'User: x is not authorized', status: 403 } },
  ],
  ['SQS throttles', 'AWS_THROTTLED', { error: { name: 'RequestThrottled', status: 403 } }],
  ['SQS fails', 'AWS_UNAVAILABLE', { error: { name: 'InternalFailure', status: 500 } }],
  ['the connection breaks', 'AWS_UNAVAILABLE', { drop: true }],
]

test.each(FAILURES)(
  'where %s, the log says so once, the updates go on, and the queue is read again',
  async (_, code, fault) => {
    const lines: Record<string, unknown>[] = []
    const faults: Fault[] = [{ operation: 'ReceiveMessage', ...fault }]
    const live = await start({
      faults,
      world: withQueues(worldOf(STAYS), { deploygraph: [message(60, deploymentEvent())] }),
      log: (line) => lines.push(JSON.parse(line)),
    })
    const of = (msg: string) => lines.filter((line) => line.msg === msg)
    const { update } = await live.subscribe()
    let at = nextAtOf(await update())
    await until(() => of('events cannot be read').length === 1)
    for (let count = 0; count < 5; count++) {
      live.timers.goTo(at)
      at = nextAtOf(await update())
      expect(at - live.timers.now()).toBeLessThan(15_000 * 1.11)
    }
    expect(of('events cannot be read')).toEqual([
      expect.objectContaining({ code, queue: QUEUE.url, operation: 'ReceiveMessage' }),
    ])
    live.faults.splice(0)
    await until(() => {
      live.timers.advance(1_000)
      return of('events arrive again').length === 1
    })
  },
)

test('a queue that does not exist is named in the log, and keeps no other from being read', async () => {
  const lines: Record<string, unknown>[] = []
  const missing = queueNamed('missing')
  const live = await start({
    eventsQueueUrl: [missing, QUEUE],
    world: withQueues(worldOf(STAYS), { deploygraph: [message(1, deploymentEvent())] }),
    log: (line) => lines.push(JSON.parse(line)),
  })
  const { update } = await live.subscribe()
  await update()
  live.timers.advance(1_000)
  await until(() => live.emulator.calls.some(({ operation }) => operation === 'DeleteMessageBatch'))
  live.timers.advance(0)
  await update()
  const denied = lines.filter(({ msg }) => msg === 'events cannot be read')
  expect(denied).toEqual([expect.objectContaining({ queue: missing.url, errorName: 'QueueDoesNotExist' })])
})

test('events that cannot be deleted wake what is watched, once', async () => {
  const lines: Record<string, unknown>[] = []
  const live = await start({
    faults: [{ operation: 'DeleteMessageBatch', error: { name: 'AccessDeniedException', message: 'no', status: 403 } }],
    world: withQueues(worldOf(STAYS), { deploygraph: [message(1, deploymentEvent())] }),
    log: (line) => lines.push(JSON.parse(line)),
  })
  const { update } = await live.subscribe()
  await update()
  live.timers.advance(1_000)
  await until(() => lines.some(({ operation }) => operation === 'DeleteMessageBatch'))
  live.timers.advance(0)
  expect(Date.parse((await update()).data.codeDeployDeployment.asOf)).toBe(NOW + 1_000)
})

test('an event does not make the feed list sooner what AWS does not list', async () => {
  const live = await start({
    faults: [{ service: 'codedeploy', error: { name: 'AccessDeniedException', message: 'no' } }],
    world: withQueues(worldOf(STAYS), { deploygraph: [message(1, deploymentEvent())] }),
    liveCallsPerSecond: 100,
  })
  const { update } = await live.subscribe('subscription { activity(filter: { services: [CODEDEPLOY] }) { change } }')
  expect(await update()).toMatchObject({ data: { activity: { change: 'SYNCED' } } })
  live.timers.advance(1_000)
  await until(() => live.emulator.calls.some(({ operation }) => operation === 'DeleteMessageBatch'))
  expect(live.timers.due(100)).toBe(false)
})

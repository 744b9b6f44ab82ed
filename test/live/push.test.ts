import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from './live-gateway.ts'
import { deploymentEvent, instanceEvent, message, QUEUE, queueNamed, withQueues } from './push-world.ts'

const { start } = useLiveGateways({ eventsQueueUrl: [QUEUE] })

const READY = {
  status: 'Ready' as const,
  blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT' as const } },
}

const count = (calls: Record<string, number>) => calls.BatchGetDeployments ?? 0

test('an event brings the update long before the interval is over', async () => {
  const waits = worldOf([
    [0, READY],
    [4, { status: 'InProgress' }],
  ])
  const { subscribe, timers, calls } = await start({
    world: withQueues(waits, { deploygraph: [message(5, deploymentEvent())] }),
  })
  const { update } = await subscribe()
  const first = await update()
  expect(nextAtOf(first) - NOW).toBeGreaterThan(26_000)
  timers.advance(5_000)
  await until(() => timers.due(0))
  timers.advance(0)
  expect(await update()).toMatchObject({
    data: {
      codeDeployDeployment: { asOf: new Date(NOW + 5_000).toISOString(), deployment: { rawStatus: 'InProgress' } },
    },
  })
  await until(() => Object.keys(calls()).includes('DeleteMessageBatch'))
})

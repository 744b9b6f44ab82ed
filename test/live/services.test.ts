import type { Deployment } from '@aws-sdk/client-appconfig'
import { jest } from '@jest/globals'
import { nextStepAt } from '../../src/appconfig/live/next-step.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW } from '../support/gateway.ts'
import { nextAtOf, useLiveGateways } from './live-gateway.ts'

const { start } = useLiveGateways()
afterEach(() => jest.restoreAllMocks())

const KEY = { applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: 1 }
const APPCONFIG = `subscription ($applicationId: ID!, $environmentId: ID!, $deploymentNumber: Int!) {
  appConfigDeployment(applicationId: $applicationId, environmentId: $environmentId, deploymentNumber: $deploymentNumber) {
    deployment { rawStatus percentComplete } asOf nextAt } }`
const at = (second: number) => new Date(NOW + second * 1000)

/** One minute in five equal parts: four steps, each a quarter. */
const rollout: Deployment = {
  ...{
    ApplicationId: 'flags01',
    EnvironmentId: 'prod001',
    DeploymentNumber: 1,
    State: 'DEPLOYING',
    PercentageComplete: 0,
  },
  ...{
    GrowthType: 'LINEAR',
    GrowthFactor: 25,
    DeploymentDurationInMinutes: 1,
    FinalBakeTimeInMinutes: 0,
    StartedAt: at(0),
  },
}

/** A rollout that is complete from a second on. */
const completeAt =
  (second: number): World =>
  (_, now) => ({
    appconfig: {
      applications: [{ Id: 'flags01', Name: 'flags' }],
      environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod' }],
      deployments: [
        now < at(second).getTime()
          ? rollout
          : { ...rollout, State: 'COMPLETE', PercentageComplete: 100, CompletedAt: at(second) },
      ],
    },
  })

test('an AppConfig deployment is read when its next step is due, and until it has ended', async () => {
  const { subscribe, timers, calls } = await start({ world: completeAt(12) })
  const { update, next } = await subscribe(APPCONFIG, KEY)
  const first = await update()
  expect(first.data.appConfigDeployment.deployment).toEqual({ rawStatus: 'DEPLOYING', percentComplete: 0 })
  expect(nextAtOf(first) - NOW).toBeGreaterThanOrEqual(12_500)
  expect(nextAtOf(first) - NOW).toBeLessThanOrEqual(13_750)
  timers.goTo(NOW + 14_000)
  expect((await update()).data.appConfigDeployment).toMatchObject({
    deployment: { rawStatus: 'COMPLETE' },
    nextAt: null,
  })
  expect(await next()).toMatchObject({ event: 'complete' })
  expect(calls()).toEqual({ GetDeployment: 2 })
})

test('an AppConfig deployment is not read before its step, often while the step is late, and then less often', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0) // the shortest pauses
  const { subscribe, timers } = await start({ world: completeAt(60) })
  const { update } = await subscribe(APPCONFIG, KEY)
  const pauses: number[] = []
  for (let data = await update(); nextAtOf(data); data = await update()) {
    pauses.push(nextAtOf(data) - timers.now())
    timers.goTo(nextAtOf(data))
  }
  expect(pauses).toEqual([12_500, ...Array.from({ length: 15 }, () => 2_000), 13_500, 13_500])
})

const location = 'us-east-1'
test.each<[string, Partial<Deployment>, number | undefined]>([
  ['begins', {}, 12],
  ['has taken steps', { EventLog: [{ EventType: 'PERCENTAGE_UPDATED', OccurredAt: at(24) }] }, 36],
  ['grows exponentially', { GrowthType: 'EXPONENTIAL', GrowthFactor: 10, DeploymentDurationInMinutes: 6 }, 60],
  [
    'bakes',
    { State: 'BAKING', FinalBakeTimeInMinutes: 1, EventLog: [{ EventType: 'BAKE_TIME_STARTED', OccurredAt: at(60) }] },
    120,
  ],
  ['bakes since when nobody knows', { State: 'BAKING' }, undefined],
  ['is rolled back', { State: 'ROLLING_BACK' }, undefined],
  ['is validated', { State: 'VALIDATING' }, undefined],
])('the next step of a rollout that %s is known from its strategy and its log', (_, members, second) => {
  const deployment = { kind: 'AppConfigDeployment', location, ...rollout, ...members } as Parameters<
    typeof nextStepAt
  >[0]
  expect(nextStepAt(deployment)).toBe(second === undefined ? undefined : NOW + second * 1000)
})

test('a lifecycle execution is read every fifteen seconds until it has ended', async () => {
  const lifecycleExecutionId = 'lce-11111111-2222-4333-8444-555555555555'
  const { subscribe, timers, calls } = await start({
    world: (_, now) => ({
      imagebuilder: {
        executions: [
          {
            execution: {
              ...{ lifecycleExecutionId, startTime: at(0) },
              ...(now < NOW + 20_000
                ? { state: { status: 'IN_PROGRESS' } }
                : { state: { status: 'SUCCESS' }, endTime: at(20) }),
            },
          },
        ],
      },
    }),
  })
  const { update, next } = await subscribe(
    'subscription ($id: ID!) { lifecycleExecution(lifecycleExecutionId: $id) { execution { rawStatus } asOf nextAt } }',
    { id: lifecycleExecutionId },
  )
  for (const rawStatus of ['IN_PROGRESS', 'IN_PROGRESS', 'SUCCESS']) {
    const data = await update()
    expect(data.data.lifecycleExecution.execution).toEqual({ rawStatus })
    if (rawStatus === 'SUCCESS') break
    expect(Math.abs(nextAtOf(data) - timers.now() - 15_000)).toBeLessThanOrEqual(1_500)
    timers.goTo(nextAtOf(data))
  }
  expect(await next()).toMatchObject({ event: 'complete' })
  expect(calls()).toEqual({ GetLifecycleExecution: 3 })
})

import type { Deployment } from '@aws-sdk/client-appconfig'
import { jest } from '@jest/globals'
import { nextStepAt } from '../../src/appconfig/live/next-step.ts'
import { NOW } from '../support/gateway.ts'
import { nextAtOf, useLiveGateways } from './live-gateway.ts'

const { start } = useLiveGateways()

afterEach(() => void jest.restoreAllMocks())

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

test.each([0, 0.5])(
  'an AppConfig deployment is read after its next step is due, and until it has ended, by chance %d',
  async (chance) => {
    jest.spyOn(Math, 'random').mockReturnValue(chance)
    const { subscribe, timers, calls } = await start({
      world: (_, now) => ({
        appconfig: {
          applications: [{ Id: 'flags01', Name: 'flags' }],
          environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod' }],
          deployments: [
            now < NOW + 12_000
              ? rollout
              : { ...rollout, State: 'COMPLETE', PercentageComplete: 100, CompletedAt: at(12) },
          ],
        },
      }),
    })
    const { update, next } = await subscribe(APPCONFIG, KEY)
    const first = await update()
    expect(first.data.appConfigDeployment.deployment).toEqual({ rawStatus: 'DEPLOYING', percentComplete: 0 })
    expect(nextAtOf(first)).toBe(NOW + 12_500 * (1 + chance / 10))
    timers.goTo(NOW + 14_000)
    expect((await update()).data.appConfigDeployment).toMatchObject({
      deployment: { rawStatus: 'COMPLETE' },
      nextAt: null,
    })
    expect(await next()).toMatchObject({ event: 'complete' })
    expect(calls()).toEqual({ GetDeployment: 2 })
  },
)

test('an AppConfig deployment whose step is late is read every two seconds, for half a minute', async () => {
  const { subscribe, timers } = await start({
    world: () => ({
      appconfig: {
        applications: [{ Id: 'flags01', Name: 'flags' }],
        environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod' }],
        deployments: [rollout],
      },
    }),
  })
  const { update } = await subscribe(APPCONFIG, KEY)
  const isLate = () => timers.now() > NOW + 12_000 && timers.now() <= NOW + 42_000
  const pauses = { late: [] as number[], others: [] as number[] }
  while (timers.now() <= NOW + 60_000) {
    const pause = nextAtOf(await update()) - timers.now()
    pauses[isLate() ? 'late' : 'others'].push(pause)
    timers.advance(pause)
  }
  expect(Math.min(...pauses.late)).toBeGreaterThanOrEqual(2_000)
  expect(Math.max(...pauses.late)).toBeLessThanOrEqual(2_200)
  expect(Math.min(...pauses.others)).toBeGreaterThan(10_000)
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

import type { World } from '../../../src/emulator/world.ts'
import { CallBudget } from '../../../src/live/call-budget.ts'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { nextAtOf, useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways()

const APPLICATIONS = 60
const idOf = (number: number) => `app${String(number).padStart(4, '0')}`
const KEY = { ApplicationId: idOf(0), EnvironmentId: 'prod001' }

/** A rollout that takes its first step after twelve seconds, and many applications of which nothing rolls out. */
const world: World = () => {
  const ids = Array.from({ length: APPLICATIONS }, (_, number) => idOf(number))
  return {
    appconfig: {
      applications: ids.map((Id) => ({ Id, Name: Id })),
      environments: ids.map((ApplicationId) => ({
        ...{ ApplicationId, Id: KEY.EnvironmentId, Name: 'prod' },
        State: ApplicationId === KEY.ApplicationId ? 'DEPLOYING' : 'READY_FOR_DEPLOYMENT',
      })),
      deployments: [
        {
          ...{ ...KEY, DeploymentNumber: 1, State: 'DEPLOYING', StartedAt: new Date(NOW) },
          ...{ GrowthType: 'LINEAR', GrowthFactor: 25, DeploymentDurationInMinutes: 1 },
        },
      ],
    },
  }
}

const FEED = 'subscription { activity(filter: { services: [APPCONFIG] }) { change } }'
const ROLLOUT = `subscription { appConfigDeployment(
  applicationId: "${KEY.ApplicationId}", environmentId: "${KEY.EnvironmentId}", deploymentNumber: 1) { asOf nextAt } }`

test('a listing of many calls waits for them itself, and delays no rollout that is watched', async () => {
  const { subscribe, timers, emulator } = await start({ world, liveCallsPerSecond: 2 })
  const listings = () =>
    emulator.calls.filter(({ operation }) => operation === 'ListEnvironments').length / APPLICATIONS
  const feed = await subscribe(FEED)
  expect((await feed.update()).data.activity.change).toBe('PRESENT')
  expect((await feed.update()).data.activity.change).toBe('SYNCED')
  const rollout = await subscribe(ROLLOUT)
  let last = await rollout.update()
  expect(nextAtOf(last)).toBeLessThanOrEqual(NOW + 14_000)
  while (timers.now() < NOW + APPLICATIONS * 400) {
    const at = nextAtOf(last)
    timers.goTo(at)
    last = await rollout.update()
    expect(last.data.appConfigDeployment.asOf).toBe(new Date(at).toISOString())
  }
  expect(listings()).toBe(1)
  timers.advance(20_000)
  await until(() => listings() === 2)
})

test('the calls of a listing and of all else are within the rate together, half of it for each', () => {
  const budget = new CallBudget(2)
  budget.spendOnListing(100, 0)
  let [now, calls] = [0, 0]
  for (; budget.waitOfListing(now) > 0; now += budget.wait(now)) {
    budget.spend(1, now)
    calls++
  }
  expect([now, calls]).toEqual([100_000, 100])
  budget.spend(1, now)
  expect([budget.wait(now), budget.waitOfListing(now)]).toEqual([500, 500])
})

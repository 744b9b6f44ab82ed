import { NOW } from '../../support/gateway.ts'
import { useShortestRetryDelays } from '../../support/retry-delays.ts'
import { nextAtOf, useLiveGateways } from '../live-gateway.ts'
import { changedOf, fleet, TARGETS } from './fleet.ts'

const { start } = useLiveGateways()

useShortestRetryDelays()

const HOUR_MS = 3_600_000

/** A gateway whose clock can be set back by an hour, and then goes on. */
async function startWithClock(options: Parameters<typeof start>[0]) {
  let [now, behindMs] = [() => NOW, 0]
  const gateway = await start({ gatewayClock: () => now() - behindMs, gatewayElapsed: () => now(), ...options })
  now = gateway.timers.now
  return {
    ...gateway,
    setBack: () => {
      behindMs = HOUR_MS
    },
    goToNext: (data: Parameters<typeof nextAtOf>[0]) => gateway.timers.goTo(nextAtOf(data) + behindMs),
  }
}

test('targets that could not be read are read again when the clock has been set back, and then the deployment is over', async () => {
  const { subscribe, faults, setBack, goToNext } = await startWithClock({
    world: fleet({ count: 2, targetAt: () => ({ status: 'Failed' }), endsAt: -60, endsAs: 'Failed' }),
  })
  faults.push({ operation: 'ListDeploymentTargets', error: { name: 'InternalFailure', status: 500 } })
  const { update, next } = await subscribe(TARGETS)
  const first = await update()
  expect(first.errors).toBeDefined()
  faults.splice(0)
  goToNext(first)
  setBack()
  expect(changedOf(await update()).sort()).toEqual(['i-0 FAILED', 'i-1 FAILED'])
  expect(await next()).toMatchObject({ event: 'complete' })
})

test('progress within a target is shown after the clock has been set back', async () => {
  const { subscribe, timers, setBack, goToNext } = await startWithClock({
    world: fleet({
      count: 1,
      targetAt: (_, second) => ({
        status: 'InProgress',
        lifecycleEvents: [{ lifecycleEventName: second < 5 ? 'BeforeInstall' : 'Install', status: 'InProgress' }],
      }),
    }),
  })
  const { update } = await subscribe(`subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) {
    changedTargets { ... on DeploymentTarget { lifecycleEvents { name } } } nextAt } }`)
  goToNext(await update())
  setBack()
  const told: unknown[] = []
  for (let data = await update(); timers.now() < NOW + 60_000; data = await update()) {
    told.push(...data.data.codeDeployDeployment.changedTargets)
    goToNext(data)
  }
  expect(told).toEqual([{ lifecycleEvents: [{ name: 'Install' }] }])
})

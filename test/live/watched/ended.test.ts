import { jest } from '@jest/globals'
import { NOW } from '../../support/gateway.ts'
import { nextAtOf, useLiveGateways } from '../live-gateway.ts'
import { fleet, TARGETS } from '../targets/fleet.ts'
import { engineOf } from './one-thing.ts'

const { start } = useLiveGateways()

const KEY = { applicationId: 'flags01', environmentId: 'prod001', deploymentNumber: 1 }
const APPCONFIG = `subscription ($applicationId: ID!, $environmentId: ID!, $deploymentNumber: Int!) {
  appConfigDeployment(applicationId: $applicationId, environmentId: $environmentId, deploymentNumber: $deploymentNumber) {
    deployment { rawStatus } asOf nextAt } }`

test('a client that comes again and again to a deployment that is complete learns that it was reverted', async () => {
  const { subscribe, timers, calls } = await start({
    world: (_, now) => ({
      appconfig: {
        applications: [{ Id: 'flags01', Name: 'flags' }],
        environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod' }],
        deployments: [
          {
            ...{ ApplicationId: 'flags01', EnvironmentId: 'prod001', DeploymentNumber: 1, PercentageComplete: 100 },
            ...{ StartedAt: new Date(NOW - 60_000), CompletedAt: new Date(NOW) },
            State: now < NOW + 5_000 ? 'COMPLETE' : 'REVERTED',
          },
        ],
      },
    }),
  })
  const told: string[] = []
  for (let second = 0; second <= 15; second += 3) {
    timers.goTo(NOW + second * 1000)
    const { update, next } = await subscribe(APPCONFIG, KEY)
    const { deployment, asOf } = (await update()).data.appConfigDeployment
    expect(timers.now() - Date.parse(asOf)).toBeLessThanOrEqual(10_000)
    expect(await next()).toMatchObject({ event: 'complete' })
    told.push(deployment.rawStatus)
  }
  expect(told).toEqual([...Array(4).fill('COMPLETE'), 'REVERTED', 'REVERTED'])
  expect(calls()).toEqual({ GetDeployment: 2 })
})

test('a watcher who does not select targets gets the end when the deployment has ended, while others still wait for targets', async () => {
  const { subscribe, timers } = await start({
    world: fleet({
      count: 150,
      targetAt: (_, second) => ({ status: second > 1 ? 'Succeeded' : 'InProgress' }),
      endsAt: 2,
      pageSize: 20,
    }),
  })
  const [plain, withTargets] = [await subscribe(), await subscribe(TARGETS)]
  await Promise.all([plain.update(), withTargets.update()])
  timers.goTo(NOW + 2_500)
  const LAST = { data: { codeDeployDeployment: { deployment: { rawStatus: 'Succeeded' }, nextAt: null } } }
  expect(await plain.update()).toMatchObject(LAST)
  expect(await plain.next()).toMatchObject({ event: 'complete' })
  expect(nextAtOf(await withTargets.update())).toBeGreaterThan(timers.now())
  const late = await subscribe()
  expect(await late.update()).toMatchObject(LAST)
  expect(await late.next()).toMatchObject({ event: 'complete' })
})

test('a thing that had ended when it was opened needs no messages of other processes, also when it is forgotten', async () => {
  const listen = jest.fn(() => () => {})
  const { subscribe, timers } = engineOf({ hasEnded: true, channels: { listen, send: () => {} } })
  const stream = await subscribe(false)
  await stream.next()
  expect([await stream.next(), stream.end]).toEqual([undefined, 'complete'])
  expect(timers.pending).toBe(1)
  timers.advance(10_000)
  expect([timers.pending, listen.mock.calls.length]).toEqual([0, 0])
})

import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
afterEach(() => gateway.stop())

const HOUR = 3_600_000

test('a deployment that is complete is asked again for 72 hours, in which it may be reverted', async () => {
  const CompletedAt = new Date(NOW - 71 * HOUR)
  const world: World = () => ({
    appconfig: {
      applications: [{ Id: 'app0001', Name: 'checkout' }],
      environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod' }],
      deployments: [
        { ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'COMPLETE', CompletedAt },
      ],
    },
  })
  let now = NOW
  const clock = () => now
  const locations = DEMO_LOCATIONS.slice(0, 1)
  gateway = await startGateway({ world, locations, cache: true, clock, gatewayClock: clock, appconfigCacheSeconds: 0 })
  const { query, calls } = gateway
  const state = `{ appConfigDeployment(applicationId: "app0001", environmentId: "prod001", deploymentNumber: 1) { state } }`
  for (const [wait, cost] of [
    [0, 1],
    [HOUR, 1],
    [1, 1],
    [HOUR, 0],
  ] as const) {
    now += wait
    expect((await query(state)).data).toEqual({ appConfigDeployment: { state: 'COMPLETE' } })
    expect(calls()).toEqual(cost ? { GetDeployment: 1 } : {})
  }
})

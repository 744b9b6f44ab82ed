import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const HOUR = 3_600_000

test('a complete deployment is read again for 72 hours, within which AWS may revert it', async () => {
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
  const options = { world, cache: true, appconfigCacheSeconds: 0 }
  const { query, calls } = await start({ ...options, clock, gatewayClock: clock })
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

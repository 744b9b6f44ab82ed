import { jest } from '@jest/globals'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

// A measurement that other work on the machine disturbed is repeated.
jest.retryTimes(2)

const { start } = useGateways({ locations: ONE_LOCATION, cache: false })

const PAGES = 10
const DELAY_MS = 100
const QUERY = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  targets(first: 1000) { nodes { ... on InstanceTarget { targetId lifecycleEvents { name } } } } } }`

test('targets are read while their ids are still being listed, so a query takes little longer than its pages', async () => {
  const gateway = await start({
    world: fleetWorld({ targets: 20 * PAGES, events: 1, pageSize: 20 }),
  })
  /** The milliseconds of the fastest of four queries. */
  const fastest = async () => {
    let least = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 4; tries++) {
      const start = performance.now()
      const { data } = await gateway.query(QUERY)
      least = Math.min(least, performance.now() - start)
      expect(data.codeDeployDeployment.targets.nodes).toHaveLength(20 * PAGES)
    }
    return least
  }
  await fastest()
  const work = await fastest()
  gateway.faults.push({ delayMs: DELAY_MS })
  // The query waits for the deployment, the pages one after the other and the last batch, and for nothing else.
  expect(await fastest()).toBeLessThan(1.3 * (PAGES + 1) * DELAY_MS + work)
})

test('reading a thousand targets on ten pages takes little longer than the pages and the work', async () => {
  const gateway = await start({
    world: fleetWorld({ targets: 1000, events: 10, pageSize: 100 }),
    faults: [{ delayMs: DELAY_MS }],
  })
  /** By how many milliseconds one query exceeds its bound. This process is the gateway, AWS and the client. */
  const excess = async () => {
    const cpu = process.cpuUsage()
    const start = performance.now()
    const { data } = await gateway.query(QUERY)
    const wall = performance.now() - start
    const { user, system } = process.cpuUsage(cpu)
    expect(data.codeDeployDeployment.targets.nodes).toHaveLength(1000)
    return wall - 1.3 * (PAGES + 1) * DELAY_MS - (user + system) / 1000
  }
  const excesses = []
  for (let tries = 0; tries < 3; tries++) excesses.push(await excess())
  expect(Math.min(...excesses)).toBeLessThan(0)
})

import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { startGateway } from '../support/gateway.ts'
import { sha256 } from './callers.ts'

test('what a query would cost tells nothing of locations that the caller does not see', async () => {
  const keys = [
    { name: 'all', sha256: sha256('all'), scopes: ['deployments:read'] },
    { name: 'home', sha256: sha256('home'), scopes: ['deployments:read', 'location:us-east-1'] },
  ]
  const { query, stop } = await startGateway({
    world: fleetWorld({ targets: 1 }),
    locations: DEMO_LOCATIONS,
    auth: { mode: 'apiKey', keys },
  })
  const price = async (key: string, args: string) => {
    const ask = `{ codeDeployDeployments(${args}) { nodes { title } } }`
    const { extensions } = await query(ask, {}, { 'x-api-key': key, 'x-cost-only': '1' })
    return (extensions as { cost?: { calls: number } } | undefined)?.cost?.calls
  }
  const one = await price('home', 'first: 5, location: "us-east-1"')
  expect(await price('home', 'first: 5')).toBe(one)
  expect(await price('all', 'first: 5')).toBeGreaterThan(Number(one))
  await stop()
})

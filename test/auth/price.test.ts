import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateways } from '../support/gateway.ts'
import { sha256 } from './callers.ts'

const { start } = useGateways()

test('the estimated cost of a query reveals nothing about locations that the caller cannot see', async () => {
  const keys = [
    { name: 'all', sha256: sha256('all'), scopes: ['deployments:read'] },
    { name: 'home', sha256: sha256('home'), scopes: ['deployments:read', 'location:us-east-1'] },
  ]
  const { query } = await start({
    world: fleetWorld({ targets: 1 }),
    locations: DEMO_LOCATIONS,
    auth: { mode: 'apiKey', keys },
  })
  const costOf = async (key: string, args: string) => {
    const document = `{ codeDeployDeployments(${args}) { nodes { title } } }`
    const { extensions } = await query(document, {}, { 'x-api-key': key, 'x-cost-only': '1' })
    return (extensions as { cost?: { calls: number } } | undefined)?.cost?.calls
  }
  const one = await costOf('home', 'first: 5, location: "us-east-1"')
  expect(await costOf('home', 'first: 5')).toBe(one)
  expect(await costOf('all', 'first: 5')).toBeGreaterThan(Number(one))
})

import type { World } from '../../../src/emulator/world.ts'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { NOW, type Options, startGateway } from '../../support/gateway.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
let gateway: Gateway | undefined
const start = async (options: Options = {}) => {
  gateway = await startGateway({ world: fleet, ...options })
  return gateway
}
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

/** A total that is no Int is an error beyond its place: what was compiled is executed by graphql-js once more. */
const beyond = (location: string) =>
  `codeDeployDeployment(deploymentId: "d-FLEET0001", location: "${location}") { overview { total } }`
const fleet = fleetWorld({ targets: 2, info: { deploymentOverview: { Succeeded: 3_000_000_000 } } })
const demo = demoWorld()
const world: World = (region, now) => ({ ...demo(region, now), codedeploy: fleet(region, now).codedeploy })

describe('an operation that is executed a second time within a request', () => {
  const locations = Array.from({ length: 50 }, (_, index) => ({ name: `location-${index}`, region: 'us-east-1' }))

  test('searches no more than once: what was looked for in the first place counts once', async () => {
    const { query } = await start({ locations })
    const unknown = Array.from({ length: 55 }, (_, index) => {
      const applicationId = `nope${String(index).padStart(3, '0')}`
      return `a${index}: appConfigApplication(applicationId: "${applicationId}") { id }`
    })
    const text = `{ ${beyond('location-0')} ${unknown.join(' ')} }`
    for (let times = 0; times < 3; times++) {
      const { errors } = await query(text)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR'])
    }
  })

  test('has the receipt of one that is executed once', async () => {
    const { query } = await start({ world, gatewayClock: () => NOW })
    const text = `{
      ${beyond('us-east-1')}
      activity(first: 5) { nodes { __typename id } problems { code } } }`
    const ask = async (times: string) => {
      const { errors, data, extensions } = await query(`${text} # ${times}`, {}, { 'x-aws-receipt': '1' })
      const { waitedMs: _, ...cost } = extensions?.aws ?? {}
      return { data, codes: errors?.map(({ extensions }) => extensions.code), cost }
    }
    await ask('to remember what can be')
    const once = await ask('executed by graphql-js')
    await ask('compiled')
    expect(await ask('compiled')).toEqual(once)
    expect(once.codes).toEqual(['INTERNAL_SERVER_ERROR'])
    expect(once.data).toEqual({ codeDeployDeployment: { overview: null }, activity: expect.anything() })
  })
})

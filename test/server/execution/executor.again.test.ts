import type { World } from '../../../src/emulator/world.ts'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, useGateways } from '../../support/gateway.ts'
import { FAILED, failing, unforeseen } from '../../support/unforeseen.ts'

const { start } = useGateways({ world: () => ({ appconfig: unforeseen }) })

const demo = demoWorld()
const world: World = (region, now) => ({ ...demo(region, now), appconfig: unforeseen })

describe('an operation that is executed a second time within a request', () => {
  const locations = Array.from({ length: 50 }, (_, index) => ({ name: `location-${index}`, region: 'us-east-1' }))

  test('counts each location search only once', async () => {
    const { query } = await start({ locations, requestTimeoutMs: 120_000 }) // thousands of calls
    const unknown = Array.from({ length: 55 }, (_, index) => {
      const applicationId = `nope${String(index).padStart(3, '0')}`
      return `a${index}: appConfigApplication(applicationId: "${applicationId}") { id }`
    })
    const text = `{ ${failing('location-0')} ${unknown.join(' ')} }`
    for (let times = 0; times < 3; times++) {
      const { errors } = await query(text)
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR'])
    }
  })

  test('has the receipt of a single execution', async () => {
    const { query } = await start({ world, gatewayClock: () => NOW })
    const text = `{
      ${failing('us-east-1')}
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
    expect(once.data).toEqual({ appConfigEnvironment: FAILED.data, activity: expect.anything() })
  })
})

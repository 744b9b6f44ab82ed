import { serverAudits } from 'graphql-http'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { startGateway } from '../../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({ world: fleetWorld({ targets: 1, events: 1 }) })
})
afterAll(() => gateway.stop())

const audits = serverAudits({ url: () => `${gateway.url}/graphql` })

// GET without the header that keeps other sites' pages out is refused, as it should be.
const WITHOUT_CSRF_HEADER = ['5A70', 'D6D5', '6A70']

describe('the GraphQL over HTTP audit', () => {
  test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (id, _, audit) => {
    const result = await audit()
    const reason = result.status === 'ok' ? undefined : result.reason
    expect({ status: result.status, reason }).toEqual(
      WITHOUT_CSRF_HEADER.includes(id)
        ? { status: 'notice', reason: 'Response status code is not 200' }
        : { status: 'ok', reason: undefined },
    )
  })

  test('has all its parts', () => {
    expect(audits).toHaveLength(61)
    expect(audits.map(({ id }) => id)).toEqual(expect.arrayContaining(WITHOUT_CSRF_HEADER))
  })
})

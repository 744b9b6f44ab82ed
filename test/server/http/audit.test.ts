import { serverAudits } from 'graphql-http'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 1, events: 1 }) })

const audits = serverAudits({ url: () => `${gateway.url}/graphql` })

describe('the GraphQL over HTTP audit', () => {
  test.each(audits.map(({ id, name, fn }) => [id, name, fn] as const))('%s %s', async (_, __, audit) => {
    const result = await audit()
    const reason = result.status === 'ok' ? undefined : result.reason
    expect({ status: result.status, reason }).toEqual({ status: 'ok', reason: undefined })
  })

  test('has all its parts', () => {
    expect(audits).toHaveLength(61)
  })
})

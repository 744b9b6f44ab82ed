import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway } from '../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 2, events: 1 }), locations: ONE_LOCATION })
beforeEach(() => void gateway.calls())

const OF = 'deploymentId: "d-FLEET0001"'

/** A field that takes an id, and the length that the id may have. */
const FIELDS: [string, string, number][] = [
  ['deploymentTargets', `deploymentTargets(${OF}, targetIds: [$id]) { __typename }`, 1_024],
  [
    '_entities',
    `_entities(representations: [{ __typename: "InstanceTarget", ${OF}, targetId: $id }]) { __typename }`,
    1_024,
  ],
  ['deploymentInstance', `deploymentInstance(${OF}, instanceId: $id) { instanceId }`, 256],
  ['deploymentInstances', `deploymentInstances(${OF}, instanceIds: [$id]) { instances { instanceId } }`, 256],
]

test.each(FIELDS)(
  'an id that is too long for %s is an error at its field, and is not sent to AWS',
  async (_, field, maxLength) => {
    for (const length of [maxLength + 1, 100_000]) {
      const { errors } = await gateway.query(`query ($id: ID!) { ${field} }`, { id: 'i'.repeat(length) })
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
      expect(errors?.[0]?.message).toContain(`expected at most ${maxLength} characters.`)
      expect(errors?.[0]?.message.length).toBeLessThan(250)
    }
    expect(gateway.calls()).toEqual({})
  },
)

test.each(FIELDS)('an id of the greatest length for %s is sent to AWS', async (_, field, maxLength) => {
  const { errors = [] } = await gateway.query(`query ($id: ID!) { ${field} }`, { id: 'i'.repeat(maxLength) })
  expect(JSON.stringify(errors)).not.toContain('expected at most')
  expect(gateway.calls()).not.toEqual({})
})

test('a deployment id has at most 256 characters', async () => {
  const ONE = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }'
  expect(await gateway.query(ONE, { id: `d-${'A'.repeat(254)}` })).toMatchObject({
    data: { codeDeployDeployment: null },
  })
  expect(gateway.calls()).not.toEqual({})
  const { errors } = await gateway.query(ONE, { id: `d-${'A'.repeat(255)}` })
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
  expect(gateway.calls()).toEqual({})
})

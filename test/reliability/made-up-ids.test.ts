import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway } from '../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 200 }), locations: ONE_LOCATION })

const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }'
const representations = (__typename: string, count: number, key: (index: number) => object) => ({
  of: range(count).map((index) => ({ __typename, ...key(index) })),
})

/** Requests that name nothing but what does not exist. */
const REQUESTS: readonly (readonly [what: string, query: string, variables: object])[] = [
  [
    '1,000 applications',
    ENTITIES,
    representations('CodeDeployApplication', 1_000, (index) => ({ applicationName: `no-${index}` })),
  ],
  [
    '1,000 groups of an application',
    ENTITIES,
    representations('DeploymentGroup', 1_000, (index) => ({
      applicationName: 'fleet',
      deploymentGroupName: `no-${index}`,
    })),
  ],
  [
    '1,000 targets',
    'query ($ids: [ID!]!) { deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $ids) { __typename } }',
    { ids: range(1_000).map((index) => `i-${index}`) },
  ],
  [
    '1,000 instances',
    'query ($ids: [ID!]!) { deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: $ids) { errorMessage } }',
    { ids: range(1_000).map((index) => `i-${index}`) },
  ],
  [
    '1,000 deployments',
    ENTITIES,
    representations('CodeDeployDeployment', 1_000, (index) => ({ deploymentId: `d-NO${index}` })),
  ],
]

test.each(REQUESTS)('%s that do not exist make no more AWS calls than estimated', async (_, query, variables) => {
  const { extensions } = await gateway.query(query, variables, { 'x-cost-only': '1' })
  const { cost } = extensions as unknown as { cost: { calls: number } }
  gateway.calls()
  await gateway.query(query, variables)
  const total = Object.values(gateway.calls()).reduce((sum, count) => sum + count, 0)
  expect(total).toBeLessThanOrEqual(cost.calls)
})

import type { DeploymentTarget } from '@aws-sdk/client-codedeploy'
import { parse, print } from 'graphql'
import { writtenTargets } from '../../../src/codedeploy/written-targets.ts'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { createSchema } from '../../../src/schema.ts'
import { AheadSchema } from '../../../src/server/execution/ahead/ahead-schema.ts'
import { id } from '../../federation/company.ts'
import { NOW, useGateway } from '../../support/gateway.ts'

const DEPLOYMENTS = ['d-000000001', 'd-000000002']
const TARGETS = ['i-1', 'i-2']

const targetOf = (targetId: string): DeploymentTarget => ({
  deploymentTargetType: 'InstanceTarget',
  instanceTarget: { targetId, status: 'Succeeded', lastUpdatedAt: new Date(NOW - 60_000) },
})
const world: World = () => ({
  codedeploy: {
    deployments: DEPLOYMENTS.map((deploymentId) =>
      deploymentOf(
        { deploymentId, status: 'Succeeded', computePlatform: 'Server', completeTime: new Date(NOW - 60_000) },
        TARGETS.map(targetOf),
      ),
    ),
  },
})

const gateway = useGateway({ world })

const ITEMS = DEMO_LOCATIONS.flatMap(({ name }) =>
  DEPLOYMENTS.flatMap((deploymentId) =>
    TARGETS.map((targetId) => ({
      id: id('InstanceTarget', name, deploymentId, targetId),
      deploymentId,
      targetId,
      location: { name, region: name },
    })),
  ),
)
// Each differs from the one before in its deployment, its location or both.
const MIXED = ITEMS.map((_, index) => ITEMS[(index * 3) % ITEMS.length] as (typeof ITEMS)[number])

const SELECTION = '{ ... on InstanceTarget { id deploymentId targetId location { name region } consoleUrl } }'

test.each([
  ['nodes', `query ($of: [ID!]!) { items: nodes(ids: $of) ${SELECTION} }`, MIXED.map((item) => item.id)],
  [
    'entities',
    `query ($of: [_Any!]!) { items: _entities(representations: $of) ${SELECTION} }`,
    MIXED.map((item) => ({ __typename: 'InstanceTarget', id: item.id })),
  ],
])(
  '%s of several deployments and locations are each their own, whichever way they are written',
  async (_, query, of) => {
    const first = await gateway.query(query, { of })
    expect(first.errors).toBeUndefined()
    expect(first.data.items).toEqual(MIXED.map((item) => ({ ...item, consoleUrl: expect.any(String) })))
    for (const { consoleUrl, location, deploymentId } of first.data.items)
      expect([new URL(consoleUrl).hostname, consoleUrl]).toEqual([
        expect.stringContaining(location.region),
        expect.stringContaining(deploymentId),
      ])
    for (let time = 0; time < 4; time++) expect((await gateway.query(query, { of })).data).toEqual(first.data)
  },
)

test.each(['nodes(ids: [])', '_entities(representations: [])'])(
  'lists of targets in the items of %s are written',
  (list) => {
    const ahead = new AheadSchema(createSchema(), createSchema(), writtenTargets)
    const targets = 'targets(first: 2) { nodes { ... on InstanceTarget { targetId } } }'
    const document = ahead.document(parse(`{ ${list} { ... on CodeDeployDeployment { ${targets} } } }`))
    expect(document && print(document)).toMatch(/targets\(first: 2\) \{\s*nodes\s*\}/)
  },
)

test('the targets of deployments that are entities are the same, whichever way they are written', async () => {
  const query = `query ($of: [_Any!]!) { _entities(representations: $of) { ... on CodeDeployDeployment {
    deploymentId targets(first: 2) { nodes { ... on InstanceTarget { deploymentId targetId location { name } } } } } } }`
  const of = DEMO_LOCATIONS.flatMap(({ name }) =>
    DEPLOYMENTS.map((deploymentId) => ({
      __typename: 'CodeDeployDeployment',
      id: id('CodeDeployDeployment', name, deploymentId),
    })),
  )
  const expected = DEMO_LOCATIONS.flatMap(({ name }) =>
    DEPLOYMENTS.map((deploymentId) => ({
      deploymentId,
      targets: { nodes: TARGETS.map((targetId) => ({ deploymentId, targetId, location: { name } })) },
    })),
  )
  for (let time = 0; time < 4; time++) {
    const { data, errors } = await gateway.query(query, { of })
    expect(errors).toBeUndefined()
    expect(data._entities).toEqual(expected)
  }
})

test.each(['... on EcsTarget { taskSets { identifier } }', '... on InstanceTarget { id @skip(if: true) }'])(
  'targets of which nothing is selected are empty objects, whichever way they are written: %s',
  async (selection) => {
    const query = `{ codeDeployDeployment(deploymentId: "d-000000001") { targets(first: 2) { nodes { ${selection} } } } }`
    for (let time = 0; time < 4; time++)
      expect((await gateway.query(query)).data).toEqual({ codeDeployDeployment: { targets: { nodes: [{}, {}] } } })
  },
)

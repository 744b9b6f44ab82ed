import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { useGateway, useGateways } from '../support/gateway.ts'

const STACK = 'arn:aws:cloudformation:us-east-1:111122223333:stack/web/9a7f-11'
const world: World = () => ({
  codedeploy: {
    applications: [{ applicationName: 'shop' }],
    groups: [{ applicationName: 'shop', deploymentGroupName: 'blue team' }],
    deployments: [
      deploymentOf({ deploymentId: 'd-SERVER001', status: 'Succeeded', computePlatform: 'Server' }, [
        { deploymentTargetType: 'InstanceTarget', instanceTarget: { targetId: 'i-1', deploymentId: 'd-SERVER001' } },
      ]),
      deploymentOf({ deploymentId: 'd-LAMBDA001', status: 'Succeeded', computePlatform: 'Lambda' }, [
        { deploymentTargetType: 'LambdaTarget', lambdaTarget: { targetId: 'mailer', deploymentId: 'd-LAMBDA001' } },
      ]),
      deploymentOf({ deploymentId: 'd-ECS000001', status: 'Succeeded', computePlatform: 'ECS' }, [
        { deploymentTargetType: 'ECSTarget', ecsTarget: { targetId: 'main:web', deploymentId: 'd-ECS000001' } },
      ]),
      deploymentOf({ deploymentId: 'd-STACK0001', status: 'Succeeded', computePlatform: 'ECS' }, [
        {
          deploymentTargetType: 'CloudFormationTarget',
          cloudFormationTarget: { targetId: STACK, deploymentId: 'd-STACK0001' },
        },
      ]),
    ],
  },
})

const id = (text: string) => Buffer.from(text).toString('base64url')

const ALL = `{
  codeDeployApplication(applicationName: "shop", location: "us-east-1") { __typename id
    deploymentGroups { nodes { __typename id } } }
  deploymentConfig(deploymentConfigName: "CodeDeployDefault.AllAtOnce", location: "us-east-1") { __typename id }
  codeDeployDeployments(location: "us-east-1") { nodes { __typename id targets { nodes { __typename ... on Node { id } } } } }
}`

interface Identified {
  __typename: string
  id: string
}

const identified = (value: unknown): Identified[] =>
  value && typeof value === 'object'
    ? [...('id' in value ? [{ ...value } as Identified] : []), ...Object.values(value).flatMap(identified)]
    : []

const gateway = useGateway({ world, locations: DEMO_LOCATIONS })
const { start } = useGateways({ world, locations: DEMO_LOCATIONS })

const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }'

describe('nodes', () => {
  test('of every type are read by their ids in batches after a restart', async () => {
    const things = identified((await gateway.query(ALL)).data).map(({ __typename, id }) => ({ __typename, id }))
    expect(new Set(things.map(({ __typename }) => __typename))).toEqual(
      new Set([
        'CodeDeployApplication',
        'DeploymentGroup',
        'DeploymentConfig',
        'CodeDeployDeployment',
        'InstanceTarget',
        'LambdaTarget',
        'EcsTarget',
        'CloudFormationTarget',
      ]),
    )
    const restarted = await start()
    const { data, errors } = await restarted.query(NODES, { ids: things.map(({ id }) => id) })
    const calls = restarted.calls()
    expect(errors).toBeUndefined()
    expect(data.nodes).toEqual(things)
    expect(calls).toEqual({
      BatchGetApplications: 1,
      BatchGetDeploymentGroups: 1,
      GetDeploymentConfig: 1,
      BatchGetDeployments: 1,
      BatchGetDeploymentTargets: 4,
    })
  })

  test('that no longer exist are null without an error', async () => {
    const gone = Buffer.from('["CodeDeployDeployment","us-east-1","d-GONE00001"]').toString('base64url')
    const { data, errors } = await gateway.query(
      `{ node(id: "${gone}") { id } nodes(ids: ["${gone}", "${gone}"]) { id } }`,
    )
    expect({ data, errors }).toEqual({ data: { node: null, nodes: [null, null] }, errors: undefined })
  })

  test.each([
    ['not base64', 'abc'],
    ['empty', ''],
    ['not JSON', id('nonsense')],
    ['an empty list', id('[]')],
    ['of an unknown type', id('["Nothing","us-east-1","x"]')],
    ['of an unknown location', id('["CodeDeployDeployment","mars","d-GONE00001"]')],
    ['of too many keys', id('["CodeDeployDeployment","us-east-1","d-GONE00001","more"]')],
  ])('are null without an error where the id is %s (%s)', async (_, malformed) => {
    gateway.calls()
    const { data, errors } = await gateway.query('query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }', {
      id: malformed,
    })
    expect({ data, errors }).toEqual({ data: { node: null, nodes: [null] }, errors: undefined })
    expect(gateway.calls()).toEqual({})
  })

  test('are null without an error where AWS refuses the key of an id as malformed', async () => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }'
    const { data, errors } = await gateway.query(query, { id: id('["CodeDeployDeployment","us-east-1","nonsense"]') })
    expect({ data, errors }).toEqual({ data: { node: null }, errors: undefined })
  })

  test('are refused where a query has more than 100', async () => {
    gateway.calls()
    const { errors } = await gateway.query(NODES, { ids: Array.from({ length: 101 }, (_, index) => String(index)) })
    expect(errors?.[0]?.message).toBe('"ids" had 101 ids: expected at most 100.')
    expect(gateway.calls()).toEqual({})
  })
})

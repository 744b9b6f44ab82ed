import { deploymentOf, rawTarget } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { encodeId } from '../../src/graphql/ids.ts'
import { ONE_LOCATION, useGateway, useGateways } from '../support/gateway.ts'

const POD = {
  targetId: 'shop/pod-1',
  deploymentId: 'd-PODS00001',
  status: 'Rebalancing',
  lastUpdatedAt: 1795165200.5,
  pod: { name: 'pod-1' },
  lifecycleEvents: [
    {
      lifecycleEventName: 'AfterInstall',
      status: 'Failed',
      startTime: 1795165200,
      endTime: 1795165210,
      diagnostics: {
        errorCode: 'ScriptFailed',
        scriptName: 'a.sh',
        logTail: 'password=hunter2\nfailed',
        message: null,
      },
    },
    null,
    7,
  ],
}

/** Targets of kinds that are newer than the SDK, as AWS may send them. */
const TARGETS = {
  whole: rawTarget('PodTarget', 'podTarget', POD),
  odd: rawTarget('OddTarget', 'oddTarget', {
    targetId: 'odd',
    ...{ status: 7, lastUpdatedAt: 'soon', lifecycleEvents: { no: 'list' } },
  }),
  bare: rawTarget('BareTarget', 'bareTarget', { targetId: 'bare' }),
  huge: rawTarget('HugeTarget', 'hugeTarget', { targetId: 'huge', ...{ lastUpdatedAt: 1e300, status: null } }),
}

const world: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf(
        { deploymentId: 'd-PODS00001', status: 'Failed', computePlatform: 'Server' },
        Object.values(TARGETS),
      ),
    ],
  },
})

const FIELDS = `__typename ... on DeploymentTarget { id deploymentId targetId status rawStatus lastUpdatedAt location { name }
  consoleUrl deployment { deploymentId }
  lifecycleEvents { name status startedAt durationMs diagnostics { errorCode scriptName logTail message } } }
  ... on UnknownTarget { rawType }`

const gateway = useGateway({ world, locations: ONE_LOCATION })
const { start } = useGateways({ locations: ONE_LOCATION })
beforeEach(() => void gateway.calls())

describe('a target of a kind that is newer than the schema', () => {
  const expected = {
    __typename: 'UnknownTarget',
    id: expect.any(String),
    deploymentId: 'd-PODS00001',
    targetId: 'shop/pod-1',
    rawType: 'PodTarget',
    status: 'UNKNOWN',
    rawStatus: 'Rebalancing',
    lastUpdatedAt: '2026-11-20T09:00:00.500Z',
    location: { name: 'us-east-1' },
    consoleUrl:
      'https://us-east-1.console.aws.amazon.com/codesuite/codedeploy/deployments/d-PODS00001?region=us-east-1',
    deployment: { deploymentId: 'd-PODS00001' },
    lifecycleEvents: [
      {
        name: 'AfterInstall',
        status: 'FAILED',
        startedAt: '2026-11-20T09:00:00.000Z',
        durationMs: 10_000,
        diagnostics: {
          errorCode: 'SCRIPT_FAILED',
          scriptName: 'a.sh',
          logTail: 'password=[redacted]\nfailed',
          message: null,
        },
      },
    ],
  }

  test('is listed with the fields that all kinds have, read from the wire', async () => {
    const { data, errors } = await gateway.query(
      `{ codeDeployDeployment(deploymentId: "d-PODS00001") { targets { nodes { ${FIELDS} } } } }`,
    )
    expect(errors).toBeUndefined()
    const [whole, ...others] = data.codeDeployDeployment.targets.nodes
    expect(whole).toEqual(expected)
    expect(others.map(({ targetId, rawType }: { targetId: string; rawType: string }) => [targetId, rawType])).toEqual([
      ['odd', 'OddTarget'],
      ['bare', 'BareTarget'],
      ['huge', 'HugeTarget'],
    ])
    for (const { status, rawStatus, lastUpdatedAt, lifecycleEvents } of others)
      expect({ status, rawStatus, lastUpdatedAt, lifecycleEvents }).toEqual({
        ...{ status: 'UNKNOWN', rawStatus: 'UNKNOWN', lastUpdatedAt: null, lifecycleEvents: [] },
      })
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 })
  })

  test('is found by its id, and by the keys that all targets have', async () => {
    const chosen = await gateway.query(
      `{ deploymentTargets(deploymentId: "d-PODS00001", targetIds: ["shop/pod-1"]) { ${FIELDS} } }`,
    )
    expect(chosen.errors).toBeUndefined()
    expect(chosen.data.deploymentTargets).toEqual([expected])
    const { id } = chosen.data.deploymentTargets[0]
    const representations = [
      { __typename: 'UnknownTarget', id },
      { __typename: 'UnknownTarget', deploymentId: 'd-PODS00001', targetId: 'shop/pod-1' },
    ]
    const { data, errors } = await gateway.query(
      `query ($id: ID!, $representations: [_Any!]!) {
        node(id: $id) { ${FIELDS} } _entities(representations: $representations) { ${FIELDS} } }`,
      { id, representations },
    )
    expect(errors).toBeUndefined()
    expect(data).toEqual({ node: expected, _entities: [expected, expected] })
  })
})

test.each<[what: string, raw: object]>([
  ['several targets in one', { one: { targetId: 'twin' }, other: { targetId: 'twin' } }],
  ['a target without its id', { one: { status: 'Succeeded' } }],
  ['only a type', {}],
])('a target in an answer with %s is AWS_UNAVAILABLE, since it may exist', async (_, raw) => {
  const both = rawTarget('TwinTarget', 'one', { targetId: 'twin' })
  for (const symbol of Object.getOwnPropertySymbols(both)) Object.assign(both, { [symbol]: raw })
  const twins = await start({
    world: () => ({
      codedeploy: { deployments: [deploymentOf({ deploymentId: 'd-TWINS0001', computePlatform: 'Server' }, [both])] },
    }),
  })
  const id = encodeId('UnknownTarget', 'us-east-1', 'd-TWINS0001', 'twin')
  const { data, errors } = await twins.query(
    `{ deploymentTargets(deploymentId: "d-TWINS0001", targetIds: ["twin"]) { __typename } node(id: "${id}") { id }
        codeDeployDeployment(deploymentId: "d-TWINS0001") { target(targetId: "twin") { __typename } targets { nodes { __typename } } } }`,
  )
  expect(data).toEqual({
    deploymentTargets: [null],
    node: null,
    codeDeployDeployment: { target: null, targets: { nodes: [null] } },
  })
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(Array(4).fill('AWS_UNAVAILABLE'))
})

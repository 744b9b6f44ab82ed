import { type Answer, useGateway, useGateways } from '../support/gateway.ts'
import { company, DEMO_LOCATIONS, deploymentIds, id } from './company.ts'
import { COMPOSERS } from './composers.ts'
import { GATEWAYS, startBeside } from './gateways.ts'

const HOME = 'eu-west-1'
const target = (targetId: string) => id('InstanceTarget', HOME, 'd-000000000', targetId)
const deployment = (deploymentId: string) => id('CodeDeployDeployment', HOME, deploymentId)
const MAILER = id('LambdaTarget', HOME, 'd-000000001', 'mailer')
const rollout = id('AppConfigDeployment', HOME, 'flags01', 'prod001', '3')

/** A subgraph that keeps tickets, notes and owners for what deploygraph shows. */
const SDL = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@interfaceObject"])
  type Activity @key(fields: "id") @interfaceObject { id: ID! ticket: String @shareable }
  type Deployment @key(fields: "id") @interfaceObject { id: ID! ticket: String @shareable }
  type DeploymentTarget @key(fields: "id") @interfaceObject { id: ID! note: String }
  type Location @key(fields: "name") { name: String! owner: String }
  type Query {
    ticketed: [Activity!]!
    releases: [Deployment]!
    noted: [DeploymentTarget]!
    owned: [Location]!
  }`
const ticket = { __resolveReference: (key: object) => key, ticket: ({ id }: { id: string }) => `ticket of ${id}` }
const RESOLVERS = {
  Activity: ticket,
  Deployment: ticket,
  DeploymentTarget: { __resolveReference: (key: object) => key, note: ({ id }: { id: string }) => `note on ${id}` },
  Location: { __resolveReference: (key: object) => key, owner: ({ name }: { name: string }) => `owner of ${name}` },
  Query: {
    ticketed: () => [...deploymentIds(40).map(deployment), rollout].map((id) => ({ id })),
    releases: () => [deployment('d-000000001'), deployment('d-GONE00001'), rollout].map((id) => ({ id })),
    noted: () => [target('i-1'), MAILER, target('i-gone')].map((id) => ({ id })),
    owned: () => [{ name: HOME }, { name: 'nowhere' }],
  },
}

const cases = (Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[]).flatMap((gateway) =>
  (['@apollo/composition', '@theguild/federation-composition'] as const).map((composer) => ({ gateway, composer })),
)

describe.each(cases)('a subgraph that extends interfaces, composed by $composer and served by $gateway,', (one) => {
  const deploygraph = useGateway({ world: company(HOME), locations: DEMO_LOCATIONS, cache: false })
  let supergraph: Awaited<ReturnType<typeof startBeside>>
  beforeAll(async () => {
    supergraph = await startBeside(one.gateway, COMPOSERS[one.composer], deploygraph.url, SDL, RESOLVERS)
  })
  beforeEach(() => void deploygraph.calls())
  afterAll(() => supergraph.stop())

  async function answered(query: string) {
    const { data, errors }: Answer = await supergraph.query(query)
    expect(errors).toBeUndefined()
    return data
  }

  // Hive Gateway does not look for the fields of an @interfaceObject where another subgraph gave the object.
  const added = (text: string) => (one.gateway === 'Hive Gateway' ? null : text)

  test('adds its field (null in Hive Gateway) to the lists of deploygraph without another AWS call', async () => {
    const query = (ticket: string, note: string, owner: string) => `{
      codeDeployDeployments(first: 2) {
        nodes { id ${ticket} targets(first: 2) { nodes { ... on DeploymentTarget { id ${note} } } } }
      }
      locations { name ${owner} }
    }`
    const data = await answered(query('ticket', 'note', 'owner'))
    const calls = deploygraph.calls()
    const direct = (await deploygraph.query(query('', '', ''))).data
    const nodes: { id: string; targets: { nodes: { id: string }[] } }[] = direct.codeDeployDeployments.nodes
    expect(data.codeDeployDeployments.nodes).toEqual(
      nodes.map(({ id, targets }) => ({
        id,
        ticket: added(`ticket of ${id}`),
        targets: { nodes: targets.nodes.map(({ id }) => ({ id, note: added(`note on ${id}`) })) },
      })),
    )
    expect(data.locations).toEqual(DEMO_LOCATIONS.map(({ name }) => ({ name, owner: `owner of ${name}` })))
    expect(calls).toEqual(deploygraph.calls())
  })

  test('adds its field (null in Hive Gateway) to every kind of activity in the feed', async () => {
    const { activity } = await answered('{ activity(first: 5) { nodes { id ticket } } }')
    expect(activity.nodes).toHaveLength(5)
    for (const { id, ticket } of activity.nodes) expect(ticket).toBe(added(`ticket of ${id}`))
  })

  test('resolves forty deployments and a rollout by id in three AWS calls', async () => {
    const { ticketed } = await answered('{ ticketed { __typename id ticket title location { name } } }')
    expect(ticketed).toHaveLength(41)
    expect(ticketed[7]).toEqual({
      __typename: 'CodeDeployDeployment',
      id: deployment('d-000000007'),
      ticket: `ticket of ${deployment('d-000000007')}`,
      title: 'shop → group-7',
      location: { name: HOME },
    })
    expect(ticketed[40]).toMatchObject({ __typename: 'AppConfigDeployment', id: rollout, location: { name: HOME } })
    expect(deploygraph.calls()).toMatchObject({ BatchGetDeployments: 2, GetDeployment: 1 })
  })

  test('resolves fields of one object type, and null for what AWS does not know', async () => {
    const { data, errors } = await supergraph.query(`{
      releases { phase ... on CodeDeployDeployment { deploymentId } ... on AppConfigDeployment { deploymentNumber } }
      noted { note targetId ... on LambdaTarget { function { functionName } } }
      owned { name region }
    }`)
    expect(data).toEqual({
      releases: [{ phase: 'FAILED', deploymentId: 'd-000000001' }, null, { phase: 'UNKNOWN', deploymentNumber: 3 }],
      noted: [
        { note: `note on ${target('i-1')}`, targetId: 'i-1' },
        { note: expect.stringMatching(/^note on /), targetId: 'mailer', function: null },
        null,
      ],
      owned: [{ name: HOME, region: HOME }, null],
    })
    // Hive Gateway has an error of its own where there is no entity.
    const places = [
      ['releases', 1],
      ['noted', 2],
      ['owned', 1],
    ]
    for (const { path } of errors ?? []) expect(places).toContainEqual(path?.slice(0, 2))
  })
})

const { start } = useGateways()

test('a subgraph that extends an object type adds its field to the lists of deploygraph, in Hive Gateway too', async () => {
  const sdl = `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    type InstanceTarget @key(fields: "id") { id: ID! note: String }
    type Query { unused: Int }`
  const { DeploymentTarget: InstanceTarget } = RESOLVERS
  const deploygraph = await start({ world: company(HOME), locations: DEMO_LOCATIONS, cache: false })
  const compose = COMPOSERS['@apollo/composition']
  const supergraph = await startBeside('Hive Gateway', compose, deploygraph.url, sdl, { InstanceTarget })
  const { data, errors } = await supergraph.query(`{
    codeDeployDeployment(deploymentId: "d-000000000") { targets(first: 1) { nodes { ... on InstanceTarget { note } } } }
  }`)
  await supergraph.stop()
  expect(errors).toBeUndefined()
  expect(data.codeDeployDeployment.targets.nodes).toEqual([{ note: `note on ${target('i-0')}` }])
})

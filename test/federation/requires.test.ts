import { isObjectType } from 'graphql'
import { createSchema, printedSubgraph } from '../../src/schema.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { company } from './company.ts'
import { COMPOSERS, subgraph } from './composers.ts'
import { GATEWAYS, startBeside } from './gateways.ts'

/** The type of a field of deploygraph's: another subgraph has to repeat it. */
function typeOf(type: string, field: string): string {
  const parent = createSchema().getType(type)
  const definition = isObjectType(parent) ? parent.getFields()[field] : undefined
  if (!definition) throw new Error(`There is no ${type}.${field}.`)
  return String(definition.type)
}

/** A subgraph that says of an application how many groups it has, from what it requires of them. */
function counting(requires: string, fields: string[]) {
  const edge = `type DeploymentGroupEdge { cursor: ${typeOf('DeploymentGroupEdge', 'cursor')} @external }`
  return `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@external", "@requires"])
    type CodeDeployApplication @key(fields: "applicationName") {
      applicationName: String!
      deploymentGroups(first: Int = 25, after: String): ${typeOf('CodeDeployApplication', 'deploymentGroups')} @external
      summary: String @requires(fields: "deploymentGroups(first: 3) { ${requires} }")
    }
    type DeploymentGroupConnection {
      ${fields.map((field) => `${field}: ${typeOf('DeploymentGroupConnection', field)} @external`).join('\n')}
    }
    ${fields.includes('edges') ? edge : ''}
    type DeploymentGroup @key(fields: "applicationName deploymentGroupName", resolvable: false) {
      applicationName: String!
      deploymentGroupName: String!
    }
    type Query { unused: Int }`
}
const NODES = counting('nodes { deploymentGroupName }', ['nodes'])
const NODES_AND_EDGES = counting('nodes { deploymentGroupName } edges { cursor }', ['nodes', 'edges'])

describe('a @requires of fields below a connection', () => {
  test.each(Object.entries(COMPOSERS))(
    'composes with %s when it selects every list of the connection',
    (_, compose) => {
      const subgraphs = [subgraph('deploygraph', printedSubgraph), subgraph('second', NODES_AND_EDGES)]
      expect(compose(subgraphs).complaints).toEqual([])
    },
  )

  test('composes with only some of the lists, except with @apollo/composition 2.14, which fails', () => {
    const subgraphs = [subgraph('deploygraph', printedSubgraph), subgraph('second', NODES)]
    expect(COMPOSERS['@theguild/federation-composition'](subgraphs).complaints).toEqual([])
    expect(COMPOSERS['@wundergraph/composition'](subgraphs).complaints).toEqual([])
    expect(() => COMPOSERS['@apollo/composition'](subgraphs)).toThrow(
      'Sized field "edges" is not a field on type "DeploymentGroupConnection"',
    )
  })

  interface Application {
    deploymentGroups: { nodes: { deploymentGroupName: string }[] }
  }
  const resolvers = {
    CodeDeployApplication: {
      __resolveReference: (key: object) => key,
      summary: ({ deploymentGroups: { nodes } }: Application) =>
        nodes.map(({ deploymentGroupName }) => deploymentGroupName).join(', '),
    },
  }

  const { start } = useGateways({ world: company(), locations: ONE_LOCATION })
  test.each(Object.keys(GATEWAYS) as (keyof typeof GATEWAYS)[])('is fetched by %s', async (name) => {
    const deploygraph = await start()
    const supergraph = await startBeside(
      name,
      COMPOSERS['@apollo/composition'],
      deploygraph.url,
      NODES_AND_EDGES,
      resolvers,
    )
    const answer = await supergraph.query('{ codeDeployApplication(applicationName: "shop") { summary } }')
    await supergraph.stop()
    expect(answer.errors).toBeUndefined()
    expect(answer.data).toEqual({ codeDeployApplication: { summary: 'group-0, group-1, group-10' } })
  })
})

import { assertObjectType, buildSchema, execute, parse } from 'graphql'
import { connectionResolvers } from '../../src/graphql/connection-resolvers.ts'
import { listingConnection } from '../../src/graphql/connections.ts'
import { encodeCursor } from '../../src/graphql/cursors.ts'
import { loadEach } from '../../src/graphql/node-batches.ts'
import { listed } from '../aws/request/listed.ts'
import { broken, node } from './connected.ts'

describe('the resolvers of every connection', () => {
  const schema = buildSchema(`
    type Query { list: Connection! }
    type Connection { edges: [Edge], nodes: [String], pageInfo: PageInfo }
    type Edge { cursor: String!, node: String }
    type PageInfo { startCursor: String, endCursor: String, hasNextPage: Boolean!, hasPreviousPage: Boolean! }
  `)
  const fieldsOf = (name: string) => assertObjectType(schema.getType(name)).getFields()
  for (const [name, resolve] of Object.entries(connectionResolvers.connection))
    Object.assign(fieldsOf('Connection')[name] ?? {}, { resolve })
  for (const [name, resolve] of Object.entries(connectionResolvers.edge))
    Object.assign(fieldsOf('Edge')[name] ?? {}, { resolve })

  /** The result of a query over a list whose item b cannot be loaded, and the loaded items. */
  async function ask(selection: string, listing = listed('list', [['a', 'b'], ['c']])) {
    const loaded = new Set<string>()
    const load = async (id: string) => {
      loaded.add(id)
      return id === 'b' ? Promise.reject(broken) : node(id)
    }
    const rootValue = { list: listingConnection([listing], { first: 2 }, { batchSize: 1, load: loadEach(load) }) }
    const { data, errors = [] } = await execute({ schema, document: parse(`{ list { ${selection} } }`), rootValue })
    const list = JSON.parse(JSON.stringify(data?.list ?? null))
    return { list, paths: errors.map(({ path }) => path?.join('.')), loaded: [...loaded] }
  }
  const [a, b] = [encodeCursor(['list', null, 0, 'a']), encodeCursor(['list', null, 1, 'b'])]

  test('return nodes, and null with an error at its path for an unreadable node', async () => {
    expect(await ask('nodes edges { cursor node }')).toEqual({
      list: {
        nodes: [node('a'), null],
        edges: [
          { cursor: a, node: node('a') },
          { cursor: b, node: null },
        ],
      },
      paths: ['list.nodes.1', 'list.edges.1.node'],
      loaded: ['a', 'b'],
    })
  })

  test('load no node for cursors and pageInfo alone', async () => {
    const page = 'pageInfo { startCursor endCursor hasNextPage hasPreviousPage }'
    expect(await ask(`edges { cursor } ${page}`)).toEqual({
      list: {
        edges: [{ cursor: a }, { cursor: b }],
        pageInfo: { startCursor: a, endCursor: b, hasNextPage: true, hasPreviousPage: false },
      },
      paths: [],
      loaded: [],
    })
  })

  test.each([
    ['nodes', { nodes: [null] }, ['list.nodes.0']],
    ['edges { node }', { edges: [null] }, ['list.edges.0']],
    ['edges { cursor }', { edges: [null] }, ['list.edges.0']],
    ['pageInfo { hasNextPage }', { pageInfo: null }, ['list.pageInfo']],
    ['nodes pageInfo { endCursor }', { nodes: [null], pageInfo: null }, ['list.nodes.0', 'list.pageInfo']],
  ])('report an unreadable listing at each field: %s', async (selection, list, paths) => {
    const answer = await ask(selection, listed('list', [broken]))
    expect({ ...answer, paths: answer.paths.toSorted() }).toEqual({ list, paths, loaded: [] })
  })

  test('return the items read before a listing stopped, and the cursor to continue from', async () => {
    const selection = 'nodes edges { node } pageInfo { hasNextPage endCursor }'
    const { list, paths } = await ask(selection, listed('list', [['a'], broken]))
    expect(list).toEqual({
      nodes: [node('a'), null],
      edges: [{ node: node('a') }, null],
      pageInfo: { hasNextPage: true, endCursor: a },
    })
    expect(paths).toEqual(['list.nodes.1', 'list.edges.1'])
  })
})

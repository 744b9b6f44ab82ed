import { readFileSync } from 'node:fs'
import { composeSchemaContract } from '@theguild/federation-composition'
import { buildSchema, type DefinitionNode, parse, print, printSchema } from 'graphql'
import { compose } from '../../examples/supergraph/compose.mjs'
import { servicesSdl } from '../../examples/supergraph/services.mjs'
import { printedSubgraph } from '../../src/schema.ts'
import { SERVICES } from '../../src/services.ts'
import { modules } from '../support/sdl.ts'
import { COMPOSERS, subgraph } from './composers.ts'

const deploygraph = subgraph('deploygraph', printedSubgraph)
const services = subgraph('services', servicesSdl)

/** The fields of Subscription, with their arguments and types: `f(a: ID!): T`. */
const subscriptionsOf = (sdl = '') =>
  parse(sdl)
    .definitions.flatMap((node) => {
      const isObject = node.kind === 'ObjectTypeDefinition' || node.kind === 'ObjectTypeExtension'
      return isObject && node.name.value === 'Subscription' ? (node.fields ?? []) : []
    })
    .map((field) => {
      const inputs = field.arguments?.map(({ name, type }) => `${name.value}: ${print(type)}`)
      return `${field.name.value}(${inputs?.join(', ')}): ${print(field.type)}`
    })
    .sort()

describe.each(Object.entries(COMPOSERS))('%s', (name, compose) => {
  /** The composer's errors and hints about a set of subgraphs; empty if they compose. */
  const complaints = (subgraphs: Parameters<typeof compose>[0]) => compose(subgraphs).complaints

  test('composes the subgraph without hints or warnings', () => {
    expect(complaints([deploygraph])).toEqual([])
  })

  test('composes the subgraph with the services of the example', () => {
    expect(complaints([deploygraph, services])).toEqual([])
  })

  test('composes the subscriptions of the subgraph into the graph that clients see', () => {
    const ours = subscriptionsOf(printedSubgraph)
    const fields = ['activity', 'appConfigDeployment', 'codeDeployDeployment', 'lifecycleExecution']
    expect(ours.map((field) => field.replace(/\(.*/, ''))).toEqual(fields)
    expect(subscriptionsOf(compose([deploygraph, services]).publicSdl)).toEqual(ours)
  })

  test('composes the subgraph with another that also defines PageInfo, Location and KeyValue', () => {
    const shared = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
      type Location @shareable { name: String! region: String! accountId: String }
      type KeyValue @shareable { key: String! value: String }
      type Query { tags: [KeyValue!]! home: Location page: PageInfo }`
    // A hint that it may have meant the entity; with its key there is none.
    const hints =
      name === '@apollo/composition' ? [expect.stringMatching(/^Type "Location" is declared as an entity/)] : []
    expect(complaints([deploygraph, subgraph('shared', shared)])).toEqual(hints)
    const keyed = shared.replace('type Location', 'type Location @key(fields: "name")').replace('["@', '["@key", "@')
    expect(complaints([deploygraph, subgraph('shared', keyed)])).toEqual([])
  })

  const extending = (types: string) =>
    subgraph(
      'tickets',
      `extend schema
        @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@interfaceObject"])
      ${types}
      type Query { tickets: Int }`,
    )
  const extension = (type: string, directive = '') =>
    `type ${type} @key(fields: "id") @interfaceObject { id: ID! ticket: String ${directive} }`

  test.each(['DeploymentTarget', 'Deployment'])('composes the subgraph with another that extends only %s', (type) => {
    expect(complaints([deploygraph, extending(extension(type))])).toEqual([])
  })

  test('composes the subgraph with another that extends Activity and Deployment with @shareable fields', () => {
    const types = extension('Activity', '@shareable') + extension('Deployment', '@shareable')
    expect(complaints([deploygraph, extending(types)])).toEqual([])
  })

  test('accepts an extension of Activity without Deployment only if it is @theguild/federation-composition', () => {
    const refusal =
      name === '@theguild/federation-composition' ? [] : [expect.stringMatching(/"Deployment"[\s\S]*ticket/)]
    expect(complaints([deploygraph, extending(extension('Activity'))])).toEqual(refusal)
    const guide = readFileSync(new URL('../../docs/federation.md', import.meta.url), 'utf8')
    const refusing = [...guide.matchAll(/Extending only `Activity`(.*?), (?:because|since)/gs)]
    expect(refusing.map(([text]) => text.includes(name))).toEqual([refusal.length > 0])
  })

  test('accepts extensions of Activity and Deployment without @shareable unless it is @apollo/composition', () => {
    const [activity, deployment] = [extension('Activity'), extension('Deployment')]
    const refused = name === '@apollo/composition'
    expect(complaints([deploygraph, extending(activity + deployment)]).length > 0).toBe(refused)
  })

  test.each([
    ['references Location', 'type Location @key(fields: "name", resolvable: false) { name: String! }'],
    ['adds a field to Location', 'type Location @key(fields: "name") { name: String! owner: String }'],
  ])('composes the subgraph with another that %s', (_, type) => {
    const home = `${type} extend type Query { home: Location }`
    expect(complaints([deploygraph, extending(home)])).toEqual([])
  })

  test.each([
    ['locations', 'type Query { locations: [String!]! }'],
    ['activity', 'type Query { activity: [String!]! }'],
    ['Location', 'type Location { latitude: Float! longitude: Float! } type Query { home: Location }'],
    ['Alarm', 'type Alarm { name: String level: Int } type Query { alarms: [Alarm!]! }'],
    ['KeyValue', 'type KeyValue { key: String! value: Int } type Query { tags: [KeyValue!]! }'],
    [
      'service',
      `type CodeDeployDeployment @key(fields: "deploymentId") { deploymentId: ID! service: Service }
      type Service { name: String! } type Query { services: [Service!]! }`,
    ],
  ])('rejects another subgraph whose %s has a different meaning', (collides, sdl) => {
    const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
    expect(complaints([deploygraph, subgraph('other', `${link} ${sdl}`)]).join('\n')).toContain(collides)
  })

  test('composes the subgraph with another that has Query.locations, once the SDL omits ours', () => {
    // It is the only field of `type Query` there; the rest extends it.
    const isQuery = (node: DefinitionNode) => node.kind === 'ObjectTypeDefinition' && node.name.value === 'Query'
    const definitions = deploygraph.typeDefs.definitions.filter((node) => !isQuery(node))
    const without = { ...deploygraph, typeDefs: { ...deploygraph.typeDefs, definitions } }
    expect(complaints([without, subgraph('other', 'type Query { locations: [String!]! }')])).toEqual([])
  })

  const relay = (more = '') =>
    subgraph(
      'relay',
      `
    extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])
    interface Node { id: ID! }
    type Customer implements Node @key(fields: "id") { id: ID! }
    type Query { node(id: ID!): Node ${more} nodes(ids: [ID!]!): [Node]! ${more} }`,
    )

  test('composes the subgraph with another that has its own Query.node', () => {
    expect(complaints([deploygraph, relay()])).toEqual([])
  })

  test('rejects Query.node in both subgraphs, even where ours is @inaccessible, so ours omits it', () => {
    for (const directives of ['', '@inaccessible']) {
      const sdl = `${printedSubgraph.replace('"@listSize"]', '"@listSize", "@inaccessible"]')}
        extend type Query { node(id: ID!): Node ${directives} }`
      expect(complaints([subgraph('deploygraph', sdl), relay()])).toEqual([expect.stringMatching(/node/)])
    }
  })
})

test('the committed supergraph of the example equals the output of npm run example:compose', () => {
  const committed = readFileSync(new URL('../../examples/supergraph/supergraph.graphql', import.meta.url), 'utf8')
  expect(committed).toBe(compose(printedSubgraph))
})

/** The types and the fields of Query that the files of a service define. */
const definedBy = (service: string) =>
  [...modules]
    .filter(([file]) => file.startsWith(`${service}.`))
    .flatMap(([, { definitions }]) => definitions)
    .flatMap((node) => {
      if (node.kind === 'ObjectTypeExtension') return node.fields?.map(({ name }) => name.value) ?? []
      return 'name' in node && node.name && node.kind !== 'EnumTypeExtension' ? [node.name.value] : []
    })

test.each(SERVICES.map(({ name }) => name))(
  'a contract that excludes the tag %s has no type or field of that service',
  (tag) => {
    const itsOwn: ReadonlySet<string> = new Set(definedBy(tag))
    const excluding = { include: new Set<string>(), exclude: new Set([tag]) }
    const { publicSdl, errors } = composeSchemaContract([deploygraph], excluding, false)
    expect(errors ?? []).toEqual([])
    const names = (sdl: string) =>
      [...printSchema(buildSchema(sdl)).matchAll(/^(?:type|union|interface|enum|input) (\w+)|^ {2}(\w+)[(:]/gm)].map(
        ([, type, field]) => type ?? field ?? '',
      )
    const whole = composeSchemaContract([deploygraph], { include: new Set(), exclude: new Set(['nothing']) }, false)
    expect(itsOwn.size).toBeGreaterThan(0)
    expect(names(whole.publicSdl ?? '')).toEqual(expect.arrayContaining([...itsOwn]))
    expect(names(publicSdl ?? '').filter((name) => itsOwn.has(name))).toEqual([])
    expect(names(publicSdl ?? '')).toEqual(
      expect.arrayContaining(['Query', 'activity', 'locations', 'Activity', 'Phase']),
    )
  },
)

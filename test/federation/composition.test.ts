import { readFileSync } from 'node:fs'
import { composeServices as apollo } from '@apollo/composition'
import { composeSchemaContract, composeServices as theGuild } from '@theguild/federation-composition'
import { federateSubgraphs as wundergraph } from '@wundergraph/composition'
import { buildSchema, type DocumentNode, parse, printSchema } from 'graphql'
import { compose } from '../../examples/supergraph/compose.mjs'
import { servicesSdl } from '../../examples/supergraph/services.mjs'
import { printedSubgraph } from '../../src/schema.ts'
import { SERVICES } from '../../src/services.ts'
import { modules } from '../support/sdl.ts'

interface Subgraph {
  name: string
  url: string
  typeDefs: DocumentNode
}

/** What each composer has against a set of subgraphs; nothing when they compose. */
const COMPOSERS: Record<string, (subgraphs: Subgraph[]) => unknown[]> = {
  '@apollo/composition': (subgraphs) => {
    const { errors = [], hints = [] } = apollo(subgraphs)
    return [...errors, ...hints].map(({ message }) => message)
  },
  '@theguild/federation-composition': (subgraphs) => (theGuild(subgraphs).errors ?? []).map(({ message }) => message),
  '@wundergraph/composition': (subgraphs) => {
    const definitions = subgraphs.map(({ typeDefs, ...rest }) => ({ ...rest, definitions: typeDefs }))
    const result = wundergraph({ subgraphs: definitions, version: '1' })
    return result.success ? result.warnings.map(({ message }) => message) : result.errors.map(({ message }) => message)
  },
}

const subgraph = (name: string, sdl: string): Subgraph => ({
  name,
  url: `http://${name}/graphql`,
  typeDefs: parse(sdl),
})
const deploygraph = subgraph('deploygraph', printedSubgraph)
const services = subgraph('services', servicesSdl)

describe.each(Object.entries(COMPOSERS))('%s', (_, complaints) => {
  test('takes the subgraph as it is, without a hint or a warning', () => {
    expect(complaints([deploygraph])).toEqual([])
  })

  test('composes it with the services of the example', () => {
    expect(complaints([deploygraph, services])).toEqual([])
  })

  test('composes it with a subgraph that has PageInfo, Location and KeyValue, too', () => {
    const shared = `
      extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@shareable"])
      type PageInfo @shareable { hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String }
      type Location @shareable { name: String! region: String! accountId: String }
      type KeyValue @shareable { key: String! value: String }
      type Query { tags: [KeyValue!]! home: Location page: PageInfo }`
    expect(complaints([deploygraph, subgraph('shared', shared)])).toEqual([])
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

  test('composes it with a subgraph that has Query.node for ids of its own', () => {
    expect(complaints([deploygraph, relay()])).toEqual([])
  })

  test('would refuse Query.node of both, also where ours were @inaccessible: so the subgraph has none', () => {
    for (const directives of ['', '@inaccessible']) {
      const sdl = `${printedSubgraph.replace('"@listSize"]', '"@listSize", "@inaccessible"]')}
        extend type Query { node(id: ID!): Node ${directives} }`
      expect(complaints([subgraph('deploygraph', sdl), relay()])).toEqual([expect.stringMatching(/node/)])
    }
  })
})

/** A subgraph that adds a field to interfaces of this one, by their ids. */
const notes = (...interfaces: string[]) =>
  subgraph(
    'notes',
    `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@interfaceObject", "@shareable"])
    type Query { noteCount: Int }
    ${interfaces.map((name) => `type ${name} @interfaceObject @key(fields: "id") { id: ID! note: String @shareable }`).join('\n')}`,
  )

describe.each(Object.entries(COMPOSERS))('%s composes @interfaceObject', (name, complaints) => {
  test.each([
    ['DeploymentTarget', ['DeploymentTarget']],
    ['Deployment', ['Deployment']],
    ['Activity and Deployment with a @shareable field', ['Activity', 'Deployment']],
  ])('for %s', (_, interfaces) => {
    expect(complaints([deploygraph, notes(...interfaces)])).toEqual([])
  })

  // Deployment implements Activity and lacks the field: docs/federation.md.
  test(`for Activity alone: ${name === '@wundergraph/composition' ? 'yes' : 'no'}`, () => {
    expect(complaints([deploygraph, notes('Activity')]).length > 0).toBe(name !== '@wundergraph/composition')
  })
})

test('the supergraph of the example is what its subgraphs compose to: npm run example:compose', () => {
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

test.each(SERVICES.map(({ name }) => name))('a contract without the tag %s is a graph without that service', (tag) => {
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
})

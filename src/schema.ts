import { readdirSync, readFileSync } from 'node:fs'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import { buildASTSchema, concatAST, type DocumentNode, type GraphQLSchema, parse, printSchema } from 'graphql'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { activityResolvers } from './activity/resolvers.ts'
import type { Context } from './context.ts'
import { serializeDateTime } from './graphql/date-time.ts'
import { applyAwsDefaults } from './graphql/defaults.ts'
import { duration } from './graphql/duration.ts'
import { mergeEnumExtensions } from './graphql/enum-extensions.ts'
import { entityResolvers, type NaturalKey, type NaturalKeys } from './graphql/federation/entities.ts'
import { type NodeReaders, nodeResolvers } from './graphql/federation/nodes.ts'
import { subgraphSdl, tagged } from './graphql/federation/subgraph.ts'
import { SERVICES } from './services.ts'

// The same place seen from src/ and from dist/.
const FOLDER = new URL('../schema/', import.meta.url)

const files = readdirSync(FOLDER).sort()

/** One module of the schema: `<stem>.graphql` and every `<stem>.*.graphql`, with the resolvers of that name. */
const module = (stem: string, resolvers: object) => ({
  typeDefs: concatAST(
    files
      .filter((file) => file.startsWith(`${stem}.`) && file.endsWith('.graphql'))
      .map((file) => parse(readFileSync(new URL(file, FOLDER), 'utf8'), { noLocation: true })),
  ),
  resolvers: resolvers as GraphQLResolverMap<unknown>, // checked field by field where they are written
})

/** A module that a contract can leave out, by a tag of the same name. */
const service = (stem: string, resolvers: object) => {
  const { typeDefs, ...rest } = module(stem, resolvers)
  return { typeDefs: tagged(typeDefs, stem), ...rest }
}

const nodes = Object.assign({}, ...SERVICES.map((service) => service.nodes)) as NodeReaders
// The caller's locations alone: another one is as unknown as none of that name.
const location: NaturalKey = {
  fields: ['name'],
  read: async ({ locations }, name) => {
    const match = locations.all.find((one) => one.name === name)
    return match && { ...match, kind: 'Location' }
  },
}
const naturalKeys: NaturalKeys = Object.assign(
  { Location: location },
  ...SERVICES.map((service) => service.naturalKeys),
)

const base = {
  Node: { __resolveType: ({ kind }: { kind: string }) => kind },
  Query: {
    ...nodeResolvers(nodes),
    locations: (_: unknown, __: unknown, { locations }: Context) => locations.all,
  },
}

const federation = { ...entityResolvers(nodes, naturalKeys), _Service: { sdl: () => printedSubgraph } }

const parts = [
  module('federation', federation),
  module('base', base),
  module('activity', activityResolvers(SERVICES.map(({ activity }) => activity))),
  module('live', {}),
  ...SERVICES.map(({ name, resolvers }) => service(name, resolvers)),
]

const typeDefs = mergeEnumExtensions(parts.map((part) => part.typeDefs))
const modules = parts.map(({ resolvers }, index) => ({ typeDefs: typeDefs[index] as DocumentNode, resolvers }))

const document = concatAST(typeDefs)

/** The SDL for composers, also returned by `_service { sdl }`, with federation's directives. */
export const printedSubgraph = subgraphSdl(document)

/** The public SDL, descriptions included. */
export const printedSchema = printSchema(buildASTSchema(document, { assumeValidSDL: true })) // createSchema validates it

/** The executable schema: what every service says of its types, over what holds for all of them. */
export function createSchema(): GraphQLSchema {
  const schema = applyAwsDefaults(buildSubgraphSchema(modules))
  // How a DateTime is read is the library's; what it is called and how it is described is the SDL's.
  const { parseValue, parseLiteral } = GraphQLDateTimeISO
  Object.assign(schema.getType('DateTime') ?? {}, { serialize: serializeDateTime, parseValue, parseLiteral })
  Object.assign(schema.getType('Duration') ?? {}, duration)
  putLast(schema.getQueryType()?.getFields() ?? {}, ['_entities', '_service'])
  return schema
}

/** Moves the fields of federation behind those that people read; introspection lists fields in this order. */
function putLast(fields: Record<string, unknown>, names: readonly string[]): void {
  for (const name of names) {
    const { [name]: field } = fields
    if (!field) continue
    delete fields[name]
    fields[name] = field
  }
}

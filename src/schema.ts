import { readdirSync, readFileSync } from 'node:fs'
import { buildSubgraphSchema } from '@apollo/subgraph'
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js'
import { buildASTSchema, concatAST, type GraphQLSchema, parse, printSchema } from 'graphql'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import * as activity from './activity/resolvers.ts'
import * as appconfig from './appconfig/resolvers.ts'
import * as codedeploy from './codedeploy/resolvers.ts'
import type { Context } from './context.ts'
import { serializeDateTime } from './graphql/dateTime.ts'
import { answerAsAws } from './graphql/defaults.ts'
import { nodeResolvers } from './graphql/nodes.ts'
import * as imagebuilder from './imagebuilder/resolvers.ts'

// The same place seen from src/ and from dist/.
const FOLDER = new URL('../schema/', import.meta.url)

const files = readdirSync(FOLDER).sort()

/** One module of the schema: `<stem>.graphql` and every `<stem>.*.graphql`, with the resolvers of that name. */
const module = (stem: string, resolvers: object) => ({
  typeDefs: concatAST(
    files
      .filter((file) => file.startsWith(`${stem}.`) && file.endsWith('.graphql'))
      .map((file) => parse(readFileSync(new URL(file, FOLDER), 'utf8'))),
  ),
  resolvers: resolvers as GraphQLResolverMap<unknown>, // checked field by field where they are written
})

const base = {
  Node: { __resolveType: ({ kind }: { kind: string }) => kind },
  Query: {
    ...nodeResolvers({ ...codedeploy.nodes, ...appconfig.nodes, ...imagebuilder.nodes }),
    locations: (_: unknown, __: unknown, { locations }: Context) => locations.all,
  },
}

const modules = [
  module('base', base),
  module('activity', activity.resolvers),
  module('codedeploy', codedeploy.resolvers),
  module('appconfig', appconfig.resolvers),
  module('imagebuilder', imagebuilder.resolvers),
]

/** The executable schema: what every service says of its types, over what holds for all of them. */
export function createSchema(): GraphQLSchema {
  const schema = answerAsAws(buildSubgraphSchema(modules))
  // How a DateTime is read is the library's; what it is called and how it is described is the SDL's.
  const { parseValue, parseLiteral } = GraphQLDateTimeISO
  Object.assign(schema.getType('DateTime') ?? {}, { serialize: serializeDateTime, parseValue, parseLiteral })
  return schema
}

/** The public SDL, descriptions included. */
export const printedSchema = printSchema(buildASTSchema(concatAST(modules.map(({ typeDefs }) => typeDefs))))

import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import type { Context } from '../../src/context.ts'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'

// Apollo Server as its documentation begins.
const { config, plainSdk } = await peerArguments()
const { schema, createContext } = resolvers(config, plainSdk)
await startStandaloneServer(new ApolloServer<Context>({ schema }), {
  context: async () => createContext(),
  listen: { host: config.host, port: config.port },
})

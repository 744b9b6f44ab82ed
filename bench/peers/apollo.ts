import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'

// Apollo Server as its documentation begins.
const told = await peerArguments()
const { schema, createContext } = resolvers(told)
await startStandaloneServer(new ApolloServer({ schema }), {
  context: async () => createContext(),
  listen: { host: told.config.host, port: told.config.port },
})

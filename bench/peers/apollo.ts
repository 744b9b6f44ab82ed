import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'

// Apollo Server as its documentation begins.
const peer = await peerArguments()
const { schema, createContext } = resolvers(peer)
await startStandaloneServer(new ApolloServer({ schema }), {
  context: async () => createContext(),
  listen: { host: peer.config.host, port: peer.config.port },
})

import { fastify } from 'fastify'
import { mercurius } from 'mercurius'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'
import { withSubscriptions } from './subscriptions.ts'

// Mercurius as its documentation begins, which compiles a query when it is asked for the second time (`jit: 1`).
const peer = await peerArguments()
const { schema, createContext } = withSubscriptions(resolvers(peer), peer)
const app = fastify()
app.register(mercurius, {
  schema,
  context: createContext,
  jit: 1,
  subscription: peer.watched ? { context: createContext } : false,
})
await app.listen({ host: peer.config.host, port: peer.config.port })

import { createServer } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'
import { withSubscriptions } from './subscriptions.ts'

// GraphQL Yoga as its documentation begins.
const peer = await peerArguments()
const { schema, createContext } = withSubscriptions(resolvers(peer), peer)
createServer(createYoga({ schema, context: createContext })).listen(peer.config.port, peer.config.host)

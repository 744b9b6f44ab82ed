import { createServer } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'

// GraphQL Yoga as its documentation begins.
const { config, plainSdk } = await peerArguments()
const { schema, createContext } = resolvers(config, plainSdk)
createServer(createYoga({ schema, context: createContext })).listen(config.port, config.host)

import { createServer } from 'node:http'
import { createYoga } from 'graphql-yoga'
import { peerArguments } from './arguments.ts'
import { resolvers } from './resolvers.ts'

// GraphQL Yoga as its documentation begins.
const told = await peerArguments()
const { schema, createContext } = resolvers(told)
createServer(createYoga({ schema, context: createContext })).listen(told.config.port, told.config.host)

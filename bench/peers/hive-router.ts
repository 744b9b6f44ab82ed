import { createServer } from 'node:http'
import { composeServices } from '@apollo/composition'
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { parse } from 'graphql'
import { printedSubgraph } from '../../src/schema.ts'
import { peerArguments } from './arguments.ts'

// Hive Gateway as the router of a supergraph whose only subgraph is a deploygraph: what one more hop costs.
const { config, over } = await peerArguments()
const { supergraphSdl, errors } = composeServices([
  { name: 'deploygraph', url: `${over}/graphql`, typeDefs: parse(printedSubgraph) },
])
if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The supergraph does not compose.')
createServer(createGatewayRuntime({ supergraph: supergraphSdl, logging: false })).listen(config.port, config.host)

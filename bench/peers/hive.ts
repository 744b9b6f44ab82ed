import { createServer } from 'node:http'
import { createGatewayRuntime, type GatewayPlugin } from '@graphql-hive/gateway-runtime'
import { useAWSSigv4 } from '@graphql-hive/plugin-aws-sigv4'
import { composeSubgraphs } from '@graphql-mesh/fusion-composition'
import rest from '@graphql-mesh/transport-rest'
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema'
import { peerArguments } from './arguments.ts'
import { operations } from './json-schemas.ts'

// Hive Gateway over AWS described in JSON schemas, with its own plugin for signatures. No line of code reads AWS.
const { config } = await peerArguments()
const [{ region, endpoint } = { region: '', endpoint: '' }] = config.locations
const logger = Object.assign(() => undefined, {
  log() {},
  warn() {},
  info() {},
  error() {},
  debug() {},
  child: () => logger,
})
const { name, schema$ } = loadJSONSchemaSubgraph('codedeploy', { endpoint, operations })({ fetch, cwd: '.', logger })
const { supergraphSdl, errors } = composeSubgraphs([{ name, schema: await schema$ }])
if (errors) throw errors[0]
const gateway = createGatewayRuntime({
  supergraph: supergraphSdl,
  transports: { rest },
  // The credentials are those of the environment.
  plugins: () => [useAWSSigv4({ outgoing: { region, serviceName: 'codedeploy' } }) as GatewayPlugin],
})
createServer(gateway).listen(config.port, config.host)

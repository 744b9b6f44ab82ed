import { createServer } from 'node:http'
import { client as codedeploy } from '../../src/codedeploy/client.ts'
import { peerArguments } from './arguments.ts'
import { createClientsOf } from './resolvers.ts'
import { readAll } from './whole-deployment.ts'

// No peer: what the AWS SDK takes for the calls of W1, with its clients as they come or with ours. Answers a number.
const peer = await peerArguments()
const [{ name } = { name: '' }] = peer.config.locations
const client = createClientsOf(peer).at(codedeploy, name)

createServer(async ({ url = '' }, response) => {
  const { targets } = await readAll(client, url.slice('/deployments/'.length))
  response.end(JSON.stringify({ data: targets.size }))
}).listen(peer.config.port, peer.config.host)

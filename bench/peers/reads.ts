import { createServer } from 'node:http'
import { client as codedeploy } from '../../src/codedeploy/client.ts'
import { peerArguments } from './arguments.ts'
import { readAll } from './read-all.ts'
import { createClientsOf } from './resolvers.ts'

// Not a peer: measures the calls of W1, with the AWS SDK's unmodified clients or the gateway's. Answers a number.
const peer = await peerArguments()
const [{ name } = { name: '' }] = peer.config.locations
const client = createClientsOf(peer, 'direct').at(codedeploy, name)

createServer(async ({ url = '' }, response) => {
  const { targets } = await readAll(client, url.slice('/deployments/'.length))
  response.end(JSON.stringify({ data: targets.size }))
}).listen(peer.config.port, peer.config.host)

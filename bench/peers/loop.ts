import { createServer } from 'node:http'
import { CodeDeployClient } from '@aws-sdk/client-codedeploy'
import { peerArguments } from './arguments.ts'
import { overview } from './overview.ts'
import { usualDeployment } from './usual-deployment.ts'
import { wholeDeployment } from './whole-deployment.ts'

// Written by hand for these three answers only: the unmodified AWS SDK, without GraphQL.
const { config } = await peerArguments()
const regions = config.locations.map((location) => ({
  location,
  client: new CodeDeployClient({ region: location.region, endpoint: location.endpoint }),
}))

async function answer(path = ''): Promise<object | undefined> {
  const [, deploymentId, usual] = /^\/deployments\/([\w-]+)(\/usual)?$/.exec(path) ?? []
  const [first] = regions
  if (deploymentId && first) return (usual ? usualDeployment : wholeDeployment)(first, deploymentId)
  return path === '/deployments' ? overview(regions) : undefined
}

createServer(async (request, response) => {
  try {
    const data = await answer(request.url)
    response.writeHead(data ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
}).listen(config.port, config.host)

import { createServer } from 'node:http'
import aws4 from 'aws4'
import { Agent, request } from 'undici'
import { peerArguments } from './arguments.ts'

// No peer: the least that can be done on Node for W1. The same 51 calls with undici and JSON.parse, and JSON.stringify of
// what they say. No SDK, no GraphQL, no mapping; a request is signed once a minute.
const { config } = await peerArguments()
const [{ region, endpoint = '' } = { region: '' }] = config.locations
const { host } = new URL(endpoint)
const dispatcher = new Agent({ connections: 50 })

interface Answer {
  targetIds?: string[]
  nextToken?: string
  deploymentTargets?: object[]
}

async function call(operation: string, input: object): Promise<Answer> {
  const body = JSON.stringify(input)
  const headers = headersOf(operation, body)
  const answered = await request(endpoint, { method: 'POST', dispatcher, body, headers })
  const text = await answered.body.text()
  if (answered.statusCode !== 200) throw new Error(text)
  return JSON.parse(text) as Answer
}

const SIGNED_FOR_MS = 60_000
const signed = new Map<string, { at: number; headers: Record<string, string> }>()

function headersOf(operation: string, body: string): Record<string, string> {
  const key = `${operation} ${body}`
  const cached = signed.get(key)
  if (cached && Date.now() - cached.at < SIGNED_FOR_MS) return cached.headers
  const headers = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': `CodeDeploy_20141006.${operation}` }
  const request = aws4.sign({ host, path: '/', service: 'codedeploy', region, headers, body })
  const fresh = { at: Date.now(), headers: request.headers as Record<string, string> }
  signed.set(key, fresh)
  return fresh.headers
}

async function wholeDeployment(deploymentId: string): Promise<object> {
  const deployment = call('GetDeployment', { deploymentId })
  const batches: Promise<Answer>[] = []
  let nextToken: string | undefined
  do {
    const page: Answer = await call('ListDeploymentTargets', { deploymentId, nextToken })
    const { targetIds = [] } = page
    for (let at = 0; at < targetIds.length; at += 25)
      batches.push(call('BatchGetDeploymentTargets', { deploymentId, targetIds: targetIds.slice(at, at + 25) }))
    nextToken = page.nextToken
  } while (nextToken)
  return {
    ...(await deployment),
    targets: (await Promise.all(batches)).flatMap(({ deploymentTargets = [] }) => deploymentTargets),
  }
}

createServer(async ({ url = '' }, response) => {
  const data = await wholeDeployment(url.slice('/deployments/'.length))
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }))
}).listen(config.port, config.host)

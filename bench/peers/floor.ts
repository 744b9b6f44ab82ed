import { createServer } from 'node:http'
import aws4 from 'aws4'
import { Agent, request } from 'undici'
import { peerArguments } from './arguments.ts'

// No peer: the least that can be done on Node for W1. The same 51 calls with undici and JSON.parse, and JSON.stringify of
// what they say; or with --unparsed the bytes of what they say, one answer behind the other, of which only the lists of
// ids were parsed. No SDK, no GraphQL, no mapping; a request is signed once a minute.
const { config, unparsed } = await peerArguments()
const [{ region, endpoint = '' } = { region: '' }] = config.locations
const { host } = new URL(endpoint)
const dispatcher = new Agent({ connections: 50 })

interface Page {
  targetIds?: string[]
  nextToken?: string
}

async function call(operation: string, input: object) {
  const body = JSON.stringify(input)
  const headers = headersOf(operation, body)
  const answered = await request(endpoint, { method: 'POST', dispatcher, body, headers })
  if (answered.statusCode !== 200) throw new Error(await answered.body.text())
  return answered.body
}

const parsed = async (operation: string, input: object): Promise<unknown> =>
  JSON.parse(await (await call(operation, input)).text())
const bytes = async (operation: string, input: object) => (await call(operation, input)).bytes()

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

/** A deployment and batches of its targets, each as `read` makes it of what AWS sends. */
async function wholeDeployment<Answer>(deploymentId: string, read: (operation: string, input: object) => Answer) {
  const answers = [read('GetDeployment', { deploymentId })]
  let nextToken: string | undefined
  do {
    const page = (await parsed('ListDeploymentTargets', { deploymentId, nextToken })) as Page
    const { targetIds = [] } = page
    for (let at = 0; at < targetIds.length; at += 25)
      answers.push(read('BatchGetDeploymentTargets', { deploymentId, targetIds: targetIds.slice(at, at + 25) }))
    nextToken = page.nextToken
  } while (nextToken)
  return Promise.all(answers)
}

createServer(async ({ url = '' }, response) => {
  const [, deploymentId = ''] = /^\/deployments\/([\w-]+)/.exec(url) ?? []
  const answer = unparsed
    ? Buffer.concat(await wholeDeployment(deploymentId, bytes))
    : JSON.stringify({ data: await wholeDeployment(deploymentId, parsed) })
  response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
}).listen(config.port, config.host)

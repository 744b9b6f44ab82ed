import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { QUESTIONS } from '../../../src/generated/questions.ts'
import { bearer, JWT, sha256, token } from '../../auth/callers.ts'
import { NOW, PATIENT, useGateways } from '../../support/gateway.ts'
import { blocksOf, readPage } from '../../support/pages.ts'

const { start } = useGateways({ ...PATIENT, mcp: true, gatewayClock: () => NOW })

const clients: Client[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** The official client, connected to a gateway. */
async function connect(url: string, headers: Record<string, string> = {}) {
  const client = new Client({ name: 'test', version: '1' })
  await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', url), { requestInit: { headers } }))
  clients.push(client)
  return client
}

const answerOf = (result: Awaited<ReturnType<Client['callTool']>>) => {
  const [first] = result.content as { type: string; text: string }[]
  return { isError: result.isError, text: first?.text ?? '' }
}

const post = (url: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(new URL('/mcp', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list' }

describe('the tools of an assistant', () => {
  test('are the questions of the cookbook, read-only, with a schema for their variables', async () => {
    const client = await connect((await start()).url)
    const { tools } = await client.listTools()
    const names = blocksOf(readPage('docs/cookbook.md'), 'graphql').map((text) => /query (\w+)/.exec(text)?.[1])
    expect(names).toEqual(expect.arrayContaining(tools.map(({ name }) => name)))
    expect(tools).toHaveLength(QUESTIONS.length)
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true)
    expect(tools.find(({ name }) => name === 'WhyDidItFail')).toMatchObject({
      description: expect.stringContaining('Why did this deployment fail?'),
      inputSchema: {
        type: 'object',
        properties: { deploymentId: { type: 'string' }, location: { type: 'string' } },
        required: ['deploymentId'],
        additionalProperties: false,
      },
    })
  })

  test('answer in JSON, with links to the console', async () => {
    const client = await connect((await start()).url)
    const { text, isError } = answerOf(
      await client.callTool({ name: 'WhyDidItFail', arguments: { deploymentId: 'd-M1528KX2M' } }),
    )
    expect(isError).toBeFalsy()
    const { data } = JSON.parse(text)
    expect(data.codeDeployDeployment).toMatchObject({
      title: 'checkout-api → production',
      consoleUrl: expect.stringMatching(/^https:/),
    })
  })

  test('mark what a script has printed as untrusted', async () => {
    const client = await connect((await start()).url)
    const variables = { deploymentId: 'd-M1528KX2M', targetIds: ['i-02c2fd98d9029d491'] }
    const { text } = answerOf(await client.callTool({ name: 'ScriptLog', arguments: variables }))
    expect(text).toContain('"logTail":{"untrusted":"Script - scripts/warm_cache.sh')
  })

  test('are those of the manifest alone where only trusted documents are run', async () => {
    const document = 'query Places { locations { name } }'
    const gateway = await start({
      manifest: new Map([
        ['places', document],
        [sha256(document), document],
      ]),
      trustedDocuments: 'enforce',
    })
    const client = await connect(gateway.url)
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['Places'])
    expect(answerOf(await client.callTool({ name: 'Places', arguments: {} })).text).toContain('us-east-1')
  })

  test('refuse names and arguments that they do not have', async () => {
    const client = await connect((await start()).url)
    await expect(client.callTool({ name: '{ locations { name } }', arguments: {} })).rejects.toThrow(/Unknown tool/)
    await expect(client.callTool({ name: 'constructor', arguments: {} })).rejects.toThrow(/Unknown tool/)
    const query = { query: '{ locations { name } }' }
    expect(answerOf(await client.callTool({ name: 'Missing', arguments: query }))).toEqual({
      isError: true,
      text: 'Unknown argument "query": Missing takes none.',
    })
    expect(answerOf(await client.callTool({ name: 'WhyDidItFail', arguments: { deploymentId: { a: 1 } } }))).toEqual({
      isError: true,
      text: expect.stringContaining('BAD_USER_INPUT'),
    })
  })

  test('may cost as much as a query may, and no more', async () => {
    const client = await connect((await start({ maxCost: 10 })).url)
    expect(answerOf(await client.callTool({ name: 'RollingOut', arguments: {} }))).toEqual({
      isError: true,
      text: expect.stringContaining('OPERATION_TOO_EXPENSIVE'),
    })
  })
})

describe('POST /mcp', () => {
  test('is not served unless it is on', async () => {
    expect((await post((await start({ mcp: false })).url, LIST)).status).toBe(404)
  })

  test('needs the credential that /graphql needs', async () => {
    const { url } = await start({ auth: JWT })
    expect((await post(url, LIST)).status).toBe(401)
    expect((await post(url, LIST, bearer(await token({ claims: { scope: 'other' } })))).status).toBe(403)
  })

  test('shows script output only to callers with its scope', async () => {
    const { url } = await start({ auth: JWT })
    const client = await connect(url, bearer(await token({ claims: { scope: 'deployments:read' } })))
    const variables = { deploymentId: 'd-M1528KX2M', targetIds: ['i-02c2fd98d9029d491'] }
    const { text } = answerOf(await client.callTool({ name: 'ScriptLog', arguments: variables }))
    expect(text).toContain('"code":"FORBIDDEN"')
    expect(text).not.toContain('Script - ')
  })

  test('refuses pages of other sites, other hosts, other media types and lists of messages', async () => {
    const { url } = await start()
    expect((await post(url, LIST, { origin: 'https://elsewhere.example' })).status).toBe(403)
    expect((await post(url, LIST, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post(url, [LIST, LIST])).status).toBe(400)
    expect((await post(url, '{')).status).toBe(400)
    expect((await fetch(new URL('/mcp', url))).status).toBe(405)
  })

  test('holds no connection for notifications', async () => {
    const { url } = await start()
    const answer = await post(url, { jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params: {} })
    expect(await answer.text()).toContain('"error"')
  })
})

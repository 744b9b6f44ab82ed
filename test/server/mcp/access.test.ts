import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { bearer, JWT, sha256, token } from '../../auth/callers.ts'
import { NOW, ONE_LOCATION, PATIENT, useGateways } from '../../support/gateway.ts'
import { hostileWorld } from '../../support/hostile-world.ts'
import { call, calling, connect, LIST, post } from './mcp-client.ts'

const { start } = useGateways({ ...PATIENT, mcp: true, gatewayClock: () => NOW })

const KEY = 'AKIAIOSFODNN7EXAMPLE'
const INSTANCE = 'i-00000000000000001'
const SCRIPT_LOG = { deploymentId: 'd-M1528KX2M', targetIds: ['i-02c2fd98d9029d491'] }

/** A request with headers that `fetch` sets itself. */
async function postRaw(url: string, headers: Record<string, string>) {
  const body = JSON.stringify(LIST)
  const sent = request(new URL('/mcp', url), {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
  })
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sent.on('error', reject).on('response', (response) => {
      text(response).then(() => resolve(response.statusCode), reject)
    })
  })
  sent.end(body)
  return answered
}

describe('a caller of POST /mcp', () => {
  test('needs the credential that /graphql needs', async () => {
    const { url } = await start({ auth: JWT })
    expect((await post(url, LIST)).status).toBe(401)
    expect((await post(url, LIST, bearer('a.b.c'))).status).toBe(401)
    expect((await post(url, LIST, bearer(await token({ claims: { scope: 'other' } })))).status).toBe(403)
    expect((await post(url, LIST, bearer(await token()))).status).toBe(200)
  })

  test('reads script output only with its scope', async () => {
    const { url } = await start({ auth: JWT })
    const client = await connect(url, bearer(await token({ claims: { scope: 'deployments:read' } })))
    const { text } = await call(client, 'ScriptLog', SCRIPT_LOG)
    expect(text).toContain('"code":"FORBIDDEN"')
    expect(text).not.toContain('Script - ')
  })

  test('reads the locations of its scopes alone', async () => {
    const { url } = await start({ auth: JWT })
    const scope = 'deployments:read location:eu-west-1'
    const client = await connect(url, bearer(await token({ claims: { scope } })))
    const { data } = await call(client, 'Missing')
    expect(data.locations.map(({ name }: { name: string }) => name)).toEqual(['eu-west-1'])
  })

  test('has the rate limit that it has at /graphql, counted together', async () => {
    const { url, query } = await start({ ratePerSecond: 0.001, rateBurst: 2 })
    expect((await post(url, LIST)).status).toBe(200)
    expect((await query('{ locations { name } }')).status).toBe(200)
    const refused = await post(url, LIST)
    expect({ status: refused.status, wait: Number(refused.headers.get('retry-after')) > 0 }).toEqual({
      status: 429,
      wait: true,
    })
  })

  test('may spend as much as a query may, and no more', async () => {
    const { url, calls } = await start({ maxCost: 10 })
    const { text, isError } = await call(await connect(url), 'RollingOut')
    expect({ isError, isRefused: text.includes('OPERATION_TOO_EXPENSIVE') }).toEqual({ isError: true, isRefused: true })
    expect(calls()).toEqual({})
  })

  test('gets no answer that is larger than the limit', async () => {
    const { url } = await start({ maxResponseBytes: 1_000 })
    const { text, isError } = await call(await connect(url), 'RollingOut')
    expect(isError).toBe(true)
    expect(text.length).toBeLessThan(1_000)
  })

  test('gets no credentials that a script printed', async () => {
    const { url } = await start({ locations: ONE_LOCATION, world: hostileWorld(`the key is ${KEY}`, INSTANCE) })
    const given = { deploymentId: 'd-HOSTILE01', targetIds: [INSTANCE] }
    const { data } = await call(await connect(url), 'ScriptLog', given)
    const { logTail } = data.deploymentTargets[0].lifecycleEvents[0].diagnostics
    expect(logTail.untrusted).toContain('the key is')
    expect(logTail.untrusted).not.toContain(KEY)
  })
})

describe('a page in a browser', () => {
  test('of another site is refused, unless its origin is configured', async () => {
    const { url } = await start({ corsOrigins: ['https://ours.example'] })
    const { host } = new URL(url)
    const statusOf = async (origin: string) => (await post(url, LIST, { origin })).status
    expect(await statusOf('https://elsewhere.example')).toBe(403)
    expect(await statusOf('null')).toBe(403)
    expect(await statusOf(`http://${host}.elsewhere.example`)).toBe(403)
    expect(await statusOf('https://ours.example')).toBe(200)
    expect(await statusOf(`http://${host}`)).toBe(200)
  })

  test('whose name resolves to this machine is refused by its Host header', async () => {
    const { url } = await start()
    const { port } = new URL(url)
    expect(await postRaw(url, { host: `rebound.example:${port}` })).toBe(421)
    expect(await postRaw(url, { host: `localhost:${port}` })).toBe(200)
  })
})

describe('nothing but the documents can be run', () => {
  test.each(['{ locations { name } }', 'constructor', '__proto__', '', 'rollingout', 'RollingOut '])(
    'by the name %j',
    async (name) => {
      const { url, calls } = await start()
      const answer = await post(url, calling(name))
      expect(await answer.text()).toContain('"message":"Unknown tool ')
      expect(calls()).toEqual({})
    },
  )

  test.each(['query', 'document', 'documentId', 'extensions', 'operationName', 'constructor'])(
    'by an argument named %s',
    async (name) => {
      const { url, calls } = await start()
      const { text, isError } = await call(await connect(url), 'Missing', { [name]: '{ locations { name } }' })
      expect({ text, isError }).toEqual({
        text: `Unknown argument ${JSON.stringify(name)}: Missing takes none.`,
        isError: true,
      })
      expect(calls()).toEqual({})
    },
  )

  test('by a variable that holds GraphQL', async () => {
    const { url } = await start()
    const client = await connect(url)
    const given = { deploymentId: 'd-1") { title } } { locations { name' }
    expect((await call(client, 'WhyDidItFail', given)).text).not.toContain('us-east-1"')
    expect((await call(client, 'WhyDidItFail', { deploymentId: { a: 1 } })).text).toContain('BAD_USER_INPUT')
  })

  test('by another member, method or envelope of a message', async () => {
    const { url, calls } = await start()
    const query = '{ codeDeployApplications(first: 1) { nodes { applicationName } } }'
    const bodies = [
      { ...calling('Missing'), query },
      { query },
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { query } },
      { jsonrpc: '2.0', id: 1, method: 'completion/complete', params: { query } },
      { jsonrpc: '2.0', id: 1, method: 'resources/read', params: { uri: 'file:///etc/passwd' } },
    ]
    for (const body of bodies.slice(1)) {
      const answer = await (await post(url, body)).text()
      expect(answer).toContain('rror')
    }
    await (await post(url, bodies[0])).text()
    expect(calls()).not.toHaveProperty('BatchGetApplications')
  })

  test('at /graphql, where only trusted documents are run', async () => {
    const document = 'query Places { locations { name } }'
    const { query } = await start({ manifest: new Map([[sha256(document), document]]), trustedDocuments: 'enforce' })
    expect((await query('{ locations { name } }')).errors?.[0]?.extensions.code).toBe('DOCUMENT_NOT_TRUSTED')
    expect((await query(document)).data.locations.length).toBeGreaterThan(0)
  })

  test('by lists of messages, other media types and other methods', async () => {
    const { url } = await start()
    expect((await post(url, LIST, { 'content-type': 'text/plain' })).status).toBe(415)
    expect((await post(url, [LIST, LIST])).status).toBe(400)
    expect((await post(url, '{')).status).toBe(400)
    expect((await post(url, 'null')).status).toBe(400)
    expect((await post(url, '"tools/list"')).status).toBe(400)
    expect((await fetch(new URL('/mcp', url))).status).toBe(405)
    expect((await fetch(new URL('/mcp', url), { method: 'DELETE' })).status).toBe(405)
  })
})

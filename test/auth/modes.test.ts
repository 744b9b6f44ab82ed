import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { jest } from '@jest/globals'
import { exportJWK, generateKeyPair } from 'jose'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Options, startGateway } from '../support/gateway.ts'
import { bearer, bytes, ISSUER, JWT, ROUTER, SECRET, sha256, token, unsigned } from './callers.ts'

type Gateway = Awaited<ReturnType<typeof startGateway>>
let gateway: Gateway | undefined
const start = async (options: Options) => {
  gateway = await startGateway({ world: fleetWorld({ targets: 1, events: 1 }), ...options })
  return gateway
}
afterEach(async () => {
  jest.restoreAllMocks()
  await gateway?.stop()
  gateway = undefined
})

const ASK = '{ __typename }'
const ANSWER = { status: 200, data: { __typename: 'Query' } }
const refusal = (status: number, code: string, retryable = false) => ({
  status,
  errors: [{ message: expect.any(String), extensions: { code, retryable } }],
})
const UNAUTHENTICATED = refusal(401, 'UNAUTHENTICATED')

describe('with tokens that a secret signs', () => {
  test('who has a right one is answered', async () => {
    const { query } = await start({ auth: JWT })
    expect(await query(ASK, {}, bearer(await token()))).toEqual(ANSWER)
  })

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['none', () => ({})],
    ['an empty one', () => ({ authorization: 'Bearer ' })],
    ['what is no token', () => bearer('hunter2')],
    ['one in another scheme', async () => ({ authorization: `Basic ${await token()}` })],
    ['one in another header', async () => ({ 'x-api-key': await token(), 'x-router-authorization': await token() })],
    ['one that has expired', async () => bearer(await token({ expires: -60 }))],
    ['one that never expires', async () => bearer(await token({ claims: { exp: undefined } }))],
    ['one that is not valid yet', async () => bearer(await token({ claims: { nbf: 2 ** 32 } }))],
    ['one of nobody', async () => bearer(await token({ claims: { sub: undefined } }))],
    ['one of an object', async () => bearer(await token({ claims: { sub: { name: 'ada' } } }))],
    ['one of null', async () => bearer(await token({ claims: { sub: null } }))],
    ['one of an empty name', async () => bearer(await token({ claims: { sub: '' } }))],
    ['one of a name that is too long', async () => bearer(await token({ claims: { sub: 'a'.repeat(201) } }))],
    ['one for another audience', async () => bearer(await token({ claims: { aud: 'billing' } }))],
    ['one of another issuer', async () => bearer(await token({ claims: { iss: 'https://evil.example' } }))],
    ['one signed with another secret', async () => bearer(await token({ key: bytes(SECRET.toUpperCase()) }))],
    ['one signed otherwise', async () => bearer(await token({ alg: 'HS512' }))],
    ['one that is not signed', () => bearer(unsigned())],
  ])('who has %s is not, and AWS is not asked', async (_, headers) => {
    const { query, calls } = await start({ auth: JWT })
    const answer = await query('{ codeDeployDeployments { nodes { id } } }', {}, await headers())
    expect(answer).toEqual(UNAUTHENTICATED)
    expect(calls()).toEqual({})
  })

  test('clocks may be some seconds apart', async () => {
    const { query } = await start({ auth: JWT })
    expect(await query(ASK, {}, bearer(await token({ expires: -2 })))).toEqual(ANSWER)
  })

  test.each([
    ['scope', 'openid deployments:read'],
    ['scp', ['deployments:read']],
    ['scp', 'deployments:read openid'],
    ['scopes', ['openid', 'deployments:read']],
  ])('scopes may stand in %s as %j', async (claim, value) => {
    const { query } = await start({ auth: JWT })
    const claims = { scope: undefined, [claim]: value }
    expect(await query(ASK, {}, bearer(await token({ claims })))).toEqual(ANSWER)
  })

  test('who has no scope to read is known and refused, and AWS is not asked', async () => {
    const { query, calls } = await start({ auth: JWT })
    const headers = bearer(await token({ claims: { scope: 'logs:read location:us-east-1' } }))
    expect(await query('{ codeDeployDeployments { nodes { id } } }', {}, headers)).toEqual(refusal(403, 'FORBIDDEN'))
    expect(calls()).toEqual({})
  })

  test('a refusal says what is wanted, is kept by no cache, and comes in the media type that was asked for', async () => {
    const { url } = await start({ auth: JWT })
    const asked = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...asked, ...headers },
        body: JSON.stringify({ query: ASK }),
      })
    const noScope = bearer(await token({ claims: { scope: '' } }))
    const answers = [await post({}), await post(noScope)]
    expect(answers.map(({ status, headers }) => [status, headers.get('www-authenticate')])).toEqual([
      [401, 'Bearer realm="deploygraph"'],
      [403, 'Bearer realm="deploygraph", error="insufficient_scope", scope="deployments:read"'],
    ])
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-type')).toContain('application/graphql-response+json')
    }
  })

  test('GET is refused as POST is; GraphiQL, where it is on, and health checks stay open', async () => {
    const { url } = await start({ auth: JWT, introspection: true })
    const paths = [`/graphql?query=${ASK}`, '/livez', '/readyz', '/']
    const answers = await Promise.all(
      paths.map((path) => fetch(url + path, { headers: { 'apollo-require-preflight': '1' } })),
    )
    // Without the bundle, which a build makes, the page is 503.
    expect(answers.map(({ status }) => (status === 503 ? 200 : status))).toEqual([401, 200, 200, 200])
  })

  test('the log says who asked and why others may not, and holds no token', async () => {
    const lines: string[] = []
    const { query } = await start({ auth: JWT, log: (line) => lines.push(line) })
    const good = await token()
    const bad = await token({ claims: { aud: 'billing' } })
    await query(ASK, {}, bearer(good))
    await query(ASK, {}, { ...bearer(bad), 'x-request-id': 'mine' })
    const [operation, refused] = lines.map((line) => JSON.parse(line))
    expect(operation).toMatchObject({ msg: 'operation', subject: 'ada' })
    const reason = expect.stringContaining('"aud"')
    expect(refused).toMatchObject({ msg: 'refused', code: 'UNAUTHENTICATED', reason, requestId: 'mine' })
    for (const secret of [good, bad, SECRET]) expect(lines.join()).not.toContain(secret)
  })
})

describe("with tokens that an issuer's private key signs", () => {
  const pair = async (kid: string) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256')
    return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' } }
  }
  const signed = ({ kid, privateKey: key }: Awaited<ReturnType<typeof pair>>) => token({ alg: 'ES256', kid, key })

  let asked = 0
  let keys: object[] = []
  let status = 200
  let fails: ((response: ServerResponse) => void) | undefined
  const server = createServer((_, response) => {
    asked++
    if (fails) return fails(response)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ keys }))
  })
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => server.close())
  beforeEach(() => {
    asked = 0
    status = 200
    fails = undefined
  })
  const auth = () => {
    const jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
    return { ...JWT, key: { jwksUrl } }
  }

  test('the public keys are asked for once, and again when a token names a new one', async () => {
    const [old, next] = [await pair('old'), await pair('next')]
    keys = [old.jwk]
    const { query } = await start({ auth: auth() })
    for (let count = 0; count < 3; count++) expect(await query(ASK, {}, bearer(await signed(old)))).toEqual(ANSWER)
    expect(asked).toBe(1)

    keys = [next.jwk]
    // So soon after, a made-up key id is no reason to ask the issuer again.
    expect(await query(ASK, {}, bearer(await signed(next)))).toEqual(UNAUTHENTICATED)
    expect(asked).toBe(1)

    const later = Date.now() + 31_000
    jest.spyOn(Date, 'now').mockImplementation(() => later)
    expect(await query(ASK, {}, bearer(await signed(next)))).toEqual(ANSWER)
    expect(await query(ASK, {}, bearer(await signed(old)))).toEqual(UNAUTHENTICATED)
    expect(asked).toBe(2)
  })

  const later = (ms: number) => {
    const now = performance.now() + ms
    jest.spyOn(performance, 'now').mockImplementation(() => now)
  }

  test('keys that cannot be read are no fault of the caller: 503, retryable, without an AWS call, until they can', async () => {
    const one = await pair('one')
    keys = [one.jwk]
    const { query, calls } = await start({ auth: auth() })
    status = 500
    const ask = async () => query('{ codeDeployApplications { nodes { id } } }', {}, bearer(await signed(one)))
    expect(await ask()).toEqual(refusal(503, 'AUTH_UNAVAILABLE', true))
    expect(calls()).toEqual({})
    status = 200
    later(6_000)
    expect((await ask()).status).toBe(200)
  })

  const HUGE = 3_000_000
  test.each<[string, (response: ServerResponse) => void]>([
    ['answers with 500', (response) => response.writeHead(500).end()],
    ['closes the connection', (response) => response.destroy()],
    ['answers with a page', (response) => response.end('<html>')],
    ['answers with JSON that is no key set', (response) => response.end('{"keys":7}')],
    ['answers with no bytes', (response) => response.end()],
    ['redirects, even to itself', (response) => response.writeHead(302, { location: '/jwks.json' }).end()],
    ['answers with a key set of megabytes', (response) => response.end(`{"keys":[],"x":"${'x'.repeat(HUGE)}"}`)],
  ])('an issuer that %s is asked once for many requests, and again some seconds later', async (_, respond) => {
    const one = await pair('one')
    const { query } = await start({ auth: auth() })
    fails = respond
    const unavailable = refusal(503, 'AUTH_UNAVAILABLE', true)
    for (let count = 0; count < 10; count++)
      expect(await query(ASK, {}, bearer(await signed(one)))).toEqual(unavailable)
    expect(asked).toBe(1)
    later(6_000)
    expect(await query(ASK, {}, bearer(await signed(one)))).toEqual(unavailable)
    expect(asked).toBe(2)
  })

  test('keys that are known stay good while the issuer fails for one that is not', async () => {
    const [one, unknown] = [await pair('one'), await pair('unknown')]
    keys = [one.jwk]
    const { query } = await start({ auth: auth() })
    expect(await query(ASK, {}, bearer(await signed(one)))).toEqual(ANSWER)
    status = 500
    const now = Date.now() + 31_000
    jest.spyOn(Date, 'now').mockImplementation(() => now)
    for (let count = 0; count < 5; count++) {
      expect((await query(ASK, {}, bearer(await signed(unknown)))).status).toBe(503)
      expect(await query(ASK, {}, bearer(await signed(one)))).toEqual(ANSWER)
    }
    expect(asked).toBe(2)
  })

  test('a public key is not taken for a secret, and no signature for none', async () => {
    const one = await pair('one')
    keys = [one.jwk]
    const { query } = await start({ auth: auth() })
    const forged = [await token({ kid: 'one', key: bytes(JSON.stringify(one.jwk)) }), unsigned(), await token()]
    for (const each of forged) expect(await query(ASK, {}, bearer(each))).toEqual(UNAUTHENTICATED)
  })
})

describe('with API keys', () => {
  const KEY = 'f2a8d0c4b7e16935f2a8d0c4b7e16935f2a8d0c4b7e16935f2a8d0c4b7e16935'
  const keys = [
    { name: 'ci', sha256: sha256('another key'), scopes: ['deployments:read'] },
    { name: 'grafana', sha256: sha256(KEY).toUpperCase(), scopes: ['deployments:read'] },
    { name: 'old', sha256: sha256('old key'), scopes: [] },
  ]
  const auth = { mode: 'apiKey' as const, keys }

  test('a key opens as x-api-key and as a bearer, and goes by its name in the log', async () => {
    const lines: string[] = []
    const { query } = await start({ auth, log: (line) => lines.push(line) })
    expect(await query(ASK, {}, { 'x-api-key': KEY })).toEqual(ANSWER)
    expect(await query(ASK, {}, bearer(KEY))).toEqual(ANSWER)
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(['grafana', 'grafana'])
    expect(lines.join()).not.toContain(KEY)
  })

  test('none, a wrong one and its hash do not open; one without a scope is refused', async () => {
    const { query, calls } = await start({ auth })
    const wrong: Record<string, string>[] = [
      {},
      { 'x-api-key': '' },
      { 'x-api-key': `${KEY}0` },
      { 'x-api-key': sha256(KEY) },
      bearer(unsigned()),
    ]
    for (const headers of wrong) expect(await query('{ locations { name } }', {}, headers)).toEqual(UNAUTHENTICATED)
    expect(await query(ASK, {}, { 'x-api-key': 'old key' })).toEqual(refusal(403, 'FORBIDDEN'))
    expect(calls()).toEqual({})
  })
})

describe('behind a router', () => {
  const from = async (...claims: Parameters<typeof token>) => ({ 'x-router-authorization': await token(...claims) })

  test('it is answered for whom it signs', async () => {
    const lines: string[] = []
    const { query } = await start({ auth: ROUTER, log: (line) => lines.push(line) })
    const { data } = await query('{ locations { name } }', {}, await from({ claims: { scope: 'deployments:read' } }))
    expect(data.locations.length).toBeGreaterThan(0)
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(['ada'])
  })

  test('it reads the schema without asking for anybody, and nothing else', async () => {
    const { query, calls } = await start({ auth: ROUTER })
    const alone = { claims: { sub: undefined, scope: undefined } }
    const { data } = await query('{ _service { sdl } }', {}, await from(alone))
    expect(data._service.sdl).toContain('@key(fields: "deploymentId")')
    const { status, ...answer } = await query(
      '{ codeDeployApplication(applicationName: "fleet") { id } locations { name } }',
      {},
      await from(alone),
    )
    expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(expect.arrayContaining(['FORBIDDEN']))
    expect(answer.data).toEqual({ codeDeployApplication: null, locations: null })
    expect(calls()).toEqual({})
  })

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['who comes around it', () => ({})],
    ['who brings a token of a user', async () => bearer(await token())],
    ['who knows its header and not its secret', async () => from({ key: bytes('x'.repeat(40)) })],
    ['who sends the secret itself', () => ({ 'x-router-authorization': SECRET })],
    ['what it signed long ago', async () => from({ issued: -400, expires: 60 })],
    ['what it signed without saying when', async () => from({ claims: { iat: undefined } })],
    ['what it signed forever', async () => from({ claims: { exp: undefined } })],
    ['what it signed for an object', async () => from({ claims: { sub: { name: 'ada' } } })],
    ['what it signed for an empty name', async () => from({ claims: { sub: '' } })],
    ['what it signed for a name that is too long', async () => from({ claims: { sub: 'a'.repeat(201) } })],
    ['what it signed for another subgraph', async () => from({ claims: { aud: 'billing' } })],
    ['what another signed', async () => from({ claims: { iss: `${ISSUER}other` } })],
    ['what is not signed', () => ({ 'x-router-authorization': unsigned() })],
  ])('refused is %s', async (_, headers) => {
    const { query, calls } = await start({ auth: ROUTER })
    expect(await query('{ codeDeployDeployments { nodes { id } } }', {}, await headers())).toEqual(UNAUTHENTICATED)
    expect(calls()).toEqual({})
  })
})

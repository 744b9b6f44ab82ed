import { jest } from '@jest/globals'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateways } from '../support/gateway.ts'
import {
  bearer,
  bytes,
  ISSUER,
  JWT,
  ROUTER,
  refusal,
  SECRET,
  sha256,
  TYPENAME,
  TYPENAME_ANSWER,
  token,
  UNAUTHENTICATED,
  unsigned,
} from './callers.ts'

const { start } = useGateways({ world: fleetWorld({ targets: 1, events: 1 }) })

const TIMERS = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const
const CLOCKS = ['hrtime', 'performance', 'nextTick', 'queueMicrotask'] as const
afterEach(() => void jest.useRealTimers())

describe('a token that is signed with a secret', () => {
  test('is accepted where it is valid', async () => {
    const { query } = await start({ auth: JWT })
    expect(await query(TYPENAME, {}, bearer(await token()))).toEqual(TYPENAME_ANSWER)
  })

  test.each<[string, () => Promise<Record<string, string>> | Record<string, string>]>([
    ['missing', () => ({})],
    ['empty', () => ({ authorization: 'Bearer ' })],
    ['malformed', () => bearer('hunter2')],
    ['sent in another scheme', async () => ({ authorization: `Basic ${await token()}` })],
    ['sent in another header', async () => ({ 'x-api-key': await token(), 'x-router-authorization': await token() })],
    ['expired', async () => bearer(await token({ expires: -60 }))],
    ['without an expiry', async () => bearer(await token({ claims: { exp: undefined } }))],
    ['not valid yet', async () => bearer(await token({ claims: { nbf: 2 ** 32 } }))],
    ['without a subject', async () => bearer(await token({ claims: { sub: undefined } }))],
    ['with an object as its subject', async () => bearer(await token({ claims: { sub: { name: 'ada' } } }))],
    ['with null as its subject', async () => bearer(await token({ claims: { sub: null } }))],
    ['with an empty subject', async () => bearer(await token({ claims: { sub: '' } }))],
    ['with a subject that is too long', async () => bearer(await token({ claims: { sub: 'a'.repeat(201) } }))],
    ['for another audience', async () => bearer(await token({ claims: { aud: 'billing' } }))],
    ['of another issuer', async () => bearer(await token({ claims: { iss: 'https://evil.example' } }))],
    ['signed with another secret', async () => bearer(await token({ key: bytes(SECRET.toUpperCase()) }))],
    ['signed with another algorithm', async () => bearer(await token({ alg: 'HS512' }))],
    ['not signed', () => bearer(unsigned())],
  ])('is refused without an AWS call where it is %s', async (_, headers) => {
    const { query, calls } = await start({ auth: JWT })
    const answer = await query('{ codeDeployDeployments { nodes { id } } }', {}, await headers())
    expect(answer).toEqual(UNAUTHENTICATED)
    expect(calls()).toEqual({})
  })

  test('is accepted where the clocks differ by some seconds', async () => {
    const { query } = await start({ auth: JWT })
    jest.useFakeTimers({ doNotFake: [...TIMERS, ...CLOCKS] }) // the time stands still, however busy the machine is
    expect(await query(TYPENAME, {}, bearer(await token({ expires: -4 })))).toEqual(TYPENAME_ANSWER)
    expect(await query(TYPENAME, {}, bearer(await token({ expires: -6 })))).toEqual(UNAUTHENTICATED)
  })

  test.each([
    ['scope', 'openid deployments:read'],
    ['scp', ['deployments:read']],
    ['scp', 'deployments:read openid'],
    ['scopes', ['openid', 'deployments:read']],
  ])('may have its scopes in %s as %j', async (claim, value) => {
    const { query } = await start({ auth: JWT })
    const claims = { scope: undefined, [claim]: value }
    expect(await query(TYPENAME, {}, bearer(await token({ claims })))).toEqual(TYPENAME_ANSWER)
  })

  test('is FORBIDDEN without an AWS call where it has no scope to read', async () => {
    const { query, calls } = await start({ auth: JWT })
    const headers = bearer(await token({ claims: { scope: 'logs:read location:us-east-1' } }))
    expect(await query('{ codeDeployDeployments { nodes { id } } }', {}, headers)).toEqual(refusal(403, 'FORBIDDEN'))
    expect(calls()).toEqual({})
  })

  test('is refused with a challenge, without caching, in the media type that the client accepts', async () => {
    const { url } = await start({ auth: JWT })
    const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' }
    const post = (headers: Record<string, string>) =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { ...json, ...headers },
        body: JSON.stringify({ query: TYPENAME }),
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

  test('is required for GET too, but not for GraphiQL and the health checks', async () => {
    const { url } = await start({ auth: JWT, introspection: true })
    const paths = [`/graphql?query=${TYPENAME}`, '/livez', '/readyz', '/']
    const answers = await Promise.all(
      paths.map((path) => fetch(url + path, { headers: { 'apollo-require-preflight': '1' } })),
    )
    // Without the bundle, which a build makes, the page is 503.
    expect(answers.map(({ status }) => (status === 503 ? 200 : status))).toEqual([401, 200, 200, 200])
  })

  test('is not logged, unlike its subject and the reason for a refusal', async () => {
    const lines: string[] = []
    const { query } = await start({ auth: JWT, log: (line) => lines.push(line) })
    const good = await token()
    const bad = await token({ claims: { aud: 'billing' } })
    await query(TYPENAME, {}, bearer(good))
    await query(TYPENAME, {}, { ...bearer(bad), 'x-request-id': 'mine' })
    const [operation, refused] = lines.map((line) => JSON.parse(line))
    expect(operation).toMatchObject({ msg: 'operation', subject: 'ada' })
    const reason = expect.stringContaining('"aud"')
    expect(refused).toMatchObject({ msg: 'refused', code: 'UNAUTHENTICATED', reason, requestId: 'mine' })
    for (const secret of [good, bad, SECRET]) expect(lines.join()).not.toContain(secret)
  })
})

describe('an API key', () => {
  const KEY = 'f2a8d0c4b7e16935f2a8d0c4b7e16935f2a8d0c4b7e16935f2a8d0c4b7e16935'
  const keys = [
    { name: 'ci', sha256: sha256('another key'), scopes: ['deployments:read'] },
    { name: 'grafana', sha256: sha256(KEY).toUpperCase(), scopes: ['deployments:read'] },
    { name: 'old', sha256: sha256('old key'), scopes: [] },
  ]
  const auth = { mode: 'apiKey' as const, keys }

  test('is accepted as x-api-key and as a bearer token, and is logged by its name', async () => {
    const lines: string[] = []
    const { query } = await start({ auth, log: (line) => lines.push(line) })
    expect(await query(TYPENAME, {}, { 'x-api-key': KEY })).toEqual(TYPENAME_ANSWER)
    expect(await query(TYPENAME, {}, bearer(KEY))).toEqual(TYPENAME_ANSWER)
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(['grafana', 'grafana'])
    expect(lines.join()).not.toContain(KEY)
  })

  test('is refused where it is missing, wrong or a hash, and FORBIDDEN where it has no scope', async () => {
    const { query, calls } = await start({ auth })
    const wrong: Record<string, string>[] = [
      {},
      { 'x-api-key': '' },
      { 'x-api-key': `${KEY}0` },
      { 'x-api-key': sha256(KEY) },
      bearer(unsigned()),
    ]
    for (const headers of wrong) expect(await query('{ locations { name } }', {}, headers)).toEqual(UNAUTHENTICATED)
    expect(await query(TYPENAME, {}, { 'x-api-key': 'old key' })).toEqual(refusal(403, 'FORBIDDEN'))
    expect(calls()).toEqual({})
  })
})

describe('a router', () => {
  const from = async (...claims: Parameters<typeof token>) => ({ 'x-router-authorization': await token(...claims) })

  test('gets an answer for the user that it signs', async () => {
    const lines: string[] = []
    const { query } = await start({ auth: ROUTER, log: (line) => lines.push(line) })
    const { data } = await query('{ locations { name } }', {}, await from({ claims: { scope: 'deployments:read' } }))
    expect(data.locations.length).toBeGreaterThan(0)
    expect(lines.map((line) => JSON.parse(line).subject)).toEqual(['ada'])
  })

  test('reads the schema without a user, and nothing else', async () => {
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
    ['no token', () => ({})],
    ['the token of a user', async () => bearer(await token())],
    ['a token signed with another secret', async () => from({ key: bytes('x'.repeat(40)) })],
    ['the secret itself', () => ({ 'x-router-authorization': SECRET })],
    ['a token issued long ago', async () => from({ issued: -400, expires: 60 })],
    ['a token without a time of issue', async () => from({ claims: { iat: undefined } })],
    ['a token without an expiry', async () => from({ claims: { exp: undefined } })],
    ['a token with an object as its subject', async () => from({ claims: { sub: { name: 'ada' } } })],
    ['a token with an empty subject', async () => from({ claims: { sub: '' } })],
    ['a token with a subject that is too long', async () => from({ claims: { sub: 'a'.repeat(201) } })],
    ['a token for another subgraph', async () => from({ claims: { aud: 'billing' } })],
    ['a token of another issuer', async () => from({ claims: { iss: `${ISSUER}other` } })],
    ['a token without a signature', () => ({ 'x-router-authorization': unsigned() })],
  ])('is refused without an AWS call with %s', async (_, headers) => {
    const { query, calls } = await start({ auth: ROUTER })
    expect(await query('{ codeDeployDeployments { nodes { id } } }', {}, await headers())).toEqual(UNAUTHENTICATED)
    expect(calls()).toEqual({})
  })
})

import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { NOW, ONE_LOCATION, type Options, useGateway, useGateways } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 1, events: 1 }), locations: ONE_LOCATION })

const LASTING = '{ locations { name } }'
const LIVE = '{ codeDeployDeployments(first: 1) { nodes { title } } }'

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql?${new URLSearchParams({ query })}`, {
    headers: { 'apollo-require-preflight': '1', ...headers },
  })

describe('an answer that cannot change', () => {
  test('is cacheable by all, with Vary for the headers it depends on', async () => {
    const response = await get(LASTING)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'public, max-age=600',
      vary: 'Accept, Accept-Encoding, x-aws-receipt',
      etag: expect.stringMatching(/^W\/"[\w-]{43}"$/),
    })
    expect(await response.json()).toEqual({ data: { locations: [{ name: 'us-east-1' }] } })
  })

  test('is not sent again to a client that has it', async () => {
    const etag = (await get(LASTING)).headers.get('etag') ?? ''
    for (const value of [etag, etag.replace('W/', ''), `"other", ${etag}`, '*']) {
      const response = await get(LASTING, { 'if-none-match': value })
      expect([value, response.status, await response.text()]).toEqual([value, 304, ''])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        etag,
        'cache-control': 'public, max-age=600',
        vary: 'Accept, Accept-Encoding, x-aws-receipt',
      })
      expect(response.headers.get('content-type')).toBeNull()
    }
  })

  test('is sent to a client that has another version', async () => {
    const etag = (await get('{ __typename }')).headers.get('etag') ?? ''
    const response = await get(LASTING, { 'if-none-match': etag })
    expect(response.status).toBe(200)
    expect(response.headers.get('etag')).not.toBe(etag)
  })
})

describe('an answer about a deployment', () => {
  const FINISHED = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status targets { nodes { __typename } } } }`
  const { start } = useGateways({ locations: ONE_LOCATION, gatewayClock: () => NOW })
  const cacheControlOf = async (options: Options, query = FINISHED, more = {}) => {
    const { url } = await start(options)
    const ask = () =>
      fetch(`${url}/graphql?${new URLSearchParams({ query })}`, {
        headers: { 'apollo-require-preflight': '1', ...more },
      })
    const answers = [await ask(), await ask()] // the second from the cache, if there is one
    return answers.map(({ headers }) => headers.get('cache-control'))
  }
  const KEPT = ['public, max-age=600', 'public, max-age=600']
  const NOT_KEPT = ['no-store', 'no-store']

  test('that ended a while ago is cacheable, whether it comes from the gateway’s cache or not', async () => {
    expect(await cacheControlOf({ world: fleetWorld({ targets: 1, events: 1 }), cache: true })).toEqual(KEPT)
  })

  test.each(['authorization', 'cookie', 'x-api-key', 'x-router-authorization'])(
    'is cacheable only privately when the request has %s',
    async (header) => {
      const world = fleetWorld({ targets: 1, events: 1 })
      const answers = await cacheControlOf({ world, cache: true }, FINISHED, { [header]: 'x=1' })
      expect(answers).toEqual(['private, max-age=600', 'private, max-age=600'])
    },
  )

  test.each(
    `x-forwarded-user x-forwarded-email x-forwarded-preferred-username x-forwarded-groups x-forwarded-access-token
    x-auth-request-user x-auth-request-email x-amzn-oidc-identity x-amzn-oidc-data x-amzn-oidc-accesstoken
    x-goog-iap-jwt-assertion x-goog-authenticated-user-email x-goog-authenticated-user-id cf-access-jwt-assertion
    cf-access-authenticated-user-email x-ms-client-principal x-ms-client-principal-id x-ms-token-aad-id-token remote-user
    x-remote-user x-webauth-user x-authenticated-userid x-authentik-username x-consumer-username x-credential-identifier
    x-pomerium-jwt-assertion tailscale-user-login x-forwarded-client-cert ssl-client-s-dn x-ssl-client-s-dn
    x-client-dn x-tenant-id x-session-id x-user x-email x-userinfo x-id-token x-saml-subject x-vouch-user x-token-subject`.split(
      /\s+/,
    ),
  )('is cacheable only privately when a proxy identifies the caller in %s', async (header) => {
    const response = await get(LASTING, { [header]: 'ada' })
    expect(response.headers.get('cache-control')).toBe('private, max-age=600')
    expect(response.headers.get('vary')?.split(', ')).toContain(header)
  })

  test('is cacheable by all despite the headers that browsers, routers and load balancers add', async () => {
    const headers = {
      ...{ 'user-agent': 'Mozilla/5.0', 'accept-language': 'de', 'sec-fetch-user': '?1', 'sec-fetch-site': 'none' },
      ...{
        'sec-ch-ua': '"x"',
        'upgrade-insecure-requests': '1',
        dnt: '1',
        priority: 'u=1',
        referer: 'http://127.0.0.1/',
      },
      ...{
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-proto': 'https',
        'x-forwarded-host': 'localhost',
        via: '1.1 a',
      },
      ...{ forwarded: 'for=192.0.2.1', traceparent: 'x', tracestate: 'x', 'x-amzn-trace-id': 'x', 'x-request-id': 'x' },
      ...{ 'apollographql-client-name': 'x', 'x-apollo-operation-name': 'x', 'cf-ray': 'x', 'cf-connecting-ip': 'x' },
    }
    expect((await get(LASTING, headers)).headers.get('cache-control')).toBe('public, max-age=600')
  })

  test.each([
    ['runs', { status: 'InProgress' as const, completeTime: undefined }],
    ['ended a minute ago', { completeTime: new Date(NOW - 60_000) }],
  ])('that %s is not cacheable', async (_, info) => {
    expect(await cacheControlOf({ world: fleetWorld({ targets: 1, events: 1, info }), cache: true })).toEqual(NOT_KEPT)
  })

  test('is not cacheable when it also has data that can change or something that does not exist yet', async () => {
    const world = fleetWorld({ targets: 1, events: 1 })
    for (const more of ['application { createdAt }', 'target(targetId: "i-00000000000000009") { __typename }']) {
      const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status ${more} } }`
      expect(await cacheControlOf({ world, cache: true }, query)).toEqual(NOT_KEPT)
    }
  })

  test('is not cacheable when it is a feed of which only the sources are cached', async () => {
    const query = '{ activity(filter: { services: [APPCONFIG] }) { nodes { id } } }'
    expect(await cacheControlOf({ world: () => ({}), cache: true }, query)).toEqual(NOT_KEPT)
  })
})

describe('an answer that may change or is specific to a request', () => {
  test.each<[string, () => Promise<Response>]>([
    ['what AWS says of something unfinished', () => get(LIVE)],
    ['the same, asked a second time', () => get(LIVE)],
    ['that beside something that lasts', () => get(`{ locations { name } ${LIVE.slice(1)}`)],
    ['that behind a fragment', () => get(`{ ...Live } fragment Live on Query ${LIVE}`)],
    ['one about the schema', () => get('{ __schema { queryType { name } } }')],
    ['one about the schema behind a fragment', () => get('{ ... { _service { sdl } } }')],
    ['one with a receipt', () => get(LASTING, { 'x-aws-receipt': '1' })],
    ['one with an error', () => get('{ codeDeployDeployment(deploymentId: "?") { id } }')],
    ['a refusal', () => get('{ nope }')],
    [
      'a refusal for the sake of other sites',
      () => get(LASTING, { 'apollo-require-preflight': '', origin: 'https://evil.example' }),
    ],
    ['a path where nothing is', () => fetch(`${gateway.url}/nothing`)],
    [
      'one to POST',
      () =>
        fetch(`${gateway.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query: LASTING }),
        }),
    ],
  ])('is not cacheable: %s', async (_, ask) => {
    const response = await ask()
    expect([response.headers.get('cache-control'), response.headers.get('etag')]).toEqual(['no-store', null])
  })
})

import { as, bearer, CALLERS_AUTH, JWT, token } from '../../auth/callers.ts'
import { until } from '../../support/until.ts'
import { DEPLOYMENT, expiring, idOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { initialisedSocket, openSocket } from './socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const WATCH = { query: DEPLOYMENT, variables: { id: idOf(0) } }
const OVERLOADED = { type: 'error', payload: [{ extensions: { code: 'OVERLOADED', retryable: true } }] }

const refusedWith = (url: string, headers: Record<string, string>) =>
  openSocket(url, { headers }).then(
    ({ socket }) => {
      socket.terminate()
      return 101
    },
    ({ status }) => status,
  )

describe('a WebSocket', () => {
  test.each([
    ['no page', {}, 101],
    ['a page of the gateway', { own: true }, 101],
    ['a page of an origin in CORS_ORIGINS', { origin: 'https://dashboard.example' }, 101],
    ['a page of another site', { origin: 'https://elsewhere.example' }, 403],
    ['a page of the same host at another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
  ])('of %s is opened only if it may be', async (_, { origin, own }: { origin?: string; own?: boolean }, status) => {
    const { url } = await start({ corsOrigins: ['https://dashboard.example'] })
    const from = own ? url : origin
    expect(await refusedWith(url, from === undefined ? {} : { origin: from })).toBe(status)
  })

  test('of any page is opened where CORS_ORIGINS is *', async () => {
    const { url } = await start({ corsOrigins: ['*'] })
    expect(await refusedWith(url, { origin: 'https://elsewhere.example' })).toBe(101)
  })

  test('of a gateway on loopback is not opened under a foreign name', async () => {
    const { url } = await start()
    expect(await refusedWith(url, { host: 'rebound.example' })).toBe(421)
  })

  test.each([
    ['a header among the parameters', { 'X-API-Key': 'all' }, {}],
    ['a token among the parameters', { Authorization: 'Bearer all' }, {}],
    ['a token in lower case', { authorization: 'Bearer all' }, {}],
    ['headers in the parameters', { headers: { Authorization: 'Bearer all' } }, {}],
    ['headers of the request, as a proxy adds them', {}, as('all')],
    ['parameters, whatever the request has', as('all'), { 'x-api-key': 'wrong' }],
  ])('is initialised by a credential in %s', async (_, payload, headers) => {
    const { url } = await start({ auth: CALLERS_AUTH })
    const { send, next } = await initialisedSocket(url, payload, { headers })
    send({ id: '1', type: 'subscribe', payload: WATCH })
    expect(await next()).toMatchObject({ type: 'next', payload: { data: { codeDeployDeployment: {} } } })
  })

  test.each([
    ['no credential', async () => undefined, /^Authentication required: send `Authorization: Bearer <token>`\.$/],
    ['a forged token', async () => bearer('no.token.atall'), /^The token is not valid for this gateway\.$/],
    ['an expired token', async () => bearer(await token({ expires: -60 })), /^The token has expired\.$/],
    [
      'a token without the scope to read',
      async () => bearer(await token({ claims: { scope: 'else' } })),
      /^Missing scope deployments:read\.$/,
    ],
    ['a credential that is no text', async () => ({ authorization: { bearer: 1 } }), /^Authentication required/],
  ])('is closed with 4403 for %s', async (_, params, reason) => {
    const { url, calls } = await start({ auth: JWT })
    const { send, closed } = await openSocket(url)
    send({ type: 'connection_init', payload: await params() })
    expect(await closed).toEqual({ code: 4403, reason: expect.stringMatching(reason) })
    expect(calls()).toEqual({})
  })

  test('shows each caller what they may see', async () => {
    const { url } = await start({ auth: CALLERS_AUTH })
    const updateOf = async (name: Parameters<typeof as>[0]) => {
      const { send, next } = await initialisedSocket(url, as(name))
      send({ id: '1', type: 'subscribe', payload: WATCH })
      return (await next()).payload
    }
    expect((await updateOf('home')).errors).toBeUndefined()
    expect(await updateOf('abroad')).toMatchObject({ data: { codeDeployDeployment: null }, errors: [{}] })
  })

  test.each([
    ['without an operation', false],
    ['with a subscription', true],
  ])('%s is closed with 4403 when the token of its caller expires', async (_, isWatching) => {
    const { options, headers } = await expiring(15)
    const { url, timers } = await start({ ...options, world: worldOf([[0, { status: 'Queued' }]]) })
    const { send, next, closed, socket } = await initialisedSocket(url, headers)
    if (isWatching) {
      send({ id: '1', type: 'subscribe', payload: WATCH })
      await next()
    }
    timers.advance(14_999)
    expect(socket.readyState).toBe(socket.OPEN)
    timers.advance(1)
    expect(await closed).toEqual({ code: 4403, reason: 'The token has expired.' })
  })

  test('is closed with 4403 when a subscription reaches its maximum age, so that the client subscribes again', async () => {
    const { url, timers } = await start({ subscriptionMaxSeconds: 1 })
    const { send, next, closed } = await initialisedSocket(url)
    send({ id: '1', type: 'subscribe', payload: WATCH })
    await next()
    timers.advance(1_000)
    expect(await closed).toEqual({ code: 4403, reason: expect.stringMatching(/maximum age/) })
  })
})

describe('subscriptions over WebSockets', () => {
  test('count among those of a caller with those over server-sent events', async () => {
    const { url, subscribe } = await start({ auth: CALLERS_AUTH, maxSubscriptionsPerCaller: 2 })
    const { send, next } = await initialisedSocket(url, as('all'))
    send({ id: '1', type: 'subscribe', payload: WATCH })
    await next()
    expect((await subscribe(undefined, undefined, { headers: as('all') })).response.status).toBe(200)
    send({ id: '2', type: 'subscribe', payload: WATCH })
    expect(await next()).toMatchObject({ id: '2', ...OVERLOADED })
    const other = await initialisedSocket(url, as('home'))
    other.send({ id: '1', type: 'subscribe', payload: WATCH })
    expect(await other.next()).toMatchObject({ type: 'next' })
  })

  test('of a killed client give their places back before any timer', async () => {
    const { url, subscribe } = await start({ maxSubscriptions: 1 })
    const { send, next, socket } = await initialisedSocket(url)
    send({ id: '1', type: 'subscribe', payload: WATCH })
    await next()
    const isFree = async () => {
      const { response, close } = await subscribe()
      close()
      return response.status === 200
    }
    expect(await isFree()).toBe(false)
    socket.terminate()
    await until(isFree)
  })
})

test('there are as many WebSockets as MAX_SUBSCRIPTIONS says, and of a caller as MAX_SUBSCRIPTIONS_PER_CALLER says', async () => {
  const { url } = await start({ auth: CALLERS_AUTH, maxSubscriptions: 3, maxSubscriptionsPerCaller: 1 })
  const first = await initialisedSocket(url, as('all'))
  const second = await openSocket(url)
  second.send({ type: 'connection_init', payload: as('all') })
  expect(await second.closed).toEqual({ code: 1013, reason: expect.stringMatching(/^1 of your sockets/) })
  await initialisedSocket(url, as('home'))
  const third = await openSocket(url)
  expect(await refusedWith(url, {})).toBe(503)
  third.socket.terminate()
  await until(async () => (await refusedWith(url, {})) === 101)
  first.socket.close()
  expect((await first.closed).code).toBe(1005)
})

test('operations over a WebSocket count towards the rate of their caller', async () => {
  const { url } = await start({ auth: CALLERS_AUTH, ratePerSecond: 0.01, rateBurst: 2 })
  const { send, next } = await initialisedSocket(url, as('all'))
  const run = (id: string) => send({ id, type: 'subscribe', payload: { query: '{ __typename }' } })
  run('1')
  expect([(await next()).type, (await next()).type]).toEqual(['next', 'complete'])
  run('2')
  const limited = { code: 'RATE_LIMITED', retryable: true, retryAfterMs: expect.any(Number) }
  expect(await next()).toMatchObject({ id: '2', type: 'error', payload: [{ extensions: limited }] })
})

test('a network whose credentials are refused too often opens no more WebSockets for a while', async () => {
  const { url } = await start({ auth: CALLERS_AUTH, ratePerSecond: 0.01, rateBurst: 1 })
  const { send, closed } = await openSocket(url)
  send({ type: 'connection_init', payload: { 'x-api-key': 'wrong' } })
  expect((await closed).code).toBe(4403)
  expect(await refusedWith(url, {})).toBe(429)
})

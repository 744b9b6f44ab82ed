import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { NOW } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { initialisedSocket } from './socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const clientOf = (url: string) =>
  createClient({ url: `${url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket, retryAttempts: 0 })

const WATCH = { query: DEPLOYMENT, variables: { id: idOf(0) } }

// biome-ignore lint/suspicious/noExplicitAny: an update of DEPLOYMENT
const statusOf = ({ data }: any): unknown => data.codeDeployDeployment?.deployment?.rawStatus

test('the client of graphql-ws subscribes until the deployment has ended', async () => {
  const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
  const client = clientOf(url)
  const states: unknown[] = []
  for await (const result of client.iterate(WATCH)) {
    states.push(statusOf(result))
    timers.goTo(nextAtOf(result) || timers.now())
  }
  await client.dispose()
  expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
})

test('urql subscribes by the client of graphql-ws', async () => {
  const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
  const client = clientOf(url)
  const urql = new Client({
    url: `${url}/graphql`,
    preferGetMethod: false,
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: client.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  })
  const states: unknown[] = []
  await new Promise<void>((resolve) => {
    urql.subscription(DEPLOYMENT, WATCH.variables).subscribe((result) => {
      states.push(statusOf(result))
      if (states.at(-1) === 'Succeeded') resolve()
      else timers.goTo(nextAtOf(result))
    })
  })
  await client.dispose()
  expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
})

test('the client of graphql-ws subscribes again after a subscription has reached its maximum age', async () => {
  const { url, timers } = await start({ subscriptionMaxSeconds: 1 })
  const opened: unknown[] = []
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryWait: async () => {},
    on: { opened: (socket) => opened.push(socket) },
  })
  const updates = client.iterate(WATCH)
  await updates.next()
  timers.advance(1_000)
  while (opened.length < 2) expect(await updates.next()).toMatchObject({ value: { data: {} } })
  await client.dispose()
})

test('a client that completes its subscription stops the ticker, and may use the id again', async () => {
  const { url, timers, metricsUrl = '' } = await start()
  const { send, next } = await initialisedSocket(url)
  const value = async (name: string) =>
    Number(new RegExp(`^deploygraph_live_${name} (\\S+)$`, 'm').exec(await (await fetch(metricsUrl)).text())?.[1])
  send({ id: '1', type: 'subscribe', payload: WATCH })
  expect(await next()).toMatchObject({ id: '1', type: 'next', payload: { data: { codeDeployDeployment: {} } } })
  expect([await value('tickers'), await value('sockets')]).toEqual([1, 1])
  send({ id: '1', type: 'complete' })
  send({ id: '1', type: 'subscribe', payload: { query: '{ __typename }' } })
  expect(await next()).toEqual({ id: '1', type: 'next', payload: { data: { __typename: 'Query' } } })
  expect(await next()).toEqual({ id: '1', type: 'complete' })
  timers.goTo(NOW + 30_000)
  await until(async () => (await value('tickers')) === 0)
})

describe('an operation', () => {
  test.each([
    ['a query', '{ locations { name } }'],
    ['a query of AWS', `{ codeDeployDeployment(deploymentId: "${idOf(0)}") { rawStatus } }`],
    ['a query with an error beside its data', '{ codeDeployDeployment(deploymentId: "d-UNKNOWN00") { rawStatus } }'],
    ['a syntax error', '{ locations'],
    ['an unknown field', '{ nonsense }'],
    ['a mutation', 'mutation { nonsense }'],
    ['two operations without a name', 'query A { __typename } query B { __typename }'],
    ['an operation that is too expensive', '{ activity(first: 1000) { nodes { location { name } } } }'],
    ['an empty document', ''],
  ])('that is %s is answered as over HTTP', async (_, query) => {
    const gateway = await start({ maxCost: 100 })
    const { data, errors } = await gateway.query(query)
    const { send, next } = await initialisedSocket(gateway.url)
    send({ id: '1', type: 'subscribe', payload: { query } })
    const answer = await next()
    if (data === undefined) expect(answer).toEqual({ id: '1', type: 'error', payload: errors })
    else {
      expect(answer).toEqual({ id: '1', type: 'next', payload: { data, ...(errors && { errors }) } })
      expect(await next()).toEqual({ id: '1', type: 'complete' })
    }
  })

  test.each([
    [
      'an update that costs too much',
      'subscription { codeDeployDeployment(deploymentId: "d-A1B2C3111") { deployment { targets(first: 1000) { nodes { __typename } } } } }',
      'OPERATION_TOO_EXPENSIVE',
    ],
    [
      'two fields',
      'subscription { a: codeDeployDeployment(deploymentId: "d-A1B2C3111") { asOf } b: codeDeployDeployment(deploymentId: "d-A1B2C3112") { asOf } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('that is a subscription with %s is refused before anything is read', async (_, query, code) => {
    const { url, calls } = await start()
    const { send, next } = await initialisedSocket(url)
    send({ id: '1', type: 'subscribe', payload: { query } })
    expect(await next()).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code } }] })
    expect(calls()).toEqual({})
  })

  test.each([
    ['is unknown', 'd-UNKNOWN00', 'NOT_FOUND'],
    ['is malformed', 'no id', 'BAD_USER_INPUT'],
  ])('that subscribes to an id that %s gets one update with an error, and the end', async (_, id, code) => {
    const { url, timers } = await start()
    const { send, next } = await initialisedSocket(url)
    const before = timers.pending
    send({ id: '1', type: 'subscribe', payload: { query: DEPLOYMENT, variables: { id } } })
    expect(await next()).toMatchObject({
      type: 'next',
      payload: { data: { codeDeployDeployment: null }, errors: [{ extensions: { code } }] },
    })
    expect(await next()).toEqual({ id: '1', type: 'complete' })
    expect(timers.pending).toBe(before)
  })

  test('may name a trusted document instead of sending it', async () => {
    const manifest = new Map([['known', '{ __typename }']])
    const { url } = await start({ trustedDocuments: 'enforce', manifest })
    const { send, next } = await initialisedSocket(url)
    const subscribe = async (payload: object) => {
      send({ id: '1', type: 'subscribe', payload })
      return next()
    }
    expect(await subscribe({ documentId: 'known' })).toMatchObject({ type: 'next' })
    expect(await next()).toMatchObject({ type: 'complete' })
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'known' } }
    expect(await subscribe({ query: '', extensions })).toMatchObject({ type: 'next' })
    expect(await next()).toMatchObject({ type: 'complete' })
    expect(await subscribe({ query: '{ locations { name } }' })).toMatchObject({
      type: 'error',
      payload: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }],
    })
  })

  test('of a client that wants to know has the cost of its answer', async () => {
    const { url } = await start()
    const { send, next } = await initialisedSocket(url, { headers: { 'X-AWS-Receipt': '1' } })
    send({ id: '1', type: 'subscribe', payload: WATCH })
    expect(await next()).toMatchObject({ payload: { extensions: { aws: { totalCalls: expect.any(Number) } } } })
  })

  test('that is one of five hundred sent at once is run, without being refused', async () => {
    const { url } = await start({ maxConcurrentRequests: 20 })
    const { send, next } = await initialisedSocket(url)
    const ids = Array.from({ length: 500 }, (_, index) => String(index))
    for (const id of ids) send({ id, type: 'subscribe', payload: { query: '{ __typename }' } })
    const answered = new Set<string>()
    while (answered.size < ids.length) {
      const { id, type } = await next()
      expect(['next', 'complete']).toContain(type)
      if (type === 'complete') answered.add(id)
    }
  })
})

test('the log has a line when a subscription over a WebSocket begins, and one when it ends', async () => {
  const lines: Record<string, unknown>[] = []
  const { url } = await start({ log: (line) => lines.push(JSON.parse(line)) })
  const { send, next, socket } = await initialisedSocket(url, {}, { headers: { 'x-request-id': 'socket-1' } })
  send({ id: '1', type: 'subscribe', payload: { ...WATCH, query: DEPLOYMENT.replace('subscription', '$& WatchIt') } })
  await next()
  socket.terminate()
  const of = (message: string) => lines.filter(({ msg }) => msg === message)
  await until(() => of('subscription ended').length > 0)
  const about = { requestId: 'socket-1', subscription: 'WatchIt' }
  expect(of('subscription began')).toEqual([expect.objectContaining(about)])
  expect(of('subscription ended')).toEqual([expect.objectContaining({ ...about, end: 'left', updates: 1 })])
})

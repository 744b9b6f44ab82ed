import { spawn } from 'node:child_process'
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import {
  Client,
  fetchExchange,
  type OperationResult,
  type OperationResultSource,
  subscriptionExchange,
} from '@urql/core'
import { GraphQLClient } from 'graphql-request'
import { createClient } from 'graphql-sse'
import { createClient as createSocketClient, type Client as SocketClient } from 'graphql-ws'
import { EventSource } from 'undici'
import { WebSocket } from 'ws'
import { hasCurl } from '../support/curl.ts'
import { until } from '../support/until.ts'
import { type RelayEnvironment, relaySnippet } from './clients/relay.ts'
import { DEPLOYMENT, idOf, useLiveGateways } from './live-gateway.ts'
import { goOn, ROLLOUT, STATES } from './rollout.ts'

interface Data {
  codeDeployDeployment?: { deployment?: { rawStatus: string; overview?: { succeeded: number } } }
}

/** Subscribes to DEPLOYMENT; calls back with the data of each update, and returns what cancels it. */
type Subscribe = (url: string, onData: (data: Data | null | undefined) => void) => () => void

const variables = { id: idOf(0) }

/** Both clients of one maker take and give the same. */
const ignored = { error: () => undefined, complete: () => undefined }

/** urql repeats the last update when the stream has ended. */
const untilEnd = (updates: OperationResultSource<OperationResult<Data>>, onData: (data: Data | undefined) => void) =>
  updates.subscribe(({ data, hasNext }) => hasNext && onData(data)).unsubscribe

const socketClient = (url: string): SocketClient =>
  createSocketClient({ url: url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 })

/** urql's exchange over the client of either protocol. */
const overClient =
  (clientFor: (url: string) => Pick<SocketClient, 'subscribe'>): Subscribe =>
  (url, onData) => {
    const events = clientFor(url)
    const forwardSubscription: Parameters<typeof subscriptionExchange>[0]['forwardSubscription'] = (request) => ({
      subscribe: (sink) => ({
        unsubscribe: events.subscribe(
          { query: request.query ?? '', variables: request.variables as Record<string, unknown> },
          { next: (result) => sink.next(result as never), error: sink.error, complete: sink.complete },
        ),
      }),
    })
    const exchanges = [subscriptionExchange({ forwardSubscription })]
    const client = new Client({ url, exchanges, preferGetMethod: false })
    return untilEnd(client.subscription<Data>(DEPLOYMENT, variables), onData)
  }

let relayEnvironment: (url: string) => RelayEnvironment
beforeAll(async () => {
  relayEnvironment = await relaySnippet()
})

const CLIENTS: Record<string, Subscribe> = {
  'graphql-sse': (url, onData) =>
    createClient({ url, retryAttempts: 0 }).subscribe<Data>(
      { query: DEPLOYMENT, variables },
      { ...ignored, next: ({ data }) => onData(data) },
    ),
  'Apollo Client over multipart': (url, onData) => {
    const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() })
    const updates = client.subscribe<Data>({ query: gql(DEPLOYMENT), variables, fetchPolicy: 'no-cache' })
    const subscription = updates.subscribe({ next: ({ data }) => onData(data) })
    return () => subscription.unsubscribe()
  },
  'urql over fetch': (url, onData) => {
    const client = new Client({ url, exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false })
    return untilEnd(client.subscription<Data>(DEPLOYMENT, variables), onData)
  },
  'urql over graphql-sse': overClient(
    (url) => createClient({ url, retryAttempts: 0 }) as Pick<SocketClient, 'subscribe'>,
  ),
  'urql over graphql-ws': overClient(socketClient),
  'graphql-ws': (url, onData) =>
    socketClient(url).subscribe<Data>(
      { query: DEPLOYMENT, variables },
      { ...ignored, next: ({ data }) => onData(data) },
    ),
  'Apollo Client over graphql-ws': (url, onData) => {
    const client = new ApolloClient({ link: new GraphQLWsLink(socketClient(url)), cache: new InMemoryCache() })
    const updates = client.subscribe<Data>({ query: gql(DEPLOYMENT), variables, fetchPolicy: 'no-cache' })
    const subscription = updates.subscribe({ next: ({ data }) => onData(data) })
    return () => subscription.unsubscribe()
  },
  'Relay over graphql-sse': (url, onData) => {
    const text = DEPLOYMENT.replace('subscription', 'subscription Watch')
    const updates = relayEnvironment(url)
      .getNetwork()
      .execute({ operationKind: 'subscription', name: 'Watch', text }, variables, {})
    return updates.subscribe({ ...ignored, next: ({ data }) => onData(data as Data) }).unsubscribe
  },
  EventSource: (url, onData) => {
    const search = new URLSearchParams({ query: DEPLOYMENT, variables: JSON.stringify(variables) })
    const events = new EventSource(`${url}?${search}`)
    events.addEventListener('next', (event) => onData(JSON.parse((event as MessageEvent).data).data))
    events.addEventListener('complete', () => events.close())
    return () => events.close()
  },
  curl: (url, onData) => {
    const headers = ['-H', 'accept: text/event-stream', '-H', 'content-type: application/json']
    const body = JSON.stringify({ query: DEPLOYMENT, variables })
    const child = spawn('curl', ['-sN', url, ...headers, '-d', body], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.on('data', (chunk) => {
      const lines = (text + chunk).split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) if (line.startsWith('data: {')) onData(JSON.parse(line.slice(6)).data)
    })
    return () => void child.kill()
  },
}

const { start } = useLiveGateways({ ...ROLLOUT, maxSubscriptions: 1 })

const missing = hasCurl() ? [] : ['curl']
if (missing.length > 0) process.stdout.write('The subscriptions of curl are not tested: there is no curl.\n')

describe.each(Object.entries(CLIENTS).filter(([client]) => !missing.includes(client)))('%s', (_, subscribe) => {
  test('sees every state of a deployment until it has ended', async () => {
    const { url, timers } = await start()
    const states: string[] = []
    const cancel = subscribe(`${url}/graphql`, (data) => {
      const { rawStatus, overview } = data?.codeDeployDeployment?.deployment ?? {}
      states.push(`${rawStatus} ${overview?.succeeded}`)
    })
    for (const [index] of STATES.entries()) {
      await until(() => states.length > index)
      goOn(timers, index + 1)
    }
    cancel()
    expect(states).toEqual(STATES)
  })

  test('frees its place when it cancels', async () => {
    const { url, subscribe: another } = await start()
    let updates = 0
    const cancel = subscribe(`${url}/graphql`, () => updates++)
    await until(() => updates > 0)
    expect((await another()).response.status).toBe(503)
    cancel()
    await until(async () => (await another()).response.status === 200)
  })
})

test('graphql-request, which reads no streams, gets 406 and the media types to accept', async () => {
  const { url } = await start()
  const client = new GraphQLClient(`${url}/graphql`)
  await expect(client.rawRequest(DEPLOYMENT, variables)).rejects.toMatchObject({
    response: { status: 406, errors: [{ message: expect.stringContaining('text/event-stream') }] },
  })
})

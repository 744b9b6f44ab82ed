import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, SUCCEEDS, useLiveGateways, worldOf } from './live-gateway.ts'
import { initialisedSocket } from './socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const clientOf = (url: string, connectionParams?: Record<string, unknown>) =>
  createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams,
  })

const WATCH = { query: DEPLOYMENT, variables: { id: idOf(0) } }

test('the client of graphql-ws subscribes until the deployment has ended', async () => {
  const { url, timers } = await start({ world: worldOf(SUCCEEDS) })
  const client = clientOf(url)
  const states: unknown[] = []
  for await (const result of client.iterate(WATCH)) {
    const { deployment } =
      (result.data as Record<string, { deployment: { rawStatus: string } }>).codeDeployDeployment ?? {}
    states.push(deployment?.rawStatus)
    timers.goTo(nextAtOf(result) || timers.now())
  }
  await client.dispose()
  expect([states[0], states.at(-1)]).toEqual(['InProgress', 'Succeeded'])
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

import { subscribe } from '../live/event-client.ts'
import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from '../live/live-gateway.ts'
import { initialisedSocket } from '../live/websocket/socket-client.ts'
import { type Gateway, ONE_LOCATION, PATIENT, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { type Balancer, checkedConfiguration, describeWithHaproxy, startBalancer } from './haproxy.ts'

const REPLICAS = 3
const QUERY = `{ codeDeployDeployment(deploymentId: "${idOf(0)}") { rawStatus } }`
const OPTIONS = { ...PATIENT, world: worldOf(STAYS), locations: ONE_LOCATION, trustProxy: 1 }

const post = (url: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: QUERY }),
  })

const watchersOf = async ({ metricsUrl = '' }: Pick<Gateway, 'metricsUrl'>) => {
  const text = await (await fetch(metricsUrl)).text()
  return Number(/^deploygraph_live_watchers{subscription="codeDeployDeployment"} (\d+)$/m.exec(text)?.[1])
}

describeWithHaproxy('the load balancer of examples/compose', () => {
  // Their timers stand still, so there are no heartbeats.
  const silent = useLiveGateways(OPTIONS)
  const running = useGateways(OPTIONS)
  let balancer: Balancer | undefined
  const balance = async (gateways: readonly { url: string }[]) => {
    balancer = await startBalancer(gateways)
    return balancer.url
  }
  const times = <Item>(start: () => Promise<Item>, count = REPLICAS) =>
    Promise.all(Array.from({ length: count }, start))
  afterEach(async () => {
    await balancer?.stop()
    balancer = undefined
  })

  test('has a configuration that haproxy accepts without a warning', () => {
    expect(checkedConfiguration()).toMatch(/^(Configuration file is valid\n)?$/)
  })

  test('spreads streams evenly, sends updates on at once, and ends a stream at the gateway when its client leaves', async () => {
    const gateways = await times(() => silent.start())
    const url = await balance(gateways)
    const clients = []
    for (let number = 0; number < 2 * REPLICAS; number++) {
      const client = await subscribe(url, DEPLOYMENT, { id: idOf(0) })
      clients.push(client)
      expect((await client.update()).data.codeDeployDeployment.deployment.deploymentId).toBe(idOf(0))
    }
    expect(await Promise.all(gateways.map(watchersOf))).toEqual(gateways.map(() => 2))
    for (const { close } of clients) close()
    await until(async () => (await Promise.all(gateways.map(watchersOf))).every((count) => count === 0))
  })

  test('passes WebSockets through, for queries and subscriptions', async () => {
    const url = await balance(await times(() => silent.start()))
    const { socket, send, next, closed } = await initialisedSocket(url)
    send({ id: 'query', type: 'subscribe', payload: { query: QUERY } })
    expect(await next()).toMatchObject({ id: 'query', type: 'next', payload: { data: expect.anything() } })
    expect(await next()).toEqual({ id: 'query', type: 'complete' })
    send({ id: 'watch', type: 'subscribe', payload: { query: DEPLOYMENT, variables: { id: idOf(0) } } })
    expect(await next()).toMatchObject({ id: 'watch', type: 'next', payload: { data: expect.anything() } })
    socket.close()
    await closed
  })

  test('tells the gateway the address of a client, which the client cannot choose', async () => {
    const url = await balance([await running.start({ ratePerSecond: 0.001, rateBurst: 2 })])
    const statuses: number[] = []
    for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3'])
      statuses.push((await post(url, { 'x-forwarded-for': address })).status)
    expect(statuses).toEqual([200, 200, 429])
  })

  test('loses no request while a gateway stops, whose streams are opened again elsewhere', async () => {
    const gateways = await times(() => running.start())
    const url = await balance(gateways)
    const watch = async () => {
      const client = await subscribe(url, DEPLOYMENT, { id: idOf(0) })
      await client.update()
      return client
    }
    const clients = await times(watch)
    const untilEnd = async ({ next }: (typeof clients)[number]) => {
      while (await next());
      return true
    }
    const [leaving, ...others] = gateways
    let isStopped = false
    const stopped = leaving?.stop(5_000).then(() => {
      isStopped = true
    })
    const statuses = new Set<number>()
    const ask = async () => {
      while (!isStopped) statuses.add((await post(url)).status)
    }
    const asking = times(ask)
    expect(await Promise.race(clients.map(untilEnd))).toBe(true)
    const again = await watch()
    await Promise.all([stopped, asking])
    expect([...statuses]).toEqual([200])
    expect((await Promise.all(others.map(watchersOf))).reduce((sum, count) => sum + count)).toBe(REPLICAS)
    for (const { close } of [...clients, again]) close()
  })
})

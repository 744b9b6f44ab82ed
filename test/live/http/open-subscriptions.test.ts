import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { externalBytes, heapBytes } from '../../support/garbage.ts'
import { until } from '../../support/until.ts'
import { succeedsOnce } from '../attempts.ts'
import { changing, DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

describe('open subscriptions', () => {
  test('are as many as MAX_SUBSCRIPTIONS says, and take no slot of a request', async () => {
    const { subscribe, query } = await start({ maxSubscriptions: 2, maxConcurrentRequests: 1 })
    const first = await subscribe()
    await subscribe()
    const { response } = await subscribe()
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'OVERLOADED', retryable: true } }] })
    expect(await query('{ __typename }')).toMatchObject({ status: 200 })
    first.close()
    await until(async () => {
      const { response, close } = await subscribe()
      close()
      return response.status === 200
    })
  })

  test('are as many of one caller as MAX_SUBSCRIPTIONS_PER_CALLER says', async () => {
    const { subscribe } = await start({ auth: CALLERS_AUTH, maxSubscriptionsPerCaller: 1 })
    const open = async (name: Parameters<typeof as>[0]) =>
      (await subscribe(DEPLOYMENT, { id: idOf(0) }, { headers: as(name) })).response.status
    expect([await open('all'), await open('all'), await open('home')]).toEqual([200, 503, 200])
  })

  test('end while the gateway stops, spread over the time that it takes', async () => {
    const areSpread = async () => {
      const { subscribe, stop } = await start()
      const watchers = await Promise.all(Array.from({ length: 4 }, () => subscribe()))
      await Promise.all(watchers.map(({ update }) => update()))
      const ended: number[] = []
      const all = watchers.map(async ({ next }) => {
        expect(await next()).toBeUndefined()
        ended.push(performance.now())
      })
      await Promise.all([stop(400), ...all])
      return Math.max(...ended) - Math.min(...ended) > 200
    }
    expect(await succeedsOnce(areSpread)).toBe(true)
  })

  test('have a heartbeat every ten seconds', async () => {
    const { subscribe, timers } = await start({ world: worldOf([[0, { status: 'Queued' }]]) })
    const { response, close } = await subscribe()
    const reader = response.body?.getReader()
    const text = async () => new TextDecoder().decode((await reader?.read())?.value)
    expect(await text()).toMatch(/^event: next\n/)
    await sleep(0)
    timers.advance(8_000)
    timers.advance(2_000)
    const later = `${await text()}`
    expect(later).toMatch(/^:\n\n|event: next/)
    await reader?.cancel()
    close()
  })
})

const READERS = 50
const UPDATES = 30

/** Opens as many streams as there are readers, and calls back with the socket of each when its answer begins. */
async function openStreams(url: string, request: object, onOpen: (socket: Socket) => void): Promise<() => void> {
  const body = JSON.stringify(request)
  const { port } = new URL(url)
  const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  const sockets: Socket[] = []
  for (let count = 0; count < READERS; count++) {
    const socket = connect(Number(port), '127.0.0.1')
    sockets.push(socket)
    socket.write(`${head}${body}`)
    await new Promise((resolve) => socket.once('data', resolve))
    onOpen(socket)
  }
  return () => {
    for (const socket of sockets) socket.destroy()
  }
}

test('a client that stops reading costs less than 1 MB, however many updates it does not read', async () => {
  const { url, subscribe, timers } = await start({ world: changing(200_000) })
  const query =
    'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { description } } }'
  const watcher = await subscribe(query)
  const close = await openStreams(url, { query, variables: { id: idOf(0) } }, (socket) => socket.pause())
  const before = await externalBytes()
  for (let count = 0; count < UPDATES; count++) timers.goTo(nextAtOf(await watcher.update()))
  expect(((await externalBytes()) - before) / READERS).toBeLessThan(1_000_000)
  close()
}, 60_000)

test('a subscription does not keep the variables that it does not declare', async () => {
  const { url } = await start()
  const before = await heapBytes()
  const variables = { id: idOf(0), unknown: 'x'.repeat(900_000) }
  const close = await openStreams(url, { query: DEPLOYMENT, variables }, (socket) => socket.resume())
  expect(((await heapBytes()) - before) / READERS).toBeLessThan(200_000)
  close()
}, 60_000)

test('a subscription whose variables have more than 20,000 characters is refused', async () => {
  const { subscribe, timers } = await start()
  const query = 'subscription ($filter: ActivityFilter) { activity(filter: $filter) { change } }'
  const errorsFor = async (services: number) => {
    const { update } = await subscribe(query, {
      filter: { services: Array.from({ length: services }, () => 'CODEDEPLOY') },
    })
    return (await update()).errors
  }
  expect(await errorsFor(2_000)).toEqual([
    {
      message: 'The variables of the subscription have 26025 characters as JSON, at most 20000 are allowed.',
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    },
  ])
  expect(timers.pending).toBe(0)
  expect(await errorsFor(1_500)).toBeUndefined()
})

test('an update of more than 1 MB is an error', async () => {
  const description = 'x'.repeat(1_100_000)
  const { subscribe } = await start({ world: worldOf([[0, { status: 'InProgress', description }]]) })
  const { update } = await subscribe(
    'subscription ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deployment { description } } }',
  )
  expect(await update()).toMatchObject({ errors: [{ extensions: { code: 'RESPONSE_TOO_LARGE' } }] })
})

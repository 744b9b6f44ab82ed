import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { externalBytes } from '../../support/garbage.ts'
import { until } from '../../support/until.ts'
import { succeedsOnce } from '../attempts.ts'
import { DEPLOYMENT, idOf, nextAtOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { initialisedSocket, openSocket } from './socket-client.ts'

const { start } = useLiveGateways({ world: worldOf(STAYS) })

const WATCH = { query: DEPLOYMENT, variables: { id: idOf(0) } }
const subscribe = (id: string) => ({ id, type: 'subscribe', payload: WATCH })

/** The JSON of a list in so many lists. */
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('an initialised WebSocket', () => {
  test.each([
    ['text that is not JSON', '{', 4400],
    ['an empty text', '', 4400],
    ['a list', '[]', 4400],
    ['null', 'null', 4400],
    ['a message of an unknown type', '{"type":"start"}', 4400],
    ['a message that only servers send', '{"type":"next","id":"1","payload":{}}', 4400],
    ['a subscription without an id', `{"type":"subscribe","payload":${JSON.stringify(WATCH)}}`, 4400],
    ['a subscription with a long id', JSON.stringify(subscribe('x'.repeat(129))), 4400],
    ['a subscription without a payload', '{"type":"subscribe","id":"1"}', 4400],
    ['variables that are a list', '{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}', 4400],
    ['JSON that is nested deeply', `{"type":"ping","payload":{"a":${nested(10_000)}}}`, 4400],
    ['JSON of many values', `{"type":"ping","payload":{"a":[${'0,'.repeat(30_000)}0]}}`, 4400],
    ['a second connection_init', '{"type":"connection_init"}', 4429],
    ['a large message', ' '.repeat(300_000), 1009],
  ])('is closed after %s', async (_, text, code) => {
    const { url, query } = await start()
    const { send, closed } = await initialisedSocket(url)
    send(text)
    expect((await closed).code).toBe(code)
    expect(await query('{ __typename }')).toMatchObject({ status: 200 })
  })

  test('is closed after a binary message', async () => {
    const { url } = await start()
    const { socket, closed } = await initialisedSocket(url)
    socket.send(Buffer.from('{"type":"ping"}'))
    expect(await closed).toEqual({ code: 4400, reason: expect.stringMatching(/^Invalid message/) })
  })

  test('is closed after a message in many fragments', async () => {
    const { url } = await start()
    const { socket, closed } = await initialisedSocket(url)
    for (let count = 0; count < 1_000; count++) socket.send(' ', { fin: false })
    expect((await closed).code).toBe(1008)
  })

  test('is closed after an id that is in use', async () => {
    const { url } = await start()
    const { send, closed } = await initialisedSocket(url)
    send(subscribe('1'))
    send(subscribe('1'))
    expect((await closed).code).toBe(4409)
  })

  test.each([
    ['ten thousand subscriptions', (index: number) => JSON.stringify(subscribe(String(index)))],
    ['ten thousand pings', () => '{"type":"ping"}'],
    ['ten thousand completions', () => '{"type":"complete","id":"1"}'],
  ])('is closed after %s, and nothing of it stays', async (_, messageOf) => {
    const { url, metricsUrl = '' } = await start()
    const { send, closed } = await initialisedSocket(url)
    for (let index = 0; index < 10_000; index++) send(messageOf(index))
    expect((await closed).code).toBe(1008)
    const zero = ['deploygraph_live_sockets 0', 'deploygraph_live_watchers{subscription="codeDeployDeployment"} 0']
    await until(async () => {
      const text = await (await fetch(metricsUrl)).text()
      return zero.every((line) => text.includes(`${line}\n`))
    })
  })

  test('is terminated after more ping frames than it can answer', async () => {
    const { url } = await start()
    const { socket, closed } = await initialisedSocket(url)
    for (let count = 0; count < 10_000; count++) socket.ping()
    expect((await closed).code).toBe(1006)
  })

  test('is terminated when its client answers no heartbeat', async () => {
    const { url, timers } = await start()
    const { socket, closed } = await initialisedSocket(url)
    socket.pause()
    for (let beat = 0; beat < 4; beat++) timers.advance(10_000)
    socket.resume()
    expect((await closed).code).toBe(1006)
  })

  test('stays open while its client answers heartbeats', async () => {
    const { url, timers } = await start()
    const { socket, send, next } = await initialisedSocket(url)
    for (let beat = 0; beat < 10; beat++) {
      const pinged = once(socket, 'ping')
      timers.advance(10_000)
      await pinged
      send({ type: 'ping', payload: { beat } }) // is behind the pong
      expect(await next()).toEqual({ type: 'pong', payload: { beat } })
    }
  })
})

describe('a WebSocket', () => {
  test('is closed if nobody initialises it in time', async () => {
    const { url, timers } = await start()
    const { closed } = await openSocket(url)
    timers.advance(5_000)
    expect((await closed).code).toBe(4408)
  })

  test.each(['subscribe', 'complete'])('takes no %s message before it is initialised', async (type) => {
    const { url, calls } = await start()
    const { send, closed } = await openSocket(url)
    send(type === 'subscribe' ? subscribe('1') : { type, id: '1' })
    send(subscribe('1'))
    expect((await closed).code).toBe(4401)
    expect(calls()).toEqual({})
  })

  test('of another subprotocol is closed', async () => {
    const { url } = await start()
    expect((await (await openSocket(url, { protocols: [] })).closed).code).toBe(4406)
  })
})

describe('a request with an Upgrade header', () => {
  const send = async (url: string, lines: readonly string[], body = '') => {
    const { port, hostname } = new URL(url)
    const socket = connect(Number(port), hostname)
    socket.write([...lines, `host: ${hostname}`, '', body].join('\r\n'))
    let text = ''
    for await (const chunk of socket) text += chunk
    return text
  }
  const UPGRADE = ['connection: close, upgrade', 'upgrade: websocket']
  const BODY = '{"query":"{ __typename }"}'

  test.each([
    ['h2c, as Java sends it with each request', 'POST /graphql', ['connection: close, upgrade', 'upgrade: h2c'], 200],
    ['a WebSocket by POST', 'POST /graphql', UPGRADE, 200],
    ['a WebSocket elsewhere', 'GET /livez', UPGRADE, 200],
    ['a WebSocket at an unknown path', 'GET /nowhere', UPGRADE, 404],
    ['a WebSocket without a key', 'GET /graphql', UPGRADE, 400],
    ['a WebSocket with two Host headers', 'GET /graphql', [...UPGRADE, 'host: other'], 400],
  ])('for %s is answered', async (_, line, headers, status) => {
    const { url, query } = await start()
    const isPost = line.startsWith('POST')
    const more = isPost ? ['content-type: application/json', `content-length: ${BODY.length}`] : []
    const answer = await send(url, [`${line} HTTP/1.1`, ...headers, ...more], isPost ? BODY : '')
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    if (isPost) expect(answer).toContain('{"data":{"__typename":"Query"}}')
    expect(await query('{ __typename }')).toMatchObject({ status: 200 })
  })
})

const READERS = 20
const UPDATES = 12

test('a client that stops reading its WebSocket costs less than 1 MB, and is terminated', async () => {
  const description = 'x'.repeat(700_000)
  const world = worldOf([[0, { status: 'InProgress', description }]])
  const { url, subscribe: watch, timers, metricsUrl = '' } = await start({ world })
  const queryOf = (name: string) =>
    `subscription ${name}($id: ID!) { codeDeployDeployment(deploymentId: $id) { nextAt deployment { description } } }`
  const watcher = await watch(queryOf('Watcher'))
  await Promise.all(
    Array.from({ length: READERS }, async (_, index) => {
      const { socket, send, next } = await initialisedSocket(url)
      send({ id: '1', type: 'subscribe', payload: { query: queryOf(`Reader${index}`), variables: { id: idOf(0) } } }) // shares no update
      await next()
      socket.pause()
    }),
  )
  // Node releases buffers a while after they were collected.
  const before = await externalBytes()
  for (let count = 0; count < UPDATES; count++) timers.goTo(nextAtOf(await watcher.update()))
  expect(((await externalBytes()) - before) / READERS).toBeLessThan(1_000_000)
  for (let count = 0; count < 4; count++) timers.advance(10_000)
  await until(async () => (await (await fetch(metricsUrl)).text()).includes('deploygraph_live_sockets 0\n'))
}, 60_000)

test('WebSockets are closed with 1001 while the gateway stops, spread over the time that it takes', async () => {
  const areSpread = async () => {
    const { url, stop } = await start()
    const sockets = await Promise.all(Array.from({ length: 200 }, () => initialisedSocket(url)))
    for (const { send } of sockets.slice(0, 100)) send(subscribe('1'))
    await Promise.all(sockets.slice(0, 100).map(({ next }) => next()))
    sockets[0]?.socket.pause() // does not answer that it is closed
    const closedAt: number[] = []
    const all = sockets.slice(1).map(async ({ closed }) => {
      expect((await closed).code).toBe(1001)
      closedAt.push(performance.now())
    })
    await Promise.all([stop(400), ...all])
    sockets[0]?.socket.terminate()
    await sleep(0)
    return Math.max(...closedAt) - Math.min(...closedAt) > 200
  }
  expect(await succeedsOnce(areSpread)).toBe(true)
})

import { once } from 'node:events'
import { createServer } from 'node:http'
import net from 'node:net'
import { jest } from '@jest/globals'
import { HttpRequest } from '@smithy/core/protocols'
import { createAgent, exchange } from '../../../../src/aws/calls/direct/exchange.ts'
import { MAX_CONCURRENT_CALLS } from '../../../../src/aws/calls/queue.ts'
import { until } from '../../../support/until.ts'

const SHORT_MS = 50
const LONG_MS = 10_000

const server = createServer((_, response) => response.end('{}'))
let connections = 0
server.on('connection', () => connections++)
let port: number

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as net.AddressInfo).port
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const agents: ReturnType<typeof createAgent>[] = []
const agentOf = (timeoutMs: number) => {
  const agent = createAgent(timeoutMs)
  agents.push(agent)
  return agent
}
afterEach(async () => {
  jest.restoreAllMocks()
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()))
})

const request = (headers = {}) =>
  new HttpRequest({ method: 'GET', protocol: 'http:', hostname: '127.0.0.1', port, path: '/', headers })

const send = (agent: ReturnType<typeof createAgent>, timeoutMs: number, signal?: AbortSignal) =>
  exchange(agent, request(), { signal, timeoutMs })

/** Makes connections wait, as if a firewall dropped the packets, until `stop` is called. */
function dropPackets() {
  const sockets: net.Socket[] = []
  const connect = jest.spyOn(net, 'connect').mockImplementation(() => {
    const socket = new net.Socket()
    sockets.push(socket)
    return socket
  })
  return { sockets, stop: () => connect.mockRestore() }
}

const TIMEOUT = { name: 'TimeoutError', code: 'ETIMEDOUT' }

test('a connection is attempted for no longer than a call may take, and then there is room for others', async () => {
  const agent = agentOf(SHORT_MS)
  const { sockets, stop } = dropPackets()
  const calls = await Promise.allSettled(Array.from({ length: MAX_CONCURRENT_CALLS }, () => send(agent, SHORT_MS)))
  for (const call of calls) expect(call).toMatchObject({ status: 'rejected', reason: TIMEOUT })
  expect(sockets).toHaveLength(MAX_CONCURRENT_CALLS)
  stop()
  expect(await send(agent, LONG_MS)).toMatchObject({ statusCode: 200 })
  await until(() => sockets.every(({ destroyed }) => destroyed))
})

test('connections that are still attempted for callers who have left keep nobody waiting', async () => {
  const agent = agentOf(LONG_MS)
  const { sockets, stop } = dropPackets()
  const caller = new AbortController()
  const left = Array.from({ length: MAX_CONCURRENT_CALLS }, () => send(agent, LONG_MS, caller.signal))
  caller.abort()
  await Promise.allSettled(left)
  stop()
  expect(await send(agent, LONG_MS / 2)).toMatchObject({ statusCode: 200 })
  expect(sockets.filter(({ destroyed }) => !destroyed)).toHaveLength(MAX_CONCURRENT_CALLS)
})

test('a call whose connection was not made in time has timed out, even if its own limit is longer', async () => {
  dropPackets()
  await expect(send(agentOf(SHORT_MS), LONG_MS)).rejects.toMatchObject(TIMEOUT)
})

test('a connection that is there after its caller has left is used by the next call', async () => {
  const agent = agentOf(LONG_MS)
  const { sockets, stop } = dropPackets()
  const caller = new AbortController()
  const left = send(agent, LONG_MS, caller.signal)
  caller.abort()
  await expect(left).rejects.toMatchObject({ name: 'AbortError' })
  stop()
  const [socket] = sockets
  connections = 0
  socket?.connect(port, '127.0.0.1')
  await once(socket as net.Socket, 'connect')
  expect(await send(agent, LONG_MS)).toMatchObject({ statusCode: 200 })
  expect(connections).toBe(1)
})

test('a line break in a header is an error that names the header and no value, and is not sent', async () => {
  const agent = agentOf(LONG_MS)
  connections = 0
  const bounds = { signal: undefined, timeoutMs: LONG_MS }
  await expect(exchange(agent, request({ authorization: 'AKIDEXAMPLE\n' }), bounds)).rejects.toMatchObject({
    code: 'ERR_INVALID_CHAR',
    message: expect.not.stringContaining('AKIDEXAMPLE'),
  })
  expect(connections).toBe(0)
  expect(await send(agent, LONG_MS)).toMatchObject({ statusCode: 200 })
})

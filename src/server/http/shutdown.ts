import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { type Socket, Server as TcpServer } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

// For how long a connection without a request may still send one: browsers and proxies keep some in reserve.
const IDLE_MS = 1_000

// For the answer of a request that has used up its time.
const ANSWER_MS = 2_000

/**
 * Makes a server one that stops without losing a request; call it before routes are added. The stop that it answers goes
 * on for `delayMs`, in which load balancers turn away. Then it takes no connection any more, waits for the last answer,
 * and closes each connection behind its answer; what is unfinished is cut off when the last request that can have come
 * has had its `requestMs`. Without a delay nobody is warned: idle connections are closed at once.
 */
export function enableGracefulShutdown(app: FastifyInstance, requestMs: number): (delayMs: number) => Promise<void> {
  const { server } = app
  const silent = new Set<Socket>()
  const unsent = new Set<ServerResponse>()
  let closing = false
  server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    silent.delete(socket)
    unsent.add(response)
    const over = () => {
      response.off('close', over)
      socket.off('close', over)
      unsent.delete(response)
      if (closing) closeIdle()
    }
    response.on('close', over)
    // A response that waits for others on its connection has no close event when the connection breaks.
    socket.setMaxListeners(0).on('close', over)
  })
  app.addHook('onSend', (_, reply, payload, next) => {
    if (closing) reply.header('connection', 'close')
    next(null, payload)
  })
  const closeIdle = () => {
    // Node takes a connection for idle as soon as the answer is written, which a slow reader has not received by then.
    if (unsent.size === 0) server.closeIdleConnections()
    for (const socket of silent) socket.destroy() // for Node they are not idle: it awaits their first request
  }
  return async (delayMs) => {
    await sleep(delayMs)
    await acceptWhatConnected(server)
    closing = true
    const closed = once(server, 'close')
    TcpServer.prototype.close.call(server) // that of HTTP closes idle connections in the same moment
    await Promise.race([closed, sleep(Math.min(delayMs, IDLE_MS))])
    closeIdle()
    const cutOff = setTimeout(() => server.closeAllConnections(), requestMs + ANSWER_MS)
    await closed
    clearTimeout(cutOff)
    await app.close()
  }
}

/**
 * Returns in a moment in which no connection waits to be taken, for the system resets those when the server closes. Node
 * takes one in each turn of its loop. Where they never cease, it gives up after a second.
 */
async function acceptWhatConnected(server: Server): Promise<void> {
  let accepted = true
  const note = () => {
    accepted = true
  }
  server.on('connection', note)
  for (const until = performance.now() + IDLE_MS; accepted && performance.now() < until; ) {
    accepted = false
    await nextTurn()
  }
  server.off('connection', note)
}

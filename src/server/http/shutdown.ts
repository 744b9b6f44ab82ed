import { once } from 'node:events'
import type { Server, ServerResponse } from 'node:http'
import { type Socket, Server as TcpServer } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

// How long a connection without a request may still send one: browsers and proxies keep some in reserve.
const IDLE_MS = 1_000

// For sending the answer of a request that has used up its time.
const ANSWER_MS = 2_000

/**
 * Lets a server stop without losing requests; call it before routes are added. The returned function keeps serving for
 * `delayMs`, so that load balancers can take the gateway out of rotation. It then accepts no more connections, waits
 * for the remaining answers, and closes each connection after its answer; whatever is unfinished `requestMs` after the
 * last possible request is aborted. Without a delay there is no warning, and idle connections are closed immediately.
 */
export function enableGracefulShutdown(app: FastifyInstance, requestMs: number): (delayMs: number) => Promise<void> {
  const { server } = app
  const silent = new Set<Socket>()
  const upgraded = new Set<Socket>()
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
    // A response queued behind others on its connection has no close event when the connection breaks.
    socket.setMaxListeners(0).on('close', over)
  })
  server.on('upgrade', ({ socket }) => {
    silent.delete(socket) // their own server closes them
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
  })
  app.addHook('onSend', (_, reply, payload, next) => {
    if (closing) reply.header('connection', 'close')
    next(null, payload)
  })
  const closeIdle = () => {
    // Node treats a connection as idle once the answer is written, although a slow reader has not received it by then.
    if (unsent.size === 0) server.closeIdleConnections()
    for (const socket of silent) socket.destroy() // Node does not consider them idle, since it awaits their first request
  }
  return async (delayMs) => {
    await sleep(delayMs)
    await acceptWhatConnected(server)
    closing = true
    const closed = once(server, 'close')
    TcpServer.prototype.close.call(server) // the HTTP server's own `close` closes idle connections immediately
    await Promise.race([closed, sleep(Math.min(delayMs, IDLE_MS))])
    closeIdle()
    const cutOff = setTimeout(() => {
      server.closeAllConnections()
      for (const socket of upgraded) socket.destroy()
    }, requestMs + ANSWER_MS)
    await closed
    clearTimeout(cutOff)
    await app.close()
  }
}

/**
 * Returns when no connection is waiting to be accepted, since the system resets those when the server closes. Node
 * accepts one per turn of its event loop. Gives up after a second if they keep coming.
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

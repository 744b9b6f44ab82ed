import { once } from 'node:events'
import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

// Who connects to ask, asks at once; browsers also connect in advance.
const SILENT_MS = 1_000

// As long as a request may take: what is unfinished then is cut off.
const LONGEST_MS = 25_000

/**
 * Makes a server one that stops without losing a request. The stop that it answers takes requests for `delayMs` more, to
 * give load balancers time to turn away, and asks every client that gets an answer to connect anew; then takes no
 * connection any more and waits for the last answer. Call it once, before routes are added.
 */
export function lossless(app: FastifyInstance): (delayMs: number) => Promise<void> {
  const { server } = app
  const silent = new Map<Socket, number>()
  let stopping = false
  server.on('connection', (socket) => {
    silent.set(socket, performance.now())
    socket.once('close', () => silent.delete(socket))
  })
  server.on('request', ({ socket }) => silent.delete(socket))
  app.addHook('onSend', (_, reply, payload, next) => {
    if (stopping) reply.header('connection', 'close')
    next(null, payload)
  })
  const closeSilent = (before: number) => {
    for (const [socket, since] of silent) if (since <= before) socket.destroy()
  }
  return async (delayMs) => {
    stopping = true
    if (delayMs > 0) await sleep(delayMs)
    await acceptWhatConnected(server)
    const closed = once(server, 'close')
    server.close() // and every connection that has had its answer
    closeSilent(performance.now() - SILENT_MS)
    const timers = [
      setTimeout(() => closeSilent(Number.POSITIVE_INFINITY), SILENT_MS),
      setTimeout(() => server.closeAllConnections(), LONGEST_MS),
    ]
    await closed
    for (const timer of timers) clearTimeout(timer)
    await app.close()
  }
}

/**
 * Returns in a moment in which the system has no connection that waits to be taken, as it resets those when the server
 * closes. Node takes one each turn of its loop.
 */
async function acceptWhatConnected(server: Server): Promise<void> {
  let accepted = true
  const note = () => {
    accepted = true
  }
  server.on('connection', note)
  for (const until = performance.now() + SILENT_MS; accepted && performance.now() < until; ) {
    accepted = false
    await nextTurn()
  }
  server.off('connection', note)
}

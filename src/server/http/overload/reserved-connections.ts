import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { refuse } from '../errors.ts'

// Connections reserved for probes when clients hold all of theirs.
const RESERVED = 16
// A probe sends its request as soon as it is connected.
const FIRST_REQUEST_MS = 1_000

const HEALTH: ReadonlySet<string> = new Set(['/livez', '/readyz'])

/** Limits clients to `maxConnections`, and accepts some more for one health request each. */
export function reserveConnections(app: FastifyInstance, maxConnections: number): void {
  const { server } = app
  const open = new Set<Socket>()
  const reserved = new WeakSet<Socket>()
  server.maxConnections = maxConnections + RESERVED
  server.on('connection', (socket) => {
    if (open.size >= maxConnections) {
      reserved.add(socket)
      const timer = setTimeout(() => socket.destroy(), FIRST_REQUEST_MS)
      socket.once('data', () => clearTimeout(timer)).once('close', () => clearTimeout(timer))
      return
    }
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('onRequest', (request, reply, next) => {
    if (!reserved.has(request.raw.socket)) return next()
    reply.header('connection', 'close')
    if (HEALTH.has(request.url)) next()
    else refuse(reply, 'Too many connections, retry later.', 'OVERLOADED')
  })
}

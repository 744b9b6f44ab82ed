import fastifyWebsocket from '@fastify/websocket'
import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import { handleProtocols } from 'graphql-ws'
import { authenticator } from '../../../auth/authenticate.ts'
import type { Config } from '../../../config.ts'
import { refuseOtherOrigins } from '../../http/cross-site.ts'
import { hasLeft } from '../../http/disconnect.ts'
import { refuse } from '../../http/errors.ts'
import { networkOf } from '../../http/overload/client-network.ts'
import { whenKnown } from '../../http/overload/rates.ts'
import { constrainUpgrades } from '../../http/upgrade.ts'
import { NOT_THE_PROTOCOL } from './close-codes.ts'
import { Connection, type ConnectionOptions } from './connection.ts'
import { Sockets } from './sockets.ts'

// A document may have 100,000 characters; beside it are its variables. So much a socket may take of memory at most.
const MAX_MESSAGE_BYTES = 200_000
const MAX_FRAGMENTS = 256

// How long a client may take to answer that the socket is closed.
const CLOSE_MS = 1_000

/** The dependencies of the route. */
export interface WebSocketOptions extends Omit<ConnectionOptions, 'admit' | 'authenticate' | 'config'> {
  config: Config
  /** A hook that refuses requests under overload. */
  refuseWhenFull: onRequestHookHandler
}

/** Serves graphql-transport-ws at `/graphql`. */
export async function serveWebSockets(app: FastifyInstance, options: WebSocketOptions): Promise<Sockets> {
  const { config, load, log, refuseWhenFull } = options
  const sockets = new Sockets(config)
  const common: ConnectionOptions = {
    ...options,
    authenticate: authenticator(config.auth),
    admit: (session) => sockets.admit(session),
  }
  const constraints = constrainUpgrades(app)
  // The types of ws lag behind.
  const serverOptions = {
    handleProtocols,
    maxPayload: Math.min(config.bodyBytes, MAX_MESSAGE_BYTES),
    maxFragments: MAX_FRAGMENTS,
    closeTimeout: CLOSE_MS,
    clientTracking: false,
  }
  await app.register(fastifyWebsocket, {
    options: serverOptions,
    // A broken connection, or an invalid frame; the socket is being closed.
    errorHandler: (error, _, { id }) => log.info({ reason: error.message, requestId: id }, 'socket failed'),
    preClose: (done) => done(), // all are closed by then
  })
  app.route({
    url: '/graphql',
    method: 'GET',
    constraints,
    exposeHeadRoute: false,
    onRequest: [
      refuseOtherOrigins(config.corsOrigins),
      refuseWhenFull,
      ({ ip }, reply, next) => {
        whenKnown(load.refusalWait(networkOf(ip)), (waitMs) => {
          const objection = sockets.objection()
          if (hasLeft(reply)) reply.hijack()
          else if (objection !== undefined) refuse(reply, objection, 'OVERLOADED', { retryAfterMs: RETRY_MS })
          else if (waitMs > 0)
            refuse(reply, 'Too many credentials from your network were refused, retry later.', 'RATE_LIMITED')
          else next()
        })
      },
    ],
    handler: (_, reply) => refuse(reply, 'Not a WebSocket.', 'BAD_REQUEST'),
    wsHandler: (socket, { headers, id: requestId, ip, raw }) => {
      const upgrade = { headers, requestId, from: networkOf(ip), connection: raw.socket }
      const connection = new Connection(socket, upgrade, common)
      socket.once('close', sockets.add(connection))
      if (!socket.protocol) connection.close(NOT_THE_PROTOCOL)
    },
  })
  return sockets
}

// When to retry: some sockets are closed by then.
const RETRY_MS = 5_000

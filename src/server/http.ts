import type { Socket } from 'node:net'
import type { ApolloServer } from '@apollo/server'
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import type { Context } from '../context.ts'
import { graphiql } from './graphiql.ts'
import { graphqlHandler } from './graphql.ts'
import { health } from './health.ts'

// A request is a GraphQL document and its variables; 1,000 target ids are about 30 kB.
const MOST_BODY_BYTES = 1_000_000

/** The HTTP server: `/graphql`, GraphiQL at `/`, `/livez` and `/readyz`. `contextFor` gets the request's own signal. */
export async function createHttpServer(
  apollo: ApolloServer<Context>,
  contextFor: (signal: AbortSignal) => Context,
  { host }: Pick<Config, 'host'>,
  log: Logger,
): Promise<FastifyInstance> {
  const app = fastify({
    bodyLimit: MOST_BODY_BYTES,
    forceCloseConnections: 'idle',
    frameworkErrors: (error, _, reply) => refuse(reply, error.statusCode ?? 400, error.message),
  })
  answerErrorsAsGraphQL(app, log)
  closeConnectionsOnStop(app)
  if (isLoopback(host)) refuseOtherHosts(app)
  await app.register(health)
  await app.register(graphiql)
  app.route({ url: '/graphql', method: ['GET', 'POST'], handler: graphqlHandler(apollo, contextFor) })
  return app
}

/**
 * Lets a server stop as soon as its last answer is out. Browsers open connections in advance: those that have asked
 * nothing yet are closed, and those that get an answer while the server stops are not kept for another request.
 */
function closeConnectionsOnStop(app: FastifyInstance): void {
  const silent = new Set<Socket>()
  let stopping = false
  app.server.on('connection', (socket) => {
    silent.add(socket)
    socket.once('close', () => silent.delete(socket))
  })
  app.server.on('request', ({ socket }) => silent.delete(socket))
  app.addHook('onSend', async (_, reply) => {
    if (stopping) reply.header('connection', 'close')
  })
  app.addHook('preClose', async () => {
    stopping = true
    for (const socket of silent) socket.destroy()
  })
}

const isLoopback = (host: string) => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

/** A page of any site may lead its own host name to loopback and read what answers there: it must be asked for by ours. */
function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ hostname }, reply) => {
    if (!isLoopback(hostname.replace(/^\[|\]$/g, '')))
      return refuse(reply, 421, `This gateway listens on loopback and is asked for as localhost, not as ${hostname}.`)
  })
}

const refuse = (reply: FastifyReply, status: number, message: string, code = 'BAD_REQUEST') =>
  reply.code(status).send({ errors: [{ message, extensions: { code, retryable: false } }] })

/** What is refused before GraphQL sees it (malformed JSON, a body too large, no such page) is answered in its shape. */
function answerErrorsAsGraphQL(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500) return refuse(reply, status, error.message)
    log.error({ err: error }, 'request failed')
    return refuse(reply, status, 'Internal error.', 'INTERNAL_SERVER_ERROR')
  })
  app.setNotFoundHandler(({ method, url }, reply) =>
    refuse(reply, 404, `Nothing is at ${method} ${url.split('?', 1)[0]}: GraphQL is at /graphql.`, 'NOT_FOUND'),
  )
}

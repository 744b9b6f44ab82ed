import { setMaxListeners } from 'node:events'
import type { ApolloServer } from '@apollo/server'
import { fastifyApolloHandler } from '@as-integrations/fastify'
import { type FastifyInstance, fastify } from 'fastify'
import type { Logger } from 'pino'
import type { Context } from '../context.ts'
import { graphiql } from './graphiql.ts'
import { health } from './health.ts'

// A request is a GraphQL document and its variables; 1,000 target ids are about 30 kB.
const MOST_BODY_BYTES = 1_000_000

/** The HTTP server: `/graphql`, GraphiQL at `/`, `/livez` and `/readyz`. `contextFor` gets the request's own signal. */
export async function createHttpServer(
  apollo: ApolloServer<Context>,
  contextFor: (signal: AbortSignal) => Context,
  log: Logger,
): Promise<FastifyInstance> {
  const app = fastify({ bodyLimit: MOST_BODY_BYTES, forceCloseConnections: 'idle' })
  answerErrorsAsGraphQL(app, log)
  await app.register(health)
  await app.register(graphiql)
  app.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    handler: fastifyApolloHandler(apollo, {
      context: async (_, reply) => {
        // A client that leaves takes its AWS calls with it.
        const left = new AbortController()
        setMaxListeners(0, left.signal) // one for each AWS call under way
        reply.raw.once('close', () => {
          if (!reply.raw.writableFinished) left.abort()
        })
        return contextFor(left.signal)
      },
    }),
  })
  return app
}

/** What is refused before GraphQL sees it (malformed JSON, a body too large, no such page) is answered in its shape. */
function answerErrorsAsGraphQL(app: FastifyInstance, log: Logger): void {
  app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) log.error({ err: error }, 'request failed')
    const message = status < 500 ? error.message : 'Internal error.'
    const code = status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'
    return reply.code(status).send({ errors: [{ message, extensions: { code, retryable: false } }] })
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      errors: [
        {
          message: `Nothing is at ${request.method} ${request.url}: GraphQL is at /graphql.`,
          extensions: { code: 'NOT_FOUND', retryable: false },
        },
      ],
    }),
  )
}

import { setMaxListeners } from 'node:events'
import { type ApolloServer, HeaderMap } from '@apollo/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Context } from '../context.ts'

// Below the 30 seconds after which common routers and load balancers give up.
const MOST_MS = 25_000

// Node measures a text three times on its way out: as fastify's content-length, for its own, and to encode it.
const LONG_TEXT = 100_000

/** Answers `/graphql`. `contextFor` gets the request's own signal, made when it is asked for: by who reads AWS. */
export const graphqlHandler =
  (apollo: ApolloServer<Context>, contextFor: (signal: () => AbortSignal) => Context) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer> => {
    const { method, body, url } = request
    const {
      headers,
      status,
      body: answer,
    } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method, body, headers: headersOf(request), search: url.replace(/^[^?]*/, '') },
      context: async () => contextFor(() => signalOf(reply)),
    })
    if (answer.kind !== 'complete') throw new Error('Nothing is delivered in parts: the executor answers at once.')
    reply.code(status ?? 200).headers(Object.fromEntries(headers))
    return answer.string.length < LONG_TEXT ? answer.string : Buffer.from(answer.string)
  }

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value))
  headers.set('x-request-id', request.id)
  return headers
}

/** Ends the AWS calls of a request when its client leaves, and when it has taken too long. */
function signalOf({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController()
  // Cheaper than AbortSignal.timeout, whose timers would outlive their requests.
  const timer = setTimeout(
    () => controller.abort(new DOMException('The request took too long.', 'TimeoutError')),
    MOST_MS,
  )
  const end = () => {
    clearTimeout(timer)
    if (!raw.writableFinished) controller.abort()
  }
  if (raw.destroyed) end()
  else raw.once('close', end)
  setMaxListeners(0, controller.signal) // one for each AWS call under way
  return controller.signal
}

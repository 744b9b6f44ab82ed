import { HeaderMap } from '@apollo/server'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Identity } from '../../auth/identity.ts'
import { shortTurn } from '../../aws/shared/turns.ts'
import type { Config } from '../../config.ts'
import type { Context } from '../../context.ts'
import { GatewayError, quote } from '../../errors.ts'
import { singleFrame } from '../../live/single-frame.ts'
import type { Timers } from '../../live/timers.ts'
import { answerBytes } from '../execution/ahead/written.ts'
import type { Callbacks } from '../live/callback/callbacks.ts'
import type { RunOperation } from '../live/operations.ts'
import { sendStream } from '../live/send-stream.ts'
import { whenOver } from './disconnect.ts'
import { refuse } from './errors.ts'
import { mediaType, streamType } from './media-type.ts'
import { signalOf } from './signal.ts'
import { TIMEOUT_HEADER, timeLimitOf } from './time-limit.ts'

// Node measures a text three times when sending it: for fastify's content-length, for its own, and for encoding.
const LONG_TEXT = 100_000

/** Creates the context of a request. The request's signal is created on first use, when something reads from AWS. */
export type ContextFor = (request: {
  signal: () => AbortSignal
  timeoutMs: number
  identity: Identity | undefined
}) => Context

type Settings = Pick<Config, 'requestTimeoutMs' | 'maxResponseBytes'>

/** Answers `/graphql`. */
export const graphqlHandler = (
  run: RunOperation,
  callbacks: Callbacks,
  releaseSlot: (reply: FastifyReply) => void,
  timers: Timers,
  { requestTimeoutMs, maxResponseBytes }: Settings,
) => {
  // Apart from the handler, which lasts as long as a stream and would keep the body.
  const outcomeOf = (request: FastifyRequest, reply: FastifyReply, timeoutMs: number) =>
    run(
      { method: request.method, body: named(request.body), headers: headersOf(request), search: searchOf(request.url) },
      {
        signal: () => signalOf(reply, timeoutMs),
        timeoutMs,
        identity: request.identity,
        requestId: request.id,
        lastEventId: lastEventIdOf(request),
      },
    )
  return async (request: FastifyRequest, reply: FastifyReply): Promise<string | Buffer | FastifyReply> => {
    const timeoutMs = timeLimitOf(request.headers[TIMEOUT_HEADER], requestTimeoutMs)
    if (timeoutMs instanceof GatewayError) return refuse(reply, timeoutMs.message, timeoutMs.code)
    const { accept } = request.headers
    const callback = callbacks.requested(request)
    await shortTurn() // cached answers are ready immediately, and many requests may arrive in one turn
    const outcome = await outcomeOf(request, reply, timeoutMs)
    const type = streamType(accept)
    if (outcome.kind === 'subscription') {
      request.body = undefined // it would stay as long as the stream
      if (callback) return callbacks.answer(reply, callback, outcome.open)
      if (!type)
        return refuse(reply, `The Accept header is ${quote(accept)}: ${STREAMS}`, 'BAD_REQUEST', {
          status: 406,
        })
      releaseSlot(reply)
      await sendStream(reply, type, timers, outcome.open)
      return reply
    }
    const { headers, status, body: answer } = outcome.answer
    const written = answerBytes(answer.string)
    if (written) whenOver(reply, () => written.release(reply.raw.writableFinished))
    const sent = written?.bytes ?? answer.string
    // A text has at most three bytes per unit of its length: those of a short one need not be counted.
    const bytes = sent.length * 3 > maxResponseBytes ? Buffer.byteLength(sent) : sent.length
    if (bytes > maxResponseBytes) return refuse(reply, tooLongAnswer(bytes, maxResponseBytes), 'RESPONSE_TOO_LARGE')
    if (type && !mediaType(accept) && (status ?? 200) < 500) {
      releaseSlot(reply)
      await sendStream(reply, type, timers, async () => singleFrame(Buffer.from(sent.toString().trim())))
      return reply
    }
    reply.code(status ?? 200).headers(Object.fromEntries(headers))
    return typeof sent === 'string' && sent.length >= LONG_TEXT ? Buffer.from(sent) : sent
  }
}

/** The message to a client whose answer is too long. */
export const tooLongAnswer = (bytes: number, max: number) =>
  `The answer has ${bytes} bytes, at most ${max} are sent: request fewer items or fields.`

const STREAMS =
  'a subscription is sent as text/event-stream, as multipart/mixed with subscriptionSpec=1.0, or to the callback URL in its extensions.'

const lastEventIdOf = ({ headers: { 'last-event-id': id } }: FastifyRequest) =>
  typeof id === 'string' ? id : undefined

/** The query string without empty parameters, which some clients send for missing values. */
function searchOf(url: string): string {
  const start = url.indexOf('?')
  if (start < 0) return ''
  const search = url.slice(start)
  if (!/=(&|$)/.test(search)) return search
  const parameters = [...new URLSearchParams(search)].filter(([, value]) => value !== '')
  return `?${new URLSearchParams(parameters)}`
}

/** The same for an empty operation name in a body. */
const named = (body: unknown) =>
  (Object(body) as { operationName?: unknown }).operationName === '' ? { ...Object(body), operationName: null } : body

function headersOf(request: FastifyRequest): HeaderMap {
  const headers = new HeaderMap()
  for (const [name, value] of Object.entries(request.headers)) if (value) headers.set(name, String(value))
  // Apollo Server would refuse a client that accepts only events, which it never sends.
  if (!mediaType(request.headers.accept)) headers.set('accept', 'application/json')
  headers.set('x-request-id', request.id)
  return headers
}

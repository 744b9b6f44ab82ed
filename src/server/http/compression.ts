import type { Readable } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { onSendHookHandler } from 'fastify'
import Negotiator from 'negotiator'

/** The codings that answers are sent in, the preferred one first. */
const CODINGS = ['br', 'gzip'] as const

export type Coding = (typeof CODINGS)[number]

// Below this an answer fits into two packets, compressed or not.
const FEWEST_CHARACTERS = 2_000

// Of an answer of 3 MB with 1,000 targets: 310 kB for 17 ms of CPU, where level 1 of gzip makes 410 kB in 13 ms.
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }
const GZIP = { level: 1 }

// The types know one argument less.
const best: (
  this: Negotiator,
  available: readonly string[],
  options: { preferred: readonly string[] },
) => string | undefined = Negotiator.prototype.encoding

/** What to compress with for a client with this `Accept-Encoding`; undefined: not at all. */
export function codingFor(acceptEncoding: string | undefined): Coding | undefined {
  if (!acceptEncoding) return undefined
  const negotiator = new Negotiator({ headers: { 'accept-encoding': acceptEncoding } })
  const coding = best.call(negotiator, [...CODINGS, 'identity'], { preferred: CODINGS })
  return CODINGS.find((known) => known === coding)
}

/** A text in a coding, as a stream that is filled outside of this thread. */
export function compressed(text: string | Buffer, coding: Coding): Readable {
  const stream = coding === 'br' ? createBrotliCompress(BROTLI) : createGzip(GZIP)
  stream.end(text)
  return stream
}

/** What an answer may be on its way out; not a stream. */
export const isText = (payload: unknown): payload is string | Buffer =>
  typeof payload === 'string' || Buffer.isBuffer(payload)

/** Sends large answers compressed, as a stream: the first bytes leave while the rest is being compressed. */
export const compress: onSendHookHandler<unknown> = (request, reply, payload, done) => {
  if (!isText(payload) || payload.length < FEWEST_CHARACTERS) return done(null, payload)
  const coding = codingFor(request.headers['accept-encoding'])
  if (!coding) return done(null, payload)
  reply.header('content-encoding', coding)
  done(null, compressed(payload, coding))
}

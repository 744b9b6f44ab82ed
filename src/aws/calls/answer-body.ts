import type { IncomingMessage } from 'node:http'
import type { HttpResponse } from '@smithy/types'
import { UnreadableAnswer } from './unreadable.ts'

// The largest answer seen, 1,000 targets with their events, has 3 MB. An endpoint that is not AWS may send any number.
export const MAX_ANSWER_BYTES = 50_000_000

/** The body of a response exceeds the limit. */
export const tooLarge = ({ statusCode, headers }: HttpResponse): UnreadableAnswer =>
  Object.assign(new UnreadableAnswer(`AWS answered with more than ${MAX_ANSWER_BYTES} bytes.`), {
    $metadata: { httpStatusCode: statusCode, requestId: headers['x-amzn-requestid'] },
  })

/**
 * The body of a response, which may have been read already. Rejects with UnreadableAnswer where it is too large, which
 * ends the connection.
 */
export async function readBounded(response: HttpResponse): Promise<Uint8Array> {
  if (response.body instanceof Uint8Array) return response.body
  const stream = response.body as IncomingMessage
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve, reject) => {
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MAX_ANSWER_BYTES) stream.destroy(tooLarge(response))
      else chunks.push(chunk)
    })
    stream.once('error', reject)
    stream.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, bytes)))
  })
}

// Enough to recognize a proxy's error page, and a credential that extends past the end of what the log shows.
const MAX_CHARACTERS = 2_000

const bodies = new WeakMap<object, string>()

/** Stores the beginning of the body that an error was read from, for the log and for `wordsOf`. */
export const rememberBody = (error: object, bytes: Uint8Array): void =>
  void bodies.set(error, Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAX_CHARACTERS)).toString())

/** The beginning of the body that an error was read from; undefined if there was no answer. */
export const bodyOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? bodies.get(error) : undefined

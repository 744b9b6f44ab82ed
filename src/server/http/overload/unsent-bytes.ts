import type { FastifyReply, onSendHookHandler } from 'fastify'
import { isText } from '../compression.ts'
import { whenOver } from '../disconnect.ts'

// The total of answers that clients have not received yet. A slow reader keeps only its own answer in memory.
const MAX_UNSENT_BYTES = 256_000_000

// The minimum rate at which clients have to read, after some seconds of grace.
const MIN_BYTES_PER_SECOND = 50_000
const START_MS = 10_000

// The system's socket buffers hold this much, whether the client reads or not.
const MIN_COUNTED_BYTES = 16_000

/** The answers being sent, and their limit. */
export class Unsent {
  #bytes = 0

  /** Whether the amount of unsent data permits no further answers. */
  get isFull(): boolean {
    return this.#bytes >= MAX_UNSENT_BYTES
  }

  /** A hook that counts an answer until it is sent, and closes the connection of a client that reads too slowly. */
  readonly count: onSendHookHandler<unknown> = (_, reply, payload, done) => {
    if (isText(payload) && payload.length >= MIN_COUNTED_BYTES) this.#watch(reply, Buffer.byteLength(payload))
    done(null, payload)
  }

  /** Counts an answer until the returned function is called, once. */
  add(bytes: number): () => void {
    this.#bytes += bytes
    return () => {
      this.#bytes -= bytes
    }
  }

  #watch(reply: FastifyReply, bytes: number): void {
    const release = this.add(bytes)
    const { socket } = reply.request
    const timer = setTimeout(() => socket.destroy(), START_MS + (1_000 * bytes) / MIN_BYTES_PER_SECOND)
    timer.unref()
    whenOver(reply, () => {
      clearTimeout(timer)
      release()
    })
  }
}

import type { FastifyReply, FastifyRequest } from 'fastify'
import { whenOver } from '../disconnect.ts'

// Limits the bodies being received, by their announced length.
const MAX_ARRIVING_BYTES = 64_000_000

/** The bodies being received. One without a length counts as the maximum. */
export class Arriving {
  readonly #bodyBytes: number
  readonly #releases = new WeakMap<FastifyReply, () => void>()
  #bytes = 0

  constructor(bodyBytes: number) {
    this.#bodyBytes = bodyBytes
  }

  /** Counts a request's body until it is complete; returns false if there is no room for it. */
  begin({ headers, method }: FastifyRequest, reply: FastifyReply): boolean {
    if (method === 'GET') return true
    const bytes = Math.min(Number(headers['content-length'] ?? this.#bodyBytes), this.#bodyBytes)
    if (this.#bytes > 0 && this.#bytes + bytes > MAX_ARRIVING_BYTES) return false
    this.#bytes += bytes
    this.#releases.set(reply, () => {
      this.#bytes -= bytes
    })
    whenOver(reply, () => this.end(reply))
    return true
  }

  end(reply: FastifyReply): void {
    const release = this.#releases.get(reply)
    this.#releases.delete(reply)
    release?.()
  }
}

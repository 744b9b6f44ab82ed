import type { FastifyReply } from 'fastify'
import { whenOver } from '../disconnect.ts'

// The maximum share of the slots per caller, so that others get some.
const MAX_SHARE = 0.5

/** The slots of requests in progress: up to `max`, and half of them for one caller. */
export class Slots {
  readonly #max: number
  readonly #held = new Map<string, number>()
  readonly #releases = new WeakMap<FastifyReply, () => void>()
  #count = 0

  constructor(max: number) {
    this.#max = max
  }

  get isFull(): boolean {
    return this.#count >= this.#max
  }

  /** Whether a caller is below its share. */
  hasShare(caller: string | undefined): boolean {
    return caller === undefined || (this.#held.get(caller) ?? 0) < Math.max(1, this.#max * MAX_SHARE)
  }

  /**
   * Holds a slot until it is released or the client disconnects. Without a known `caller`, it counts towards no share.
   */
  acquire(reply: FastifyReply, caller: string | undefined): void {
    this.#releases.set(reply, this.take(caller))
    whenOver(reply, () => this.release(reply))
  }

  /** The same without a response; the returned function releases the slot, and has to be called once. */
  take(caller: string | undefined): () => void {
    this.#count++
    if (caller !== undefined) this.#held.set(caller, (this.#held.get(caller) ?? 0) + 1)
    return () => {
      this.#count--
      if (caller === undefined) return
      const left = (this.#held.get(caller) ?? 1) - 1
      if (left > 0) this.#held.set(caller, left)
      else this.#held.delete(caller)
    }
  }

  /** Called when the answer is complete: a slow reader takes no slot. */
  release(reply: FastifyReply): void {
    const release = this.#releases.get(reply)
    this.#releases.delete(reply)
    release?.()
  }
}

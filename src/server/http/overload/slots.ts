import type { FastifyReply } from 'fastify'
import { whenOver } from '../disconnect.ts'

// What one caller may hold of the slots, so that others find some.
const MAX_SHARE = 0.5

/** The slots of the requests that are being worked on: up to `max`, and half of them for one caller. */
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

  /** Whether a caller has a share of its own left. */
  hasShare(caller: string | undefined): boolean {
    return caller === undefined || (this.#held.get(caller) ?? 0) < Math.max(1, this.#max * MAX_SHARE)
  }

  /** Holds a slot until it is released, or the client has left. A `caller` who is not known has no share of its own. */
  acquire(reply: FastifyReply, caller: string | undefined): void {
    this.#count++
    if (caller !== undefined) this.#held.set(caller, (this.#held.get(caller) ?? 0) + 1)
    this.#releases.set(reply, () => {
      this.#count--
      if (caller === undefined) return
      const left = (this.#held.get(caller) ?? 1) - 1
      if (left > 0) this.#held.set(caller, left)
      else this.#held.delete(caller)
    })
    whenOver(reply, () => this.release(reply))
  }

  /** The answer is made: how fast the client reads it takes nobody's slot. */
  release(reply: FastifyReply): void {
    const release = this.#releases.get(reply)
    this.#releases.delete(reply)
    release?.()
  }
}

import { HeaderMap } from '@apollo/server'
import type { Config } from '../../config.ts'
import { ERRORS } from '../../errors.ts'
import type { Outcome } from './operations.ts'

const RETRY_MS = 5_000

/** The places of open subscriptions: so many in all, and so many for each caller with a name. */
export class Admission {
  readonly #limits: Pick<Config, 'maxSubscriptions' | 'maxSubscriptionsPerCaller'>
  readonly #held = new Map<string, number>()
  #count = 0

  constructor(limits: Pick<Config, 'maxSubscriptions' | 'maxSubscriptionsPerCaller'>) {
    this.#limits = limits
  }

  /** Why there is no place for one more; undefined if there is. */
  objection(subject: string | undefined): string | undefined {
    const { maxSubscriptions, maxSubscriptionsPerCaller } = this.#limits
    if (subject !== undefined && (this.#held.get(subject) ?? 0) >= maxSubscriptionsPerCaller)
      return `${maxSubscriptionsPerCaller} of your subscriptions are open, which is the limit: end one first.`
    return this.#count >= maxSubscriptions ? 'Too many subscriptions are open, retry later.' : undefined
  }

  /** Takes a place, and returns what gives it back; that may be called again. */
  acquire(subject: string | undefined): () => void {
    this.#count++
    if (subject !== undefined) this.#held.set(subject, (this.#held.get(subject) ?? 0) + 1)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#count--
      if (subject === undefined) return
      const left = (this.#held.get(subject) ?? 1) - 1
      if (left > 0) this.#held.set(subject, left)
      else this.#held.delete(subject)
    }
  }
}

/** The execution result of a subscription that has no place. */
export function overloadedResult(message: string): Buffer {
  const extensions = { code: 'OVERLOADED', retryable: ERRORS.OVERLOADED.retryable, retryAfterMs: RETRY_MS }
  return Buffer.from(JSON.stringify({ errors: [{ message, extensions }] }))
}

/** The answer to a subscription that has no place. */
export function refused(message: string): Outcome {
  const { status } = ERRORS.OVERLOADED
  const headers = new HeaderMap([
    ['content-type', 'application/json; charset=utf-8'],
    ['retry-after', String(RETRY_MS / 1000)],
  ])
  const string = overloadedResult(message).toString()
  return { kind: 'answer', answer: { status, headers, body: { kind: 'complete', string } } }
}

import { Abort } from './abort.ts'

/**
 * Work shared by several callers. A caller that aborts is released immediately; when none is left, the work is aborted.
 */
export class SingleFlight<T> {
  readonly #abort = new Abort()
  readonly #work: Promise<T>
  #callers = 0

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    this.#work = work(this.#abort.signal)
    this.#work.catch(() => undefined) // callers get the error through `join`
  }

  /** Whether all callers have aborted, so that no other can join. */
  get abandoned(): boolean {
    return this.#abort.signal.aborted
  }

  /** Settles as the work does, or rejects with the caller's reason if it aborts first. */
  join(caller: AbortSignal): Promise<T> {
    this.#callers++
    return new Promise((resolve, reject) => {
      const onAbort = () => {
        reject(caller.reason)
        if (--this.#callers === 0) this.#abort.abort(caller.reason)
      }
      if (caller.aborted) return onAbort()
      caller.addEventListener('abort', onAbort, { once: true })
      const settleWith = <Outcome>(settle: (outcome: Outcome) => void) => {
        return (outcome: Outcome) => {
          caller.removeEventListener('abort', onAbort)
          settle(outcome)
        }
      }
      this.#work.then(settleWith(resolve), settleWith(reject))
    })
  }
}

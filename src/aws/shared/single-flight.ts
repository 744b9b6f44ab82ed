import { setMaxListeners } from 'node:events'

/** Work that several callers wait for. A caller that leaves is let go at once; when none is left, it is aborted. */
export class SingleFlight<T> {
  readonly #abort = new AbortController()
  readonly #work: Promise<T>
  #callers = 0

  constructor(work: (signal: AbortSignal) => Promise<T>) {
    setMaxListeners(0, this.#abort.signal) // some for each AWS call
    this.#work = work(this.#abort.signal)
    this.#work.catch(() => undefined) // those who wait hear of it
  }

  /** Whether everybody has left, so that nobody else can join. */
  get abandoned(): boolean {
    return this.#abort.signal.aborted
  }

  /** Settles as the work does, or rejects with the caller's reason when that comes first. */
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

import type { Call, Caller } from '../calls/call.ts'
import { SingleFlight } from '../single-flight.ts'

/** Keys of a read that are read together. */
export interface Batch<Result> {
  keys: string[]
  /** The keys that each caller was the first to request. */
  keysOf: Map<Caller, string[]>
  flight: SingleFlight<Map<string, Result>>
  initiator: Caller
  dispatch: () => void
}

/**
 * Reads the keys of a batch, grouped by caller. `release` takes keys that have been read out of the batch while the rest is
 * still being read: a later request for one of them starts a new read.
 */
export type Send<Result> = (
  groups: readonly (readonly string[])[],
  call: Call,
  release: (keys: Iterable<string>) => void,
) => Promise<Map<string, Result>>

/** The keys that are being read, in batches: a batch is sent when it is full, or when its window ends. */
export class Batches {
  readonly #windowMs: number
  /** The batch of each key, by the names of reads; a name determines the type of the results. */
  readonly #byKey = new Map<string, Map<string, Batch<unknown>>>()
  /** The batches that still accept keys. */
  readonly #open = new Map<string, Batch<unknown>>()

  /** `windowMs` is how long a batch waits; 0: only until the end of the tick. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /**
   * The batch that already reads a key, or one that has room for it. `send` reads a batch of `size` keys at most.
   */
  batchOf<Result>(name: string, key: string, size: number, caller: Caller, send: Send<Result>): Batch<Result> {
    const byKey = (this.#byKey.get(name) ?? new Map()) as Map<string, Batch<Result>>
    this.#byKey.set(name, byKey)
    const current = byKey.get(key)
    if (current && !current.flight.abandoned) return current
    let batch = this.#open.get(name) as Batch<Result> | undefined
    if (!batch || batch.flight.abandoned) batch = this.#openBatch(name, size, caller, byKey, send)
    byKey.set(key, batch)
    const own = batch.keysOf.get(caller)
    if (own) own.push(key)
    else batch.keysOf.set(caller, [key])
    if (batch.keys.push(key) >= size) batch.dispatch()
    return batch
  }

  #openBatch<Result>(
    name: string,
    size: number,
    initiator: Caller,
    byKey: Map<string, Batch<Result>>,
    send: Send<Result>,
  ): Batch<Result> {
    const keys: string[] = []
    const keysOf: Batch<Result>['keysOf'] = new Map()
    let begin = () => {}
    const dispatched = new Promise<void>((resolve) => {
      begin = resolve
    })
    const release = (some: Iterable<string>) => {
      for (const key of some) if (byKey.get(key) === batch) byKey.delete(key)
    }
    const flight = new SingleFlight(async (signal) => {
      try {
        await dispatched
        signal.throwIfAborted()
        const call = Object.assign({}, initiator, { signal, jsonBytes: 0, isComplete: true })
        return await send([...keysOf.values()], call, release)
      } finally {
        release(keys)
        if (byKey.size === 0 && this.#byKey.get(name) === byKey) this.#byKey.delete(name)
      }
    })
    let timer: NodeJS.Timeout | undefined
    const dispatch = () => {
      clearTimeout(timer)
      if (this.#open.get(name) === batch) this.#open.delete(name)
      begin()
    }
    const batch: Batch<Result> = { keys, keysOf, flight, initiator, dispatch }
    this.#open.set(name, batch)
    if (size > 1) {
      if (this.#windowMs > 0) timer = setTimeout(dispatch, this.#windowMs)
      else process.nextTick(dispatch)
    }
    return batch
  }
}

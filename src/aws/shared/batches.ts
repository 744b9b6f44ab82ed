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

/** The batches of one read: the batch of each key, and the one that still accepts keys. */
interface UnderWay<Result> {
  byKey: Map<string, Batch<Result>>
  open?: Batch<Result>
}

type Send<Result> = (groups: readonly (readonly string[])[], call: Call) => Promise<Map<string, Result>>

/** The keys that are being read, in batches: a batch is sent when it is full, or when its window ends. */
export class Batches {
  readonly #windowMs: number
  readonly #underWay = new Map<string, UnderWay<unknown>>()

  /** `windowMs` is how long a batch waits; 0: only until the end of the tick. */
  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /** The batch that already reads a key, or one that has room for it: `send` reads it, `size` keys at most. */
  with<Result>(name: string, key: string, size: number, caller: Caller, send: Send<Result>): Batch<Result> {
    // The name determines the type of the results.
    const underWay = (this.#underWay.get(name) ?? { byKey: new Map() }) as UnderWay<Result>
    this.#underWay.set(name, underWay as UnderWay<unknown>)
    const current = underWay.byKey.get(key)
    if (current && !current.flight.abandoned) return current
    if (!underWay.open || underWay.open.flight.abandoned)
      underWay.open = this.#openBatch(name, size, underWay, caller, send)
    const batch = underWay.open
    underWay.byKey.set(key, batch)
    const own = batch.keysOf.get(caller)
    if (own) own.push(key)
    else batch.keysOf.set(caller, [key])
    if (batch.keys.push(key) >= size) batch.dispatch()
    return batch
  }

  #openBatch<Result>(
    name: string,
    size: number,
    underWay: UnderWay<Result>,
    initiator: Caller,
    send: Send<Result>,
  ): Batch<Result> {
    const keys: string[] = []
    const keysOf: Batch<Result>['keysOf'] = new Map()
    let begin = () => {}
    const dispatched = new Promise<void>((resolve) => {
      begin = resolve
    })
    const flight = new SingleFlight(async (signal) => {
      try {
        await dispatched
        signal.throwIfAborted()
        return await send([...keysOf.values()], { ...initiator, signal, jsonBytes: 0, isComplete: true })
      } finally {
        for (const key of keys) if (underWay.byKey.get(key) === batch) underWay.byKey.delete(key)
        if (underWay.byKey.size === 0 && this.#underWay.get(name) === underWay) this.#underWay.delete(name)
      }
    })
    let timer: NodeJS.Timeout | undefined
    const dispatch = () => {
      clearTimeout(timer)
      if (underWay.open === batch) underWay.open = undefined
      begin()
    }
    const batch: Batch<Result> = { keys, keysOf, flight, initiator, dispatch }
    if (size > 1) {
      if (this.#windowMs > 0) timer = setTimeout(dispatch, this.#windowMs)
      else process.nextTick(dispatch)
    }
    return batch
  }
}

import { LRUCache } from 'lru-cache'
import { isBackoff } from '../calls/errors.ts'
import type { AnswerCache, CachedAnswer } from './answer-cache.ts'
import { loadBatch } from './batch-read.ts'
import type { BatchSpec, Call, Caller } from './batch-spec.ts'
import { SingleFlight } from './single-flight.ts'
import { shortTurn, turn } from './turns.ts'

/** The result of a call for a key; `ageMs` where it was used after it expired, `isIncomplete` where AWS left out a part. */
type Result<V> = (CachedAnswer<V> & { ageMs?: number; isIncomplete?: boolean }) | Error

/** Keys of a spec that are read together. */
interface Batch<V> {
  keys: string[]
  /** The keys that each caller was the first to request. */
  keysOf: Map<Caller, string[]>
  flight: SingleFlight<Map<string, Result<V>>>
  initiator: Caller
  dispatch: () => void
}

/** The batches of one spec: the batch of each key, and the one that still accepts keys. */
interface UnderWay<V> {
  byKey: Map<string, Batch<V>>
  open?: Batch<V>
}

// Specs whose keys can only be read one by one: short strings, some hundred bytes each.
const MAX_ONE_AT_A_TIME = 10_000

/**
 * Answers from the cache, from a call in progress, or with as few new calls as possible: a batch is sent when it is
 * full, and otherwise waits briefly for the keys of other requests.
 */
export class SharedReads {
  readonly #windowMs: number
  readonly #clock: () => number
  readonly #cache: AnswerCache | undefined
  readonly #underWay = new Map<string, UnderWay<unknown>>()
  // Not `max`, which allocates all entries up front: without the cache, that would happen once per request.
  readonly #oneAtATime = new LRUCache<string, true>({ maxSize: MAX_ONE_AT_A_TIME, sizeCalculation: () => 1 })
  /** How AWS was seen to answer an operation in a location, where it is not documented, by the names of both. */
  readonly quirks = new Map<string, string>()

  /**
   * `windowMs` is how long a batch waits; 0: only until the end of the tick. `clock` returns milliseconds since 1970
   * and decides what is final. Without a cache nothing is retained.
   */
  constructor(windowMs: number, clock: () => number, cache?: AnswerCache) {
    this.#windowMs = windowMs
    this.#clock = clock
    this.#cache = cache
  }

  /** AWS's answer for each key: undefined if nothing exists, an error if it could not be read. */
  async load<V>(spec: BatchSpec<V>, keys: readonly string[], caller: Caller): Promise<(V | undefined | Error)[]> {
    const answers = new Array<V | undefined | Error>(keys.length)
    const awaited = new Map<Batch<V>, number[]>()
    for (const [index, key] of keys.entries()) {
      const cached = this.#cache?.get<V>(spec.name, key)
      if (cached && (cached.final || !caller.rereads)) {
        caller.receipt.remembered(spec.action)
        caller.receipt.markFinal(cached.final)
        answers[index] = cached.value
        continue
      }
      const batch = this.#batchWith(key, spec, caller)
      const indexes = awaited.get(batch)
      if (indexes) indexes.push(index)
      else awaited.set(batch, [index])
    }
    const arrivals = [...awaited].map(async ([{ flight, initiator }, indexes]) => {
      const isShared = initiator !== caller
      if (isShared) caller.receipt.shared(spec.action)
      const keep = (answerOf: (key: string) => V | undefined | Error) => {
        for (const index of indexes) answers[index] = answerOf(keys[index] as string)
      }
      const joined = flight.join(caller.signal)
      // A shared result reaches all its callers at the same moment; their answers are produced in separate turns.
      await joined.finally(isShared ? turn : shortTurn).then(
        (results) =>
          keep((key) => {
            const result = results.get(key)
            if (result === undefined || result instanceof Error) {
              caller.receipt.markFinal(false)
              return result
            }
            if (result.ageMs !== undefined) caller.receipt.stale(spec.action, spec.location, result.ageMs)
            if (result.isIncomplete) caller.receipt.incomplete()
            caller.receipt.markFinal(result.final)
            return result.value
          }),
        (error) => {
          caller.receipt.markFinal(false)
          keep(() => error)
        },
      )
    })
    if (arrivals.length > 0) await caller.receipt.trackWait(Promise.all(arrivals))
    return answers
  }

  /** Removes an answer that turned out to be unusable. */
  forget(name: string, key: string): void {
    this.#cache?.delete(name, key)
  }

  /** Whether a final answer is cached. */
  remembersFinal(name: string, key: string): boolean {
    return this.#cache?.get(name, key)?.final === true
  }

  /** The batch that already reads a key, or one that has room for it. */
  #batchWith<V>(key: string, spec: BatchSpec<V>, caller: Caller): Batch<V> {
    // The name determines the spec and the type of its answers.
    const underWay = (this.#underWay.get(spec.name) ?? { byKey: new Map() }) as UnderWay<V>
    this.#underWay.set(spec.name, underWay as UnderWay<unknown>)
    const current = underWay.byKey.get(key)
    if (current && !current.flight.abandoned) return current
    if (!underWay.open || underWay.open.flight.abandoned) underWay.open = this.#openBatch(spec, underWay, caller)
    const batch = underWay.open
    underWay.byKey.set(key, batch)
    const own = batch.keysOf.get(caller)
    if (own) own.push(key)
    else batch.keysOf.set(caller, [key])
    if (batch.keys.push(key) >= this.#sizeOf(spec)) batch.dispatch()
    return batch
  }

  #openBatch<V>(spec: BatchSpec<V>, underWay: UnderWay<V>, initiator: Caller): Batch<V> {
    const keys: string[] = []
    const keysOf: Batch<V>['keysOf'] = new Map()
    let send = () => {}
    const dispatched = new Promise<void>((resolve) => {
      send = resolve
    })
    const flight = new SingleFlight(async (signal) => {
      try {
        await dispatched
        signal.throwIfAborted()
        return await this.#read(spec, [...keysOf.values()], {
          receipt: initiator.receipt,
          signal,
          jsonBytes: 0,
          isComplete: true,
        })
      } finally {
        for (const key of keys) if (underWay.byKey.get(key) === batch) underWay.byKey.delete(key)
        if (underWay.byKey.size === 0 && this.#underWay.get(spec.name) === underWay) this.#underWay.delete(spec.name)
      }
    })
    let timer: NodeJS.Timeout | undefined
    const dispatch = () => {
      clearTimeout(timer)
      if (underWay.open === batch) underWay.open = undefined
      send()
    }
    const batch: Batch<V> = { keys, keysOf, flight, initiator, dispatch }
    if (this.#sizeOf(spec) > 1) {
      if (this.#windowMs > 0) timer = setTimeout(dispatch, this.#windowMs)
      else process.nextTick(dispatch)
    }
    return batch
  }

  async #read<V>(
    spec: BatchSpec<V>,
    groups: readonly (readonly string[])[],
    call: Call,
  ): Promise<Map<string, Result<V>>> {
    const [now, requestedAt = 0] = [this.#clock(), this.#cache?.now()]
    const loaded = await loadBatch(spec, groups, call, this.#oneAtATime)
    const jsonBytes = call.jsonBytes / loaded.filter(([, value]) => !(value instanceof Error)).length
    const remembered = (key: string, value: V | undefined): Result<V> => {
      if (!call.isComplete) return { value, final: false, isIncomplete: true }
      const { final, seconds } = spec.lifetime(value, now)
      const answer = { value, final }
      this.#cache?.set(spec.name, key, answer, { requestedAt, seconds, jsonBytes })
      return answer
    }
    return new Map(
      loaded.map(([key, value]) => [
        key,
        value instanceof Error ? (this.#stale<V>(spec.name, key, value) ?? value) : remembered(key, value),
      ]),
    )
  }

  /** An expired answer, for use when AWS cannot be called now. */
  #stale<V>(name: string, key: string, error: Error): Result<V> | undefined {
    const stale = isBackoff(error) ? this.#cache?.stale<V>(name, key) : undefined
    return stale && { value: stale.answer.value, final: false, ageMs: stale.ageMs }
  }

  #sizeOf({ name, size }: { name: string; size: number }): number {
    return this.#oneAtATime.has(name) ? 1 : size
  }
}

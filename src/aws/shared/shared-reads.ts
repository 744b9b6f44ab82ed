import { LRUCache } from 'lru-cache'
import { type Call, type Caller, detailsOf } from '../calls/call.ts'
import { isBackoff, ownFailure } from '../calls/errors.ts'
import type { AnswerCache, Answers, CachedAnswer } from './answer-cache.ts'
import { loadBatch, type Names } from './batch-read.ts'
import { type Batch, Batches, type Send } from './batches.ts'
import { isRefusedToken, refusedToken, repeatedToken } from './page-errors.ts'
import type { AwsPage, Read } from './read.ts'
import { ABSENT, type Found, type Result } from './result.ts'
import { type Ask, type Groups, type SecondMemory, throughMemory } from './second-memory.ts'
import { shortTurn, turn } from './turns.ts'

// Reads whose keys can only be read one by one: short strings, some hundred bytes each.
const MAX_ONE_AT_A_TIME = 10_000

/**
 * Answers from the cache, from a call in progress, or with as few new calls as possible: in a batch with the keys of
 * other requests.
 */
export class SharedReads {
  readonly #clock: () => number
  readonly #cache: AnswerCache | undefined
  readonly #memory: SecondMemory | undefined
  readonly #batches: Batches
  readonly #oneAtATime: Names
  /** How AWS was seen to answer an operation in a location, where it is not documented, by the names of both. */
  readonly quirks = new Map<string, string>()
  /** Kept for as long as these reads, by the function that makes it. */
  readonly states = new Map<() => object, object>()

  /**
   * `windowMs` is how long a batch waits; 0: only until the end of the tick. `clock` returns milliseconds since 1970
   * and decides what is final. Without a cache nothing is retained. `memory` is asked for what the cache lacks.
   */
  constructor(windowMs: number, clock: () => number, cache?: AnswerCache, memory?: SecondMemory) {
    this.#batches = new Batches(windowMs)
    this.#clock = clock
    this.#cache = cache
    this.#memory = memory
    // Without the cache, these reads serve one request, whose number of reads is bounded.
    this.#oneAtATime = cache ? new LRUCache<string, true>({ max: MAX_ONE_AT_A_TIME }) : new Map<string, true>()
  }

  /** AWS's answer for each key: undefined if nothing exists, an error if it could not be read. */
  async load<V>(read: Read<V>, keys: readonly string[], caller: Caller): Promise<(V | undefined | Error)[]> {
    const results = await this.#results(read, keys, caller)
    return results.map((result) => (result.error ? result.error : result.value))
  }

  /** Removes an answer that turned out to be unusable. */
  forget(read: Pick<Read<unknown>, 'location' | 'name'>, key: string): void {
    this.#cache?.delete(read.name, key)
    this.#memory?.forget(read, key)
  }

  /** The cached answer for a key. */
  remembered(name: string, key: string): CachedAnswer<unknown> | undefined {
    return this.#cache?.get(name, key)
  }

  async #results<V>(read: Read<V>, keys: readonly string[], caller: Caller): Promise<Result<V>[]> {
    const { receipt } = caller
    const results = new Array<Result<V>>(keys.length)
    const awaited = new Map<Batch<Result<V>>, number[]>()
    const send: Send<Result<V>> = (...batch) => this.#read(read, ...batch)
    for (const [index, key] of keys.entries()) {
      const cached = this.#cache?.get<V>(read.name, key)
      if (cached && (cached.final || !caller.rereads)) {
        receipt.remembered(read.action)
        receipt.markFinal(cached.final)
        results[index] = cached
        continue
      }
      const size = this.#oneAtATime.has(read.name) ? 1 : read.size
      // Callers that read again do not use an answer that another process read shortly before.
      const batchName = this.#memory && caller.rereads ? `${read.name} again` : read.name
      const batch = this.#batches.batchOf(batchName, key, size, caller, send)
      const indexes = awaited.get(batch)
      if (indexes) indexes.push(index)
      else awaited.set(batch, [index])
    }
    const arrivals = [...awaited].map(async ([{ flight, initiator }, indexes]) => {
      const isShared = initiator !== caller
      if (isShared) receipt.shared(read.action)
      const joined = flight.join(caller.signal)
      // A shared result reaches all its callers at the same moment; their answers are produced in separate turns.
      const arrived = await joined.finally(isShared ? turn : shortTurn).catch((error: Error) => ({ error }))
      for (const index of indexes) {
        const result = arrived instanceof Map ? arrived.get(keys[index] as string) : arrived
        results[index] = this.#noted(result ?? ABSENT, read, caller)
      }
    })
    if (arrivals.length > 0) await receipt.trackWait(Promise.all(arrivals))
    return results
  }

  /** A result, as the caller's receipt has it. */
  #noted<V>(result: Result<V>, { action, location }: Read<V>, { receipt }: Caller): Result<V> {
    receipt.markFinal(!result.error && result.final)
    if (result.error) return result
    if (result.ageMs !== undefined) receipt.stale(action, location, result.ageMs, result.value)
    if (result.isIncomplete) receipt.incomplete()
    if (result.isElsewhere && result.requestedAt !== undefined && !result.final)
      receipt.askedElsewhere(result.requestedAt)
    if (result.backoff) receipt.backedOff(result.backoff)
    return result
  }

  /** Reads keys from the second memory, where there is one that holds them, and otherwise from AWS. */
  #read<V>(read: Read<V>, ...[groups, call, release]: Parameters<Send<Result<V>>>): Promise<Map<string, Result<V>>> {
    const [cache, memory] = [this.#cache, this.#memory]
    if (!cache || !memory?.holds(read)) return this.#readAws(read, groups, call)
    const ask: Ask<V, Result<V>> = (...asked) => this.#readAws(read, ...asked)
    return throughMemory({ memory, cache, read, ask }, groups, call, release)
  }

  /** Reads keys from AWS; adds to `fresh` what may be reused. */
  async #readAws<V>(read: Read<V>, groups: Groups, call: Call, fresh?: Answers<V>): Promise<Map<string, Result<V>>> {
    const [now, calledAt = 0] = [this.#clock(), this.#cache?.now()]
    const answered: Answers<V> = new Map()
    /** A result, to be cached if that is possible; or an expired answer, where AWS cannot be called now. */
    const storeOrStale = (key: string, result: Result<V>): Result<V> => {
      if (result.error) return this.#stale<V>(read.name, key, result.error) ?? result
      const { value, jsonBytes, isIncomplete, isElsewhere, ageMs, requestedAt = calledAt } = result
      if (isIncomplete || ageMs !== undefined) return result
      const { final, seconds } = read.lifetime(value, now)
      const dated = { answer: { value, final, jsonBytes }, requestedAt, seconds }
      answered.set(key, dated)
      fresh?.set(key, dated)
      // By name: spreading a thousand results takes V8 ten times as long.
      return { value, final, jsonBytes, requestedAt, isElsewhere }
    }
    // Of a list, V is a page.
    const whole = read.pages && (await this.#allPages(read.pages as Read<V & AwsPage<unknown>>, call))
    const results = whole ? ([['', whole as Result<V>]] as const) : await this.#readBatch(read, groups, call)
    const stored = new Map(results.map(([key, result]) => [key, storeOrStale(key, result)]))
    this.#cache?.set(read.name, answered)
    return stored
  }

  async #readBatch<V>(read: Read<V>, groups: Groups, call: Call): Promise<[key: string, result: Result<V>][]> {
    const existingKeys = read.existing && (() => this.#existingKeys(read, call))
    const answers = await loadBatch(read, groups, call, this.#oneAtATime, existingKeys)
    const jsonBytes = call.jsonBytes / answers.filter(([, value]) => !(value instanceof Error)).length
    const resultOf = (value: V | undefined | Error): Result<V> =>
      value instanceof Error ? { error: value } : { value, final: false, jsonBytes, isIncomplete: !call.isComplete }
    return answers.map(([key, value]) => [key, resultOf(value)])
  }

  /** An expired answer, for use when AWS cannot be called now. */
  #stale<V>(name: string, key: string, error: Error): Result<V> | undefined {
    const stale = isBackoff(error) ? this.#cache?.stale<V>(name, key) : undefined
    return stale && Object.assign({}, stale.answer, { final: false, ageMs: stale.ageMs, backoff: error })
  }

  /** All keys that exist, listed once for a request's read; rejects if AWS left some out, since those may exist too. */
  #existingKeys<V>(read: Read<V>, call: Call): Promise<ReadonlySet<string>> {
    const listed = async () => {
      const keys = read.existing && (await this.#allPages(read.existing(), call))
      if (keys?.error) throw keys.error
      if (!keys || keys.isIncomplete) throw ownFailure(detailsOf(read), 'AWS_UNAVAILABLE', 'MissingList', NOT_LISTED)
      return new Set(keys.value?.items)
    }
    read.refused.existingKeys ??= listed()
    return read.refused.existingKeys
  }

  /** All pages of a list as one; absent if the first page is. */
  async #allPages<T>(list: Read<AwsPage<T>>, call: Call): Promise<Result<AwsPage<T>>> {
    const items: T[] = []
    const tokens = ['']
    const all: Found<AwsPage<T>> = { value: { items }, final: false, jsonBytes: 0 }
    let requestedAt = this.#cache?.now() ?? 0
    for (const token of tokens) {
      const [page] = (await this.#results(list, [token], call)) as [Result<AwsPage<T>>]
      if (page.error) {
        const previous = tokens.at(-2)
        if (previous === undefined || !isRefusedToken(page.error)) return page
        this.forget(list, previous)
        return { error: refusedToken(page.error) }
      }
      if (page.value === undefined && tokens.length === 1) return page
      items.push(...(page.value?.items ?? []))
      all.jsonBytes += page.jsonBytes
      all.isIncomplete ||= page.isIncomplete
      all.isElsewhere ||= page.isElsewhere
      all.backoff ??= page.backoff
      if (!page.final) requestedAt = Math.min(requestedAt, page.requestedAt ?? requestedAt)
      if (page.ageMs !== undefined) all.ageMs = Math.max(page.ageMs, all.ageMs ?? 0)
      const next = page.value?.nextToken
      if (next && tokens.includes(next)) return { error: repeatedToken(list) }
      if (next) tokens.push(next)
    }
    return { requestedAt, ...all }
  }
}

const NOT_LISTED = 'refuses these ids together, and did not list which of them exist.'

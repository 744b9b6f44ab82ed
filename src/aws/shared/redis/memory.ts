import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../calls/call.ts'
import type { Answers } from '../answer-cache.ts'
import type { Read } from '../read.ts'
import type { Claim, SecondMemory } from '../second-memory.ts'
import { AnswerStore } from './answer-store.ts'
import { RedisClock } from './clock.ts'
import { within } from './guard.ts'
import type { Guards } from './guards.ts'
import { keptAnswers } from './kept.ts'
import { type Keys, keysOf } from './keys.ts'
import type { Reading } from './reading.ts'
import type { RedisClient } from './replies.ts'
import { SeenLocks } from './seen-locks.ts'
import { KINDS, type Sorted } from './sorted.ts'
import { freshFor, type IsUsable, joinedBy, usableAnswers } from './usable.ts'

// Between two looks at what another process reads: about the time of a fast AWS call, and no load for Redis.
const FIRST_PAUSE_MS = 10
const MAX_PAUSE_MS = 50

// A read takes up to three steps at Redis. After this part of its time it takes no further one, which has the rest.
const PROMPT_RATIO = 1 / 4

export interface MemoryOptions {
  /** The identity of each location among those of all gateways, by its name; locations that have none are not shared. */
  identities: ReadonlyMap<string, string>
  /** How long final answers are kept. */
  finalSeconds: number
  /** Whether output of scripts may be stored. */
  sharesLogs: boolean
  /** How long a process waits for a call of another before one more makes it; also for one that has ended meanwhile. */
  callMs: number
  /** How long it waits for all of them together: as long as an attempt of its own could take, within a limit. */
  waitMs: number
}

/** AWS's answers in Redis. Every age is measured by the clock of Redis alone. */
export class RedisMemory implements SecondMemory {
  readonly #store: AnswerStore
  readonly #options: MemoryOptions
  readonly #reads: Guards
  readonly #writes: Guards
  readonly clock = new RedisClock()
  readonly #counts = { hit: 0, miss: 0, unreadable: 0, awaited: 0, missing: 0 }

  constructor(client: RedisClient, reads: Guards, writes: Guards, options: MemoryOptions) {
    this.#store = new AnswerStore(client, options.callMs)
    this.#reads = reads
    this.#writes = writes
    this.#options = options
  }

  get counts() {
    return Object.assign({}, this.#counts, this.#store.counts)
  }

  holds({ location, writtenByScripts }: Read<unknown>): boolean {
    return this.#options.identities.has(location) && (this.#options.sharesLogs || !writtenByScripts)
  }

  async claim<V>(read: Read<V>, keys: readonly string[], now: () => number, call: Call): Promise<Claim<V>> {
    const names = keysOf(this.#options.identities, read, keys)
    const [unusable, locks] = [new Map<string, number>(), new SeenLocks(this.#options.callMs)]
    const reading: Reading<V> = { read, names, now, startedAt: now(), call, time: 0, unusable, locks }
    const isFresh = freshFor(call, this.clock)
    const isPrompt = within(this.#reads.timeoutMs * PROMPT_RATIO)
    const look = await this.#look(reading, keys, (key, stored, ageMs) => {
      const isUsable = isFresh(key, stored, ageMs)
      if (!isUsable) unusable.set(key, stored.askedAt)
      return isUsable
    })
    if (!look) return { found: new Map(), own: new Set(keys), keep: () => undefined }
    const { found } = look
    const missing = keys.filter((key) => !found.has(key))
    this.#counts.hit += found.size
    this.#counts.miss += missing.length
    return this.#share(reading, { found, missing, free: [], held: [] }, isFresh, isPrompt)
  }

  /** Takes the locks of keys that nobody reads. Those that another process takes first are awaited, as are those held. */
  async #share<V>(
    reading: Reading<V>,
    { found, missing, free, held }: Sorted<V>,
    isUsable: IsUsable,
    isPrompt: () => boolean,
  ): Promise<Claim<V>> {
    const { call } = reading
    const own = new Set([...missing, ...free])
    // A caller that reads again calls AWS, whatever another process is reading, unless that is fresh enough for it.
    const isAlone = call.rereads && call.freshFrom === undefined
    const lock = () => this.#store.lock(namesOf(reading, missing), reading.time)
    const locked =
      isAlone || missing.length === 0 || !isPrompt()
        ? undefined
        : await this.#writes.of(keyOf(reading)).run('lock answers', lock, rest(this.#writes))
    const taken = missing.filter((_, index) => locked?.[index] === false)
    for (const key of taken) own.delete(key)
    // Another process may have stored an answer since the look, and then taken its lock away.
    const won = locked ? missing.filter((key) => own.has(key)) : []
    if (won.length > 0 && isPrompt()) {
      const look = await this.#look(reading, won, isUsable, { ms: rest(this.#reads) })
      for (const [key, answer] of look?.found ?? []) {
        found.set(key, answer)
        own.delete(key)
      }
    }
    const [askedAt, others] = [reading.time, [...held, ...taken]]
    return {
      found,
      own,
      ...(others.length > 0 && { others: (signal: AbortSignal) => this.#wait(reading, others, signal) }),
      keep: (answers) => this.#keep(reading, answers, askedAt, won),
    }
  }

  /** Waits for what others read, until all of it is there or this process has something to read itself. */
  async #wait<V>(reading: Reading<V>, keys: readonly string[], signal: AbortSignal): Promise<Claim<V>> {
    const isUsable = joinedBy(reading, this.clock, this.#options.callMs)
    const found: Answers<V> = new Map()
    let [waiting, pauseMs] = [keys, FIRST_PAUSE_MS]
    for (;;) {
      await sleep(pauseMs)
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)
      const isOver = signal.aborted || reading.now() - reading.startedAt > this.#options.waitMs
      const isPrompt = within(this.#reads.timeoutMs * PROMPT_RATIO)
      const look = isOver ? undefined : await this.#look(reading, waiting, isUsable, { isWaiting: true })
      for (const [key, answer] of look?.found ?? []) found.set(key, answer)
      const sorted: Sorted<V> = { found, missing: [], free: [], held: [] }
      const endless: string[] = []
      for (const [index, key] of waiting.entries()) {
        if (found.has(key)) continue
        const state = look ? reading.locks.note(key, look.locks[index] ?? undefined, look.time) : 'released'
        sorted[KINDS[state]].push(key)
        // No gateway wrote it, and it would delay every read of the key.
        if (state === 'endless') endless.push(key)
      }
      if (endless.length > 0)
        void this.#writes.of(keyOf(reading)).run('unlock answers', () => this.#store.unlock(namesOf(reading, endless)))
      waiting = sorted.held
      if (waiting.length > 0 && sorted.missing.length + sorted.free.length === 0) continue
      const claim = await this.#share(reading, sorted, isUsable, isPrompt)
      this.#counts.awaited += claim.found.size
      this.#counts.missing += claim.own.size
      return claim
    }
  }

  /** Undefined if Redis does not answer. */
  async #look<V>(
    reading: Reading<V>,
    keys: readonly string[],
    isUsable: IsUsable,
    { isWaiting = false, ms }: { isWaiting?: boolean; ms?: number } = {},
  ) {
    const { read, now, call } = reading
    const before = now()
    const look = await this.#reads
      .of(keyOf(reading))
      .run('find answers', () => this.#store.look(namesOf(reading, keys), isWaiting), ms, call.receipt)
    if (!look) return undefined
    reading.time = look.time
    this.clock.note(before, look.time)
    const { answers, unreadable } = usableAnswers(read, keys, look, before, call, isUsable)
    this.#counts.unreadable += unreadable
    return { found: answers, ...look }
  }

  /** Stores what AWS answered to a call that was made after `askedAt`, in time of Redis. */
  #keep<V>(reading: Reading<V>, answers: Answers<V>, askedAt: number, won: readonly string[]): void {
    if (answers.size === 0 && won.length === 0) return
    const kept = keptAnswers(reading, answers, askedAt, this.clock, this.#options)
    const isLate = Number(this.clock.at(reading.now())) - askedAt > this.#options.callMs
    const writes = this.#writes.of(keyOf(reading))
    if (isLate) void writes.run('store late answers', () => this.#store.storeLate(reading.read, kept))
    else void writes.run('store answers', () => this.#store.store(reading.read, kept, namesOf(reading, won)))
  }

  /** Removes an answer that turned out to be unusable. */
  forget(read: Pick<Read<unknown>, 'location' | 'name'>, key: string): void {
    if (!this.#options.identities.has(read.location)) return
    const [names] = keysOf(this.#options.identities, read, [key]).values()
    if (names) void this.#writes.of(names.value).run('remove an answer', () => this.#store.forget(names))
  }
}

const namesOf = ({ names }: Pick<Reading<unknown>, 'names'>, keys: readonly string[]): Keys[] =>
  keys.map((key) => names.get(key) as Keys)

/** One of the keys of a read, which are all at one node of a Cluster. */
const keyOf = ({ names }: Pick<Reading<unknown>, 'names'>): string | undefined => names.values().next().value?.value

/** The time that a further step of a read has. */
const rest = ({ timeoutMs }: Guards): number => timeoutMs * (1 - PROMPT_RATIO)

import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../calls/call.ts'
import type { Read } from '../read.ts'
import type { Answers, Claim, SecondMemory } from '../second-memory.ts'
import { RedisClock } from './clock.ts'
import { encode } from './codec.ts'
import type { Guard } from './guard.ts'
import { type Keys, keysOf } from './keys.ts'
import { answersOf, type RedisClient, timeOf } from './replies.ts'
import { type Look, usableAnswers } from './usable.ts'

// Between two looks at what another process reads: about the time of a fast AWS call, and no load for Redis.
const FIRST_PAUSE_MS = 10
const MAX_PAUSE_MS = 50

// Answers that were read for live updates are there for the processes that hear of them, also if requests may use them for
// less time.
const LIVE_MS = 15_000

export interface MemoryOptions {
  /** The identity of each location among those of all gateways, by its name; locations that have none are not shared. */
  identities: ReadonlyMap<string, string>
  /** How long final answers are kept. */
  finalSeconds: number
  /** Whether output of scripts may be stored. */
  sharesLogs: boolean
  /** How long a process waits for a call of another, and how long a process that ended keeps others from calling. */
  callMs: number
}

/** AWS's answers in Redis. Every age is measured by the clock of Redis alone. */
export class RedisMemory implements SecondMemory {
  readonly #client: RedisClient
  readonly #options: MemoryOptions
  readonly #reads: Guard
  readonly #writes: Guard
  readonly clock = new RedisClock()
  readonly counts = { hit: 0, miss: 0, unreadable: 0, awaited: 0, missing: 0, stored: 0 }

  constructor(client: RedisClient, reads: Guard, writes: Guard, options: MemoryOptions) {
    this.#client = client
    this.#reads = reads
    this.#writes = writes
    this.#options = options
  }

  holds({ location, writtenByScripts }: Read<unknown>): boolean {
    return this.#options.identities.has(location) && (this.#options.sharesLogs || !writtenByScripts)
  }

  async claim<V>(read: Read<V>, keys: readonly string[], now: () => number, call: Call): Promise<Claim<V>> {
    const names = keysOf(this.#options.identities, read, keys)
    const found: Answers<V> = new Map()
    const own = new Set(keys)
    let askedAt: number | undefined
    const look = async (wanted: readonly string[]): Promise<boolean> => {
      const before = now()
      const reply = await this.#reads.run(() => this.#values(wanted, names))
      if (!reply) return false
      askedAt = reply.time
      for (const [key, answer] of this.#usable(read, wanted, reply, before, call)) {
        found.set(key, answer)
        own.delete(key)
      }
      return true
    }
    const claim = { found, own, others: noOthers, keep: () => undefined }
    if (!(await look(keys))) return claim
    const missing = keys.filter((key) => own.has(key))
    this.counts.hit += found.size
    this.counts.miss += missing.length
    if (missing.length === 0) return claim
    // A caller that reads again calls AWS, whatever another process is reading, unless that is fresh enough for it.
    const isAlone = call.rereads && call.freshFrom === undefined
    const locked = isAlone ? undefined : await this.#writes.run(() => this.#lock(missing, names))
    const taken = missing.filter((_, index) => locked?.[index] === false)
    for (const key of taken) own.delete(key)
    // Another process may have stored an answer since the first look, and then taken its lock away.
    const won = locked ? [...own] : []
    if (won.length > 0) await look(won)
    return {
      found,
      own,
      others: taken.length === 0 ? noOthers : (signal) => this.#await(read, taken, names, now, { ...call, signal }),
      keep: (answers) => {
        const at = askedAt
        if (at === undefined || (answers.size === 0 && won.length === 0)) return
        const minMs = call.freshFrom === undefined ? 0 : LIVE_MS
        void this.#writes.run(() => this.#store(read, answers, names, { askedAt: at, minMs }, won))
      },
    }
  }

  /** Waits for what others read, until it is there, they have stopped, or one call could have ended. */
  async #await<V>(
    read: Read<V>,
    keys: readonly string[],
    names: ReadonlyMap<string, Keys>,
    now: () => number,
    call: Call,
  ): Promise<Answers<V>> {
    const answers: Answers<V> = new Map()
    const { callMs } = this.#options
    const until = performance.now() + callMs
    // The call under way began this long ago at most, and joining one is as good as making one.
    const freshFrom = call.freshFrom && Math.min(call.freshFrom, now() - callMs)
    let [left, pauseMs] = [keys, FIRST_PAUSE_MS]
    const [first, last] = [new Map<string, string>(), new Map<string, string>()]
    while (left.length > 0 && performance.now() < until && !call.signal.aborted) {
      await sleep(pauseMs)
      pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS)
      const before = now()
      const reply = await this.#reads.run(() => this.#values(left, names))
      if (!reply) break
      for (const [key, answer] of this.#usable(read, left, reply, before, { ...call, freshFrom }))
        answers.set(key, answer)
      left = left.filter((key, index) => {
        const lock = reply.locks[index]
        if (lock === undefined || answers.has(key)) return false
        if (!first.has(key)) first.set(key, lock)
        last.set(key, lock)
        return true
      })
    }
    // A lock that outlives a call has no end: no gateway wrote it, and it would delay every read of the key.
    const endless = performance.now() < until ? [] : left.filter((key) => first.get(key) === last.get(key))
    if (endless.length > 0)
      void this.#writes.run(() => this.#client.del(endless.map((key) => (names.get(key) as Keys).lock)))
    this.counts.awaited += answers.size
    this.counts.missing += keys.length - answers.size
    return answers
  }

  #usable<V>(read: Read<V>, keys: readonly string[], reply: Look, before: number, call: Call): Answers<V> {
    this.clock.note(before, reply.time)
    // More exact than the time of this look, which may have taken long.
    const freshFrom = this.clock.at(call.freshFrom ?? Number.POSITIVE_INFINITY)
    const { answers, unreadable } = usableAnswers(read, keys, reply, before, call, freshFrom)
    this.counts.unreadable += unreadable
    return answers
  }

  /** The time at Redis, and what is stored; the locks first: a process takes its lock away after it has stored a value. */
  async #values(keys: readonly string[], names: ReadonlyMap<string, Keys>) {
    const of = keys.map((key) => names.get(key) as Keys)
    const pipeline = this.#client.pipeline()
    pipeline.mgetBuffer(of.map(({ lock }) => lock))
    pipeline.mgetBuffer(of.map(({ value }) => value))
    pipeline.time()
    const [locks, values, time] = await answersOf(pipeline)
    return {
      locks: (locks as (Buffer | null)[]).map((lock) => lock?.toString('latin1')),
      values: values as (Buffer | null)[],
      time: timeOf(time),
    }
  }

  /** Whether this process got the lock of each key. */
  async #lock(keys: readonly string[], names: ReadonlyMap<string, Keys>): Promise<boolean[]> {
    const pipeline = this.#client.pipeline()
    const lock = randomBytes(6).toString('base64url')
    for (const key of keys) pipeline.set((names.get(key) as Keys).lock, lock, 'PX', this.#options.callMs, 'NX')
    return (await answersOf(pipeline)).map((answer) => answer !== null)
  }

  async #store<V>(
    read: Read<V>,
    answers: Answers<V>,
    names: ReadonlyMap<string, Keys>,
    { askedAt, minMs }: { askedAt: number; minMs: number },
    locked: readonly string[],
  ): Promise<void> {
    const pipeline = this.#client.pipeline()
    for (const [key, { answer, seconds }] of answers) {
      // An absolute time: a command that Redis executes late stores nothing that is too old.
      const keptFor = answer.final ? Math.min(seconds, this.#options.finalSeconds) : seconds
      const until = Math.floor(askedAt + Math.max(1000 * keptFor, minMs))
      const bytes = encode(read, key, { answer, askedAt, seconds })
      pipeline.set((names.get(key) as Keys).value, bytes, 'PXAT', until)
    }
    // Should the lock be another process's by now, two processes call AWS: nothing worse.
    if (locked.length > 0) pipeline.del(locked.map((key) => (names.get(key) as Keys).lock))
    await answersOf(pipeline)
    this.counts.stored += answers.size
  }

  /** Removes an answer that turned out to be unusable. */
  forget(read: Pick<Read<unknown>, 'location' | 'name'>, key: string): void {
    const [names] = keysOf(this.#options.identities, read, [key]).values()
    if (names) void this.#writes.run(() => this.#client.del(names.value))
  }
}

const noOthers = async () => new Map()

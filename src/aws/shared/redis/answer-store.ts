import { randomBytes } from 'node:crypto'
import type { Read } from '../read.ts'
import { encode, MAX_VALUE_BYTES, type Stored } from './codec.ts'
import type { Keys } from './keys.ts'
import { answersOf, type RedisClient, timeOf } from './replies.ts'
import { luaOnly, scriptOf } from './script.ts'
import { lockNamed } from './seen-locks.ts'

// The time of its call is in the fourth to eleventh byte of a value (codec.ts).
const STORE_LATE = scriptOf(`${luaOnly('KEYS[1]', 'string')}local stored = redis.call('GETRANGE', KEYS[1], 0, 10)
local askedAt = function(value) return struct.unpack('>d', string.sub(value, 4, 11)) end
local isSameFormat = #stored == 11 and string.sub(stored, 1, 3) == string.sub(ARGV[1], 1, 3)
if isSameFormat and askedAt(stored) > askedAt(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[2])
return 1`)

/** A look in Redis: its time in milliseconds since 1970, and the locks and values of the keys. */
export interface Look {
  time: number
  locks: readonly (string | undefined)[]
  values: readonly (Buffer | null)[]
}

/** An answer to store, and until when, in time of Redis. */
export interface Kept<V> {
  key: string
  name: Keys
  stored: Stored<V>
  until: number
}

/** The commands for answers and locks. */
export class AnswerStore {
  readonly #client: RedisClient
  readonly #lockMs: number
  readonly counts = { stored: 0, oversized: 0 }

  constructor(client: RedisClient, lockMs: number) {
    this.#client = client
    this.#lockMs = lockMs
  }

  /** The locks first: a process takes its lock away after it has stored a value. */
  async look(names: readonly Keys[]): Promise<Look> {
    const pipeline = this.#client.pipeline()
    pipeline.mgetBuffer(names.map(({ lock }) => lock))
    pipeline.mgetBuffer(names.map(({ value }) => value))
    pipeline.time()
    const [locks, values, time] = await answersOf(pipeline)
    return {
      locks: (locks as (Buffer | null)[]).map((lock) => lock?.toString('latin1')),
      values: values as (Buffer | null)[],
      time: timeOf(time),
    }
  }

  /** Whether this process got each lock; `now` is the time of Redis, or shortly before. */
  async lock(names: readonly Keys[], now: number): Promise<boolean[]> {
    const pipeline = this.#client.pipeline()
    const lock = lockNamed(randomBytes(6).toString('base64url'), now + this.#lockMs)
    for (const name of names) pipeline.set(name.lock, lock, 'PX', this.#lockMs, 'NX')
    return (await answersOf(pipeline)).map((answer) => answer !== null)
  }

  /** Stores answers, and removes locks. */
  async store<V>(read: Read<V>, answers: readonly Kept<V>[], locked: readonly Keys[]): Promise<void> {
    const pipeline = this.#client.pipeline()
    const values = this.#encoded(read, answers)
    for (const [value, bytes, until] of values) pipeline.set(value, bytes, 'PXAT', until)
    // Should the lock be another process's by now, two processes call AWS: nothing worse.
    if (locked.length > 0) pipeline.del(locked.map(({ lock }) => lock))
    if (pipeline.length > 0) await answersOf(pipeline)
    this.counts.stored += values.length
  }

  /** Stores answers of a call that took longer than its locks, but for those that another process has asked for since. */
  async storeLate<V>(read: Read<V>, answers: readonly Kept<V>[]): Promise<void> {
    const values = this.#encoded(read, answers)
    const stored = values.map(([value, bytes, until]) => STORE_LATE(this.#client, [value], [bytes, until]))
    for (const isStored of await Promise.all(stored)) this.counts.stored += Number(isStored)
  }

  /** The key, the value, and until when it is kept: a command that Redis executes late stores nothing that is too old. */
  #encoded<V>(read: Read<V>, answers: readonly Kept<V>[]): [key: string, value: Buffer, until: number][] {
    const values: [string, Buffer, number][] = []
    for (const { key, name, stored, until } of answers) {
      const bytes = encode(read, key, stored)
      if (bytes.length > MAX_VALUE_BYTES) this.counts.oversized++
      else values.push([name.value, bytes, Math.floor(until)])
    }
    return values
  }

  async unlock(names: readonly Keys[]): Promise<void> {
    await this.#client.del(names.map(({ lock }) => lock))
  }

  async forget({ value }: Keys): Promise<void> {
    await this.#client.del(value)
  }
}

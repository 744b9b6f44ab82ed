import { randomBytes } from 'node:crypto'
import type { Read } from '../read.ts'
import { encode, MAX_VALUE_BYTES, type Stored } from './codec.ts'
import type { Keys } from './keys.ts'
import { answersOf, type RedisClient, timeOf } from './replies.ts'
import { lockNamed } from './seen-locks.ts'

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
    let [stored, oversized] = [0, 0]
    for (const { key, name, stored: answer, until } of answers) {
      const bytes = encode(read, key, answer)
      if (bytes.length > MAX_VALUE_BYTES) oversized++
      else {
        // An absolute time: a command that Redis executes late stores nothing that is too old.
        pipeline.set(name.value, bytes, 'PXAT', Math.floor(until))
        stored++
      }
    }
    this.counts.oversized += oversized
    // Should the lock be another process's by now, two processes call AWS: nothing worse.
    if (locked.length > 0) pipeline.del(locked.map(({ lock }) => lock))
    if (pipeline.length > 0) await answersOf(pipeline)
    this.counts.stored += stored
  }

  async unlock(names: readonly Keys[]): Promise<void> {
    await this.#client.del(names.map(({ lock }) => lock))
  }

  async forget({ value }: Keys): Promise<void> {
    await this.#client.del(value)
  }
}

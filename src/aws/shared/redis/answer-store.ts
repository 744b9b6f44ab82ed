import { randomBytes } from 'node:crypto'
import { Cluster } from 'ioredis'
import type { Read } from '../read.ts'
import { encode, MAX_VALUE_BYTES, type Stored } from './codec.ts'
import type { Keys } from './keys.ts'
import { answersOf, type RedisClient, timeOf } from './replies.ts'
import { luaOnly, scriptOf } from './script.ts'
import { lockNamed } from './seen-locks.ts'

// Scripts, because an accessor of each of ioredis's pipelines keeps its commands and replies in memory until the next full
// collection: see docs/performance.md.

const LOCK = scriptOf(`local isLocked = {}
for index, key in ipairs(KEYS) do
  isLocked[index] = redis.call('SET', key, ARGV[1], 'PX', ARGV[2], 'NX') and 1 or 0
end
return isLocked`)

// KEYS are those of answers, then those of locks; ARGV has the value of each answer, and until when it is kept. The locks are
// removed even if there is no room for an answer. Without the right to remove them, they end by themselves.
const STORE = scriptOf(`local answers = #ARGV / 2
local refusal
for index = 1, answers do
  local reply = redis.pcall('SET', KEYS[index], ARGV[2 * index - 1], 'PXAT', ARGV[2 * index])
  if reply.err then refusal = reply end
end
if #KEYS > answers then redis.pcall('DEL', unpack(KEYS, answers + 1)) end
return refusal`)

// The time of its call is in the fourth to eleventh byte of a value (codec.ts).
const STORE_LATE = scriptOf(`${luaOnly('KEYS[1]', 'string')}local stored = redis.call('GETRANGE', KEYS[1], 0, 10)
local askedAt = function(value) return struct.unpack('>d', string.sub(value, 4, 11)) end
local isSameFormat = #stored == 11 and string.sub(stored, 1, 3) == string.sub(ARGV[1], 1, 3)
if isSameFormat and askedAt(stored) > askedAt(ARGV[1]) then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PXAT', ARGV[2])
return 1`)

/** A look in Redis: its time in milliseconds since 1970, the values of the keys, and the locks if it waits for them. */
export interface Look {
  time: number
  locks: readonly (string | null)[]
  values: readonly (Buffer | null)[]
}

/** An answer to store, and until when, in time of Redis. */
export interface Kept<V> {
  name: Keys
  stored: Stored<V>
  until: number
}

type Encoded = [key: string, value: Buffer, until: number]

/** The commands for answers and locks. */
export class AnswerStore {
  readonly #client: RedisClient
  readonly #lockMs: number
  readonly counts = { stored: 0, oversized: 0 }

  constructor(client: RedisClient, lockMs: number) {
    this.#client = client
    this.#lockMs = lockMs
  }

  /** `isWaiting`: whether the locks are read too. They are read first, because a lock is removed after its value is stored. */
  async look(names: readonly Keys[], isWaiting: boolean): Promise<Look> {
    const [locks, values] = [names.map(({ lock }) => lock), names.map(({ value }) => value)]
    const client = this.#client
    // In a Cluster, a pipeline: it goes to the node of the keys as a whole, and waits for a new connection.
    const replies =
      client instanceof Cluster
        ? answersOf(client.pipeline().mget(locks).mgetBuffer(values).time())
        : Promise.all([isWaiting ? client.mget(locks) : [], client.mgetBuffer(values), client.time()])
    const [foundLocks, found, time] = await replies
    return { time: timeOf(time), locks: foundLocks as Look['locks'], values: found as Look['values'] }
  }

  /** Whether this process got each lock; `now` is the time of Redis, or shortly before. */
  async lock(names: readonly Keys[], now: number): Promise<boolean[]> {
    const lock = lockNamed(randomBytes(6).toString('base64url'), now + this.#lockMs)
    const keys = names.map((name) => name.lock)
    return ((await LOCK(this.#client, keys, [lock, this.#lockMs])) as number[]).map((isLocked) => isLocked === 1)
  }

  /** Stores answers, and removes locks. */
  async store<V>(read: Read<V>, answers: readonly Kept<V>[], locked: readonly Keys[]): Promise<void> {
    const values = this.#encoded(read, answers)
    // Should a lock be another process's by now, two processes call AWS: nothing worse.
    const locks = locked.map(({ lock }) => lock)
    if (values.length === 0 && locks.length === 0) return
    const parts = partsOf(values)
    const stored = parts.map((part, index) => {
      const keys = [...part.map(([key]) => key), ...(index === parts.length - 1 ? locks : [])]
      const kept = part.flatMap(([, bytes, until]) => [bytes, until])
      return STORE(this.#client, keys, kept)
    })
    await Promise.all(stored)
    this.counts.stored += values.length
  }

  /** Stores answers of a call that took longer than its locks, but for those that another process has asked for since. */
  async storeLate<V>(read: Read<V>, answers: readonly Kept<V>[]): Promise<void> {
    const values = this.#encoded(read, answers)
    const stored = values.map(([value, bytes, until]) => STORE_LATE(this.#client, [value], [bytes, until]))
    for (const isStored of await Promise.all(stored)) this.counts.stored += Number(isStored)
  }

  /** The key, the value, and until when it is kept: a command that Redis executes late stores nothing that is too old. */
  #encoded<V>(read: Read<V>, answers: readonly Kept<V>[]): Encoded[] {
    const values: Encoded[] = []
    for (const { name, stored, until } of answers) {
      const bytes = encode(read, stored)
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

/** Parts of at most the size of one value, since Redis does nothing else while it executes a script; one for no values. */
function partsOf(values: readonly Encoded[]): Encoded[][] {
  const parts: Encoded[][] = [[]]
  let size = 0
  for (const value of values) {
    const { length } = value[1]
    if (size > 0 && size + length > MAX_VALUE_BYTES) {
      parts.push([])
      size = 0
    }
    size += length
    parts.at(-1)?.push(value)
  }
  return parts
}

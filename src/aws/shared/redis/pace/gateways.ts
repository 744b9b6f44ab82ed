import { randomUUID } from 'node:crypto'
import type { Guards } from '../guards.ts'
import type { RedisClient } from '../replies.ts'
import { LUA_NOW, luaOnly, scriptOf } from '../script.ts'

// A gateway that was killed is counted for three beats, so that one that is late is not missed.
const BEAT_MS = 2_000
const ALIVE_MS = 3 * BEAT_MS

// How long the last number holds without Redis. By then gateways may have been started or stopped for other reasons.
const HOLD_MS = 60_000

// Each gateway is a member, with the time at Redis until which it is counted.
const BEAT = scriptOf(`${LUA_NOW}${luaOnly('KEYS[1]', 'zset')}redis.call('ZADD', KEYS[1], now + ARGV[2], ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now)
redis.call('PEXPIRE', KEYS[1], ARGV[2])
return redis.call('ZCARD', KEYS[1])`)

/** How many gateways there are, this one included, and were `before`; undefined if that is not known. */
type OnCount = (gateways: number | undefined, before: number | undefined) => void

/** Counts the gateways of one group, by a sign of life of each in Redis. */
export class Gateways {
  /** The gateways of the group, this one included; undefined if that has not been known for a minute. */
  count: number | undefined
  readonly id = randomUUID()
  readonly #key: string
  readonly #client: RedisClient
  readonly #guards: Guards
  readonly #onCount: OnCount
  #last = 1
  #knownAt = performance.now()
  #timer: NodeJS.Timeout | undefined
  #isStopped = false

  /** `group` is equal for the gateways that are counted together. */
  constructor(group: string, client: RedisClient, guards: Guards, onCount: OnCount) {
    this.#key = `deploygraph:gateways:{${group}}`
    this.#client = client
    this.#guards = guards
    this.#onCount = onCount
  }

  /** Starts to give signs of life. */
  start(): void {
    void this.#beat()
  }

  /** Ends that, so that the others count one less at once. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#guards.of(this.#key).run('leave the count', () => this.#client.zrem(this.#key, this.id))
  }

  async #beat(): Promise<void> {
    const reply = await this.#guards
      .of(this.#key)
      .run('count gateways', () => BEAT(this.#client, [this.#key], [this.id, ALIVE_MS]))
    if (this.#isStopped) return
    if (typeof reply === 'number') this.#note(reply)
    else if (performance.now() - this.#knownAt > HOLD_MS) this.#set(undefined)
    this.#timer = setTimeout(() => void this.#beat(), BEAT_MS).unref()
  }

  /** A smaller number is believed at the second beat: after Redis has lost its data, each gateway has to report first. */
  #note(reply: number): void {
    this.#knownAt = performance.now()
    this.#set(Math.max(reply, this.#last, 1))
    this.#last = reply
  }

  #set(count: number | undefined): void {
    const before = this.count
    this.count = count
    if (count !== before) this.#onCount(count, before)
  }
}

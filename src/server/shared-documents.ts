import { createHash } from 'node:crypto'
import type { KeyValueCache } from '@apollo/utils.keyvaluecache'
import { LRUCache } from 'lru-cache'
import type { Guards } from '../aws/shared/redis/guards.ts'
import type { RedisClient } from '../aws/shared/redis/replies.ts'
import { LUA_NOW, luaOnly, scriptOf } from '../aws/shared/redis/script.ts'

// 40 MB at most in Redis. Larger documents are remembered in the process alone.
const MAX_DOCUMENTS = 2_000
const MAX_BYTES = 20_000

// Clients register again what is not found.
const KEPT_MS = 86_400_000
// Redis may have lost what is registered again. Some clients register with every request.
const STORED_AGAIN_MS = 60_000

// All have one hash tag: the script that stores one removes others.
const PREFIX = 'deploygraph:{documents}:'
const INDEX = `${PREFIX}index`

// Beside the documents is a sorted set of their keys, by the time at which they were stored: the oldest make room.
const STORE = scriptOf(`${LUA_NOW}${luaOnly('KEYS[2]', 'zset')}redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
redis.call('ZADD', KEYS[2], now, KEYS[1])
redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[2], ARGV[2])
local excess = redis.call('ZCARD', KEYS[2]) - ARGV[3]
if excess > 0 then
  local oldest = redis.call('ZPOPMIN', KEYS[2], excess)
  for index = 1, #oldest, 2 do redis.call('DEL', oldest[index]) end
end
return excess`)

interface Options {
  client: RedisClient
  reads: Guards
  writes: Guards
  /** Whether a document of that many characters and lines would be refused if a client sent it. */
  isTooLarge: (document: string) => boolean
  maxDocuments?: number
}

/**
 * The documents that clients registered at any gateway. A document from Redis is used only if its SHA-256 is the one that
 * the client asks for, and if it is within the limits of one that a client sends.
 */
export class SharedDocuments implements KeyValueCache<string> {
  readonly counts = { hit: 0, miss: 0, invalid: 0 }
  readonly #own: KeyValueCache<string>
  readonly #options: Options
  /** Hashes of documents that this process has stored lately. */
  readonly #stored = new LRUCache<string, true>({ max: MAX_DOCUMENTS, ttl: STORED_AGAIN_MS })

  /** `own` is the store of this process. */
  constructor(own: KeyValueCache<string>, options: Options) {
    this.#own = own
    this.#options = options
  }

  async get(key: string): Promise<string | undefined> {
    const known = await this.#own.get(key)
    if (known !== undefined) return known
    const hash = hashIn(key)
    const document = hash === undefined ? undefined : await this.#find(hash)
    if (document !== undefined) await this.#own.set(key, document)
    return document
  }

  async set(key: string, document: string): Promise<void> {
    const { client, writes, maxDocuments = MAX_DOCUMENTS } = this.#options
    const hash = hashIn(key)
    await this.#own.set(key, document)
    if (hash === undefined || this.#stored.has(hash) || Buffer.byteLength(document) > MAX_BYTES) return
    const keys = [PREFIX + hash, INDEX]
    const store = () => STORE(client, keys, [document, KEPT_MS, maxDocuments])
    if ((await writes.of(INDEX).run('store a document', store)) !== undefined) this.#stored.set(hash, true)
  }

  delete(key: string): ReturnType<KeyValueCache['delete']> {
    return this.#own.delete(key)
  }

  async #find(hash: string): Promise<string | undefined> {
    const { client, reads, isTooLarge } = this.#options
    // Never more than a document may have, whatever the value is.
    const bytes = await reads.of(INDEX).run('find a document', () => client.getrangeBuffer(PREFIX + hash, 0, MAX_BYTES))
    if (!bytes || bytes.length === 0) {
      this.counts.miss++
      return undefined
    }
    const document = bytes.toString()
    if (sha256(document) === hash && !isTooLarge(document)) {
      this.counts.hit++
      return document
    }
    this.counts.invalid++
    return undefined
  }
}

/** The SHA-256 in a key of Apollo Server; undefined for an id that is something else, which no document can have. */
const hashIn = (key: string): string | undefined => /^apq:([0-9a-f]{64})$/.exec(key)?.[1]

const sha256 = (document: string): string => createHash('sha256').update(document).digest('hex')

import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { RateLimiterCompatibleAbstract, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { OpenMemory } from '../../../aws/shared/redis/open.ts'
import { LUA_NOW, luaOnly, scriptOf } from '../../../aws/shared/redis/script.ts'
import type { Metrics } from '../../telemetry/metrics.ts'
import type { NewRates, Rates } from './rates.ts'
import { MAX_CALLERS, TokenBuckets } from './token-bucket.ts'

/**
 * The token bucket of `TokenBuckets` at Redis, for RateLimiterRedis, whose own script counts in windows: at the border
 * between two of them it admits twice the burst. Its arguments are the tokens to take, 0 or 1, and, third and fourth, the
 * tokens of a burst and the seconds in which they are filled; it returns more than a burst if the caller has to wait, and
 * for how many milliseconds. A bucket is never emptier than empty, whatever was stored, or whatever the clock did.
 */
const TAKE = scriptOf(`${LUA_NOW}${luaOnly('KEYS[1]', 'string')}local burst = tonumber(ARGV[3])
local fill = ARGV[4] * 1000
local each = fill / burst
local full = tonumber(redis.call('GET', KEYS[1]) or now) or now
full = math.min(now + fill, math.max(now, full))
local wait = full - now - fill + each
if wait > 0.001 then return {burst + 1, math.ceil(wait)} end
if ARGV[1] == '1' then
  redis.call('SET', KEYS[1], string.format('%.3f', full + each), 'PX', math.ceil(full + each - now))
end
return {tonumber(ARGV[1]), 0}`)

type Memory = Pick<OpenMemory, 'client' | 'reads' | 'writes'>

/** Decisions, by where they were made. */
interface Counts {
  redis: number
  process: number
}

/** The rates of callers that are shared, and their metrics. */
export function newSharedRates(memory: Memory, metrics: Metrics): NewRates {
  const counts: Counts = { redis: 0, process: 0 }
  metrics.counter('shared_rates_total', 'Decisions about the rate of a caller, by where they were made', ['by'], () =>
    Object.entries(counts).map(([by, count]) => [{ by }, count] as const),
  )
  return (purpose, perSecond, burst) => new SharedRates(purpose, { perSecond, burst, memory, counts })
}

interface Options {
  perSecond: number
  burst: number
  memory: Memory
  counts: Counts
}

/** Decides while Redis does not, as strictly as a gateway without Redis. */
class InProcess extends RateLimiterCompatibleAbstract {
  override readonly keyPrefix = ''
  override blockDuration = 0
  override execEvenly = false
  readonly #buckets: TokenBuckets
  readonly #counts: Counts

  constructor(buckets: TokenBuckets, counts: Counts) {
    super()
    this.#buckets = buckets
    this.#counts = counts
  }

  override async consume(key: string, tokens: number): Promise<RateLimiterRes> {
    this.#counts.process++
    const wait = tokens > 0 ? this.#buckets.take(key) : this.#buckets.wait(key)
    const result = new RateLimiterRes(0, wait)
    if (wait > 0) throw result
    return result
  }
}

/** Token buckets that all gateways share, as long as Redis answers. */
class SharedRates implements Rates {
  readonly #limiter: RateLimiterRedis
  readonly #prefix: string
  readonly #seconds: number
  /** Until when callers have to wait, by the clock of this process: until then Redis need not be asked again. */
  readonly #waiting = new LRUCache<string, number>({ max: MAX_CALLERS })

  constructor(purpose: string, { perSecond, burst, memory: { client, reads, writes }, counts }: Options) {
    const own = new TokenBuckets(perSecond, burst)
    const takeAtRedis = async ([key = '', ...values]: string[]) => {
      const isTaking = values[0] === '1'
      // A look would succeed, and say nothing: what is taken is counted here while Redis takes no writes.
      if (!isTaking && writes.of(key).isOpenFor('take from a rate')) throw new Error('Redis is not used')
      const take = () => TAKE(client, [key], values)
      const answer = await (isTaking
        ? writes.of(key).run('take from a rate', take)
        : reads.of(key).run('read a rate', take))
      if (!Array.isArray(answer)) throw new Error('Redis is not used')
      counts.redis++
      if (answer[0] === 1) own.take(key) // so that it goes on from there without Redis
      return answer
    }
    this.#prefix = `deploygraph:rate:${purpose}:`
    this.#seconds = Math.ceil(burst / perSecond)
    this.#limiter = new RateLimiterRedis({
      storeClient: { rlflxIncr: takeAtRedis },
      keyPrefix: '',
      points: burst,
      duration: burst / perSecond,
      insuranceLimiter: new InProcess(own, counts),
    })
  }

  take(caller: string): Promise<number> {
    return this.#consume(caller, 1)
  }

  wait(caller: string): Promise<number> {
    return this.#consume(caller, 0)
  }

  async #consume(caller: string, tokens: number): Promise<number> {
    const key = this.#prefix + createHash('sha256').update(caller).digest('base64url').slice(0, 22)
    const waitMs = (this.#waiting.get(key) ?? 0) - performance.now()
    if (waitMs > 0) return waitMs
    try {
      // Without whole seconds it would count in windows; the script does not use them.
      await this.#limiter.consume(key, tokens, { customDuration: this.#seconds })
      return 0
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      this.#waiting.set(key, performance.now() + refusal.msBeforeNext)
      return refusal.msBeforeNext
    }
  }
}

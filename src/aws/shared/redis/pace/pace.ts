import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { LocationConfig } from '../../../../config/locations.ts'
import type { AdaptiveRate } from '../../../calls/adaptive-rate.ts'
import type { Guards } from '../guards.ts'
import { Gateways } from './gateways.ts'
import { type Throttle, type ThrottleOptions, Throttles } from './throttles.ts'

// For services that this gateway has not called yet. After a minute without a throttle the rate has no bound any more.
const RECENT = { max: 1_000, ttl: 60_000 }

/** `writes` is for the list of gateways. */
type Options = ThrottleOptions & { writes: Guards }

/**
 * The pace of AWS calls, of which each gateway has its share: it is divided by the number of gateways, and a throttle of
 * one slows down all of them.
 */
export class SharedPace {
  readonly #identities: ReadonlyMap<string, string>
  readonly #rates = new Map<string, AdaptiveRate[]>()
  /** The rate of the gateway that was throttled last. */
  readonly #recent = new LRUCache<string, number>(RECENT)
  readonly #gateways: Gateways
  readonly #throttles: Throttles

  /** Undefined if AWS's limits of no location are known to be the same for other gateways. */
  static of(locations: readonly LocationConfig[], options: Options): SharedPace | undefined {
    const identities = new Map(locations.flatMap(paceIdentity))
    return identities.size > 0 ? new SharedPace(identities, options) : undefined
  }

  private constructor(identities: ReadonlyMap<string, string>, options: Options) {
    const { client, writes } = options
    this.#identities = identities
    this.#throttles = new Throttles(options, (throttle) => this.#hear(throttle))
    // Gateways with other locations do not make the same calls.
    const group = digest([...new Set(identities.values())].sort())
    this.#gateways = new Gateways(group, client, writes, (count, before) => this.#divide(count, before))
    this.#gateways.start()
  }

  /** The gateways among which the pace is divided, this one included. */
  get gateways(): number {
    return this.#gateways.count ?? 1
  }

  get counts(): Readonly<Throttles['counts']> {
    return this.#throttles.counts
  }

  /** Shares the rate of attempts to a service in a location. */
  watch(service: string, location: string, rate: AdaptiveRate): void {
    const identity = this.#identities.get(location)
    if (identity === undefined) return
    const key = keyOf(service, identity)
    this.#rates.set(key, [...(this.#rates.get(key) ?? []), rate])
    rate.divide(this.gateways)
    const recent = this.#recent.get(key)
    if (recent !== undefined) rate.onThrottleElsewhere(recent)
    rate.onDecrease((perSecond) => this.#throttles.publish({ from: this.#gateways.id, service, identity, perSecond }))
  }

  stop(): Promise<void> {
    return this.#gateways.stop()
  }

  #hear({ from, service, identity, perSecond }: Throttle): void {
    if (from === this.#gateways.id) return
    const key = keyOf(service, identity)
    this.#recent.set(key, perSecond)
    for (const rate of this.#rates.get(key) ?? []) rate.onThrottleElsewhere(perSecond)
  }

  /**
   * A gateway that does not know of the others has found its own share. It keeps that when it hears of them, and when it no
   * longer does: if all gateways took the whole at once, AWS would throttle them.
   */
  #divide(count: number | undefined, before: number | undefined): void {
    const keepsRate = count === undefined || before === undefined
    for (const rates of this.#rates.values()) for (const rate of rates) rate.divide(count ?? 1, keepsRate)
  }
}

/** The account and the region, by which AWS counts calls besides the service. Nothing for an account that is not named. */
function paceIdentity({
  name,
  region,
  accountId,
  roleArn,
  endpoint,
}: LocationConfig): [name: string, identity: string][] {
  const account = accountId ?? roleArn?.split(':')[4]
  return account ? [[name, digest([account, region, endpoint])]] : []
}

const digest = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)

const keyOf = (service: string, identity: string): string => `${service} ${identity}`

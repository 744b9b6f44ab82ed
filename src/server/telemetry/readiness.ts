import type { Sent } from '../../aws/calls/call.ts'
import { lacksCredentials } from '../../aws/calls/errors.ts'

/** The state of a location: `denied`, AWS answers but refuses access; `unknown`, there was no recent call. */
type Word = 'ok' | 'denied' | 'credentials' | 'unreachable' | 'unknown'

export interface Readiness {
  status: 'ok' | 'unavailable' | 'stopping'
  /** Number of locations in each state. They are not named, since anybody may ask. */
  locations: Partial<Record<Word, number>>
}

// How long an answer of AWS proves that it is reachable.
const PROOF_MS = 60_000

// How often AWS is called if there is no other proof.
const CHECK_MS = 10_000

/** Makes the cheapest call of a service in a location, which is reported to `observe`; settles in bounded time. */
export type Probe = (service: string, location: string) => Promise<unknown>

/**
 * Whether AWS is reachable: at least one service of one location has answered in the last minute. Calls of all requests
 * are observed, so that a gateway in use makes no calls for this purpose; an idle one calls each location once a
 * minute, and its other services only if the first does not answer.
 */
export class AwsReach {
  readonly #locations: readonly string[]
  readonly #services: readonly string[]
  readonly #clock: () => number
  readonly #lastWords = new Map<string, { word: Word; at: number }>()
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<unknown> | undefined
  #isStopping = false

  constructor(locations: readonly string[], services: readonly string[], clock: () => number) {
    this.#locations = locations
    this.#services = services
    this.#clock = clock
  }

  observe(sent: Pick<Sent, 'service' | 'location' | 'outcome' | 'errorName' | 'error'>): void {
    if (sent.outcome === 'cancelled') return
    this.#lastWords.set(keyOf(sent.service, sent.location), { word: wordOf(sent), at: this.#clock() })
  }

  /** From now on the status is `stopping`. */
  stop(): void {
    this.#isStopping = true
  }

  async state(probe: Probe): Promise<Readiness> {
    if (!this.#isStopping && !this.#isProved()) await this.#check(probe)
    const locations: Readiness['locations'] = {}
    for (const word of this.#locations.map((name) => this.#wordFor(name))) locations[word] = (locations[word] ?? 0) + 1
    return { status: this.#isStopping ? 'stopping' : this.#isProved() ? 'ok' : 'unavailable', locations }
  }

  /** Settles once a location has answered or all have failed; concurrent callers share it. */
  async #check(probe: Probe): Promise<void> {
    if (!this.#checking) {
      if (this.#clock() - this.#checkedAt < CHECK_MS) return
      this.#checkedAt = this.#clock()
      this.#checking = Promise.any(this.#locations.map((location) => this.#checkLocation(probe, location)))
        .catch(() => undefined)
        .finally(() => {
          this.#checking = undefined
        })
    }
    await this.#checking
  }

  /** One service is enough; if it does not answer, all others are called in parallel. */
  async #checkLocation(probe: Probe, location: string): Promise<void> {
    const [first, ...others] = this.#services.map((service) => () => this.#send(probe, service, location))
    await first?.()
    if (!isAnswer(this.#wordFor(location))) await Promise.all(others.map((send) => send()))
    if (!isAnswer(this.#wordFor(location))) throw new Error(`${location} did not answer`)
  }

  async #send(probe: Probe, service: string, location: string): Promise<void> {
    const before = this.#lastWords.get(keyOf(service, location))
    await probe(service, location).catch(() => {
      // A call that was never sent, or was cancelled, has not been observed.
      if (this.#lastWords.get(keyOf(service, location)) === before)
        this.observe({ service, location, outcome: 'AWS_TIMEOUT' })
    })
  }

  #isProved(): boolean {
    return this.#locations.some((name) => isAnswer(this.#wordFor(name)))
  }

  /** The best state among the services of a location: one that does not answer proves nothing about the others. */
  #wordFor(location: string): Word {
    const words = this.#services.map((service) => {
      const last = this.#lastWords.get(keyOf(service, location))
      return last && this.#clock() - last.at < PROOF_MS ? last.word : 'unknown'
    })
    return BEST_FIRST.find((word) => words.includes(word)) ?? 'unknown'
  }
}

const BEST_FIRST: readonly Word[] = ['ok', 'denied', 'credentials', 'unreachable', 'unknown']

const keyOf = (service: string, location: string) => JSON.stringify([service, location])

const isAnswer = (word: Word) => word === 'ok' || word === 'denied'

function wordOf({ outcome, errorName, error }: Pick<Sent, 'outcome' | 'errorName' | 'error'>): Word {
  if (outcome === 'AWS_TIMEOUT' || outcome === 'AWS_UNAVAILABLE' || outcome === 'INTERNAL_SERVER_ERROR')
    return 'unreachable'
  // Without credentials no call can be made, whatever reason STS gives.
  if (error && lacksCredentials(error)) return 'credentials'
  if (outcome === 'AWS_ACCESS_DENIED') return errorName?.startsWith('AccessDenied') ? 'denied' : 'credentials'
  return 'ok'
}

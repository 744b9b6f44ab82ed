import type { Sent } from '../../aws/calls/call.ts'
import { lacksCredentials } from '../../aws/calls/errors.ts'

/** What is known of a location: `denied`, AWS answers but does not let us; `unknown`, it was not asked lately. */
type Word = 'ok' | 'denied' | 'credentials' | 'unreachable' | 'unknown'

export interface Readiness {
  status: 'ok' | 'unavailable' | 'stopping'
  /** How many there are of each word. Anybody may ask, so none is named. */
  locations: Partial<Record<Word, number>>
}

// For how long an answer of AWS proves that it can be reached.
const PROOF_MS = 60_000

// How often AWS is asked while nothing else proves it.
const CHECK_MS = 10_000

/** Calls the services of a location, the cheapest call of each, each reported to `observe`; settles in bounded time. */
export type Probe = (service: string, location: string) => Promise<unknown>

/**
 * Whether AWS can be read: at least one service of one location has answered in the last minute. Every call of every
 * request is heard of, so that a gateway in use never asks for this purpose; one that is idle asks each location
 * once a minute, and only where one service does not answer the others.
 */
export class AwsReach {
  readonly #locations: readonly string[]
  readonly #services: readonly string[]
  readonly #clock: () => number
  readonly #lastWords = new Map<string, { word: Word; at: number }>()
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<unknown> | undefined
  #stopping = false

  constructor(locations: readonly string[], services: readonly string[], clock: () => number) {
    this.#locations = locations
    this.#services = services
    this.#clock = clock
  }

  observe(sent: Pick<Sent, 'service' | 'location' | 'outcome' | 'errorName' | 'error'>): void {
    if (sent.outcome === 'cancelled') return
    this.#lastWords.set(keyOf(sent.service, sent.location), { word: wordOf(sent), at: this.#clock() })
  }

  /** From now on the answer is `stopping`. */
  stop(): void {
    this.#stopping = true
  }

  async state(probe: Probe): Promise<Readiness> {
    if (!this.#stopping && !this.#isProved()) await this.#check(probe)
    const locations: Readiness['locations'] = {}
    for (const word of this.#locations.map((name) => this.#wordFor(name))) locations[word] = (locations[word] ?? 0) + 1
    return { status: this.#stopping ? 'stopping' : this.#isProved() ? 'ok' : 'unavailable', locations }
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

  /** One service is enough; where it does not answer, all others are asked at once. */
  async #checkLocation(probe: Probe, location: string): Promise<void> {
    const [first, ...others] = this.#services.map((service) => () => this.#ask(probe, service, location))
    await first?.()
    if (!isAnswer(this.#wordFor(location))) await Promise.all(others.map((ask) => ask()))
    if (!isAnswer(this.#wordFor(location))) throw new Error(`${location} did not answer`)
  }

  async #ask(probe: Probe, service: string, location: string): Promise<void> {
    const before = this.#lastWords.get(keyOf(service, location))
    await probe(service, location).catch(() => {
      // What was never sent, or given up, was not heard of.
      if (this.#lastWords.get(keyOf(service, location)) === before)
        this.observe({ service, location, outcome: 'AWS_TIMEOUT' })
    })
  }

  #isProved(): boolean {
    return this.#locations.some((name) => isAnswer(this.#wordFor(name)))
  }

  /** The best that is known of the services of a location: one that is missing says nothing of the others. */
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
  // Without credentials no call can be made, whatever STS says of the reason.
  if (error && lacksCredentials(error)) return 'credentials'
  if (outcome === 'AWS_ACCESS_DENIED') return errorName?.startsWith('AccessDenied') ? 'denied' : 'credentials'
  return 'ok'
}

import type { Sent } from '../../aws/calls/call.ts'

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

/**
 * Whether AWS can be read: at least one location has answered in the last minute. Every call of every request is heard
 * of, so that a gateway in use never asks for this purpose; one that is idle asks each location once a minute.
 */
export class AwsReach {
  readonly #locations: readonly string[]
  readonly #ask: (location: string) => Promise<unknown>
  readonly #clock: () => number
  readonly #heard = new Map<string, { word: Word; at: number }>()
  #checkedAt = Number.NEGATIVE_INFINITY
  #checking: Promise<unknown> | undefined
  #stopping = false

  /** `ask` sends one call to a location, of which `heard` is told; it settles in bounded time. */
  constructor(locations: readonly string[], ask: (location: string) => Promise<unknown>, clock: () => number) {
    this.#locations = locations
    this.#ask = ask
    this.#clock = clock
  }

  heard({ location, outcome, errorName }: Pick<Sent, 'location' | 'outcome' | 'errorName'>): void {
    if (outcome !== 'cancelled') this.#heard.set(location, { word: wordOf(outcome, errorName), at: this.#clock() })
  }

  /** From now on the answer is `stopping`. */
  stop(): void {
    this.#stopping = true
  }

  async state(): Promise<Readiness> {
    if (!this.#stopping && !this.#isProved()) await this.#check()
    const locations: Readiness['locations'] = {}
    for (const word of this.#locations.map((name) => this.#wordFor(name))) locations[word] = (locations[word] ?? 0) + 1
    return { status: this.#stopping ? 'stopping' : this.#isProved() ? 'ok' : 'unavailable', locations }
  }

  /** Until one location has answered or all have failed; whoever comes meanwhile waits for the same. */
  async #check(): Promise<void> {
    if (!this.#checking) {
      if (this.#clock() - this.#checkedAt < CHECK_MS) return
      this.#checkedAt = this.#clock()
      const asked = this.#locations.map(async (location) => {
        const before = this.#heard.get(location)
        await this.#ask(location).catch(() => {
          // What was never sent, or given up, was not heard of.
          if (this.#heard.get(location) === before) this.heard({ location, outcome: 'AWS_TIMEOUT' })
        })
        if (!isAnswer(this.#wordFor(location))) throw new Error(`${location} did not answer`)
      })
      this.#checking = Promise.any(asked)
        .catch(() => undefined)
        .finally(() => {
          this.#checking = undefined
        })
    }
    await this.#checking
  }

  #isProved(): boolean {
    return this.#locations.some((name) => isAnswer(this.#wordFor(name)))
  }

  #wordFor(location: string): Word {
    const heard = this.#heard.get(location)
    return heard && this.#clock() - heard.at < PROOF_MS ? heard.word : 'unknown'
  }
}

const isAnswer = (word: Word) => word === 'ok' || word === 'denied'

function wordOf(outcome: Sent['outcome'], errorName = ''): Word {
  if (outcome === 'AWS_ACCESS_DENIED') return errorName.startsWith('AccessDenied') ? 'denied' : 'credentials'
  return outcome === 'AWS_TIMEOUT' || outcome === 'AWS_UNAVAILABLE' || outcome === 'INTERNAL_SERVER_ERROR'
    ? 'unreachable'
    : 'ok'
}

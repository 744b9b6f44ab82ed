// As long as the longest usual pause.
const MAX_DELAY_MS = 15_000

// The cost of an update is known after the next read has been planned, and so counts one read later.
const MAX_UNPAID_MS = 2 * MAX_DELAY_MS

/**
 * The AWS calls that live updates may make to one service in one location: so many a second, on average, those of other
 * processes included as far as they tell of them.
 */
export class CallBudget {
  readonly #perSecond: number
  /** When the calls made so far are within the rate. */
  #freeAt = Number.NEGATIVE_INFINITY
  /** The same, with those that updates cost. */
  #paidAt = Number.NEGATIVE_INFINITY
  /** The same, with those of the feed's listings. */
  #listedAt = Number.NEGATIVE_INFINITY

  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /** How many milliseconds to wait before the next calls. */
  wait(now: number): number {
    return Math.max(0, this.#freeAt - now)
  }

  /** How many milliseconds from now on to plan the next calls, so that those that updates cost are within the rate too. */
  plan(now: number): number {
    return Math.max(this.wait(now), Math.min(this.#paidAt - now, MAX_DELAY_MS))
  }

  /** How many milliseconds to wait before the feed is listed again. */
  waitOfListing(now: number): number {
    return Math.max(this.wait(now), this.#listedAt - now)
  }

  /** How many calls may be made at once. */
  get burst(): number {
    return Math.max(1, Math.floor(this.#perSecond))
  }

  /** So many calls were made from a moment on: at half of the rate, while those of a listing exceed it. */
  spend(calls: number, now: number): void {
    const isListed = this.#listedAt > now
    const share = isListed ? 2 * calls : calls
    this.#freeAt = this.#after(this.#freeAt, share, now)
    this.#paidAt = this.#after(this.#paidAt, share, now)
    if (isListed) this.#listedAt = this.#after(this.#listedAt, calls, now)
  }

  /** A listing has made so many calls: the next one waits for all of them, and everything else has half of the rate meanwhile. */
  spendOnListing(calls: number, now: number): void {
    this.#listedAt = this.#after(Math.max(this.#listedAt, this.#freeAt), calls, now)
  }

  /** Updates have cost so many calls: that delays what is planned from now on, and nothing for long. */
  spendOnUpdate(calls: number, now: number): void {
    this.#paidAt = atMost(this.#after(this.#paidAt, calls, now), this.#paidAt, now + MAX_UNPAID_MS)
  }

  /** Another process has made so many calls, as it says: that delays nothing for long. */
  spendElsewhere(calls: number, now: number): void {
    this.#freeAt = atMost(this.#after(this.#freeAt, calls, now), this.#freeAt, now + MAX_DELAY_MS)
    this.spendOnUpdate(calls, now)
  }

  /** When so many more calls are within the rate. */
  #after(freeAt: number, calls: number, now: number): number {
    return Math.max(freeAt, now) + (calls * 1000) / this.#perSecond
  }
}

/** A moment that is no later than it was before, or than another one. */
const atMost = (at: number, before: number, latest: number): number => Math.min(at, Math.max(before, latest))

/** The budget of a service, as IAM spells it, in a location. */
export type BudgetOf = (service: string, location: string) => CallBudget

/** One budget for each service and location. */
export function callBudgets(perSecond: number): BudgetOf {
  const budgets = new Map<string, CallBudget>()
  return (service, location) => {
    const id = JSON.stringify([service, location])
    const budget = budgets.get(id) ?? new CallBudget(perSecond)
    budgets.set(id, budget)
    return budget
  }
}

// As long as the longest usual pause.
const MAX_DELAY_MS = 15_000

/**
 * The AWS calls that live updates may make to one service in one location: so many a second, on average, those of other
 * processes included as far as they tell of them.
 */
export class CallBudget {
  readonly #perSecond: number
  /** When the calls made so far are within the rate. */
  #freeAt = Number.NEGATIVE_INFINITY

  constructor(perSecond: number) {
    this.#perSecond = perSecond
  }

  /** How many milliseconds to wait before the next calls. */
  wait(now: number): number {
    return Math.max(0, this.#freeAt - now)
  }

  /** How many calls may be made at once. */
  get burst(): number {
    return Math.max(1, Math.floor(this.#perSecond))
  }

  /** So many calls were made from a moment on. */
  spend(calls: number, now: number): void {
    this.#freeAt = Math.max(this.#freeAt, now) + (calls * 1000) / this.#perSecond
  }

  /** Another process has made so many calls, as it says: that delays nothing for long. */
  spendElsewhere(calls: number, now: number): void {
    const before = this.#freeAt
    this.spend(calls, now)
    this.#freeAt = Math.min(this.#freeAt, Math.max(before, now + MAX_DELAY_MS))
  }
}

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

/** A value at a given time, and the time (epoch milliseconds) from which it no longer changes. */
export interface Dated<T> {
  value: T
  finalFrom: number
}

/**
 * Computes numbered values and caches the final ones, at most `capacity`. The result does not depend on earlier calls:
 * for a time at which the value was still changing, it is computed again.
 */
export function memoizeFinal<T>(
  capacity: number,
  make: (number: number, now: number) => Dated<T>,
): (number: number, now: number) => T {
  const remembered = new Map<number, Dated<T>>()
  return (number, now) => {
    const final = remembered.get(number)
    if (final && now >= final.finalFrom) return final.value
    const made = make(number, now)
    if (now < made.finalFrom) return made.value
    if (remembered.size >= capacity) remembered.clear()
    remembered.set(number, made)
    return made.value
  }
}

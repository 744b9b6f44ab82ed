/** A thing as it is at a moment, and the moment (epoch milliseconds) from which on it no longer changes. */
export interface Dated<T> {
  value: T
  finalFrom: number
}

/** Makes numbered things and remembers those that are final, at most `capacity` of them. The answer does not depend on
 * earlier calls: at a moment when the thing still changed, it is made again. */
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

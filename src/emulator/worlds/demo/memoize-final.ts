/** A thing as it is at a moment, and the moment (epoch milliseconds) from which on it stays that way. */
export interface Settling<T> {
  value: T
  settles: number
}

/** Makes numbered things and remembers those that no longer change, at most `capacity` of them. The answer does not
 * depend on what was asked before: a moment at which the thing still changed makes it anew. */
export function settled<T>(
  capacity: number,
  make: (number: number, now: number) => Settling<T>,
): (number: number, now: number) => T {
  const known = new Map<number, Settling<T>>()
  return (number, now) => {
    const remembered = known.get(number)
    if (remembered && now >= remembered.settles) return remembered.value
    const made = make(number, now)
    if (now < made.settles) return made.value
    if (known.size >= capacity) known.clear()
    known.set(number, made)
    return made.value
  }
}

/**
 * What one object costs: `each` units of AWS's for itself, `arrival` for every moment at which such objects arrive
 * together, because a batch that is begun is a call, and `objects` that come along and are only written.
 */
export interface Cost {
  each: number
  arrival: number
  objects: number
}

export const NOTHING: Cost = { each: 0, arrival: 0, objects: 0 }

export const sum = (one: Cost, other: Cost): Cost => ({
  each: one.each + other.each,
  arrival: one.arrival + other.arrival,
  objects: one.objects + other.objects,
})

export const most = (one: Cost, other: Cost): Cost => ({
  each: Math.max(one.each, other.each),
  arrival: Math.max(one.arrival, other.arrival),
  objects: Math.max(one.objects, other.objects),
})

/** In whole units, and a number that JSON can hold. */
export const unitsOf = ({ each, arrival, objects }: Cost): number =>
  Math.min(Math.ceil(each + arrival + objects), Number.MAX_SAFE_INTEGER)

/**
 * The cost of one object: `each` is its own AWS units, `perBatch` the units of each group of such objects that is read
 * together, because a started batch is a call, and `objects` those without calls, which are only written.
 */
export interface Cost {
  each: number
  perBatch: number
  objects: number
}

export const NOTHING: Cost = { each: 0, perBatch: 0, objects: 0 }

export const sum = (one: Cost, other: Cost): Cost => ({
  each: one.each + other.each,
  perBatch: one.perBatch + other.perBatch,
  objects: one.objects + other.objects,
})

export const most = (one: Cost, other: Cost): Cost => ({
  each: Math.max(one.each, other.each),
  perBatch: Math.max(one.perBatch, other.perBatch),
  objects: Math.max(one.objects, other.objects),
})

/** In whole units, limited to what JSON can represent. */
export const unitsOf = ({ each, perBatch, objects }: Cost): number =>
  Math.min(Math.ceil(each + perBatch + objects), Number.MAX_SAFE_INTEGER)

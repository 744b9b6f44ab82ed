/** The value below which a share of the values lies, between two neighbours by how near it is to each. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  const at = share * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** A fifth of the rounds are below it: what remains of a figure when the machine had little else to do. */
export const p20 = (values: readonly number[]): number => quantile(values, 0.2)

/** How much of what one server needs another one needs, in three ways that a disturbance affects differently. */
export interface Ratio {
  /** The ratio of their medians. */
  median: number
  /** The median of the ratios of each round, in which both had their turn. */
  paired: number
  /** The ratio of their 20th percentiles. */
  p20: number
}

/** Compares two servers by what they needed in the same rounds, in their order. */
export const ratioOf = (values: readonly number[], reference: readonly number[]): Ratio => ({
  median: median(values) / median(reference),
  paired: median(values.map((value, round) => value / (reference[round] ?? Number.NaN))),
  p20: p20(values) / p20(reference),
})

/** The parent of DurationPercentiles: of so many numbers, undefined if there is none. */
export interface Percentiles {
  count: number
  p50: number | undefined
  p90: number | undefined
  max: number | undefined
}

/**
 * A percentile by nearest rank: the smallest number that at least so many in a hundred do not exceed; undefined if
 * there is none. https://www.itl.nist.gov/div898/handbook/prc/section2/prc262.htm
 */
export const percentile = (numbers: readonly number[], percent: number): number | undefined =>
  ofSorted(sorted(numbers), percent)

/** The percentiles that DurationPercentiles has. */
export function percentiles(numbers: readonly number[]): Percentiles {
  const inOrder = sorted(numbers)
  return { count: inOrder.length, p50: ofSorted(inOrder, 50), p90: ofSorted(inOrder, 90), max: inOrder.at(-1) }
}

const sorted = (numbers: readonly number[]) => numbers.toSorted((one, other) => one - other)

const ofSorted = (inOrder: readonly number[], percent: number) =>
  inOrder[Math.max(1, Math.ceil((percent * inOrder.length) / 100)) - 1]

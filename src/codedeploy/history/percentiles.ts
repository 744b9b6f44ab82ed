/** The parent of DurationPercentiles: of so many numbers, undefined if there is none. */
export interface Percentiles {
  count: number
  p50: number | undefined
  p90: number | undefined
  max: number | undefined
}

/**
 * Percentiles by nearest rank: the smallest number that at least that percentage of the numbers does not exceed.
 * https://www.itl.nist.gov/div898/handbook/prc/section2/prc262.htm
 */
export function percentiles(numbers: readonly number[]): Percentiles {
  const inOrder = [...numbers].sort((one, other) => one - other)
  const at = (percent: number) => inOrder[Math.ceil((percent * inOrder.length) / 100) - 1]
  return { count: inOrder.length, p50: at(50), p90: at(90), max: inOrder.at(-1) }
}

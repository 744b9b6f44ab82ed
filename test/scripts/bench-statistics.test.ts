import { type Claim, claimsTable, type Goal, isReached, worstOf } from '../../bench/claim.ts'
import { partOf } from '../../bench/results.ts'
import type { Scenario } from '../../bench/scenario.ts'
import { median, p20, quantile, ratioOf } from '../../bench/statistics.ts'

const measured = (goal: Goal, ...figures: number[]): Claim[] =>
  figures.map((value) => ({ text: 'CPU of one ÷ another', goal, value }))

test.each([
  ['the median of an odd number of values is the middle one', median([9, 1, 5]), 5],
  ['the median of an even number of values is between the two middle ones', median([4, 1, 3, 2]), 2.5],
  ['a fifth of six values is the second smallest', p20([6, 5, 4, 3, 2, 1]), 2],
  ['a quantile between two values is as far from them as its share says', quantile([0, 10], 0.3), 3],
])('%s', (_, actual, expected) => {
  expect(actual).toBeCloseTo(expected)
})

test('a ratio is stated of the medians, of each round and of the 20th percentiles', () => {
  const ratio = ratioOf([1, 2, 3, 4, 50, 6], [2, 8, 6, 4, 100, 3])
  expect(ratio.median).toBeCloseTo(3.5 / 5)
  expect(ratio.paired).toBeCloseTo(0.5)
  expect(ratio.p20).toBeCloseTo(2 / 3)
})

test.each([
  ['every run is below the goal', { most: 0.4 }, [0.3, 0.4, 0.35], true],
  ['one run is above the goal', { most: 0.4 }, [0.3, 0.41, 0.35], false],
  ['one run is above the goal but where each may be', { most: 0.4, worst: 0.45 }, [0.3, 0.44, 0.35], true],
  ['the median is above the goal', { most: 0.4, worst: 0.45 }, [0.41, 0.42, 0.35], false],
  ['one run is above where each may be', { most: 0.4, worst: 0.45 }, [0.3, 0.46, 0.35], false],
  ['every run is above a goal that is a minimum', { least: 10 }, [12, 11, 10], true],
  ['one run is below a goal that is a minimum', { least: 10 }, [12, 9, 11], false],
  ['a figure is not a number', { most: 0.4 }, [0.3, Number.NaN], false],
] as const)('when %s, the benchmark says whether the goal is reached', (_, goal, figures, reached) => {
  expect(isReached(measured(goal, ...figures))).toBe(reached)
})

test('the worst run is the highest of a maximum, the lowest of a minimum, or one without a figure', () => {
  expect(worstOf(measured({ most: 1 }, 0.2, 0.4, 0.3))).toBe(1)
  expect(worstOf(measured({ least: 1 }, 0.2, 0.4, 0.1))).toBe(2)
  expect(worstOf(measured({ most: 1 }, 0.2, Number.NaN, 0.3))).toBe(1)
})

test('the table of promises has each run, their median and the worst', () => {
  const runs = measured({ most: 0.4 }, 0.3, 0.5, 0.1).map((claim) => [claim])
  expect(
    claimsTable(runs)
      .split('\n')[2]
      ?.split('|')
      .map((cell) => cell.trim()),
  ).toEqual(['', 'CPU of one ÷ another', '≤ 0.4', '0.300', '0.500', '0.100', '0.300', '0.500', '**not reached**', ''])
})

test('the part of a scenario shows the tables of the run that was worst by its first promise', () => {
  const scenario: Scenario = { name: 'one', title: 'One', run: async () => ({ text: '', claims: [] }) }
  const runs = measured({ most: 1 }, 0.3, 0.9, 0.1).map((claim, index) => ({
    text: `tables of run ${index + 1}`,
    claims: [claim],
    circumstances: `at ${index}:00`,
  }))
  const part = partOf(scenario, runs)
  expect(part).toContain('## One')
  expect(part).toContain('begun at 0:00, at 1:00, at 2:00')
  expect(part).toContain('tables of run 2')
  expect(part).not.toContain('tables of run 1')
})

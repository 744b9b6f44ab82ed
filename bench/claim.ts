import { median, type Ratio } from './statistics.ts'
import { digits, table } from './table.ts'

/** The promise about a figure, and the measurement of one run. */
export interface Claim {
  text: string
  goal: Goal
  value: number | Ratio
}

/** The median of all runs is to be at most, or at least, this; and so is every run, unless `worst` allows more. */
export type Goal = { most: number; worst?: number } | { least: number }

/** The figure that is compared with the goal; nothing is rounded before. */
export const figureOf = ({ value }: Claim): number => (typeof value === 'number' ? value : value.median)

/** The index of the run that is furthest from the goal of this claim: one that measured nothing, if there is one. */
export function worstOf(runs: readonly Claim[]): number {
  const sign = runs[0] && 'least' in runs[0].goal ? -1 : 1
  const figures = runs.map((run) => sign * figureOf(run))
  const unmeasured = figures.findIndex(Number.isNaN)
  return unmeasured >= 0 ? unmeasured : figures.indexOf(Math.max(...figures))
}

/** Whether the runs of a claim, all together and each, are where they are to be. */
export function isReached(runs: readonly Claim[]): boolean {
  const goal = runs[0]?.goal
  if (!goal) return false
  const figures = runs.map(figureOf)
  const worst = figures[worstOf(runs)] ?? Number.NaN
  if ('least' in goal) return worst >= goal.least
  return median(figures) <= goal.most && worst <= (goal.worst ?? goal.most)
}

/** A table of claims, each as every run measured it; `runs` holds the claims of one run after those of another. */
export function claimsTable(runs: readonly (readonly Claim[])[]): string {
  const [first = []] = runs
  const several = runs.length > 1
  const rows = first.map(({ text, goal }, index) => {
    const measured = runs.flatMap((claims) => claims[index] ?? [])
    const figures = measured.map(figureOf)
    const summary = [median(figures), figures[worstOf(measured)] ?? Number.NaN].map(digits)
    return [
      text,
      spelled(goal),
      ...measured.map(({ value }) => shown(value)),
      ...(several ? summary : []),
      isReached(measured) ? 'reached' : '**not reached**',
    ]
  })
  const columns = several ? [...runs.map((_, index) => `run ${index + 1}`), 'median', 'worst'] : ['measured']
  return table(['', 'goal', ...columns, ''], rows)
}

function spelled(goal: Goal): string {
  if ('least' in goal) return `≥ ${goal.least}`
  return goal.worst ? `≤ ${goal.most}, each ≤ ${goal.worst}` : `≤ ${goal.most}`
}

const shown = (value: number | Ratio): string =>
  typeof value === 'number' ? digits(value) : `${digits(value.median)} (${digits(value.paired)}, ${digits(value.p20)})`

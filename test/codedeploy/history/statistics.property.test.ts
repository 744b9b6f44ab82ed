import { percentiles } from '../../../src/codedeploy/history/percentiles.ts'
import type { HistoryRow } from '../../../src/codedeploy/history/row.ts'
import { type LocatedRow, statistics } from '../../../src/codedeploy/history/statistics.ts'

/** mulberry32: the same numbers for the same seed. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const DAY_MS = 86_400_000
const START = Date.parse('2026-11-01T00:00:00Z')
const STATUSES = ['Succeeded', 'Succeeded', 'Failed', 'Stopped', 'InProgress', 'Ready', 'NewerThanThis']

function randomRows(seed: number): LocatedRow[] {
  const next = random(seed)
  const one = <T>(of: readonly T[]): T => of[Math.floor(next() * of.length)] as T
  return Array.from({ length: Math.floor(next() * 60) }, (_, index) => {
    // Few different moments, so that equal ones are met.
    const createdAt = START + Math.floor(next() * 40) * (DAY_MS / 8)
    const status = one(STATUSES)
    const isRollback = next() < 0.2
    const row: HistoryRow = {
      deploymentId: `d-${index}`,
      applicationName: one(['web', 'api', undefined]),
      deploymentGroupName: one(['production', 'staging', undefined]),
      status,
      isRollback,
      isChange: !isRollback && next() < 0.8,
      isStoppedByHand: status === 'Stopped' && next() < 0.5,
      createdAt,
      completedAt: next() < 0.9 ? createdAt + Math.floor(next() * 5 - 1) * 60_000 : undefined,
    }
    return { location: one(['here', 'there']), row }
  })
}

// The second implementation counts in loops over everything, and shares nothing with the first.

function rankOf(numbers: number[], percent: number): number | undefined {
  for (const candidate of [...numbers].sort((a, b) => a - b)) {
    let notLonger = 0
    for (const number of numbers) if (number <= candidate) notLonger++
    if (notLonger * 100 >= percent * numbers.length) return candidate
  }
  return undefined
}

const spread = (numbers: number[]) => ({
  count: numbers.length,
  p50: rankOf(numbers, 50),
  p90: rankOf(numbers, 90),
  max: rankOf(numbers, 100),
})

function figures(rows: readonly LocatedRow[]) {
  const counted = { deployments: 0, succeeded: 0, failed: 0, stopped: 0 }
  let bad = 0
  const durations: number[] = []
  for (const { row } of rows) {
    if (!row.isChange) continue
    counted.deployments++
    if (row.status === 'Succeeded') {
      counted.succeeded++
      if (row.completedAt !== undefined) {
        const seconds = (row.completedAt - row.createdAt) / 1000
        durations.push(seconds < 0 ? 0 : seconds)
      }
    } else if (row.status === 'Failed') {
      counted.failed++
      bad++
    } else if (row.status === 'Stopped') {
      counted.stopped++
      if (!row.isStoppedByHand) bad++
    }
  }
  const changeFailureRate = bad + counted.succeeded === 0 ? undefined : bad / (bad + counted.succeeded)
  return { ...counted, changeFailureRate, durationSeconds: spread(durations) }
}

function bruteForce(rows: readonly LocatedRow[]) {
  const recovery: number[] = []
  for (const { location, row: failed } of rows) {
    const isFailure = failed.status === 'Failed' || (failed.status === 'Stopped' && !failed.isStoppedByHand)
    const { applicationName, deploymentGroupName, completedAt, isChange } = failed
    if (!isFailure || !isChange || completedAt === undefined || !applicationName || !deploymentGroupName) continue
    let soonest: number | undefined
    for (const { location: at, row } of rows) {
      if (at !== location || row.applicationName !== applicationName) continue
      if (row.deploymentGroupName !== deploymentGroupName || row.status !== 'Succeeded') continue
      if (!(row.isChange || row.isRollback) || row.completedAt === undefined) continue
      const seconds = (row.completedAt - completedAt) / 1000
      if (seconds >= 0 && (soonest === undefined || seconds < soonest)) soonest = seconds
    }
    if (soonest !== undefined) recovery.push(soonest)
  }
  const byGroup = ['here', 'there'].flatMap((location) =>
    ['api', 'web'].flatMap((applicationName) =>
      ['production', 'staging'].flatMap((deploymentGroupName) => {
        const of = rows.filter(
          ({ location: at, row }) =>
            at === location &&
            row.applicationName === applicationName &&
            row.deploymentGroupName === deploymentGroupName &&
            row.isChange,
        )
        return of.length === 0 ? [] : [{ location, applicationName, deploymentGroupName, ...figures(of) }]
      }),
    ),
  )
  const byDay = []
  for (let day = START; day < START + 40 * DAY_MS; day += DAY_MS) {
    const of = rows.filter(({ row }) => row.isChange && row.createdAt >= day && row.createdAt < day + DAY_MS)
    const { deployments, succeeded, failed, stopped } = figures(of)
    const date = new Date(day).toISOString().slice(0, 10)
    if (of.length > 0) byDay.push({ date, deployments, succeeded, failed, stopped })
  }
  return {
    ...figures(rows),
    rollbacks: rows.filter(({ row }) => row.isRollback).length,
    failedDeploymentRecoverySeconds: spread(recovery),
    byGroup: byGroup.sort((a, b) => b.deployments - a.deployments), // stable: equal ones stay in their order
    byDay,
  }
}

test('statistics are what a second implementation counts, over 500 random sets of deployments', () => {
  for (let seed = 1; seed <= 500; seed++) {
    const rows = randomRows(seed)
    expect({ seed, ...statistics(rows) }).toEqual({ seed, ...bruteForce(rows) })
  }
})

test('statistics do not depend on the order of the deployments', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const rows = randomRows(seed)
    const next = random(seed)
    const shuffled = rows
      .map((row) => ({ row, at: next() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row)
    expect(statistics(shuffled)).toEqual(statistics(rows))
  }
})

test('a percentile is the nearest rank, so it is one of the numbers', () => {
  expect(percentiles([50, 15, 40, 20, 35])).toEqual({ count: 5, p50: 35, p90: 50, max: 50 })
  expect(percentiles(Array.from({ length: 10 }, (_, index) => index + 1))).toEqual({
    count: 10,
    p50: 5,
    p90: 9,
    max: 10,
  })
  expect(percentiles([])).toEqual({ count: 0, p50: undefined, p90: undefined, max: undefined })
})

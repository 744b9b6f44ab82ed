import { type Percentiles, percentiles } from './percentiles.ts'
import { type HistoryRow, isFailedChange } from './row.ts'

/** A row, and where it is from. */
export interface LocatedRow {
  location: string
  row: HistoryRow
}

/** How many changes there were, and how many of them ended in which way. */
export interface Counts {
  deployments: number
  succeeded: number
  failed: number
  stopped: number
}

/** The parent of DeploymentGroupStatistics. */
export interface GroupStatistics extends Counts {
  location: string
  applicationName: string
  deploymentGroupName: string
  changeFailureRate: number | undefined
  durationSeconds: Percentiles
}

/** The parent of DeploymentDayStatistics: `date` is a day in UTC, as 2026-11-21. */
export interface DayStatistics extends Counts {
  date: string
}

export interface Statistics extends Counts {
  rollbacks: number
  /** Of changes that ended, those stopped by hand left out: from 0 to 1. */
  changeFailureRate: number | undefined
  failedDeploymentRecoverySeconds: Percentiles
  durationSeconds: Percentiles
  /** Most deployments first; equal numbers by location, application and group. */
  byGroup: GroupStatistics[]
  /** The days with a deployment, oldest first. */
  byDay: DayStatistics[]
}

/** DORA's figures of these deployments, in any order. docs/insight.md says what each is. */
export function statistics(rows: readonly LocatedRow[]): Statistics {
  const changes = rows.filter(({ row }) => row.isChange)
  const groups = grouped(changes, ofGroup)
  const days = grouped(changes, ({ row }) => new Date(row.createdAt).toISOString().slice(0, 10))
  return {
    rollbacks: rows.filter(({ row }) => row.isRollback).length,
    failedDeploymentRecoverySeconds: percentiles([...grouped(rows, ofGroup).values()].flatMap(recoveries)),
    byGroup: [...groups.values()].map(groupStatistics).sort(byDeployments),
    byDay: [...days].map(([date, of]) => ({ date, ...countsOf(of) })).sort((a, b) => (a.date < b.date ? -1 : 1)),
    ...figuresOf(changes),
  }
}

/** Undefined for a deployment without a group: it belongs to no sequence. */
function ofGroup({ location, row: { applicationName, deploymentGroupName } }: LocatedRow): string | undefined {
  if (!applicationName || !deploymentGroupName) return undefined
  return JSON.stringify([location, applicationName, deploymentGroupName])
}

function grouped(rows: readonly LocatedRow[], keyOf: (row: LocatedRow) => string | undefined) {
  const groups = new Map<string, LocatedRow[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  }
  return groups
}

function countsOf(changes: readonly LocatedRow[]): Counts {
  const ended = (status: string) => changes.filter(({ row }) => row.status === status).length
  return {
    deployments: changes.length,
    succeeded: ended('Succeeded'),
    failed: ended('Failed'),
    stopped: ended('Stopped'),
  }
}

function figuresOf(changes: readonly LocatedRow[]) {
  const counts = countsOf(changes)
  const failures = changes.filter(({ row }) => isFailedChange(row)).length
  const judged = counts.succeeded + failures
  return {
    changeFailureRate: judged > 0 ? failures / judged : undefined,
    durationSeconds: percentiles(changes.flatMap(({ row }) => (row.status === 'Succeeded' ? secondsOf(row) : []))),
    ...counts,
  }
}

/** From createTime to completeTime. */
const secondsOf = ({ createdAt, completedAt }: HistoryRow): number[] =>
  completedAt === undefined ? [] : [Math.max(completedAt - createdAt, 0) / 1000]

/** Of one group: the seconds from the end of each failed change to the end of the next success, a rollback's included. */
function recoveries(rows: readonly LocatedRow[]): number[] {
  const successes = rows
    .flatMap(({ row }) => {
      const { isChange, isRollback, status, completedAt } = row
      return status === 'Succeeded' && (isChange || isRollback) && completedAt !== undefined ? [completedAt] : []
    })
    .sort((one, other) => one - other)
  return rows.flatMap(({ row }) => {
    const { completedAt } = row
    if (!isFailedChange(row) || completedAt === undefined) return []
    const recovered = successes.find((success) => success >= completedAt)
    return recovered === undefined ? [] : [(recovered - completedAt) / 1000]
  })
}

function groupStatistics(changes: readonly LocatedRow[]): GroupStatistics {
  const { location = '', row } = changes[0] ?? {}
  return {
    location,
    applicationName: row?.applicationName ?? '',
    deploymentGroupName: row?.deploymentGroupName ?? '',
    ...figuresOf(changes),
  }
}

const nameOf = ({ location, applicationName, deploymentGroupName }: GroupStatistics) =>
  JSON.stringify([location, applicationName, deploymentGroupName])

const byDeployments = (one: GroupStatistics, other: GroupStatistics) =>
  other.deployments - one.deployments || (nameOf(one) < nameOf(other) ? -1 : 1)

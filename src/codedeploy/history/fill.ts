import type { Listing } from '../../aws/request/listing.ts'
import { GatewayError } from '../../errors.ts'
import type { CreatedBounds } from '../deployments-filter.ts'
import type { Deployment } from '../model.ts'
import type { FillOutcome, LocationHistory } from './location-history.ts'
import { rowOf } from './row.ts'

/** How deployments of one location are read for one request. */
export interface HistoryReads {
  /** ListDeployments, newest first. */
  list: (bounds: CreatedBounds) => Listing<string>
  /** BatchGetDeployments, 25 of one tick a call. */
  describe: (deploymentId: string) => Promise<Deployment | undefined>
  signal: AbortSignal
}

/** How many deployments a request may still describe in one location. */
export interface Budget {
  left: number
}

// Four batches of 25 run concurrently; an aborted request has to read at most these again.
const CHUNK = 100

// AWS does not say how soon a deployment is listed: what was created shortly before the newest one is looked for again.
const OVERLAP_MS = 60_000

/** Whether a listing was read to its end, and why deployments of it could not be read. */
export interface Refreshed {
  isWhole: boolean
  failures: unknown[]
}

/**
 * Brings a history up to date, unless `refreshed` says that the request did, and reads back to `since`, in milliseconds
 * since 1970. If one fails, the other is still done.
 */
export async function fill(
  history: LocationHistory,
  since: number,
  reads: HistoryReads,
  budget: Budget,
  refreshed?: Refreshed,
): Promise<FillOutcome & { refreshed: Refreshed | undefined }> {
  const failures: unknown[] = []
  const unlessFailed = <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error) => {
      failures.push(error)
      return undefined
    })
  const current = refreshed ?? (await unlessFailed(refresh(history, reads, budget)))
  const older = await unlessFailed(backfill(history, since, reads, budget))
  failures.push(...(current?.failures ?? []), ...(older ?? []))
  return { isCurrent: current?.isWhole ?? false, failures, refreshed: current }
}

/** Whether a history is current and has all deployments created from `since` on. */
export const isComplete = (history: LocationHistory, { isCurrent, failures }: FillOutcome, since: number): boolean =>
  isCurrent && failures.length === 0 && !history.hasUnread && history.coveredSince <= since

/** Reads the deployments created since the newest known one, and describes again those that had not ended. */
async function refresh(history: LocationHistory, reads: HistoryReads, budget: Budget): Promise<Refreshed> {
  const { newest, coveredSince, unfinished } = history
  const start = newest === undefined ? coveredSince : Math.max(newest - OVERLAP_MS, coveredSince)
  if (!Number.isFinite(start)) return { isWhole: true, failures: [] }
  const span = new Span()
  const { isWhole, failures } = await extend(
    history,
    reads,
    { createdAfter: new Date(start) },
    budget,
    unfinished,
    (at) => span.add(at),
  )
  if (span.max > (newest ?? Number.NEGATIVE_INFINITY)) {
    history.newest = span.max
    // The gap is read together with the older deployments; those that are known are only listed again.
    if (!isWhole) history.coveredSince = span.min
  }
  history.trim()
  return { isWhole, failures }
}

/** Reads what was created from `since` on, in milliseconds since 1970, and is not known yet: newest first. */
async function backfill(
  history: LocationHistory,
  since: number,
  reads: HistoryReads,
  budget: Budget,
): Promise<unknown[]> {
  if (history.coveredSince <= since || history.isFull || budget.left <= 0) return []
  const { coveredSince } = history
  const createdBefore = Number.isFinite(coveredSince) ? new Date(coveredSince + 1000) : undefined
  const bounds = { createdAfter: new Date(since), createdBefore }
  const { isWhole, failures } = await extend(history, reads, bounds, budget, [], (at, isNewest) => {
    if (isNewest && history.newest === undefined) history.newest = at
    history.coveredSince = Math.min(history.coveredSince, at)
  })
  if (isWhole) history.coveredSince = Math.min(history.coveredSince, since)
  history.trim()
  return failures
}

class Span {
  min = Number.POSITIVE_INFINITY
  max = Number.NEGATIVE_INFINITY

  add(at: number): void {
    this.min = Math.min(this.min, at)
    this.max = Math.max(this.max, at)
  }
}

/**
 * Lists deployments and describes those that are not known, after the `again` ones. `onRow` gets the creation times of each
 * chunk, newest first.
 */
async function extend(
  history: LocationHistory,
  reads: HistoryReads,
  bounds: CreatedBounds,
  budget: Budget,
  again: readonly string[],
  onRow: (createdAt: number, isNewest: boolean) => void,
): Promise<Refreshed> {
  const { read } = reads.list(bounds)
  const failures: unknown[] = []
  let pending = [...again]
  let token: string | undefined
  do {
    const page = await read(token)
    if (page.isIncomplete) throw new GatewayError('AWS_UNAVAILABLE', 'ListDeployments left out deployments.')
    pending = [...new Set([...pending, ...page.items.filter((id) => !history.has(id))])]
    token = page.nextToken
    const isLast = !token || pending.length >= budget.left
    const whole = pending.length - (pending.length % CHUNK)
    const chunk = pending.splice(0, Math.min(isLast ? pending.length : whole, budget.left))
    budget.left -= chunk.length
    const described = await describeAll(history, chunk, reads)
    failures.push(...described.failures)
    const isNew = described.createdAt.filter(({ id }) => !again.includes(id)).map(({ at }) => at)
    for (const [index, at] of isNew.sort((one, other) => other - one).entries()) onRow(at, index === 0)
  } while (token && budget.left > 0)
  return { isWhole: !token && pending.length === 0, failures }
}

/** Throws where the request has ended, or none could be read; other failures are of their deployment alone. */
async function describeAll(history: LocationHistory, ids: readonly string[], { describe, signal }: HistoryReads) {
  const results = await Promise.allSettled(ids.map(describe))
  const createdAt: { id: string; at: number }[] = []
  const failures: unknown[] = []
  for (const [index, result] of results.entries()) {
    const id = ids[index] as string
    if (result.status === 'rejected') failures.push(result.reason)
    const row = result.status === 'fulfilled' && result.value ? rowOf(result.value) : undefined
    if (row) {
      history.put(row)
      createdAt.push({ id, at: row.createdAt })
    } else if (result.status === 'fulfilled') history.absent(id)
  }
  if (failures.length > 0 && (signal.aborted || failures.length === ids.length)) throw failures[0]
  for (const [index, result] of results.entries())
    if (result.status === 'rejected') history.failed(ids[index] as string, isDenied(result.reason))
  return { createdAt, failures }
}

const isDenied = (error: unknown): boolean => error instanceof GatewayError && error.code === 'AWS_ACCESS_DENIED'

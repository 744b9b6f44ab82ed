import { perKey } from '../../aws/per-key.ts'
import type { AwsRequest } from '../../aws/request/aws-request.ts'
import type { Listing } from '../../aws/request/listing.ts'
import type { DeploymentsOf, ListedFilter } from '../deployments-filter.ts'
import type { Deployment } from '../model.ts'
import { type Budget, fill, isComplete, type Refreshed } from './fill.ts'
import { type FillOutcome, LocationHistory } from './location-history.ts'
import type { HistoryRow } from './row.ts'

/** How many deployments a request describes in one location at most: 40 calls. */
const MAX_DESCRIBED = 1000

// Requests of one moment look back to moments that differ by milliseconds: they read from the same full hour on.
const HOUR_MS = 3_600_000

/** The deployments of a location since some moment. */
export interface HistoryPart {
  location: string
  /** Newest first. */
  rows: readonly HistoryRow[]
  /** Whether these are all of them, as they are now. */
  isComplete: boolean
  /** Why deployments could not be read; `rows` has the earlier data. */
  failures: readonly unknown[]
}

const createHistories = () => new Map<string, LocationHistory>()

interface Lists {
  deploymentIds: (location: string, of: DeploymentsOf, filter: ListedFilter) => Listing<string>
}

/**
 * The deployments of a location, for one request: shared with all requests if answers are. The first request reads
 * one ListDeployments page per 100 and one BatchGetDeployments per 25; later ones list what came since, and describe
 * again what had not ended.
 */
export function createHistory(
  { shared, caller }: AwsRequest,
  lists: Lists,
  deployment: (location: string, deploymentId: string) => Promise<Deployment | undefined>,
) {
  const histories = shared(createHistories)
  const historyAt = (location: string) => {
    const history = histories.get(location) ?? new LocationHistory()
    histories.set(location, history)
    return history
  }
  const ownAt = perKey((_location): { budget: Budget; refreshed?: Refreshed; failures: unknown[] } => ({
    budget: { left: MAX_DESCRIBED },
    failures: [],
  }))

  const fillOnce = async (location: string, history: LocationHistory, since: number): Promise<FillOutcome> => {
    const own = ownAt(location)
    const reads = {
      list: (bounds: ListedFilter) => lists.deploymentIds(location, {}, bounds),
      describe: (id: string) => deployment(location, id),
      signal: caller.signal,
    }
    const { refreshed, isCurrent, failures } = await fill(history, since, reads, own.budget, own.refreshed)
    own.refreshed = refreshed
    own.failures.push(...failures)
    return { isCurrent, failures: [...own.failures] } // also failures in a part of this window
  }

  /** One fill at a time for each location. Reads of an aborted request, and reads of old answers, are not shared. */
  const filled = async (location: string, history: LocationHistory, since: number): Promise<FillOutcome> => {
    for (let other = history.underWay; other; other = history.underWay) {
      const outcome = await caller.receipt.trackWait(other.work)
      if (!outcome || other.since > since) continue
      caller.receipt.shared('codedeploy:ListDeployments')
      return outcome
    }
    const own = fillOnce(location, history, since)
    const work = own.then((outcome) => {
      history.underWay = undefined
      return caller.signal.aborted || !caller.receipt.isFresh ? undefined : outcome
    })
    history.underWay = { since, work }
    return own
  }

  /** The deployments of a location created from a moment on, in milliseconds since 1970. Rejects never. */
  const since = async (location: string, moment: number): Promise<HistoryPart> => {
    caller.receipt.markFinal(false)
    const history = historyAt(location)
    const from = Math.floor(moment / HOUR_MS) * HOUR_MS
    const outcome = await filled(location, history, from)
    return {
      location,
      rows: history.since(moment),
      failures: outcome.failures,
      isComplete: isComplete(history, outcome, from),
    }
  }

  return { since }
}

import { type HistoryRow, hasEnded } from './row.ts'

/** About 2 MB for each location. */
export const MAX_ROWS = 10_000

/** The result of a fill: whether the newest deployments are known, and why some could not be read. */
export interface FillOutcome {
  isCurrent: boolean
  failures: unknown[]
}

/** The deployments of one location that were read, and of which time all are known. Times are milliseconds since 1970. */
export class LocationHistory {
  /** The newest createTime up to which nothing is missing; undefined while no deployment is known. */
  newest: number | undefined
  /** All that was created from here on, up to `newest`, is known. */
  coveredSince = Number.POSITIVE_INFINITY
  /** The fill under way, and from when on it reads; undefined as its outcome: it is of no use to other requests. */
  underWay: { since: number; work: Promise<FillOutcome | undefined> } | undefined
  readonly #rows = new Map<string, HistoryRow>()
  // Names are the same in thousands of rows, but each is a text of its own as it was parsed.
  #names = new Map<string, string>()
  // Listed deployments without a row: those that could not be read, those that the role may not read, and those of which
  // AWS has said once that it does not know them.
  readonly #failed = new Set<string>()
  readonly #denied = new Set<string>()
  readonly #absent = new Set<string>()

  /** Whether no older deployment has a place. */
  get isFull(): boolean {
    return this.#rows.size + this.#failed.size + this.#denied.size >= MAX_ROWS
  }

  /** Whether listed deployments could not be read so far. */
  get hasUnread(): boolean {
    return this.#failed.size + this.#denied.size > 0
  }

  /** Whether a deployment is known, or will be read again anyway. */
  has(deploymentId: string): boolean {
    return [this.#rows, this.#failed, this.#denied, this.#absent].some((known) => known.has(deploymentId))
  }

  /** The ids of what had not ended, or could not be read. Of those that are denied one: it tells whether they still are. */
  get unfinished(): string[] {
    const running = [...this.#rows.values()].filter((row) => !hasEnded(row))
    const denied = [...this.#denied].slice(0, 1)
    return [...this.#failed, ...this.#absent, ...denied, ...running.map(({ deploymentId }) => deploymentId)]
  }

  put(row: HistoryRow): void {
    const { applicationName, deploymentGroupName, status } = row
    this.#failed.delete(row.deploymentId)
    this.#absent.delete(row.deploymentId)
    if (this.#denied.delete(row.deploymentId)) {
      for (const deploymentId of this.#denied) this.#failed.add(deploymentId)
      this.#denied.clear()
    }
    this.#rows.set(row.deploymentId, {
      ...row,
      applicationName: this.#interned(applicationName),
      deploymentGroupName: this.#interned(deploymentGroupName),
      status: this.#interned(status) ?? status,
    })
  }

  /** Notes that a deployment could not be read: it is read again with the next refresh. */
  failed(deploymentId: string, isDenied: boolean): void {
    if (this.#rows.has(deploymentId) || this.#absent.has(deploymentId)) return
    this.#failed.delete(deploymentId)
    this.#denied.delete(deploymentId) // then it is the last, so that another one is tried next
    if (isDenied) this.#denied.add(deploymentId)
    else this.#failed.add(deploymentId)
  }

  /** Notes that AWS did not return a deployment. It is requested once more, since the answer may have been incomplete. */
  absent(deploymentId: string): void {
    this.#rows.delete(deploymentId)
    this.#failed.delete(deploymentId)
    this.#denied.delete(deploymentId)
    if (!this.#absent.delete(deploymentId)) this.#absent.add(deploymentId)
  }

  /** Drops the oldest rows beyond MAX_ROWS. */
  trim(): void {
    if (this.#rows.size <= MAX_ROWS) return
    const rows = newestFirst([...this.#rows.values()])
    for (const { deploymentId } of rows.splice(MAX_ROWS)) this.#rows.delete(deploymentId)
    this.coveredSince = Math.max(this.coveredSince, rows.at(-1)?.createdAt ?? 0)
    const names = rows.flatMap((row) => [row.applicationName, row.deploymentGroupName, row.status])
    this.#names = new Map(names.flatMap((name) => (name === undefined ? [] : [[name, name]])))
  }

  /** The rows of deployments created from a moment on, newest first. */
  since(moment: number): HistoryRow[] {
    return newestFirst([...this.#rows.values()].filter(({ createdAt }) => createdAt >= moment))
  }

  #interned(name: string | undefined): string | undefined {
    if (name === undefined) return undefined
    const shared = this.#names.get(name) ?? name
    this.#names.set(name, shared)
    return shared
  }
}

// Equal times by id, so that the order is the same for every request.
const newestFirst = (rows: HistoryRow[]) =>
  rows.sort((one, other) => other.createdAt - one.createdAt || (one.deploymentId < other.deploymentId ? 1 : -1))

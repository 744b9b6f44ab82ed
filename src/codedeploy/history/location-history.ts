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
  readonly #names = new Map<string, string>()
  // Listed deployments that could not be read, and how often AWS did not return them.
  readonly #unread = new Map<string, number>()

  /** Whether no older deployment has a place. */
  get isFull(): boolean {
    return this.#rows.size >= MAX_ROWS
  }

  /** Whether a deployment is known, or will be read again anyway. */
  has(deploymentId: string): boolean {
    return this.#rows.has(deploymentId) || this.#unread.has(deploymentId)
  }

  /** The ids of deployments that had not ended, or could not be read. */
  get unfinished(): string[] {
    const running = [...this.#rows.values()].filter((row) => !hasEnded(row))
    return [...this.#unread.keys(), ...running.map(({ deploymentId }) => deploymentId)]
  }

  put(row: HistoryRow): void {
    const { applicationName, deploymentGroupName, status } = row
    this.#unread.delete(row.deploymentId)
    this.#rows.set(row.deploymentId, {
      ...row,
      applicationName: this.#interned(applicationName),
      deploymentGroupName: this.#interned(deploymentGroupName),
      status: this.#interned(status) ?? status,
    })
  }

  /** Notes that a deployment could not be read: it is read again with the next refresh. */
  failed(deploymentId: string): void {
    if (!this.#rows.has(deploymentId)) this.#unread.set(deploymentId, this.#unread.get(deploymentId) ?? 0)
  }

  /** Notes that AWS did not return a deployment. It is requested once more, since the answer may have been incomplete. */
  absent(deploymentId: string): void {
    this.#rows.delete(deploymentId)
    const times = this.#unread.get(deploymentId)
    if (times) this.#unread.delete(deploymentId)
    else this.#unread.set(deploymentId, 1)
  }

  /** Drops the oldest rows beyond MAX_ROWS. */
  trim(): void {
    if (this.#rows.size <= MAX_ROWS) return
    const rows = newestFirst([...this.#rows.values()])
    for (const { deploymentId } of rows.splice(MAX_ROWS)) this.#rows.delete(deploymentId)
    this.coveredSince = Math.max(this.coveredSince, rows.at(-1)?.createdAt ?? 0)
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

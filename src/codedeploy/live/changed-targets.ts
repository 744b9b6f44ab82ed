import { readSlice } from '../../aws/request/listing.ts'
import type { Context } from '../../context.ts'
import { asGatewayError, GatewayError } from '../../errors.ts'
import type { LiveParts } from '../../live/live-type.ts'
import type { Deployment, Target } from '../model.ts'
import { TARGETS_PER_BATCH } from '../targets.ts'

// So many are read each time, the others next time.
const MAX_BATCHES = 4

// Of a listing, on all its pages: many more than are in progress at a time anywhere.
const MAX_LISTED = 1_000

/** Of one update. */
const MAX_CHANGED = 100

// Events begin and end within a target while the counts stay. Less than the longest pause between two reads.
const PROGRESS_MS = 10_000

interface Seen {
  target: Target
  fingerprint: string
  /** The version of the state with which it became what it is. */
  changedAt: number
}

/**
 * The targets of a watched deployment that change. Those in progress or failed are listed when the deployment's counts
 * have changed, and read with those that were in progress the time before, which are read every now and then while the
 * counts stay. AWS sends none while an ECS or Lambda deployment runs, of which the few targets are read each time.
 */
export class ChangedTargets implements LiveParts<Deployment> {
  readonly #seen = new Map<string, Seen>()
  #rest: readonly string[] = []
  /** When those in progress were read last, in milliseconds since 1970. */
  #progressAt = 0

  get isComplete(): boolean {
    return this.#rest.length === 0
  }

  async read(context: Context, deployment: Deployment, hasChanged: boolean, version: number): Promise<void> {
    const failures: GatewayError[] = []
    const isListed = hasChanged || (!deployment.deploymentOverview && this.isComplete)
    const listed = isListed ? await this.#list(context, deployment, failures) : []
    const isOld = Math.abs(context.now - this.#progressAt) >= PROGRESS_MS // also when the clock has been set back
    const isDue = isListed || isOld
    if (isDue) this.#progressAt = context.now
    const wanted = [...new Set([...this.#rest, ...(isDue ? this.#inProgress() : []), ...listed])]
    const ids = wanted.slice(0, MAX_BATCHES * TARGETS_PER_BATCH)
    const { location, deploymentId } = deployment
    const targets = await Promise.all(
      ids.map((id) => context.codedeploy.targets.target(location, deploymentId, id).catch(asGatewayError)),
    )
    const again: string[] = []
    for (const [index, target] of targets.entries()) {
      const id = ids[index] as string
      if (target instanceof GatewayError) {
        failures.push(target)
        if (target.retryable) again.push(id)
      } else if (target) this.#take(id, target, version)
    }
    this.#rest = [...wanted.slice(ids.length), ...again]
    const [failure] = failures
    if (failure) throw failure
  }

  /** The targets that changed after a version; for a first update, 0, those in progress or failed. */
  since(version: number): object {
    const changed = [...this.#seen.values()].filter(({ changedAt, target: { status } }) =>
      version === 0 ? status === 'InProgress' || status === 'Failed' : changedAt > version,
    )
    const changedTargets = changed.slice(-MAX_CHANGED).map(({ target }) => target)
    return { changedTargets, changedTargetCount: changed.length }
  }

  /** The ids to read of those that AWS lists. Targets that have failed stay as they are. */
  async #list({ codedeploy }: Context, deployment: Deployment, failures: GatewayError[]): Promise<string[]> {
    const { location, deploymentId, deploymentOverview } = deployment
    const filter = deploymentOverview && ({ statuses: ['FAILED', 'IN_PROGRESS'] } as const)
    const listed = await readSlice([codedeploy.targets.ids(location, deploymentId, filter)], MAX_LISTED)
    failures.push(...listed.failures.map(asGatewayError))
    const ids = listed.entries.map(({ item }) => item)
    return filter ? ids.filter((id) => this.#seen.get(id)?.target.status !== 'Failed') : ids
  }

  #inProgress(): string[] {
    return [...this.#seen].filter(([, { target }]) => target.status === 'InProgress').map(([id]) => id)
  }

  #take(id: string, target: Target, version: number): void {
    const fingerprint = JSON.stringify(target)
    const seen = this.#seen.get(id)
    if (seen?.fingerprint === fingerprint) return
    this.#seen.delete(id) // what changed last comes last
    this.#seen.set(id, { target, fingerprint, changedAt: version })
  }
}

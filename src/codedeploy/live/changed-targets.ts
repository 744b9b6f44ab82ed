import { firstPage } from '../../aws/request/listing.ts'
import type { AwsPage } from '../../aws/shared/read.ts'
import type { Context } from '../../context.ts'
import { asGatewayError, GatewayError } from '../../errors.ts'
import type { LiveParts } from '../../live/live-type.ts'
import type { Deployment, Target } from '../model.ts'
import { TARGETS_PER_BATCH } from '../targets.ts'

// So many are read each time, the others next time.
const MAX_BATCHES = 4

/** Of one update. */
const MAX_CHANGED = 100

interface Seen {
  target: Target
  fingerprint: string
  /** The version of the state with which it became what it is. */
  changedAt: number
}

/**
 * The targets of a watched deployment that change. Those in progress are read, and those that were in progress the time
 * before, whenever the deployment's counts have changed; AWS sends none while an ECS or Lambda deployment runs, of which
 * the few targets are read each time.
 */
export class ChangedTargets implements LiveParts<Deployment> {
  readonly #seen = new Map<string, Seen>()
  #inProgress: readonly string[] = []
  #rest: readonly string[] = []
  #failure: GatewayError | undefined
  #isFirst = true

  get isComplete(): boolean {
    return this.#rest.length === 0
  }

  async read(context: Context, deployment: Deployment, hasChanged: boolean, version: number): Promise<void> {
    if (!hasChanged && this.isComplete && deployment.deploymentOverview) return
    const listed = await this.#listed(context, deployment).catch(asGatewayError)
    this.#failure = listed instanceof GatewayError ? listed : undefined
    const wanted = [...new Set([...this.#rest, ...this.#inProgress, ...(listed instanceof GatewayError ? [] : listed)])]
    const ids = wanted.slice(0, MAX_BATCHES * TARGETS_PER_BATCH)
    const { location, deploymentId } = deployment
    const targets = await Promise.all(
      ids.map((id) => context.codedeploy.targets.target(location, deploymentId, id).catch(asGatewayError)),
    )
    const unread: string[] = []
    for (const [index, target] of targets.entries()) {
      const id = ids[index] as string
      if (target instanceof GatewayError) {
        unread.push(id)
        this.#failure ??= target
      } else if (target) this.#take(id, target, version)
    }
    this.#rest = [...unread, ...wanted.slice(ids.length)]
    this.#inProgress = ids.filter((id) => this.#seen.get(id)?.target.status === 'InProgress')
    this.#isFirst &&= this.#failure !== undefined
  }

  /** The targets that changed after a version; for a first update, 0, those in progress or failed. */
  since(version: number): object {
    const failure = this.#failure
    if (failure) {
      const reject = () => Promise.reject(failure)
      return { changedTargets: reject, changedTargetCount: reject }
    }
    const changed = [...this.#seen.values()].filter(({ changedAt, target: { status } }) =>
      version === 0 ? status === 'InProgress' || status === 'Failed' : changedAt > version,
    )
    const changedTargets = changed.slice(-MAX_CHANGED).map(({ target }) => target)
    return { changedTargets, changedTargetCount: changed.length }
  }

  /** The ids to read: AWS lists those of a status, on one page as many as it likes. */
  async #listed({ codedeploy }: Context, { location, deploymentId, deploymentOverview }: Deployment) {
    const statuses = this.#isFirst ? (['FAILED', 'IN_PROGRESS'] as const) : (['IN_PROGRESS'] as const)
    const ids = codedeploy.targets.ids(location, deploymentId, deploymentOverview ? { statuses } : undefined)
    const { items }: AwsPage<string> = await firstPage(ids).read(undefined)
    return items
  }

  #take(id: string, target: Target, version: number): void {
    const fingerprint = JSON.stringify(target)
    const seen = this.#seen.get(id)
    if (seen?.fingerprint === fingerprint) return
    this.#seen.delete(id) // what changed last comes last
    this.#seen.set(id, { target, fingerprint, changedAt: version })
  }
}

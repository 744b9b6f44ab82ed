import type { Deployment as AppConfigDeployment } from '../appconfig/source.ts'
import { type NewestSource, newestOf, only, type Place, type Window } from '../aws/request/newest.ts'
import type { ListedFilter } from '../codedeploy/lists.ts'
import type { Deployment as CodeDeployDeployment } from '../codedeploy/source.ts'
import type { Context } from '../context.ts'
import { GatewayError } from '../errors.ts'
import type { ActivityFilter, AwsService, Phase } from '../generated/resolvers.ts'
import type { Execution } from '../imagebuilder/source.ts'
import { APPCONFIG, CODEDEPLOY, IMAGE_BUILDER, phaseOf, statusesIn } from './phase.ts'

export type Activity = CodeDeployDeployment | AppConfigDeployment | Execution

/** Why one service could not be read, or not wholly, in one location. */
export class SourceFailure extends Error {
  readonly service: AwsService
  readonly location: string

  constructor(service: AwsService, location: string, cause: unknown) {
    super(`${service} could not be read in ${location}.`, { cause })
    this.service = service
    this.location = location
  }
}

interface Sources {
  sources: NewestSource<Activity>[]
  /** What is missing from them. */
  failures?: unknown[]
}
type SourcesAt = (
  context: Context,
  location: string,
  filter: ActivityFilter,
  after: Place | undefined,
) => Promise<Sources>

/** Everything a feed has to read: the listings of every service in every location that its filter leaves. */
export async function sourcesOf(context: Context, filter: ActivityFilter, after: Place | undefined) {
  const names = filter.locations?.length
    ? [...new Set(filter.locations)]
    : context.locations.all.map(({ name }) => name)
  const services = filter.services?.length ? filter.services : (Object.keys(SERVICES) as AwsService[])
  const readable = [...new Set(services)].filter((service) => mayHave(service, filter.phases))
  const slices = readable.flatMap((service) => names.map((location) => ({ service, location })))
  const found = await Promise.all(
    slices.map(async ({ service, location }) => {
      const failure = (cause: unknown) => new SourceFailure(service, location, cause)
      try {
        const { sources, failures = [] } = await SERVICES[service](context, location, filter, after)
        return { sources: sources.map((source) => labelled(source, failure)), failures: failures.map(failure) }
      } catch (error) {
        return { sources: [], failures: [failure(error)] }
      }
    }),
  )
  return { sources: found.flatMap(({ sources }) => sources), failures: found.flatMap(({ failures }) => failures) }
}

/** A source whose failures say whose they are. */
const labelled =
  (source: NewestSource<Activity>, failure: (cause: unknown) => SourceFailure): NewestSource<Activity> =>
  async (want) => {
    const rethrow = (error: unknown) => Promise.reject(failure(error))
    const describe = await source(want).catch(rethrow)
    return () => describe().catch(rethrow)
  }

const PHASES = { CODEDEPLOY, APPCONFIG, IMAGE_BUILDER }

/** Whether anything of a service can be in one of the wanted phases. */
const mayHave = (service: AwsService, phases: readonly Phase[] | null | undefined) =>
  !phases?.length || statusesIn(PHASES[service], phases)?.length !== 0

const SERVICES: Record<AwsService, SourcesAt> = {
  // ListDeployments takes bounds and statuses. What it lists but BatchGetDeployments no longer knows is gone.
  CODEDEPLOY: async ({ codedeploy }, location, { since, until, phases }, after) => {
    const statuses = phases?.length ? (statusesIn(CODEDEPLOY, phases) as ListedFilter['statuses']) : undefined
    const bounds = { createdAfter: since, createdBefore: until, statuses }
    const belongs = (value: CodeDeployDeployment | GatewayError): value is CodeDeployDeployment =>
      !(value instanceof GatewayError) && isIn(phases, phaseOf(CODEDEPLOY, value.status))
    return { sources: [only(codedeploy.lists.newest(location, {}, bounds, after), belongs)] }
  },

  // ListDeployments of AppConfig and ListLifecycleExecutions filter nothing, so what they list is sifted here.
  APPCONFIG: async ({ appconfig }, location, filter, after) => {
    const { environments, failures } = await appconfig.allEnvironments(location)
    const describe = async (value: AppConfigDeployment) => {
      const { ApplicationId, EnvironmentId, DeploymentNumber, StartedAt } = value
      const id = [location, ApplicationId, EnvironmentId, DeploymentNumber].join('/')
      return { at: StartedAt?.getTime(), id, value }
    }
    const belongs = (value: AppConfigDeployment): value is AppConfigDeployment =>
      isIn(filter.phases, phaseOf(APPCONFIG, value.State))
    const sources = environments.map(({ ApplicationId, Id }) =>
      only(
        newestOf(appconfig.lists.deployments(location, ApplicationId, Id), describe, windowOf(filter, after)),
        belongs,
      ),
    )
    return { sources, failures }
  },

  IMAGE_BUILDER: async ({ imagebuilder }, location, filter, after) => {
    const policies = await imagebuilder.allPolicies(location)
    const describe = async (value: Execution) => {
      const id = `${location}/${value.lifecycleExecutionId}`
      return { at: value.startTime?.getTime(), id, value }
    }
    const belongs = (value: Execution): value is Execution =>
      isIn(filter.phases, phaseOf(IMAGE_BUILDER, value.state?.status))
    const sources = policies.map(({ arn }) =>
      only(newestOf(imagebuilder.executions(location, arn), describe, windowOf(filter, after)), belongs),
    )
    return { sources }
  },
}

const isIn = (wanted: readonly Phase[] | null | undefined, phase: Phase) => !wanted?.length || wanted.includes(phase)

const windowOf = ({ since, until }: ActivityFilter, after: Place | undefined): Window => ({
  after,
  since: since?.getTime(),
  until: until?.getTime(),
})

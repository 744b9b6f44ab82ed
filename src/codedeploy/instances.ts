import type * as Sdk from '@aws-sdk/client-codedeploy'
import { BatchGetDeploymentInstancesCommand, GetDeploymentInstanceCommand } from '@aws-sdk/client-codedeploy'
import { markUnreadable, unreadableIn } from '../aws/calls/unreadable.ts'
import { byId } from '../aws/request/tag-shapes.ts'
import { asGatewayError, GatewayError } from '../errors.ts'
import { assertMaxCharacters } from '../graphql/arguments.ts'
import type { CodeDeployReader } from './client.ts'
import type { InstanceSummary, Instances } from './model.ts'

// BatchGetDeploymentInstances: "The maximum number of instance IDs you can specify is 25."
const INSTANCES_PER_BATCH = 25

/** An instance in the answer of a BatchGetDeploymentInstances call; `call` is one object for all instances of the call. */
interface Described {
  instance: InstanceSummary | undefined
  call: { errorMessage: string | undefined }
}

// Of EC2 19 characters, of a machine on premises its name, both also as an ARN.
const MAX_INSTANCE_ID = 256

/**
 * The instances of deployments by the operations that AWS has deprecated, for one request. Their calls are not shared
 * with other requests: AWS's errorMessage names all instances that its call lacks, and not even the ids of other callers
 * may be seen. `cleaned` takes credentials out of what scripts wrote.
 */
export function createInstances(
  codedeploy: CodeDeployReader,
  deployment: (location: string, deploymentId: string) => Promise<object | undefined>,
  cleaned: (summary: Sdk.InstanceSummary) => Sdk.InstanceSummary,
) {
  const summary = (shape: Sdk.InstanceSummary, location: string, deploymentId: string, instanceId: string) =>
    Object.assign({}, cleaned(shape), { kind: 'InstanceSummary', location, deploymentId, instanceId } as const)

  /** GetDeploymentInstance. */
  const instance = codedeploy.each(GetDeploymentInstanceCommand, {
    isShared: false,
    input: (deploymentId: string, instanceId: string) => ({ deploymentId, instanceId }),
    value: ({ instanceSummary }, location, deploymentId, instanceId): InstanceSummary | undefined =>
      instanceSummary && summary(instanceSummary, location, deploymentId, instanceId),
  })

  /** BatchGetDeploymentInstances, 25 a call. */
  const described = codedeploy.batched(BatchGetDeploymentInstancesCommand, {
    isShared: false,
    size: INSTANCES_PER_BATCH,
    splitOn: new Set(['ValidationException', 'InstanceDoesNotExistException', 'InvalidInstanceNameException']),
    input: (instanceIds, [deploymentId]: [string]) => ({ deploymentId, instanceIds }),
    values: ({ instancesSummary = [], errorMessage }, location, [deploymentId], instanceIds) => {
      const call = { errorMessage }
      const summaries = byId(instancesSummary, ({ instanceId }) => instanceId)
      const why = unreadableIn([instancesSummary, summaries])
      const shapes = byRequestedId([...summaries.values()], instanceIds)
      const answers = instanceIds.flatMap((id): [string, Described][] => {
        const shape = shapes.get(id)
        // An instance is missing only from an answer that could be read whole.
        if (!shape && why) return []
        return [[id, { instance: shape && summary(shape, location, deploymentId, id), call }]]
      })
      const described = new Map(answers)
      if (why) markUnreadable(described, why)
      return described
    },
  })

  /** Instances in the order asked, by BatchGetDeploymentInstances; undefined for an unknown deployment. */
  const instances = async (
    at: string,
    deploymentId: string,
    ids: readonly string[],
  ): Promise<Instances | undefined> => {
    const checked = async (id: string) =>
      described(at, deploymentId, assertMaxCharacters(MAX_INSTANCE_ID, id, 'instanceIds'))
    const answers = await Promise.all(ids.map((id) => checked(id).catch(asGatewayError)))
    // If no instance could be read, it is unknown which are missing.
    const [failure] = answers
    if (failure instanceof GatewayError && answers.every((answer) => answer instanceof GatewayError)) throw failure
    // AWS answers nothing at all about an unknown deployment, but may say the same of instances that it does not have.
    const isUnknown = answers.every((answer) => answer === undefined)
    if (isUnknown && !(await deployment(at, deploymentId))) return undefined
    const instances = answers.map((answer) => (answer instanceof GatewayError ? answer : answer?.instance))
    const calls = new Set(answers.flatMap((answer) => (answer instanceof GatewayError || !answer ? [] : answer.call)))
    const texts = [...calls].flatMap(({ errorMessage }) => errorMessage || [])
    return {
      instances,
      missingInstanceIds: [...new Set(ids.filter((_, index) => instances[index] === undefined))],
      errorMessage: texts.length > 0 ? texts.join('\n') : null,
    }
  }

  const checkedInstance = async (at: string, deploymentId: string, id: string) =>
    instance(at, deploymentId, assertMaxCharacters(MAX_INSTANCE_ID, id, 'instanceId'))

  return { instance: checkedInstance, instances }
}

/**
 * AWS's answers by the requested ids. It returns an ARN in the place of an id: of an EC2 instance
 * arn:aws:ec2:…:instance/i-0123, of an on-premises machine arn:aws:codedeploy:…:instance/name_suffix, where neither a
 * name nor its ARN tells that an underscore is the suffix's. Each answer is of one name only.
 */
export function byRequestedId<Shape extends { instanceId?: string }>(
  shapes: readonly Shape[],
  ids: readonly string[],
): ReadonlyMap<string, Shape> {
  const names = new Set(ids.map(bareId))
  const exact = new Map<string, Shape>()
  const byName = new Map<string, Shape>()
  for (const shape of shapes) {
    const { instanceId = '' } = shape
    exact.set(instanceId, shape)
    const name = namesOf(instanceId).find((name) => names.has(name))
    if (name !== undefined) byName.set(name, shape)
  }
  return new Map(
    ids.flatMap((id) => {
      const shape = exact.get(id) ?? byName.get(bareId(id))
      return shape ? [[id, shape] as const] : []
    }),
  )
}

const bareId = (id: string): string => (id.startsWith('arn:') ? id.slice(id.indexOf('/') + 1) : id)

/** The ids by which an instance may have been requested, the likeliest first. */
function namesOf(instanceId: string): string[] {
  const bare = bareId(instanceId)
  const suffixAt = bare.lastIndexOf('_')
  const isOnPremises = /^arn:[\w-]+:codedeploy:/.test(instanceId)
  return isOnPremises && suffixAt > 0 ? [bare.slice(0, suffixAt), bare] : [bare]
}

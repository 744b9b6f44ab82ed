import type {
  LifecycleExecutionResource,
  LifecycleExecutionResourceAction,
  LifecycleExecutionResourceState,
  LifecyclePolicyDetailFilter,
} from '@aws-sdk/client-imagebuilder'
import type { ExecutionRecord } from '../../../imagebuilder/world.ts'
import { hexOf } from '../random.ts'
import { ACCOUNT, type PolicySchedule, SHARED_ACCOUNT } from './policies.ts'

/** A resource of an execution and its snapshots. */
export interface Impact {
  resource: LifecycleExecutionResource
  parentResourceId?: string
}

/** When an action on a resource runs and its result: before `from` it has no state, after `to` its state is final. */
export interface Handling {
  from: number
  to: number
  state: LifecycleExecutionResourceState
}

const OTHER_REGION: Record<string, string> = { 'us-east-1': 'us-west-2', 'eu-west-1': 'eu-central-1' }

/** The image versions that an execution of a policy acts on. */
export function imageArnsOf({ region, recipes }: PolicySchedule, number: number): string[] {
  const version = versionOf(number)
  return recipes.map((recipe) => `arn:aws:imagebuilder:${region}:${ACCOUNT}:image/${recipe}/${version}/1`)
}

/**
 * The resources of an execution, parents before children: image versions, below them the AMIs or container images they
 * were distributed as, in two accounts and two regions, and below deleted AMIs their snapshots.
 */
export function impactsOf(schedule: PolicySchedule, number: number): Impact[] {
  const { region, policy, recipes } = schedule
  const details = policy.policyDetails ?? []
  return imageArnsOf(schedule, number).flatMap((arn, index) => {
    const detail = details[(number + index) % details.length]
    const action: LifecycleExecutionResourceAction = { name: detail?.action?.type, reason: reasonOf(detail?.filter) }
    const places = [
      { accountId: ACCOUNT, region },
      { accountId: ACCOUNT, region: OTHER_REGION[region] ?? region },
      { accountId: SHARED_ACCOUNT, region },
    ]
    const image: Impact = { resource: { accountId: ACCOUNT, resourceId: arn, region, action } }
    const copies = places.flatMap((place): Impact[] => {
      const key = [place.accountId, place.region, arn]
      if (policy.resourceType === 'CONTAINER_IMAGE') {
        const repository = `${place.accountId}.dkr.ecr.${place.region}.amazonaws.com/${recipes[index]}`
        const imageUris = [`${repository}:${versionOf(number)}`, `${repository}:${versionOf(number)}-1`]
        return [
          {
            parentResourceId: arn,
            resource: { ...place, resourceId: `sha256:${hexOf(64, ...key)}`, action, imageUris },
          },
        ]
      }
      const ami = `ami-0${hexOf(16, ...key)}`
      if (!detail?.action?.includeResources?.snapshots) {
        return [{ parentResourceId: arn, resource: { ...place, resourceId: ami, action } }]
      }
      const snapshotIds = ['root', 'data'].map((volume) => `snap-0${hexOf(16, ...key, volume)}`)
      const snapshots = snapshotIds.map((snapshotId) => ({ snapshotId }))
      return [
        { parentResourceId: arn, resource: { ...place, resourceId: ami, action, snapshots } },
        ...snapshotIds.map((resourceId) => ({ parentResourceId: ami, resource: { ...place, resourceId, action } })),
      ]
    })
    return [image, ...copies]
  })
}

/**
 * The resources that an execution has reached so far, each with its state; `handlings` are those of the impacts. A
 * snapshot has the same state in its AMI and as a resource of its own.
 */
export function resourcesAt(impacts: Impact[], handlings: Handling[], now: number): ExecutionRecord['resources'] {
  const states = new Map(impacts.map(({ resource }, index) => [resource.resourceId, stateAt(handlings[index], now)]))
  return impacts.flatMap(({ resource, parentResourceId }, index) => {
    const { from, to } = handlings[index] ?? { from: 0, to: 0 }
    if (now < from) return []
    const times = { startTime: new Date(from), endTime: now < to ? undefined : new Date(to) }
    const snapshots = resource.snapshots?.map((one) => ({ ...one, state: states.get(one.snapshotId) }))
    const state = states.get(resource.resourceId)
    return [{ resource: { ...resource, state, ...(snapshots && { snapshots }), ...times }, parentResourceId }]
  })
}

const versionOf = (number: number) => `1.${Math.floor(number / 10) % 100}.${number % 10}`

function stateAt(handling: Handling | undefined, now: number): LifecycleExecutionResourceState | undefined {
  if (!handling || now < handling.from) return undefined
  return now < handling.to ? { status: 'IN_PROGRESS' } : handling.state
}

function reasonOf({ type, value, unit }: Partial<LifecyclePolicyDetailFilter> = {}): string {
  return `The ${type} filter of the policy is ${[value, unit].filter(Boolean).join(' ')}.`
}

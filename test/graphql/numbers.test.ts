import {
  defaultFieldResolver,
  GraphQLInt,
  type GraphQLResolveInfo,
  getNamedType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { createSchema } from '../../src/schema.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways()

const READ = 'counts targets, of which at most 1,000 are read'
const KEPT = 'counts deployments, of which at most 10,000 are kept for each location'

/** Int fields that are never null, and why a number beyond 32 bits cannot come to them. */
const NEVER_NULL: Record<string, string> = {
  'AppConfigDeployment.deploymentNumber': 'a key, which AWS counts in 32 bits',
  'CompletionEstimate.samples': 'at most ten deployments',
  'DeploymentDayStatistics.deployments': KEPT,
  'DeploymentDayStatistics.failed': KEPT,
  'DeploymentDayStatistics.stopped': KEPT,
  'DeploymentGroupState.failuresSinceSuccess': KEPT,
  'DeploymentGroupStatistics.deployments': KEPT,
  'DeploymentGroupStatistics.failed': KEPT,
  'DeploymentGroupStatistics.stopped': KEPT,
  'DeploymentStatistics.deployments': KEPT,
  'DeploymentStatistics.failed': KEPT,
  'DeploymentStatistics.rollbacks': KEPT,
  'DeploymentStatistics.stopped': KEPT,
  'DeploymentStatistics.succeeded': KEPT,
  'DurationPercentiles.count': KEPT,
  'FailureGroup.count': READ,
  'FailureSummary.inspectedTargets': READ,
  'LifecycleEventCount.failed': READ,
  'LifecycleEventCount.inProgress': READ,
  'LifecycleEventCount.passed': READ,
}

// The length of a list in memory, and not a number of AWS's.
const COUNTED = 'TargetConnection.totalCount'

/** The value of a field that is a sum of several members, for a parent whose members are all 1. */
const SUMS: Record<string, number> = { 'DeploymentOverview.total': 6 }

const ints = Object.values(createSchema().getTypeMap()).flatMap((type) =>
  isObjectType(type) && !type.name.startsWith('__')
    ? Object.values(type.getFields())
        .filter((field) => getNamedType(field.type) === GraphQLInt)
        .map((field) => ({ at: `${type.name}.${field.name}`, field }))
    : [],
)

/** A parent that has the same number for every member. */
const parentOf = (number: number) => new Proxy({}, { get: () => number })

test('every non-null Int stays within the range of Int', () => {
  const nonNull = ints.filter(({ field }) => isNonNullType(field.type)).map(({ at }) => at)
  expect(nonNull.toSorted()).toEqual(Object.keys(NEVER_NULL).toSorted())
})

describe.each(ints.filter(({ at, field }) => !isNonNullType(field.type) && at !== COUNTED))('$at', ({ at, field }) => {
  const { resolve = defaultFieldResolver } = field
  const info = { fieldName: field.name } as GraphQLResolveInfo
  const served = async (number: number) => {
    const value = await resolve(parentOf(number), {}, {}, info)
    return value === null ? null : GraphQLInt.serialize(value)
  }

  test.each([2 ** 31, 2 ** 53, -(2 ** 40), 0.7, Number.NaN, Number.POSITIVE_INFINITY])(
    'is null without an error when AWS sends %p',
    async (number) => {
      expect(await served(number)).toBeNull()
    },
  )

  test('is the number when it fits into an Int', async () => {
    expect(await served(1)).toBe(SUMS[at] ?? 1)
    expect(await served(0)).toBe(0)
  })
})

test('a step that started in 1970 or ran for a month has its duration in milliseconds', async () => {
  const month = 30 * 86_400_000
  const end = new Date('2026-11-20T09:00:00Z')
  const events = [
    { startTime: new Date(0), endTime: end },
    { startTime: new Date(end.getTime() - month), endTime: end },
    { endTime: end },
  ].map((times) => ({ lifecycleEventName: 'Install', status: 'Succeeded' as const, ...times }))
  const target = { targetId: 'i-1', deploymentId: 'd-SLOW00001', lifecycleEvents: events }
  const gateway = await start({
    world: () => ({
      codedeploy: {
        deployments: [
          deploymentOf({ deploymentId: 'd-SLOW00001', status: 'Succeeded', computePlatform: 'Server' }, [
            { deploymentTargetType: 'InstanceTarget', instanceTarget: target },
          ]),
        ],
      },
    }),
    locations: ONE_LOCATION,
  })
  const { data, errors } = await gateway.query(`{ deploymentTargets(deploymentId: "d-SLOW00001", targetIds: ["i-1"]) {
    ... on DeploymentTarget { lifecycleEvents { durationMs } } } }`)
  expect(errors).toBeUndefined()
  expect(data.deploymentTargets[0].lifecycleEvents).toEqual([
    { durationMs: end.getTime() },
    { durationMs: month },
    { durationMs: null },
  ])
})

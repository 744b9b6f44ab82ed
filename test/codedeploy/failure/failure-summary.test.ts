import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import type { World } from '../../../src/emulator/world.ts'
import { ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { deploymentId, failedWorld } from './failed-world.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

// Which of the two projects of jest.config.js this is.
declare const CACHE: boolean

const SUMMARY = `{
  headline failedTargets totalTargets affectedPercent inspectedTargets alarmNames
  groups { lifecycleEventName errorCode scriptName message count firstFailedAt lastFailedAt logTail }
}`
const one = (selection: string) => `query ($inspect: Int) {
  codeDeployDeployment(deploymentId: "${deploymentId(0)}") { failureSummary(inspect: $inspect) ${selection} }
}`

describe('the failure summary of a deployment', () => {
  test('groups its failed targets by what failed first on them', async () => {
    const { query } = await start({ world: failedWorld({}) })
    const targets =
      'groups { count targetIds targets(first: 1) { ... on DeploymentTarget { targetId failedEvent { name } } } }'
    const { data, errors } = await query(`query ($inspect: Int) {
      codeDeployDeployment(deploymentId: "${deploymentId(0)}") { reason failureSummary(inspect: $inspect) ${SUMMARY} }
    }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment).toEqual({
      reason: '20 of 120 targets failed, more than CodeDeployDefault.HalfAtATime allows.',
      failureSummary: {
        headline:
          '12 of 120 targets timed out in AfterInstall (scripts/warm.sh); 8 failed in ValidateService (scripts/check.sh)',
        failedTargets: 20,
        totalTargets: 120,
        affectedPercent: 20 / 1.2,
        inspectedTargets: 20,
        alarmNames: [],
        groups: [
          {
            lifecycleEventName: 'AfterInstall',
            errorCode: 'SCRIPT_TIMED_OUT',
            scriptName: 'scripts/warm.sh',
            message: 'Script timed out after 60 s',
            count: 12,
            firstFailedAt: '2026-11-20T08:43:20.000Z',
            lastFailedAt: '2026-11-20T08:43:37.000Z',
            logTail: expect.stringMatching(/^log of i-0000, password=(?!hunter2)/),
          },
          {
            lifecycleEventName: 'ValidateService',
            errorCode: 'SCRIPT_FAILED',
            scriptName: 'scripts/check.sh',
            message: 'Script failed with exit code 1',
            count: 8,
            firstFailedAt: '2026-11-20T08:43:23.000Z',
            lastFailedAt: '2026-11-20T08:43:39.000Z',
            logTail: expect.stringMatching(/^log of i-0003, password=(?!hunter2)/),
          },
        ],
      },
    })
    const again = await query(one(`{ ${targets} }`))
    expect(again.data.codeDeployDeployment.failureSummary.groups[0]).toEqual({
      count: 12,
      targetIds: expect.arrayContaining(['i-0000', 'i-0017']),
      targets: [{ targetId: 'i-0000', failedEvent: { name: 'AfterInstall' } }],
    })
  })

  // Failed targets, ids per page of AWS, how many are inspected: the listings and batches that takes.
  test.each([
    [20, 100, undefined, 1, 1],
    [130, 100, undefined, 1, 4],
    [130, 100, 1000, 2, 6],
    [130, 7, undefined, 15, 4],
    [130, 7, 10, 2, 1],
    [26, 100, 25, 1, 1],
  ])(
    'of %i failed targets in pages of %i costs, for inspect %s, %i listings and %i batches',
    async (failed, pageSize, inspect, lists, batches) => {
      const { query, calls } = await start({ world: failedWorld({ failed, total: 200, pageSize }) })
      const { data, errors } = await query(one('{ inspectedTargets groups { count } }'), { inspect })
      expect(errors).toBeUndefined()
      const { inspectedTargets, groups } = data.codeDeployDeployment.failureSummary
      const read = Math.min(failed, inspect ?? 100)
      expect(inspectedTargets).toBe(read)
      expect(groups.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(read)
      expect(calls()).toEqual({
        BatchGetDeployments: 1,
        ListDeploymentTargets: lists,
        BatchGetDeploymentTargets: batches,
      })
    },
  )

  test('of each of twenty takes at most 105 calls, none again, and passes the default cost limit', async () => {
    const { query, calls } = await start({ world: failedWorld({ deployments: 20, failed: 100, total: 1000 }) })
    const failures = `{ codeDeployDeployments(first: 20, filter: { statuses: [FAILED] }) {
      nodes { title failureSummary { headline groups { lifecycleEventName scriptName count } } }
    } }`
    const { data, errors } = await query(failures)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toEqual(
      Array.from({ length: 20 }, () => ({
        title: 'fleet → production',
        failureSummary: {
          headline:
            '60 of 1000 targets timed out in AfterInstall (scripts/warm.sh); 40 failed in ValidateService (scripts/check.sh)',
          groups: [
            { lifecycleEventName: 'AfterInstall', scriptName: 'scripts/warm.sh', count: 60 },
            { lifecycleEventName: 'ValidateService', scriptName: 'scripts/check.sh', count: 40 },
          ],
        },
      })),
    )
    const cold = calls()
    expect(cold).toEqual({
      ListDeployments: 1,
      BatchGetDeployments: 1,
      ListDeploymentTargets: 20,
      BatchGetDeploymentTargets: 80,
    })
    if (!CACHE) return
    await query(failures)
    expect(calls()).toEqual({ ListDeployments: 1 })
  })

  test.each([
    [
      'each group whole',
      'failureSummary { headline groups { message logTail targetIds targets { ... on DeploymentTarget { lifecycleEvents { name } } } } }',
    ],
    ['a thousand targets inspected', 'failureSummary(inspect: 1000) { headline groups { count } }'],
    ['their lifecycle events counted', 'eventCounts { name failed }'],
  ])('of each of twenty passes the default cost limit with %s', async (_, selection) => {
    const { query } = await start({ world: failedWorld({ deployments: 20 }) })
    const { data, errors } = await query(`{ codeDeployDeployments(first: 20) { nodes { ${selection} } } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments.nodes).toHaveLength(20)
  })

  test('reads a target once that two pages list', async () => {
    const world: World = (region, now) => {
      const { codedeploy } = failedWorld({ failed: 3, total: 3, pageSize: 2 })(region, now)
      const deployments = codedeploy?.deployments?.map((one) => ({
        ...one,
        targetIds: ['i-0000', 'i-0001', 'i-0001', 'i-0002'],
      }))
      return { codedeploy: { ...codedeploy, deployments } }
    }
    const { query } = await start({ world })
    const { data, errors } = await query(one('{ inspectedTargets targetIds groups { count } }'))
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.failureSummary).toEqual({
      inspectedTargets: 3,
      targetIds: ['i-0000', 'i-0001', 'i-0002'],
      groups: [{ count: 3 }],
    })
  })

  test('says in its headline that no target could be read, also if no groups are selected', async () => {
    const fault = { operation: 'ListDeploymentTargets', error: { name: 'AccessDeniedException', status: 400 } }
    const { query } = await start({ world: failedWorld({}), faults: [fault] })
    const { data } = await query(one('{ headline inspectedTargets }'))
    expect(data.codeDeployDeployment.failureSummary).toEqual({
      headline:
        '20 of 120 targets failed, more than CodeDeployDefault.HalfAtATime allows (0 of 20 failed targets read)',
      inspectedTargets: 0,
    })
  })

  // The fields that AWS counts or states, and the calls beside BatchGetDeployments.
  test.each<[string, DeploymentInfo, object | null, Record<string, number>]>([
    [
      'is null if nothing failed',
      { status: 'Succeeded', errorInformation: undefined, deploymentOverview: { Succeeded: 120 } },
      null,
      {},
    ],
    [
      'is null while an ECS deployment runs, whose targets AWS does not count',
      { status: 'InProgress', computePlatform: 'ECS', errorInformation: undefined, deploymentOverview: undefined },
      null,
      {},
    ],
    [
      'costs no call if AWS counts no failed target',
      {
        status: 'Stopped',
        deploymentOverview: { Succeeded: 4, Skipped: 6 },
        errorInformation: { code: 'ALARM_ACTIVE', message: '… have been stopped. Activated alarms: <checkout-5xx>' },
      },
      {
        headline: 'Stopped by alarm checkout-5xx',
        failedTargets: 0,
        totalTargets: 10,
        affectedPercent: 0,
        inspectedTargets: 0,
        alarmNames: ['checkout-5xx'],
        groups: [],
      },
      {},
    ],
    [
      'is available while a deployment still runs',
      { status: 'InProgress', errorInformation: undefined, completeTime: undefined },
      expect.objectContaining({ failedTargets: 20, inspectedTargets: 20 }),
      { ListDeploymentTargets: 1, BatchGetDeploymentTargets: 1 },
    ],
  ])('%s', async (_, info, expected, expectedCalls) => {
    const { query, calls } = await start({ world: failedWorld({ info }) })
    const { data, errors } = await query(one(SUMMARY))
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.failureSummary).toEqual(expected)
    expect(calls()).toEqual({ BatchGetDeployments: 1, ...expectedCalls })
  })

  test('has an error in place of the groups of targets that could not be read', async () => {
    const isSecondBatch = (input: unknown) => (input as { targetIds: string[] }).targetIds.includes('i-0030')
    const { query } = await start({
      world: failedWorld({ failed: 40 }),
      faults: [
        {
          operation: 'BatchGetDeploymentTargets',
          when: isSecondBatch,
          error: { name: 'InternalServerError', status: 500 },
        },
      ],
    })
    const { data, errors } = await query(one('{ headline inspectedTargets groups { count } }'))
    expect(data.codeDeployDeployment.failureSummary).toEqual({
      headline:
        '15 of 120 targets timed out in AfterInstall (scripts/warm.sh); 10 failed in ValidateService (scripts/check.sh) (25 of 40 failed targets read)',
      inspectedTargets: 25,
      groups: [{ count: 15 }, { count: 10 }, null],
    })
    expect(errors).toMatchObject([
      { path: ['codeDeployDeployment', 'failureSummary', 'groups', 2], extensions: { code: 'AWS_UNAVAILABLE' } },
    ])
  })

  test('refuses to inspect less than one target or more than a thousand, before any call', async () => {
    const { query, calls } = await start({ world: failedWorld({}) })
    for (const inspect of [0, -1, 1001]) {
      const { errors } = await query(one('{ headline }'), { inspect })
      expect(errors).toMatchObject([
        {
          message: `"inspect" was ${inspect}: expected a whole number from 1 to 1000.`,
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ])
    }
    expect(calls()).toEqual({})
  })
})

import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { type Answer, NOW, ONE_LOCATION, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { ended, HOUR_MS, idOf, MINUTE_MS, running, STATES, STATISTICS, worldOf } from './history-world.ts'

declare const CACHE: boolean

const { start } = useGateways({ locations: ONE_LOCATION })

// 60 that succeeded, one an hour, the newest an hour ago; two that failed, a rollback, and one under way.
const SUCCESSES = Array.from({ length: 60 }, (_, number) => ended(number, number + 1))
const DEPLOYMENTS = [
  running(101, 0.1),
  ended(102, 0.5, { status: 'Stopped', errorInformation: { code: 'MANUAL_STOP', message: 'stopped' } }),
  ...SUCCESSES,
  ended(103, 3.5, { status: 'Failed', errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'no' } }),
  ended(104, 3.25, { creator: 'codeDeployRollback' }),
  ended(105, 10.5, { status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE', message: 'alarm' } }),
  ended(106, 12.5, { creator: 'autoscaling' }),
  ended(107, 13.5, { updateOutdatedInstancesOnly: true }),
]
const LIST = 'ListDeployments'
const BATCH = 'BatchGetDeployments'
const gatewayClock = () => NOW

describe('deploymentStatistics', () => {
  test('counts what was deployed in the window, in the words of DORA', async () => {
    const { query } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock })
    const { data, errors } = await query(STATISTICS, { within: 'P2D' })
    expect(errors).toBeUndefined()
    expect(data.deploymentStatistics).toEqual({
      since: '2026-11-19T09:30:00.000Z',
      ...{ deployments: 52, succeeded: 48, failed: 1, stopped: 2, rollbacks: 1, deploymentFrequencyPerDay: 24 },
      changeFailureRate: 2 / 50,
      // The rollback ends the first failure, the next success the stop by an alarm.
      failedDeploymentRecoverySeconds: { count: 2, p50: 900, p90: 1800, max: 1800 },
      durationSeconds: { count: 48, p50: 600, p90: 600, max: 600 },
      byGroup: [
        {
          ...{ location: { name: 'us-east-1' }, applicationName: 'fleet', deploymentGroupName: 'production' },
          ...{ deployments: 52, failed: 1, stopped: 2, changeFailureRate: 2 / 50 },
        },
      ],
      byDay: [
        { date: '2026-11-19', deployments: 15, failed: 0, stopped: 0 },
        { date: '2026-11-20', deployments: 25, failed: 0, stopped: 1 },
        { date: '2026-11-21', deployments: 12, failed: 1, stopped: 1 },
      ],
      isComplete: true,
      problems: [],
    })
  })

  test.each([
    [7, 10],
    [100, 1],
  ])(
    'cold, on pages of %s, takes one ListDeployments per page and one BatchGetDeployments per 25',
    async (size, pages) => {
      const { query, calls } = await start({ world: worldOf(DEPLOYMENTS, size), gatewayClock })
      const { data } = await query(STATISTICS, { within: 'P7D' })
      expect(data.deploymentStatistics.deployments).toBe(64)
      expect(calls()).toEqual({ [LIST]: pages, [BATCH]: 3 })
    },
  )

  test('asked again later lists what came since, and describes again what had not ended', async () => {
    let now = NOW
    const { query, calls } = await start({ world: worldOf(DEPLOYMENTS, 7), gatewayClock: () => now })
    const first = await query(STATISTICS, { within: 'P7D' })
    calls()
    now += MINUTE_MS
    const second = await query(STATISTICS, { within: 'P7D' })
    const { since: _, deploymentFrequencyPerDay: __, ...rest } = first.data.deploymentStatistics
    expect(second.data.deploymentStatistics).toMatchObject(rest)
    expect(calls()).toEqual(CACHE ? { [LIST]: 1, [BATCH]: 1 } : { [LIST]: 10, [BATCH]: 3 })
  })

  test('of twenty requests at once costs the calls of one where answers are shared', async () => {
    const { query, calls } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock, faults: [{ delayMs: 1_000 }] })
    const answers = await Promise.all(Array.from({ length: 20 }, () => query(STATISTICS, { within: 'P7D' })))
    for (const { data } of answers) expect(data).toEqual(answers[0]?.data)
    expect(answers[0]?.data.deploymentStatistics.isComplete).toBe(true)
    expect(calls()).toEqual(CACHE ? { [LIST]: 1, [BATCH]: 3 } : { [LIST]: 20, [BATCH]: 60 })
  })

  test('of a longer window reads only what is older than what is known', async () => {
    const { query, calls } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock })
    await query(STATISTICS, { within: 'PT24H' })
    calls()
    const { data } = await query(STATISTICS, { within: 'P7D' })
    expect(data.deploymentStatistics).toMatchObject({ deployments: 64, isComplete: true })
    // 36 hours are new, and what had not ended was described a moment ago.
    if (CACHE) expect(calls()[BATCH]).toBe(2)
  })

  test('describes at most 1,000 deployments for a request, says that more are to come, and goes on', async () => {
    const many = Array.from({ length: 1200 }, (_, number) => ended(number, number / 10 + 1))
    const { query, calls } = await start({ world: worldOf(many), gatewayClock })
    const first = await query(STATISTICS, { within: 'P30D' })
    expect(first.data.deploymentStatistics).toMatchObject({
      ...{ deployments: 1000, isComplete: false, deploymentFrequencyPerDay: null },
    })
    expect(calls()).toEqual({ [LIST]: 10, [BATCH]: 40 })
    const second = await query(STATISTICS, { within: 'P30D' })
    expect(second.data.deploymentStatistics).toMatchObject(
      CACHE ? { deployments: 1200, isComplete: true } : { deployments: 1000, isComplete: false },
    )
    if (CACHE) expect(calls()[BATCH]).toBe(8)
  })

  test('of an application that nobody has is NOT_FOUND, and of one that was quiet is empty', async () => {
    const { query } = await start({ world: worldOf([]), gatewayClock })
    const of = (name: string) => query(`{ deploymentStatistics(applicationName: "${name}") { deployments } }`)
    expect((await of('fleet')).data).toEqual({ deploymentStatistics: { deployments: 0 } })
    const { data, errors } = await of('fleeet')
    expect(data).toEqual({ deploymentStatistics: null })
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND')
  })

  test('refuses a group without its application before any call', async () => {
    const { query, calls } = await start({ world: worldOf([]), gatewayClock })
    const { errors } = await query('{ deploymentStatistics(deploymentGroupName: "production") { deployments } }')
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    expect(calls()).toEqual({})
  })
})

describe('a location that fails', () => {
  const DEAD = 'eu-west-1'
  const locations = DEMO_LOCATIONS.filter(({ name }) => name === 'us-east-1' || name === DEAD)
  const error = { name: 'AccessDeniedException', message: 'no' }

  test('is named in problems, and what the others have is counted', async () => {
    const faults = [{ operation: LIST, region: DEAD, error }]
    const { query } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock, locations, faults })
    const { data, errors } = await query(STATISTICS, { within: 'P7D' })
    expect(errors).toBeUndefined()
    expect(data.deploymentStatistics).toMatchObject({
      ...{ deployments: 64, isComplete: false, deploymentFrequencyPerDay: null },
      problems: [{ service: 'CODEDEPLOY', location: { name: DEAD }, code: 'AWS_ACCESS_DENIED' }],
    })
    const states = (await query(STATES)).data.deploymentGroupStates
    expect(states.nodes).toHaveLength(1)
    expect(states).toMatchObject({ isComplete: false, problems: [{ location: { name: DEAD } }] })
  })

  test('is read by the next request once it answers again', async () => {
    const { query, faults } = await start({
      ...{ world: worldOf(DEPLOYMENTS), gatewayClock, locations },
      faults: [{ operation: BATCH, region: DEAD, error }],
    })
    const first = await query(STATISTICS, { within: 'P7D' })
    expect(first.data.deploymentStatistics.isComplete).toBe(false)
    faults.splice(0)
    const { data } = await query(STATISTICS, { within: 'P7D' })
    expect(data.deploymentStatistics).toMatchObject({ deployments: 128, isComplete: true, problems: [] })
  })

  test('fails all requests that wait for it with the calls of one', async () => {
    const { query, calls } = await start({
      ...{ world: worldOf(DEPLOYMENTS), gatewayClock },
      faults: [{ delayMs: 200 }, { operation: LIST, error }],
    })
    const answers = await Promise.all(Array.from({ length: 10 }, () => query(STATISTICS)))
    for (const { data } of answers) expect(data.deploymentStatistics.problems).toHaveLength(1)
    expect(calls()[LIST]).toBeLessThanOrEqual(CACHE ? 2 : 10)
  })
})

test('requests that wait for one whose client leaves go on by themselves, and read all', async () => {
  const { query, url, emulator } = await start({
    world: worldOf(DEPLOYMENTS),
    gatewayClock,
    faults: [{ delayMs: 300 }],
  })
  const leaving = new AbortController()
  const left = fetch(`${url}/graphql`, {
    ...{ method: 'POST', signal: leaving.signal, headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ query: STATISTICS, variables: { within: 'P7D' } }),
  }).catch(() => 'left')
  const staying = Array.from({ length: 3 }, () => query(STATISTICS, { within: 'P7D' }))
  await until(() => emulator.calls.some(({ outcome }) => outcome === 'pending'))
  leaving.abort()
  expect(await left).toBe('left')
  for (const { data } of await Promise.all(staying))
    expect(data.deploymentStatistics).toMatchObject({ deployments: 64, isComplete: true, problems: [] })
})

test('deployments that a caller may not see are not counted for it, although others have read them', async () => {
  const locations = DEMO_LOCATIONS.filter(({ name }) => name === 'us-east-1' || name === 'eu-west-1')
  const { query } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock, locations, auth: CALLERS_AUTH })
  const asked = (...caller: Parameters<typeof as>) => query(STATISTICS, { within: 'P7D' }, as(...caller))
  expect((await asked('all')).data.deploymentStatistics.deployments).toBe(128)
  expect((await asked('home')).data.deploymentStatistics.deployments).toBe(64)
})

describe('deploymentGroupStates', () => {
  test('tells what runs in each group that deployed, from the calls of the history alone', async () => {
    const { query, calls } = await start({ world: worldOf(DEPLOYMENTS), gatewayClock })
    const { data, errors } = await query(STATES)
    expect(errors).toBeUndefined()
    const at = (hoursAgo: number) => new Date(NOW - hoursAgo * HOUR_MS).toISOString()
    expect(data.deploymentGroupStates.nodes).toEqual([
      {
        ...{ location: { name: 'us-east-1' }, applicationName: 'fleet', deploymentGroupName: 'production' },
        ...{ phase: 'IN_PROGRESS', failuresSinceSuccess: 1, latestDeploymentId: idOf(101) },
        current: { deploymentId: idOf(0) },
        running: { deploymentId: idOf(101) },
        latest: { deploymentId: idOf(101) },
        recent: [
          [0, 'SUCCEEDED', 1],
          [102, 'STOPPED', 0.5],
          [101, 'IN_PROGRESS', 0.1],
        ].map(([number, phase, hoursAgo]) => ({
          deploymentId: idOf(Number(number)),
          ...{ phase, isRollback: false, createdAt: at(Number(hoursAgo)) },
          completedAt: number === 101 ? null : at(Number(hoursAgo) - 1 / 6),
        })),
      },
    ])
    expect(calls()).toEqual({ [LIST]: 1, [BATCH]: 3 })
  })

  test('sees that a deployment has ended, and a new one, at the next request', async () => {
    const infos = [running(1, 1), ended(0, 2)]
    const world: World = (region, at) => worldOf(infos)(region, at)
    let now = NOW
    const { query } = await start({ world, clock: () => now, gatewayClock: () => now })
    const states = async () => (await query(STATES)).data.deploymentGroupStates.nodes[0]
    expect(await states()).toMatchObject({ phase: 'IN_PROGRESS', current: { deploymentId: idOf(0) } })
    infos.splice(0, 1, running(2, 0), ended(1, 1))
    now += MINUTE_MS
    expect(await states()).toMatchObject({
      ...{ current: { deploymentId: idOf(1) }, running: { deploymentId: idOf(2) }, latestDeploymentId: idOf(2) },
    })
  })

  test('adds groups that were quiet, from what the group tells of its last success, when asked', async () => {
    const { query, calls } = await start({
      world: worldOf([ended(0, 1), ended(900_000, 24 * 90, { deploymentGroupName: 'quiet' })]),
      gatewayClock,
    })
    const { data } = await query(STATES, { includeQuiet: true })
    expect(data.deploymentGroupStates.nodes).toMatchObject([
      { deploymentGroupName: 'production', current: { deploymentId: idOf(0) } },
      { deploymentGroupName: 'quiet', phase: 'SUCCEEDED', current: { deploymentId: idOf(900_000) }, recent: [] },
    ])
    expect(calls()).toEqual({
      ...{ [LIST]: 1, [BATCH]: 2 },
      ...{ ListApplications: 1, ListDeploymentGroups: 1, BatchGetDeploymentGroups: 1 },
    })
  })

  test('is read page by page, and loses and repeats no group', async () => {
    const groups = ['b', 'a', 'd', 'c']
    const { query } = await start({
      world: worldOf(groups.map((deploymentGroupName, number) => ended(number, number + 1, { deploymentGroupName }))),
      gatewayClock,
    })
    const seen: string[] = []
    let after: string | null = null
    do {
      const answer: Answer = await query(STATES, { first: 3, after })
      const { nodes, pageInfo } = answer.data.deploymentGroupStates
      seen.push(...nodes.map((node: { deploymentGroupName: string }) => node.deploymentGroupName))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    } while (after)
    expect(seen).toEqual(['a', 'b', 'c', 'd'])
  })
})

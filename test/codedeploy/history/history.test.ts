import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { as, CALLERS_AUTH } from '../../auth/callers.ts'
import { atOnce } from '../../support/at-once.ts'
import { NOW, ONE_LOCATION, PATIENT, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { DEPLOYMENTS, ended, STATES, STATISTICS, worldOf } from './history-world.ts'

declare const CACHE: boolean

const { start } = useGateways({ locations: ONE_LOCATION })

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

  test('of a group that nobody has is NOT_FOUND, and of one that was quiet is empty', async () => {
    const { query, calls } = await start({ world: worldOf([ended(1, 1)]), gatewayClock })
    const of = (name: string) =>
      query(`{ deploymentStatistics(applicationName: "fleet", deploymentGroupName: "${name}") { deployments } }`)
    expect((await of('quiet')).data).toEqual({ deploymentStatistics: { deployments: 0 } })
    expect(calls()).toEqual({ [LIST]: 1, [BATCH]: 1, ListDeploymentGroups: 1 })
    const { data, errors } = await of('productoin')
    expect(data).toEqual({ deploymentStatistics: null })
    expect(errors).toMatchObject([
      { message: expect.stringContaining('"productoin"'), extensions: { code: 'NOT_FOUND' } },
    ])
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
    const gateway = await start({
      ...{ ...PATIENT, world: worldOf(DEPLOYMENTS), gatewayClock },
      faults: [{ operation: LIST, error }],
    })
    const answers = await atOnce(gateway, 10, STATISTICS)
    for (const { data } of answers) expect(data.deploymentStatistics.problems).toHaveLength(1)
    expect(gateway.calls()[LIST]).toBeLessThanOrEqual(CACHE ? 2 : 10)
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

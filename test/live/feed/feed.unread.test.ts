import { jest } from '@jest/globals'
import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { NOW } from '../../support/gateway.ts'
import { useShortestRetryDelays } from '../../support/retry-delays.ts'
import { until } from '../../support/until.ts'
import { useLiveGateways } from '../live-gateway.ts'

useShortestRetryDelays()

const { start } = useLiveGateways()

afterEach(() => void jest.restoreAllMocks())

const FEED = `subscription ($filter: ActivityFilter) { activity(filter: $filter) {
  change activity { rawStatus } problems { code location { name } } asOf } }`
const location = { name: 'us-east-1' }
const at = (second: number) => new Date(NOW + second * 1000)

const running: World = () => ({
  codedeploy: {
    deployments: [deploymentOf({ deploymentId: 'd-RUNS00001', status: 'InProgress', createTime: at(-60) })],
  },
})
const CODEDEPLOY = { filter: { services: ['CODEDEPLOY'] } }

test('while AWS throttles, the feed says so, and all that it tells is as old as the last answer', async () => {
  const { subscribe, timers, faults, metricsUrl } = await start({ world: running, cache: true })
  const { update } = await subscribe(FEED, CODEDEPLOY)
  expect((await update()).data.activity).toMatchObject({ change: 'PRESENT', asOf: at(0).toISOString() })
  expect((await update()).data.activity).toMatchObject({ change: 'SYNCED', problems: [] })
  faults.push({ operation: 'ListDeployments', error: { name: 'ThrottlingException' } })
  timers.goTo(NOW + 4_000)
  const throttled = (change: string) => ({
    data: { activity: { change, problems: [{ code: 'AWS_THROTTLED', location }], asOf: at(0).toISOString() } },
    extensions: { stale: [{ action: 'codedeploy:ListDeployments', location: location.name, ageMs: 4_000 }] },
  })
  expect(await update()).toMatchObject(throttled('PROBLEMS'))
  const late = await subscribe(FEED, CODEDEPLOY)
  expect(await late.update()).toMatchObject(throttled('PRESENT'))
  expect(await late.update()).toMatchObject(throttled('SYNCED'))
  const age = /^deploygraph_live_state_age_seconds (\S+)$/m
  expect(Number(age.exec(await (await fetch(metricsUrl ?? '')).text())?.[1])).toBe(4)

  faults.splice(0)
  timers.advance(12_000)
  const whole = await update()
  expect(whole.data.activity).toMatchObject({ change: 'PROBLEMS', problems: [] })
  expect(Date.parse(whole.data.activity.asOf)).toBeGreaterThan(NOW + 4_000)
  expect(whole.extensions).toBeUndefined()
})

test('a list that was read before the feed was watched has its own age if AWS throttles', async () => {
  const { subscribe, timers, faults } = await start({ world: running, cache: true })
  const before = await subscribe(FEED, CODEDEPLOY)
  expect((await before.update()).data.activity.change).toBe('PRESENT')
  before.close()
  await until(() => timers.pending === 2) // the listing, and what ends it
  timers.advance(10_000)
  await until(() => timers.pending === 0)
  timers.advance(50_000)
  faults.push({ operation: 'ListDeployments', error: { name: 'ThrottlingException' } })
  const { update } = await subscribe(FEED, CODEDEPLOY)
  const { change, problems, asOf } = (await update()).data.activity
  expect({ change, problems }).toEqual({ change: 'PRESENT', problems: [{ code: 'AWS_THROTTLED', location }] })
  expect(Date.parse(asOf)).toBeLessThanOrEqual(NOW + 10_000)
})

test('a listing that is not sent for a breaker is tried again when that allows it', async () => {
  const { subscribe, timers, faults, query } = await start({ world: running })
  const { update } = await subscribe(FEED, CODEDEPLOY)
  await update()
  await update()
  faults.push({ drop: true })
  for (let failures = 0; failures < 5; failures++)
    expect((await query('{ codeDeployDeployment(deploymentId: "d-NOTHING01") { status } }')).errors).toBeDefined()
  timers.goTo(NOW + 4_000)
  expect((await update()).data.activity.problems).toEqual([{ code: 'AWS_UNAVAILABLE', location }])
  faults.splice(0)
  const now = performance.now() + 10_000 // by which the breaker goes
  jest.spyOn(performance, 'now').mockImplementation(() => now)
  timers.advance(12_000)
  const whole = (await update()).data.activity
  expect(whole.problems).toEqual([])
  expect(Date.parse(whole.asOf)).toBeGreaterThan(NOW + 4_000 + 8_500) // 10 seconds, less or more by a tenth
})

test('an activity of which AWS does not tell how it ended is a problem until it does', async () => {
  const key = { ApplicationId: 'flags01', EnvironmentId: 'prod001' }
  const world: World = (_, now) => {
    const hasEnded = now >= at(5).getTime()
    return {
      appconfig: {
        applications: [{ Id: key.ApplicationId, Name: 'flags' }],
        environments: [
          {
            ...{ ApplicationId: key.ApplicationId, Id: key.EnvironmentId, Name: 'prod' },
            State: hasEnded ? 'READY_FOR_DEPLOYMENT' : 'DEPLOYING',
          },
        ],
        deployments: [
          {
            ...{ ...key, DeploymentNumber: 1, StartedAt: at(-60) },
            ...(hasEnded ? { State: 'COMPLETE', CompletedAt: at(5) } : { State: 'DEPLOYING' }),
          },
        ],
      },
    }
  }
  const { subscribe, timers, faults } = await start({ world })
  const { update } = await subscribe(FEED, { filter: { services: ['APPCONFIG'] } })
  const next = async () => (await update()).data.activity
  expect(await next()).toMatchObject({ change: 'PRESENT', activity: { rawStatus: 'DEPLOYING' } })
  expect(await next()).toMatchObject({ change: 'SYNCED', problems: [] })
  faults.push({ service: 'appconfig', operation: 'GetDeployment', error: { name: 'AccessDeniedException' } })
  timers.goTo(NOW + 20_000)
  expect(await next()).toMatchObject({ change: 'PROBLEMS', problems: [{ code: 'AWS_ACCESS_DENIED', location }] })
  faults.splice(0)
  timers.advance(40_000)
  expect(await next()).toMatchObject({ change: 'PROBLEMS', problems: [] })
  expect(await next()).toMatchObject({ change: 'ENDED', activity: { rawStatus: 'COMPLETE' } })
})

test('the feed is as old as the clock says after that was set back', async () => {
  const hour = 3_600_000
  let now = () => NOW
  let isSetBack = false
  const gatewayClock = () => now() - (isSetBack ? hour : 0)
  const { subscribe, timers } = await start({ world: running, gatewayClock, gatewayElapsed: () => now() })
  now = timers.now
  const { update } = await subscribe(FEED, CODEDEPLOY)
  expect((await update()).data.activity.asOf).toBe(at(0).toISOString())
  isSetBack = true
  const { pending } = timers
  timers.goTo(NOW + 3_000)
  await until(() => timers.pending === pending)
  const late = await subscribe(FEED, CODEDEPLOY)
  expect(Date.parse((await late.update()).data.activity.asOf)).toBeLessThanOrEqual(NOW + 3_000 - hour)
})

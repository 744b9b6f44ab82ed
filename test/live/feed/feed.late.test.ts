import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, PATIENT } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways({ locations: DEMO_LOCATIONS, ...PATIENT })

const FEED = `subscription { activity(filter: { services: [CODEDEPLOY] }) {
  change activity { location { name } } problems { code location { name } } asOf } }`

const world: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf({ deploymentId: 'd-RUNS00001', status: 'InProgress', createTime: new Date(NOW - 60_000) }),
    ],
  },
})

const LATE = [{ code: 'AWS_TIMEOUT', location: { name: 'us-east-1' } }]

test('a location that does not answer does not keep back what the others have', async () => {
  const answer = new AbortController()
  const { subscribe, timers, emulator, metricsUrl } = await start({
    world,
    faults: [{ operation: 'ListDeployments', region: 'us-east-1', delayMs: 600_000, release: answer.signal }],
  })
  const { update } = await subscribe(FEED, {})
  const next = async () => (await update()).data.activity
  await until(() => emulator.calls.filter(({ operation }) => operation === 'ListDeployments').length === 2)
  await until(() => timers.due(2_500)) // the other has been listed, and is to be listed again
  timers.advance(3_000)
  const elsewhere = { location: { name: 'eu-west-1' } }
  expect(await next()).toMatchObject({ change: 'PRESENT', activity: elsewhere, problems: LATE })
  expect(await next()).toMatchObject({ change: 'SYNCED', problems: LATE, asOf: new Date(NOW).toISOString() })

  const { update: another } = await subscribe(FEED, {})
  expect((await another()).data.activity).toMatchObject({ change: 'PRESENT', activity: elsewhere })

  timers.advance(20_000)
  const age = /^deploygraph_live_state_age_seconds (\S+)$/m
  expect(Number(age.exec(await (await fetch(metricsUrl ?? '')).text())?.[1])).toBe(23)

  answer.abort()
  const last = [await next(), await next()]
  expect(last).toContainEqual(
    expect.objectContaining({ change: 'APPEARED', activity: { location: { name: 'us-east-1' } } }),
  )
  expect(last.at(-1).problems).toEqual([])
})

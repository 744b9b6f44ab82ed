import { deploymentOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, PATIENT } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'
import { useLiveGateways } from '../live-gateway.ts'

const { start } = useLiveGateways({ locations: DEMO_LOCATIONS.slice(0, 2), ...PATIENT })

const QUIET = 'us-east-1'
const FEED = 'subscription { activity(filter: { services: [CODEDEPLOY] }) { change activity { location { name } } } }'

/** A deployment each: in one location it stays as it is, in the others it is another at each read. */
const world: World = (region, now) => ({
  codedeploy: {
    deployments: [
      deploymentOf({
        ...{ deploymentId: 'd-RUNS00001', status: 'InProgress', createTime: new Date(NOW - 60_000) },
        description: region === QUIET ? '' : String(now),
      }),
    ],
  },
})

test('a location is listed less often while nothing changes in it, whatever changes in others', async () => {
  const { subscribe, timers, faults, emulator } = await start({ world })
  const { update } = await subscribe(FEED, {})
  const next = async () => (await update()).data.activity
  for (const change of ['PRESENT', 'PRESENT', 'SYNCED']) expect((await next()).change).toBe(change)
  const { pending } = timers
  const answer = new AbortController()
  faults.push({ operation: 'ListDeployments', region: QUIET, delayMs: 600_000, release: answer.signal })
  timers.goTo(NOW + 2_300)
  const changed = await next()
  expect(changed.change).toBe('CHANGED')
  expect(changed.activity.location.name).not.toBe(QUIET)
  faults.splice(0)
  answer.abort()
  await until(() => timers.pending === pending)
  emulator.calls.splice(0)
  timers.advance(2_500) // after a change it would be two seconds, and is three
  expect((await next()).change).toBe('CHANGED')
  expect(emulator.calls.map(({ region }) => region)).not.toContain(QUIET)
})

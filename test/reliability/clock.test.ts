import { NOW, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ cache: true })

const HOUR_MS = 3_600_000

test.each([
  ['set back', -HOUR_MS],
  ['set forward', HOUR_MS],
])('the cache keeps answers for the same time when the system clock is %s by an hour', async (_, ms) => {
  let [clock, elapsed] = [NOW, 1_000]
  const { query, calls } = await start({
    gatewayClock: () => clock,
    gatewayElapsed: () => elapsed,
  })
  const read = () => query('{ activity(first: 1, filter: { services: APPCONFIG }) { nodes { id } } }')
  await read()
  calls()
  clock += ms
  await read()
  expect(calls()).toEqual({})
  elapsed += 1_000
  await read()
  expect(calls()).toEqual({ ListDeployments: 8 }) // environments are remembered for a minute
  elapsed += 60_000
  await read()
  expect(calls()).toEqual({ ListApplications: 2, ListEnvironments: 4, ListDeployments: 8 })
})

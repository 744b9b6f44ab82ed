import { NOW, startGateway } from '../support/gateway.ts'

const HOUR_MS = 3_600_000

test.each([
  ['set back', -HOUR_MS],
  ['set forward', HOUR_MS],
])('the cache keeps answers for the same time when the system clock is %s by an hour', async (_, ms) => {
  let [clock, elapsed] = [NOW, 1_000]
  const { query, calls, stop } = await startGateway({
    cache: true,
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
  await stop()
})

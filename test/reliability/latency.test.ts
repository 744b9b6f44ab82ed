import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const { start } = useGateways({ locations: ONE_LOCATION, cache: false })

const PAGES = 10
const DELAY_MS = 100
const HOUR_MS = 3_600_000
const ONE_CALL = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
const QUERY = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  targets(first: 1000) { nodes { ... on InstanceTarget { targetId lifecycleEvents { name } } } } } }`

test('targets are read while their ids are still being listed', async () => {
  const isLastPage = (input: unknown) => listed() === PAGES && 'nextToken' in (input as object)
  const { url, emulator } = await start({
    world: fleetWorld({ targets: 20 * PAGES, events: 1, pageSize: 20 }),
    faults: [{ operation: 'ListDeploymentTargets', when: isLastPage, delayMs: HOUR_MS }],
  })
  const callsOf = (operation: string) => emulator.calls.filter((call) => call.operation === operation).length
  const listed = () => callsOf('ListDeploymentTargets')
  const client = new AbortController()
  const left = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    signal: client.signal,
  }).catch(() => 'left')
  // The last page does not come: the 180 ids before it are seven full batches.
  await until(() => listed() === PAGES && callsOf('BatchGetDeploymentTargets') === 7)
  client.abort()
  expect(await left).toBe('left')
})

test('reading a thousand targets on ten pages takes little longer than as many consecutive calls and the work', async () => {
  const gateway = await start({ world: fleetWorld({ targets: 1000, events: 10, pageSize: 100 }) })
  const timeOf = async (work: () => Promise<void>) => {
    const start = performance.now()
    await work()
    return performance.now() - start
  }
  const read = async () => {
    const { data } = await gateway.query(QUERY)
    expect(data.codeDeployDeployment.targets.nodes).toHaveLength(1000)
  }
  // The deployment, the pages one after the other, and the last batch.
  const wait = async () => {
    for (let call = 0; call < PAGES + 2; call++) await gateway.query(ONE_CALL)
  }
  await read() // compiles the query
  await wait()
  /** By how many milliseconds the query exceeds its bound; each part of it is measured beside the query. */
  const excess = async () => {
    gateway.faults.length = 0
    const work = await timeOf(read)
    gateway.faults.push({ delayMs: DELAY_MS })
    return (await timeOf(read)) - 1.3 * (await timeOf(wait)) - work
  }
  let least = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 5 && least >= 0; tries++) least = Math.min(least, await excess())
  expect(least).toBeLessThan(0)
})

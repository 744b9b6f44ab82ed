import { jest } from '@jest/globals'
import { DEMO_LOCATIONS, demoWorld } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, useGateways } from '../support/gateway.ts'

// A measurement that other work on the machine disturbed is repeated.
jest.retryTimes(2)

// Five accounts and regions, of which the third accepts every call and never responds.
const NAMES = ['one', 'two', 'silent', 'four', 'five']
const [{ region } = { region: '' }] = DEMO_LOCATIONS
const TIMEOUT_MS = 10_000
const demo = demoWorld()
const HEALTHY = NAMES.filter((name) => name !== 'silent')

const { start, gateway } = useGateways({
  world: (of, now) => demo(of === 'sa-east-1' ? 'us-east-1' : of, now),
  clock: () => NOW,
  locations: NAMES.map((name) => ({ name, region: name === 'silent' ? 'sa-east-1' : region })),
  faults: [{ region: 'sa-east-1', delayMs: 3_600_000 }],
  requestTimeoutMs: TIMEOUT_MS,
  awsCallTimeoutMs: 1_000,
  cache: true, // the next request joins an abandoned call instead of making its own
})
beforeEach(() => start())

/** An answer, and the share of the request timeout that it took. */
async function timed(query: string) {
  const start = performance.now()
  const answer = await gateway.query(query)
  return { ...answer, part: (performance.now() - start) / TIMEOUT_MS }
}

const FEED = '{ activity(first: 50) { nodes { title location { name } } problems { service location { name } code } } }'
const LIST =
  '{ codeDeployDeployments(first: 20) { nodes { location { name } } } codeDeployApplications(first: 100) { nodes { location { name } } } }'
const places = (nodes: ({ location: { name: string } } | null)[]) => [
  ...new Set(nodes.flatMap((node) => (node ? [node.location.name] : []))),
]

test('only the location that accepts calls and never responds is missing from the feed', async () => {
  const first = await timed(FEED)
  expect(first.errors).toBeUndefined()
  expect(places(first.data.activity.nodes).sort()).toEqual([...HEALTHY].sort())
  expect(places(first.data.activity.problems)).toEqual(['silent'])
  expect(first.data.activity.problems.map(({ code }: { code: string }) => code)).toContain('AWS_TIMEOUT')
  // The request waits for it once, for a share of its timeout, however much the feed has to read there.
  expect(first.part).toBeLessThan(1)
  // From then on a request waits for it for one attempt in all.
  const second = await timed(FEED)
  expect(places(second.data.activity.nodes).sort()).toEqual([...HEALTHY].sort())
  expect(second.part).toBeLessThan(first.part)
  // After two calls without a response, a service is not called for a while.
  let { data } = second
  const codes = () => data.activity.problems.map(({ code }: { code: string }) => code)
  while (codes().includes('AWS_TIMEOUT')) data = (await timed(FEED)).data
  expect(codes()).toEqual(Array(3).fill('AWS_UNAVAILABLE'))
  const calls = gateway.emulator.calls.filter((call) => call.region === 'sa-east-1' && call.attempt === 1)
  expect(calls.map(({ operation }) => operation).sort()).toEqual([
    ...['ListApplications', 'ListApplications', 'ListDeployments', 'ListDeployments'],
    ...['ListLifecyclePolicies', 'ListLifecyclePolicies'],
  ])
})

test('a list over all locations has the items of the responding locations and says why one is missing', async () => {
  const { data, errors, part } = await timed(LIST)
  expect(places(data.codeDeployDeployments.nodes).sort()).toEqual([...HEALTHY].sort())
  expect(places(data.codeDeployApplications.nodes)).toEqual(HEALTHY)
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['AWS_TIMEOUT', 'AWS_TIMEOUT'])
  expect(part).toBeLessThan(1)
})

test('a search over all locations finds a deployment in a responding location', async () => {
  const { data } = await gateway.query(
    '{ codeDeployDeployments(first: 1, location: "five") { nodes { deploymentId } } }',
  )
  const [{ deploymentId }] = data.codeDeployDeployments.nodes
  const { data: read, part } = await timed(`{ codeDeployDeployment(deploymentId: "${deploymentId}") { deploymentId } }`)
  expect(read).toEqual({ codeDeployDeployment: { deploymentId } })
  expect(part).toBeLessThan(1)
})

import { useGateways } from '../support/gateway.ts'
import { SERVICE_NAMES } from './happenings.ts'
import { callsOf } from './reading.ts'

// The demo's world: two locations, three services. Each test has a gateway that remembers nothing yet.
const { start, gateway } = useGateways({ cache: true })
beforeEach(() => start())

// Only these services, so that another one in the demo's world does not change the figures.
const FEED = `activity(first: 20, filter: { services: [${Object.keys(SERVICE_NAMES)}] })`

async function costOf(fields: string) {
  const { data, errors } = await gateway.query(`{ ${FEED} { nodes { ${fields} } problems { code } } }`)
  expect(errors).toBeUndefined()
  expect(data.activity.nodes).toHaveLength(20)
  expect(data.activity.problems).toEqual([])
  return callsOf(gateway.emulator)
}

/** The calls of every first page of 20; per location: */
const PAGE = {
  // One page of the ids of all its deployments,
  'codedeploy ListDeployments': 2,
  // and the details of up to 25 of them in a call: 3 at first (twice an even share of the 20 among all 18 listings),
  // then 6 more, since most of the newest are CodeDeploy's.
  'codedeploy BatchGetDeployments': 4,
  // Staging and production of two applications: one page of each, for the newest could be in any of them.
  'appconfig ListDeployments': 8,
  // Likewise one page of each of four lifecycle policies.
  'imagebuilder ListLifecycleExecutions': 8,
}

/** The calls that the very first page makes before, whose answers are then remembered; per location: */
const ENUMERATION = {
  // the applications in one page,
  'appconfig ListApplications': 2,
  // the environments of each of the two,
  'appconfig ListEnvironments': 4,
  // and the lifecycle policies in one page.
  'imagebuilder ListLifecyclePolicies': 2,
}

test('a first page of 20 from three services in two locations costs 30 calls, and 22 once the enumerations are remembered', async () => {
  expect(await costOf('id')).toEqual({ ...ENUMERATION, ...PAGE })
  expect(await costOf('id')).toEqual(PAGE)
})

test('the fields that all activities share cost no call beyond the listings', async () => {
  const fields = `__typename id service title phase rawStatus createdAt startedAt completedAt consoleUrl
    location { name region accountId } ... on Deployment { percentComplete }`
  expect(await costOf(fields)).toEqual({ ...ENUMERATION, ...PAGE })
  expect(await costOf(fields)).toEqual(PAGE) // titles have the names of environments, which are remembered too
})

test('the receipt of the first page reports the same number of calls', async () => {
  const { extensions } = await gateway.query(`{ ${FEED} { nodes { id } } }`, {}, { 'x-aws-receipt': '1' })
  expect(extensions?.aws?.totalCalls).toBe(30)
})

test('a filter for running AppConfig deployments lists only the environments that are being deployed to', async () => {
  const running = () =>
    gateway.query(
      `{ activity(filter: { services: APPCONFIG, phases: [IN_PROGRESS, ROLLING_BACK] }) { nodes { id } problems { code } } }`,
    )
  await running()
  // Of eight environments four are deployed to. The history of none is listed to its end.
  const busy = { 'appconfig ListEnvironments': 4, 'appconfig ListDeployments': 4 }
  expect(callsOf(gateway.emulator)).toEqual({ 'appconfig ListApplications': 2, ...busy })
  await running()
  expect(callsOf(gateway.emulator)).toEqual(busy)
})

import { startGateway } from '../support/gateway.ts'
import { SERVICE_NAMES } from './happenings.ts'
import { callsOf } from './reading.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeEach(async () => {
  gateway = await startGateway({ cache: true }) // the demo's world: two locations, three services
})
afterEach(() => gateway.stop())

// What a further service has in the demo would change what these figures are worked out from.
const FEED = `activity(first: 20, filter: { services: [${Object.keys(SERVICE_NAMES)}] })`

async function costOf(fields: string) {
  const { data, errors } = await gateway.query(`{ ${FEED} { nodes { ${fields} } problems { code } } }`)
  expect(errors).toBeUndefined()
  expect(data.activity.nodes).toHaveLength(20)
  expect(data.activity.problems).toEqual([])
  return callsOf(gateway.emulator)
}

/** What every first page of 20 reads, per location: */
const PAGE = {
  // One page of the ids of all its deployments,
  'codedeploy ListDeployments': 2,
  // and what 25 of these are a call: 3 at first (twice an even share of the 20 among all 18 listings), and since
  // CodeDeploy has the most of the newest, 6 more when these were used up.
  'codedeploy BatchGetDeployments': 4,
  // Staging and production of two applications: one page of each, for the newest could be in any of them.
  'appconfig ListDeployments': 8,
  // Likewise one page of each of four lifecycle policies.
  'imagebuilder ListLifecycleExecutions': 8,
}

/** What the first page of all has to find out before, per location, and is then remembered: */
const ENUMERATION = {
  // the applications in one page,
  'appconfig ListApplications': 2,
  // the environments of each of the two,
  'appconfig ListEnvironments': 4,
  // and the lifecycle policies in one page.
  'imagebuilder ListLifecyclePolicies': 2,
}

test('the first 20 of three services in two locations cost 30 calls, and 22 once the sources are known', async () => {
  expect(await costOf('id')).toEqual({ ...ENUMERATION, ...PAGE })
  expect(await costOf('id')).toEqual(PAGE)
})

test('what the services have in common is part of what is listed, and costs nothing more', async () => {
  const fields = `__typename id service title phase rawStatus createdAt startedAt completedAt consoleUrl
    location { name region accountId } ... on Deployment { percentComplete }`
  expect(await costOf(fields)).toEqual({ ...ENUMERATION, ...PAGE })
  expect(await costOf(fields)).toEqual(PAGE) // titles have the names of environments, which are remembered too
})

test('the receipt of the first page has the same sum', async () => {
  const { extensions } = await gateway.query(`{ ${FEED} { nodes { id } } }`, {}, { 'x-aws-receipt': '1' })
  expect(extensions?.aws?.totalCalls).toBe(30)
})

test('what is under way in AppConfig costs the listings of the environments that are not at rest', async () => {
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

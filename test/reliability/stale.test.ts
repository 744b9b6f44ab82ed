import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, type Options, useGateways } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'

useShortestRetryDelays()

let now = NOW
const clock = () => now
beforeEach(() => {
  now = NOW
})

/** A deployment whose description is the time at which AWS was asked. */
const world: World = (_, at) => ({
  codedeploy: {
    applications: [{ applicationName: 'shop', computePlatform: 'Server' }],
    deployments: [
      deploymentOf({
        ...{ deploymentId: 'd-RUNNING01', applicationName: 'shop', status: 'InProgress' },
        ...{ createTime: new Date(NOW), description: String(at) },
      }),
    ],
  },
})
const { start } = useGateways({
  ...{ world, cache: true, clock, gatewayClock: clock, locations: ONE_LOCATION, batchWindowMs: 0 },
})
const READ = '{ codeDeployDeployment(deploymentId: "d-RUNNING01") { description } }'
const THROTTLED = { error: { name: 'ThrottlingException' } }
const AN_HOUR = 3_600_000
const asOf = (at: number) => ({ codeDeployDeployment: { description: String(at) } })
const stale = (ageMs: number) => [{ action: 'codedeploy:BatchGetDeployments', location: 'us-east-1', ageMs }]

test('the gateway uses expired answers, marked as stale, while AWS throttles', async () => {
  const { query, faults } = await start({ receipt: true })
  await query(READ)
  faults.push(THROTTLED)
  now += 60_000
  const { data, errors, extensions } = await query(READ)
  expect({ data, errors }).toEqual({ data: asOf(NOW), errors: undefined })
  expect(extensions).toEqual({
    aws: expect.objectContaining({ stale: { 'codedeploy:BatchGetDeployments': 1 }, retries: 2 }),
    stale: stale(60_000),
  })
  faults.splice(0)
  const healthy = await query(READ)
  expect(healthy.data).toEqual(asOf(now))
  expect(healthy.extensions).toEqual({ aws: expect.objectContaining({ stale: {} }) })
})

test('the gateway uses expired answers immediately while a breaker is open, marked even without a receipt', async () => {
  const { query, faults, calls } = await start()
  await query(READ)
  faults.push({ drop: true })
  now += 60_000
  for (let call = 0; call < 5; call++) expect((await query(READ)).data).toEqual({ codeDeployDeployment: null })
  calls()
  const { data, errors, extensions } = await query(READ)
  expect({ data, errors, extensions }).toEqual({
    data: asOf(NOW),
    errors: undefined,
    extensions: { stale: stale(60_000) },
  })
  expect(calls()).toEqual({})
})

test('the gateway also uses expired lists', async () => {
  const { query, faults } = await start()
  const list = '{ codeDeployDeployments(first: 1) { nodes { description } } }'
  const { data } = await query(list)
  faults.push(THROTTLED)
  now += 60_000
  const again = await query(list)
  expect({ data: again.data, errors: again.errors }).toEqual({ data, errors: undefined })
  expect(again.extensions).toMatchObject({
    stale: [{ action: 'codedeploy:ListDeployments', ageMs: 60_000 }, { action: 'codedeploy:BatchGetDeployments' }],
  })
})

test('every request that waits for a call answered from the cache is marked as stale', async () => {
  const { query, faults } = await start()
  await query(READ)
  faults.push(THROTTLED)
  now += 60_000
  const answers = await Promise.all([query(READ), query(READ), query(READ)])
  expect(answers.map(({ extensions }) => extensions)).toEqual(Array(3).fill({ stale: stale(60_000) }))
})

test('a response with stale data forbids caching', async () => {
  const { url, query, faults } = await start()
  await query(READ)
  faults.push(THROTTLED)
  now += 60_000
  const response = await fetch(`${url}/graphql?query=${encodeURIComponent(READ)}`, {
    headers: { 'apollo-require-preflight': '1' },
  })
  expect(await response.json()).toMatchObject({ data: asOf(NOW) })
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('the gateway never uses an expired answer that something does not exist', async () => {
  const { query, faults } = await start()
  const none = '{ codeDeployDeployment(deploymentId: "d-NOTHING01") { description } }'
  expect(await query(none)).toEqual({ status: 200, data: { codeDeployDeployment: null } })
  faults.push(THROTTLED)
  now += 60_000
  expect((await query(none)).errors?.[0]?.extensions.code).toBe('AWS_THROTTLED')
})

test('the gateway uses no answer that expired more than ten minutes ago', async () => {
  const { query, faults } = await start({ codedeployCacheSeconds: 5 })
  await query(READ)
  faults.push(THROTTLED)
  now += 605_000
  expect((await query(READ)).data).toEqual(asOf(NOW))
  now += 1
  expect((await query(READ)).errors?.[0]?.extensions.code).toBe('AWS_THROTTLED')
})

test.each<[string, Options]>([
  ['SERVE_STALE is off', { serveStale: false }],
  ['the cache is off', { cache: false }],
  ['CODEDEPLOY_CACHE_SECONDS is 0', { codedeployCacheSeconds: 0 }],
])('the field is an error when %s', async (_, options) => {
  const { query, faults } = await start(options)
  await query(READ)
  faults.push(THROTTLED)
  now += 60_000
  expect((await query(READ)).errors?.[0]?.extensions).toMatchObject({
    code: 'AWS_THROTTLED',
    retryable: true,
    retryAfterMs: expect.any(Number),
  })
})

test('the feed stops using lists built from stale pages as soon as AWS recovers', async () => {
  const withEnvironment: World = (_, at) => ({
    appconfig: {
      applications: [{ Id: 'app0001', Name: 'shop' }],
      environments: [
        { ApplicationId: 'app0001', Id: 'prod001', Name: 'prod' },
        ...(at > NOW ? [{ ApplicationId: 'app0001', Id: 'test001', Name: 'test' }] : []),
      ],
    },
  })
  const { query, faults, calls } = await start({ world: withEnvironment, enumerationSeconds: AN_HOUR / 1000 })
  const feed = '{ activity(first: 1, filter: { services: [APPCONFIG] }) { nodes { id } problems { code } } }'
  const list = '{ appConfigApplication(applicationId: "app0001") { environments { nodes { name } } } }'
  await query('{ appConfigApplications { nodes { name } } }')
  await query(list)
  now += 60_000
  faults.push({ ...THROTTLED, operation: 'ListApplications' }, { ...THROTTLED, operation: 'ListEnvironments' })
  expect((await query(feed)).extensions).toMatchObject({ stale: [{ ageMs: 60_000 }, { ageMs: 60_000 }] })
  faults.splice(0)
  calls()
  expect((await query(feed)).extensions).toBeUndefined()
  expect(calls()).toMatchObject({ ListApplications: 1, ListEnvironments: 1, ListDeployments: 1 })
})

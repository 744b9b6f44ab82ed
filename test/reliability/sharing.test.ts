import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { Fault } from '../../src/emulator/faults.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { atOnce } from '../support/at-once.ts'
import { NOW, ONE_LOCATION, PATIENT, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ cache: true, gatewayClock: () => NOW, locations: ONE_LOCATION })

const FLEET = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
  status targets(first: 100) { nodes { ... on InstanceTarget { targetId lifecycleEvents { name status } } } } } }`
const COST_OF_FLEET = { BatchGetDeployments: 1, ListDeploymentTargets: 1, BatchGetDeploymentTargets: 4 }
const fleet = fleetWorld({ targets: 100, events: 2, info: { status: 'InProgress', completeTime: undefined } })

const idOf = (number: number) => `d-NUMBER${String(number).padStart(3, '0')}`
const targetOf = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
/** Deployments without targets. */
const many: World = () => ({
  codedeploy: {
    deployments: Array.from({ length: 50 }, (_, number) =>
      deploymentOf({ deploymentId: idOf(number), status: 'InProgress', createTime: new Date(NOW) }),
    ),
  },
})
const ONE = 'query ($id: ID!) { codeDeployDeployment(deploymentId: $id) { deploymentId } }'

describe('a crowd of identical requests', () => {
  test('makes the AWS calls of one request, and each gets the complete answer', async () => {
    const gateway = await start({ ...PATIENT, world: fleet })
    const answers = await atOnce(gateway, 200, FLEET)
    const [{ data } = { data: undefined }] = answers
    expect(data.codeDeployDeployment.targets.nodes).toHaveLength(100)
    for (const answer of answers) expect(answer).toEqual({ status: 200, data })
    expect(gateway.calls()).toEqual(COST_OF_FLEET)
  })

  test('gets the same error when AWS fails, and the next request calls AWS again', async () => {
    const gateway = await start({ ...PATIENT, world: fleet })
    gateway.faults.push({ operation: 'BatchGetDeployments', error: { name: 'AccessDeniedException', message: 'no' } })
    const answers = await atOnce(gateway, 20, FLEET)
    for (const { errors } of answers) expect(errors?.[0]?.extensions.code).toBe('AWS_ACCESS_DENIED')
    expect(gateway.calls().BatchGetDeployments).toBe(1)
    gateway.faults.splice(0)
    expect((await gateway.query(FLEET)).errors).toBeUndefined()
  })

  test('makes separate AWS calls when sharing is off', async () => {
    const gateway = await start({ ...PATIENT, world: fleet, cache: false })
    await atOnce(gateway, 3, FLEET)
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 3, ListDeploymentTargets: 3, BatchGetDeploymentTargets: 12 })
  })

  test('has its shared calls in each receipt', async () => {
    const answers = await atOnce(await start({ ...PATIENT, world: fleet, receipt: true }), 5, FLEET)
    const bills = answers.map(({ extensions }) => extensions?.aws)
    const made = bills.reduce((sum, bill) => sum + (bill?.totalCalls ?? 0), 0)
    expect(made).toBe(6)
    for (const bill of bills) {
      const counts = [bill?.calls, bill?.shared, bill?.remembered].map(
        (part) => part?.['codedeploy:BatchGetDeployments'] ?? 0,
      )
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1)
    }
  })
})

describe('lookups of different requests', () => {
  // More than ten times what they take to arrive.
  const batchWindowMs = 1_000

  test('share batches of 25 deployments, and each gets its own deployment', async () => {
    const { query, calls } = await start({ world: many, batchWindowMs })
    const numbers = Array.from({ length: 40 }, (_, number) => number)
    const answers = await Promise.all(numbers.map((number) => query(ONE, { id: idOf(number) })))
    expect(answers.map(({ data }) => data.codeDeployDeployment)).toEqual(
      numbers.map((number) => ({ deploymentId: idOf(number) })),
    )
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })

  test('share batches of the targets of a deployment, and an unknown target is an error only for its own request', async () => {
    const { query, calls } = await start({ world: fleet, batchWindowMs })
    const targetIds = [targetOf(1), 'i-unknown', targetOf(2), targetOf(3)]
    const answers = await Promise.all(
      targetIds.map((targetId) =>
        query(
          `query ($ids: [ID!]!) { deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $ids, location: "us-east-1") {
            ... on InstanceTarget { targetId } } }`,
          { ids: [targetId] },
        ),
      ),
    )
    const answerWith = (targetId: string) => ({ status: 200, data: { deploymentTargets: [{ targetId }] } })
    expect(answers[1]).toMatchObject({
      data: { deploymentTargets: [null] },
      errors: [{ path: ['deploymentTargets', 0], extensions: { code: 'NOT_FOUND' } }],
    })
    expect([answers[0], answers[2], answers[3]]).toEqual([targetOf(1), targetOf(2), targetOf(3)].map(answerWith))
    // One batch of four, halved until the bad one is alone: 4, 2 + 2, 1 + 1.
    expect(calls().BatchGetDeploymentTargets).toBe(5)
  })

  test('do not fail when AWS denies an application of another request', async () => {
    const world: World = () => ({
      codedeploy: { applications: ['open', 'closed'].map((applicationName) => ({ applicationName })) },
    })
    const closed: Fault = {
      operation: 'BatchGetApplications',
      when: (input) => (input as { applicationNames: string[] }).applicationNames.includes('closed'),
      error: { name: 'AccessDeniedException', message: 'not allowed' },
    }
    const { query, calls } = await start({ world, batchWindowMs, faults: [closed] })
    const [open, refused] = await Promise.all(
      ['open', 'closed'].map((name) =>
        query('query ($name: String!) { codeDeployApplication(applicationName: $name) { applicationName } }', { name }),
      ),
    )
    expect(open).toEqual({ status: 200, data: { codeDeployApplication: { applicationName: 'open' } } })
    expect(refused?.errors).toMatchObject([{ extensions: { code: 'AWS_ACCESS_DENIED' } }])
    expect(calls()).toEqual({ BatchGetApplications: 3 })
  })

  test.each([
    ['TeapotException', 418],
    ['NewerThanThisGatewayException', 400],
    ['InternalFailure', 400],
    ['UnknownOperationException', 400],
    ['ConflictException', 409],
    ['ValidationException', 400],
    ['InvalidDeploymentIdException', 400],
    ['UnprocessableEntityException', 422],
  ])('do not fail when AWS refuses one of the batch with %s (%i)', async (name, status) => {
    const foreign = 'd-NUMBER999'
    const when = (input: unknown) => (input as { deploymentIds: string[] }).deploymentIds.includes(foreign)
    const faults = [{ operation: 'BatchGetDeployments', when, error: { name, message: 'no', status } }]
    const { query } = await start({ world: many, batchWindowMs, faults })
    const ids = [...Array.from({ length: 20 }, (_, number) => idOf(number)), foreign]
    const answers = await Promise.all(ids.map((id) => query(ONE, { id })))
    expect(answers.pop()?.errors).toHaveLength(1)
    expect(answers).toEqual(
      ids.slice(0, -1).map((deploymentId) => ({ status: 200, data: { codeDeployDeployment: { deploymentId } } })),
    )
  })

  test('do not fail when AWS refuses one of the batch with an unknown error name', async () => {
    const world: World = () => ({
      codedeploy: { applications: ['good', 'bad'].map((applicationName) => ({ applicationName })) },
    })
    const refused: Fault = {
      operation: 'BatchGetApplications',
      when: (input) => (input as { applicationNames: string[] }).applicationNames.includes('bad'),
      error: { name: 'NewerThanThisGatewayException', message: 'Not this one.', status: 400 },
    }
    const { query, calls } = await start({ world, batchWindowMs, faults: [refused] })
    const [good, bad] = await Promise.all(
      ['good', 'bad'].map((name) =>
        query('query ($name: String!) { codeDeployApplication(applicationName: $name) { applicationName } }', { name }),
      ),
    )
    expect(good).toEqual({ status: 200, data: { codeDeployApplication: { applicationName: 'good' } } })
    expect(bad?.errors).toMatchObject([{ message: 'Not this one.', extensions: { code: 'AWS_UNAVAILABLE' } }])
    expect(calls()).toEqual({ BatchGetApplications: 3 })
  })

  test('do not see messages about the instances of other requests', async () => {
    const { query } = await start({ world: fleet, batchWindowMs })
    const [mine, other] = await Promise.all(
      [targetOf(1), 'i-0123456789abcdef0'].map((id) =>
        query(
          `query ($ids: [ID!]!) { deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: $ids, location: "us-east-1") {
            instances { status } errorMessage } }`,
          { ids: [id] },
        ),
      ),
    )
    expect(mine?.data.deploymentInstances).toEqual({ instances: [{ status: 'SUCCEEDED' }], errorMessage: null })
    expect(other?.data.deploymentInstances).toEqual({ instances: [null], errorMessage: expect.stringMatching(/i-01/) })
  })

  test('of unknown ids are null for each and are repeated after half the cache time', async () => {
    let now = NOW
    const { query, calls } = await start({
      world: fleet,
      batchWindowMs,
      codedeployCacheSeconds: 10,
      gatewayClock: () => now,
    })
    const ask = (deploymentId: string) =>
      query(`{ codeDeployDeployment(deploymentId: "${deploymentId}", location: "us-east-1") { status } }`)
    const lacking = { status: 200, data: { codeDeployDeployment: null } }
    expect(await Promise.all([ask('d-MINE00001'), ask('d-OTHER0001')])).toEqual([lacking, lacking])
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
    now += 5_000
    expect(await ask('d-MINE00001')).toEqual(lacking)
    expect(calls()).toEqual({})
    now += 1
    expect(await ask('d-MINE00001')).toEqual(lacking)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test('are never shared between locations', async () => {
    const { query, calls } = await start({ world: fleet, locations: DEMO_LOCATIONS, faults: [{ delayMs: 40 }] })
    const at = (location: string) =>
      query(`{ codeDeployDeployment(deploymentId: "d-FLEET0001", location: "${location}") { location { name } } }`)
    const names = DEMO_LOCATIONS.map(({ name }) => name)
    const answers = await Promise.all(names.map(at))
    expect(answers.map(({ data }) => data.codeDeployDeployment.location)).toEqual(names.map((name) => ({ name })))
    expect(calls()).toEqual({ BatchGetDeployments: names.length })
  })
})

test('a request with more calls than the queue holds completes, and so do others beside it', async () => {
  const environments = Array.from({ length: 1_100 }, (_, number) => ({
    ApplicationId: 'app0001',
    Id: `env${String(number).padStart(4, '0')}`,
    Name: `stage ${number}`,
  }))
  const world: World = () => ({
    appconfig: { applications: [{ Id: 'app0001', Name: 'checkout' }], environments },
  })
  const { query, calls } = await start({ world, requestTimeoutMs: 120_000 })
  const [feed, other] = await Promise.all([
    query('{ activity(first: 1, filter: { services: [APPCONFIG] }) { nodes { id } problems { code } } }'),
    query('{ appConfigApplication(applicationId: "app0001") { name } }'),
  ])
  expect(feed).toEqual({ status: 200, data: { activity: { nodes: [], problems: [] } } })
  expect(other.data).toEqual({ appConfigApplication: { name: 'checkout' } })
  expect(calls().ListDeployments).toBe(1_100)
})

import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { type Gateway, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const id = (number: number) => `i-${number.toString(16).padStart(17, '0')}`
const ids = (count: number, from = 0) => Array.from({ length: count }, (_, index) => id(from + index))

const { start } = useGateways({ locations: ONE_LOCATION })

const TARGETS = `query ($first: Int, $after: String, $filter: TargetFilter) {
  codeDeployDeployment(deploymentId: "d-FLEET0001") {
    targets(first: $first, after: $after, filter: $filter) {
      nodes { ... on DeploymentTarget { targetId } }
      pageInfo { hasNextPage hasPreviousPage endCursor }
    }
  }
}`
const targetIds = (answer: Awaited<ReturnType<Gateway['query']>>): string[] =>
  answer.data.codeDeployDeployment.targets.nodes.map((node: { targetId: string } | null) => node?.targetId ?? null)

describe('the targets of a deployment', () => {
  test.each([
    [1000, 100, 1000, 10, 40],
    [1000, 7, 1000, 143, 40],
    [130, 30, 1000, 5, 6],
    [25, 10, 25, 3, 1],
    [26, 13, 26, 2, 2],
    [300, 100, 30, 1, 2],
  ])(
    'of %i in pages of %i, the first %i cost %i listings and %i batches, in the order of the listing',
    async (count, pageSize, first, lists, batches) => {
      const { query, calls } = await start({ world: fleetWorld({ targets: count, pageSize, events: 1 }) })
      const answer = await query(TARGETS, { first })
      expect(answer.errors).toBeUndefined()
      expect(targetIds(answer)).toEqual(ids(Math.min(count, first)))
      expect(calls()).toEqual({
        BatchGetDeployments: 1,
        ListDeploymentTargets: lists,
        BatchGetDeploymentTargets: batches,
      })
    },
  )

  test('are read in batches while the listing continues', async () => {
    const lists = { operation: 'ListDeploymentTargets', when: (input: unknown) => 'nextToken' in (input as object) }
    const { query, emulator } = await start({
      world: fleetWorld({ targets: 60, pageSize: 30, events: 1 }),
      faults: [{ ...lists, delayMs: 300 }],
    })
    await query(TARGETS, { first: 60 })
    const operations = emulator.calls.map(({ operation }) => operation)
    expect(operations.slice(1)).toEqual([
      'ListDeploymentTargets',
      ...['ListDeploymentTargets', 'BatchGetDeploymentTargets'].sort((a) => (operations[2] === a ? -1 : 1)),
      'BatchGetDeploymentTargets',
      'BatchGetDeploymentTargets',
    ])
  })

  test.each([
    [10, 3],
    [3, 10],
    [7, 7],
  ])('in AWS pages of %i are each on one page when read in pages of %i to the end', async (pageSize, first) => {
    const { query } = await start({ world: fleetWorld({ targets: 41, pageSize, events: 1 }) })
    const seen: string[] = []
    let after: string | null = null
    let pages = 0
    do {
      const answer = await query(TARGETS, { first, after })
      const { pageInfo } = answer.data.codeDeployDeployment.targets
      expect(pageInfo.hasPreviousPage).toBe(pages > 0)
      seen.push(...targetIds(answer))
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null
      pages++
    } while (after)
    expect(seen).toEqual(ids(41))
    expect(pages).toBe(Math.ceil(41 / first))
  })

  test('have their ids and their count without a batch', async () => {
    const { query, calls } = await start({ world: fleetWorld({ targets: 250, events: 1 }) })
    const answer = await query(`{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
      targets(first: 3) { targetIds totalCount pageInfo { hasNextPage } } } }`)
    expect(answer.data.codeDeployDeployment.targets).toEqual({
      targetIds: ids(3),
      totalCount: 250,
      pageInfo: { hasNextPage: true },
    })
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 3 })
  })

  test('are each read once for several fields, as is each page', async () => {
    const { query, calls } = await start({ world: fleetWorld({ targets: 30, pageSize: 10, events: 1 }) })
    const answer = await query(`{ codeDeployDeployment(deploymentId: "d-FLEET0001") {
      a: targets(first: 30) { totalCount targetIds nodes { __typename } edges { cursor node { __typename } } }
      b: targets(first: 30) { nodes { ... on DeploymentTarget { targetId } } }
    } }`)
    expect(answer.errors).toBeUndefined()
    expect(answer.data.codeDeployDeployment.b.nodes).toHaveLength(30)
    expect(calls()).toEqual({ BatchGetDeployments: 1, ListDeploymentTargets: 3, BatchGetDeploymentTargets: 2 })
  })

  test.each([
    ['first: 0', '"first" was 0: expected a whole number from 1 to 1000.'],
    ['first: 1001', '"first" was 1001: expected a whole number from 1 to 1000.'],
    ['after: "nonsense"', 'The cursor "nonsense" given as "after" is not one this gateway gave: pass an endCursor.'],
  ])('are refused with %s before any AWS call', async (page, message) => {
    const { query, calls } = await start({ world: fleetWorld({ targets: 1 }) })
    const { status, data, errors } = await query(
      `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { ...page } }
       fragment page on CodeDeployDeployment { targets(${page}) { targetIds } }`,
    )
    expect({ status, data }).toEqual({ status: 200, data: undefined })
    expect(errors).toEqual([
      { message, locations: [{ line: 2, column: 48 }], extensions: { code: 'BAD_USER_INPUT', retryable: false } },
    ])
    expect(calls()).toEqual({})
  })

  test('are refused with a label that AWS cannot filter by', async () => {
    const { query } = await start({ world: fleetWorld({ targets: 1 }) })
    const { errors } = await query(TARGETS, { first: 1, filter: { instanceLabels: ['UNKNOWN'] } })
    expect(errors?.[0]).toMatchObject({
      message: '"instanceLabels" had UNKNOWN: expected values that AWS can filter by.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  test('are refused with a cursor of another deployment', async () => {
    const { query } = await start({ world: twoFleets })
    const first = await query(pageOf('d-FLEET0001', null))
    const cursor = first.data.codeDeployDeployment.targets.pageInfo.endCursor
    const { errors } = await query(pageOf('d-FLEET0002', cursor))
    expect(errors?.[0]).toMatchObject({
      message: 'The cursor given as "after" belongs to another list.',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  test('leave the deployment intact where they cannot be listed, with the error in a slot of their own', async () => {
    const error = { name: 'ThrottlingException', message: 'Rate exceeded' }
    const { query } = await start({
      world: fleetWorld({ targets: 60, pageSize: 30, events: 1 }),
      faults: [{ operation: 'ListDeploymentTargets', when: (input) => 'nextToken' in (input as object), error }],
    })
    const answer = await query(`{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status
      targets(first: 60) { nodes { ... on DeploymentTarget { targetId } } } } }`)
    expect(answer.data.codeDeployDeployment.status).toBe('SUCCEEDED')
    expect(targetIds(answer)).toEqual([...ids(30), null])
    expect(answer.errors).toEqual([
      expect.objectContaining({
        message: 'Rate exceeded',
        path: ['codeDeployDeployment', 'targets', 'nodes', 30],
        extensions: {
          code: 'AWS_THROTTLED',
          retryable: true,
          retryAfterMs: expect.any(Number),
          aws: {
            service: 'codedeploy',
            operation: 'ListDeploymentTargets',
            location: 'us-east-1',
            errorName: 'ThrottlingException',
            httpStatus: 400,
            requestId: expect.any(String),
            attempts: 3,
          },
        },
      }),
    ])
  })

  test('are an empty list before the deployment has started', async () => {
    const { query } = await start({ world: fleetWorld({ targets: 3, info: { status: 'Queued' } }) })
    const answer = await query(TARGETS, { first: 5 })
    expect(answer.errors).toBeUndefined()
    expect(targetIds(answer)).toEqual([])
  })

  test('are filtered by AWS', async () => {
    const { query, emulator } = await start({ world: fleetWorld({ targets: 3 }) })
    expect(targetIds(await query(TARGETS, { first: 5, filter: { statuses: ['FAILED'] } }))).toEqual([])
    const { input } = emulator.calls.find(({ operation }) => operation === 'ListDeploymentTargets') ?? {}
    expect(input).toEqual({ deploymentId: 'd-FLEET0001', targetFilters: { TargetStatus: ['Failed'] } })
  })

  test('with a label are an empty list in an in-place deployment, whose instances have no labels', async () => {
    const { query } = await start({ world: fleetWorld({ targets: 3 }) })
    const { data, errors } = await query(
      `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(filter: { instanceLabels: BLUE }) {
        nodes { __typename } edges { cursor } pageInfo { hasNextPage endCursor } totalCount targetIds } } }`,
    )
    expect(errors).toBeUndefined()
    const pageInfo = { hasNextPage: false, endCursor: null }
    expect(data.codeDeployDeployment.targets).toEqual({ nodes: [], edges: [], pageInfo, totalCount: 0, targetIds: [] })
  })
})

const twoFleets: World = (region, now) => {
  const fleets = ['d-FLEET0001', 'd-FLEET0002'].map((deploymentId) =>
    fleetWorld({ deploymentId, targets: 30 })(region, now),
  )
  return { codedeploy: { deployments: fleets.flatMap(({ codedeploy }) => codedeploy?.deployments ?? []) } }
}

const pageOf = (
  deploymentId: string,
  after: string | null,
) => `{ codeDeployDeployment(deploymentId: "${deploymentId}") {
  targets(first: 2, after: ${JSON.stringify(after)}) { nodes { __typename } pageInfo { endCursor } } } }`

import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { quote } from '../../src/errors.ts'
import { type Gateway, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')

const { start } = useGateways({ locations: ONE_LOCATION })

const name = (number: number, region = 'us-east-1') =>
  `d-${region === 'us-east-1' ? 'US' : 'EU'}${String(number).padStart(7, '0')}`

/** `count` deployments a region, a minute apart, every third failed, alternating between the groups a and b of shop. */
const history =
  (count: number, pageSize = 100, from = 0): World =>
  (region) => ({
    codedeploy: {
      applications: [{ applicationName: 'shop' }],
      groups: ['a', 'b'].map((deploymentGroupName) => ({ applicationName: 'shop', deploymentGroupName })),
      pageSizes: { ListDeployments: pageSize },
      deployments: Array.from({ length: count }, (_, index) => index + from).map((number) =>
        deploymentOf({
          deploymentId: name(number, region),
          applicationName: 'shop',
          deploymentGroupName: number % 2 === 0 ? 'a' : 'b',
          status: number % 3 === 0 ? 'Failed' : 'Succeeded',
          createTime: new Date(T0 + number * 60_000),
        }),
      ),
    },
  })

const LIST = `query ($first: Int, $after: String, $location: String, $app: String, $group: String, $filter: CodeDeployDeploymentFilter) {
  codeDeployDeployments(first: $first, after: $after, location: $location, applicationName: $app, deploymentGroupName: $group, filter: $filter) {
    nodes { deploymentId }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`
const listed = (answer: Awaited<ReturnType<Gateway['query']>>): (string | null)[] =>
  answer.data.codeDeployDeployments.nodes.map((node: { deploymentId: string } | null) => node?.deploymentId ?? null)

async function readToTheEnd(query: Gateway['query'], variables: object) {
  const seen: (string | null)[] = []
  let after: string | null = null
  do {
    const answer = await query(LIST, { ...variables, after })
    expect(answer.errors).toBeUndefined()
    seen.push(...listed(answer))
    const { pageInfo } = answer.data.codeDeployDeployments
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
  } while (after)
  return seen
}

const newest = (count: number, region?: string) =>
  Array.from({ length: count }, (_, index) => name(count - 1 - index, region))

test('a page of 50 over two regions is read in whole batches, with as few calls as a page of each region', async () => {
  const { query, calls } = await start({ world: history(60), locations: DEMO_LOCATIONS })
  expect(listed(await query(LIST, { first: 50 }))).toHaveLength(50)
  expect(calls()).toEqual({ ListDeployments: 2, BatchGetDeployments: 4 })
})

describe('deployments', () => {
  test('are listed newest first, with the details of 25 in a call and of no more than the page holds', async () => {
    const { query, calls } = await start({ world: history(200) })
    expect(listed(await query(LIST, { first: 60 }))).toEqual(newest(200).slice(0, 60))
    expect(calls()).toEqual({ ListDeployments: 1, BatchGetDeployments: 3 })
  })

  test.each([
    [10, 7],
    [7, 10],
    [5, 5],
  ])('in AWS pages of %i are each on one page when read in pages of %i to the end', async (pageSize, first) => {
    const { query } = await start({ world: history(33, pageSize) })
    expect(await readToTheEnd(query, { first })).toEqual(newest(33))
  })

  test('that appear between two pages neither repeat nor hide others', async () => {
    let count = 20
    // The world is built again only when the clock has moved.
    const { query } = await start({ world: (region, now) => history(count, 5)(region, now), clock: () => T0 + count })
    const first = await query(LIST, { first: 7 })
    count = 30
    const { endCursor } = first.data.codeDeployDeployments.pageInfo
    const rest = await query(LIST, { first: 100, after: endCursor })
    expect([...listed(first), ...listed(rest)]).toEqual(newest(20))
    expect(listed(await query(LIST, { first: 1 }))).toEqual([name(29)])
  })

  test('of several locations are merged by creation time, in pages too', async () => {
    const { query, calls } = await start({ world: history(12, 5), locations: DEMO_LOCATIONS })
    const merged = newest(12).flatMap((id) => [id.replace('US', 'EU'), id])
    expect(listed(await query(LIST, { first: 6 }))).toEqual(merged.slice(0, 6))
    expect(calls()).toEqual({ ListDeployments: 2, BatchGetDeployments: 2 })
    expect(await readToTheEnd(query, { first: 5 })).toEqual(merged)
  })

  test('of one application are those of all its groups, since AWS lists by group', async () => {
    const { query, calls } = await start({ world: history(12) })
    expect(listed(await query(LIST, { first: 12, app: 'shop' }))).toEqual(newest(12))
    expect(calls()).toEqual({ ListDeploymentGroups: 1, ListDeployments: 2, BatchGetDeployments: 1 })
  })

  test('are filtered by group, status and creation time by AWS', async () => {
    const { query, emulator } = await start({ world: history(12) })
    const filter = {
      statuses: ['FAILED'],
      createdAfter: '2026-11-20T12:01:00Z',
      createdBefore: '2026-11-20T12:08:00Z',
    }
    expect(listed(await query(LIST, { first: 5, app: 'shop', group: 'a', filter }))).toEqual([name(6)])
    expect(emulator.calls[0]).toMatchObject({
      operation: 'ListDeployments',
      input: {
        applicationName: 'shop',
        deploymentGroupName: 'a',
        includeOnlyStatuses: ['Failed'],
        createTimeRange: { start: new Date(T0 + 60_000), end: new Date(T0 + 480_000) },
      },
    })
  })

  test('of an unknown application are an error, unlike those of one that has deployed nothing', async () => {
    const { query } = await start({ world: history(3) })
    const answer = await query(LIST, { first: 5, app: 'nope' })
    expect(answer.errors).toMatchObject([
      {
        message: 'No application "nope" in us-east-1.',
        path: ['codeDeployDeployments'],
        extensions: { code: 'NOT_FOUND' },
      },
    ])
  })

  test('of a location that cannot be read are one null with an error, beside those of other locations', async () => {
    const { query } = await start({
      world: history(2),
      locations: DEMO_LOCATIONS,
      faults: [{ region: 'eu-west-1', error: { name: 'AccessDeniedException', message: 'not allowed' } }],
    })
    const answer = await query(LIST, { first: 5 })
    expect(listed(answer)).toEqual([name(1), name(0), null])
    const denied = {
      message: 'codedeploy in eu-west-1 denied access (AccessDeniedException).',
      extensions: expect.objectContaining({ code: 'AWS_ACCESS_DENIED', retryable: false }),
    }
    expect(answer.errors?.toSorted((a, b) => (a.path?.[1] === 'nodes' ? -1 : Number(b.path?.[1] === 'nodes')))).toEqual(
      [
        expect.objectContaining({ ...denied, path: ['codeDeployDeployments', 'nodes', 2] }),
        expect.objectContaining({ ...denied, path: ['codeDeployDeployments', 'pageInfo'] }), // whether there is more
      ],
    )
  })

  test.each([
    [{ group: 'a' }, /^"deploymentGroupName" was "a" without "applicationName"/],
    [{ filter: { statuses: ['UNKNOWN'] } }, /^"statuses" had UNKNOWN/],
    [
      { filter: { createdAfter: '2026-01-02T00:00:00Z', createdBefore: '2026-01-01T00:00:00Z' } },
      /^"createdAfter" was 2026-01-02T00:00:00.000Z: expected a time before "createdBefore", 2026-01-01T00:00:00.000Z\.$/,
    ],
    [{ location: 'mars' }, /^Unknown location "mars": expected one of "us-east-1"\.$/],
  ])('with the arguments %j are refused before any AWS call', async (variables, message) => {
    const { query, calls } = await start({ world: history(1) })
    const { errors } = await query(LIST, { first: 5, ...variables })
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    })
    expect(calls()).toEqual({})
  })
})

describe('one deployment', () => {
  const ONE_BY_ID = `query ($id: ID!, $location: String) { codeDeployDeployment(deploymentId: $id, location: $location) {
    deploymentId location { name } } }`

  test('that does not exist is null without an error', async () => {
    const { query, calls } = await start({ world: history(1), locations: DEMO_LOCATIONS })
    const { data, errors } = await query(ONE_BY_ID, { id: 'd-NOWHERE01' })
    expect({ data, errors }).toEqual({ data: { codeDeployDeployment: null }, errors: undefined })
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })

  test('is looked for in all locations together, and later only where it was found', async () => {
    const { query, calls } = await start({ world: history(1), locations: DEMO_LOCATIONS, cache: true })
    const deployment = { codeDeployDeployment: { deploymentId: name(0, 'eu-west-1'), location: { name: 'eu-west-1' } } }
    expect((await query(ONE_BY_ID, { id: name(0, 'eu-west-1') })).data).toEqual(deployment)
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
    expect((await query(ONE_BY_ID, { id: name(0, 'eu-west-1') })).data).toEqual(deployment)
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test('is looked for in all locations each time with the cache off', async () => {
    const { query, calls } = await start({ world: history(1), locations: DEMO_LOCATIONS, cache: false })
    for (const _ of [1, 2]) await query(ONE_BY_ID, { id: name(0, 'eu-west-1') })
    expect(calls()).toEqual({ BatchGetDeployments: 4 })
  })

  test('is looked for only in the location that is named', async () => {
    const { query, calls } = await start({ world: history(1), locations: DEMO_LOCATIONS })
    const { data } = await query(ONE_BY_ID, { id: name(0, 'eu-west-1'), location: 'us-east-1' })
    expect(data).toEqual({ codeDeployDeployment: null })
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  })

  test('is an error, not null, where it may be in a location that cannot be read', async () => {
    const { query } = await start({
      world: history(1),
      locations: DEMO_LOCATIONS,
      faults: [{ region: 'us-east-1', error: { name: 'ThrottlingException' } }],
    })
    expect((await query(ONE_BY_ID, { id: name(0, 'eu-west-1') })).errors).toBeUndefined()
    const { data, errors } = await query(ONE_BY_ID, { id: 'd-NOWHERE01' })
    expect(data).toEqual({ codeDeployDeployment: null })
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'AWS_THROTTLED', retryable: true })
  })

  test.each(['', 'i-123', 'd-', 'd-A B', `d-${'A'.repeat(255)}`])(
    'with the malformed id "%s" is refused',
    async (id) => {
      const { query, calls } = await start({ world: history(1) })
      const { errors } = await query(ONE_BY_ID, { id })
      expect(errors?.[0]).toMatchObject({
        message: `"deploymentId" was ${quote(id)}: expected an id like "d-A1B2C3D4E".`,
        extensions: { code: 'BAD_USER_INPUT' },
      })
      expect(calls()).toEqual({})
    },
  )

  test('fails only its own field where AWS calls the id malformed', async () => {
    const { query } = await start({ world: history(2) })
    const { data, errors } = await query(
      `{ a: codeDeployDeployment(deploymentId: "${name(0)}") { deploymentId }
         b: codeDeployDeployment(deploymentId: "d-x") { deploymentId }
         c: codeDeployDeployment(deploymentId: "${name(1)}") { deploymentId } }`,
    )
    expect(data).toEqual({ a: { deploymentId: name(0) }, b: null, c: { deploymentId: name(1) } })
    expect(errors).toEqual([
      expect.objectContaining({ path: ['b'], extensions: expect.objectContaining({ code: 'BAD_USER_INPUT' }) }),
    ])
  })

  test('is read with 39 others in one query for two calls', async () => {
    const { query, calls } = await start({ world: history(40) })
    const fields = newest(40).map((id, index) => `f${index}: codeDeployDeployment(deploymentId: "${id}") { status }`)
    expect((await query(`{ ${fields.join(' ')} }`)).errors).toBeUndefined()
    expect(calls()).toEqual({ BatchGetDeployments: 2 })
  })
})

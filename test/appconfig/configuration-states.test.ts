import type { AppConfigDeployment } from '../../src/emulator/appconfig/world.ts'
import type { World } from '../../src/emulator/world.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { atOnce } from '../support/at-once.ts'
import { type Answer, NOW, ONE_LOCATION, PATIENT, useGateways } from '../support/gateway.ts'

declare const CACHE: boolean

const { start } = useGateways({ locations: ONE_LOCATION })

const deployment = (
  environment: string,
  number: number,
  profile: string,
  more: Partial<AppConfigDeployment> = {},
): AppConfigDeployment => ({
  ...{ ApplicationId: 'app0001', EnvironmentId: environment, DeploymentNumber: number, State: 'COMPLETE' },
  ...{ ConfigurationProfileId: profile, ConfigurationName: `name of ${profile}`, StartedAt: new Date(NOW + number) },
  CompletedAt: new Date(NOW - 30 * 86_400_000), // can be reverted no more
  ...more,
})

const worldOf = (deployments: AppConfigDeployment[], environments = ['envb001', 'enva001'], pageSize = 50): World => {
  const world = {
    appconfig: {
      applications: [{ Id: 'app0001', Name: 'checkout' }],
      environments: environments.map((Id) => ({ ApplicationId: 'app0001', Id, Name: Id })),
      configurationProfiles: ['flags01', 'limits1'].map((Id) => ({ ApplicationId: 'app0001', Id, Name: Id })),
      deployments,
      pageSizes: { ListDeployments: pageSize },
    },
  }
  return () => world
}

const QUERY = `query ($first: Int, $after: String, $applicationId: ID) {
  configurationStates(first: $first, after: $after, applicationId: $applicationId) {
    nodes { environment { environmentId } configurationProfileId configurationName
      current { deploymentNumber } running { deploymentNumber } }
    pageInfo { hasNextPage endCursor } isComplete problems { service location { name } code } } }`

interface Node {
  environment: { environmentId: string }
  configurationProfileId: string | null
  current: { deploymentNumber: number } | null
  running: { deploymentNumber: number } | null
}

const short = ({ data, errors }: Answer) => {
  expect(errors).toBeUndefined()
  return data.configurationStates.nodes.map(({ environment, configurationProfileId, current, running }: Node) => [
    ...[environment.environmentId, configurationProfileId],
    ...[current?.deploymentNumber ?? null, running?.deploymentNumber ?? null],
  ])
}

const DEPLOYMENTS = [
  deployment('enva001', 1, 'flags01'),
  deployment('enva001', 2, 'flags01'),
  deployment('enva001', 3, 'limits1'),
  deployment('enva001', 4, 'flags01', { State: 'REVERTED' }),
  deployment('enva001', 5, 'flags01', { State: 'BAKING' }),
  deployment('envb001', 1, 'flags01', { State: 'ROLLED_BACK' }),
]

test('an environment serves the newest complete deployment of each profile', async () => {
  const { query, calls } = await start({ world: worldOf(DEPLOYMENTS) })
  const answer = await query(QUERY)
  expect(short(answer)).toEqual([
    ['enva001', 'flags01', 2, 5],
    ['enva001', 'limits1', 3, null],
    ['envb001', 'flags01', null, null],
  ])
  expect(answer.data.configurationStates).toMatchObject({ isComplete: true, problems: [] })
  expect(calls()).toEqual({ ListApplications: 1, ListEnvironments: 1, ListDeployments: 2 })
})

test('the newest deployments of a profile are listed oldest first, at no further call', async () => {
  const many = Array.from({ length: 9 }, (_, index) =>
    deployment('enva001', index + 1, 'flags01', index === 6 ? { State: 'ROLLED_BACK' } : {}),
  )
  const { query, calls } = await start({ world: worldOf(many, ['enva001']) })
  const { data, errors } = await query(`{ configurationStates { nodes {
    six: recent { deploymentNumber phase } two: recent(last: 2) { deploymentNumber } } } }`)
  expect(errors).toBeUndefined()
  const [{ six, two }] = data.configurationStates.nodes
  expect(
    six.map(({ deploymentNumber, phase }: { deploymentNumber: number; phase: string }) => [deploymentNumber, phase]),
  ).toEqual([
    ...[4, 5, 6].map((number) => [number, 'SUCCEEDED']),
    [7, 'ROLLED_BACK'],
    ...[8, 9].map((number) => [number, 'SUCCEEDED']),
  ])
  expect(two).toEqual([{ deploymentNumber: 8 }, { deploymentNumber: 9 }])
  expect(calls()).toEqual({ ListApplications: 1, ListEnvironments: 1, ListDeployments: 1 })
})

test('a deployment whose summary has no profile id is identified by the profile name', async () => {
  const older = [1, 2].map((number) =>
    deployment('enva001', number, '', { ConfigurationProfileId: undefined, ConfigurationName: 'flags01' }),
  )
  const { query } = await start({ world: worldOf(older) })
  expect(short(await query(QUERY))).toEqual([['enva001', null, 2, null]])
})

describe.each([
  [7, 3],
  [50, 1],
])('on pages of %i, twelve environments with twenty deployments each', (pageSize, pages) => {
  const environments = Array.from({ length: 12 }, (_, index) => `env${String(index).padStart(4, '0')}`)
  // The profile that was deployed least is on the third page of seven.
  const all = environments.flatMap((id) =>
    Array.from({ length: 20 }, (_, index) => deployment(id, index + 1, index === 3 ? 'limits1' : 'flags01')),
  )
  const world = worldOf(all, environments, pageSize)
  const profiles = pages > 1 ? { ListConfigurationProfiles: 1 } : {}
  const cold = { ListApplications: 1, ListEnvironments: 1, ListDeployments: 12 * pages, ...profiles }
  const expected = environments.flatMap((id) => [
    [id, 'flags01', 20, null],
    [id, 'limits1', 4, null],
  ])

  test('take a listing each, as far as their profiles need; environments and older pages are remembered', async () => {
    const { query, calls } = await start({ world })
    expect(short(await query(QUERY))).toEqual(expected)
    expect(calls()).toEqual(cold)
    expect(short(await query(QUERY))).toEqual(expected)
    expect(calls()).toEqual(CACHE ? { ListDeployments: 12 } : cold)
  })

  test('take the calls of one for twenty requests at once, where answers are shared', async () => {
    const gateway = await start({ ...PATIENT, world, gatewayClock: () => NOW })
    const answers = await atOnce(gateway, 20, QUERY)
    for (const answer of answers) expect(short(answer)).toEqual(expected)
    const made = gateway.calls()
    if (CACHE) expect(made).toEqual(cold)
    else expect(made.ListDeployments).toBe(20 * 12 * pages)
  })

  test('take no more for the deployments that they name', async () => {
    const { query, calls } = await start({ world })
    const { data, errors } = await query(`{ configurationStates { nodes {
      environment { name environmentId } current { configurationVersion state startedAt title } running { title } } } }`)
    expect(errors).toBeUndefined()
    expect(data.configurationStates.nodes).toHaveLength(24)
    expect(calls()).toEqual(cold)
  })
})

test('older pages are read until every profile of the application has a complete deployment', async () => {
  const many = Array.from({ length: 20 }, (_, index) =>
    deployment('enva001', index + 1, index === 12 ? 'limits1' : 'flags01'),
  )
  const { query, calls } = await start({ world: worldOf(many, ['enva001'], 5) })
  const answer = await query(QUERY)
  expect(short(answer)).toEqual([
    ['enva001', 'flags01', 20, null],
    ['enva001', 'limits1', 13, null],
  ])
  expect(answer.data.configurationStates.isComplete).toBe(true)
  expect(calls()).toEqual({
    ...{ ListApplications: 1, ListEnvironments: 1, ListConfigurationProfiles: 1, ListDeployments: 2 },
  })
})

test('at most four pages of an environment are read, and then the answer says that it is not complete', async () => {
  const many = Array.from({ length: 40 }, (_, index) => deployment('enva001', index + 1, 'flags01'))
  const { query, calls } = await start({ world: worldOf(many, ['enva001'], 7) })
  const answer = await query(QUERY)
  expect(short(answer)).toEqual([['enva001', 'flags01', 40, null]])
  expect(answer.data.configurationStates.isComplete).toBe(false)
  expect(calls().ListDeployments).toBe(4)
})

describe('older pages that were read', () => {
  const first = (count: number, more: (number: number) => Partial<AppConfigDeployment> = () => ({})) =>
    Array.from({ length: count }, (_, index) =>
      deployment('enva001', index + 1, index === 2 ? 'limits1' : 'flags01', more(index + 1)),
    )

  /** A gateway over deployments that a test may replace. */
  const over = async (deployments: AppConfigDeployment[]) => {
    const world = { deployments }
    let now = NOW
    const { query, calls } = await start({
      world: (region, at) => worldOf(world.deployments, ['enva001'], 5)(region, at),
      clock: () => now++,
    })
    const ask = async () => {
      const answer = await query(QUERY)
      return { states: short(answer), isComplete: answer.data.configurationStates.isComplete, calls: calls() }
    }
    return { world, ask }
  }

  test('are not read again, however many deployments came since', async () => {
    const { world, ask } = await over(first(10))
    expect(await ask()).toMatchObject({
      states: [
        ['enva001', 'flags01', 10, null],
        ['enva001', 'limits1', 3, null],
      ],
    })
    // Four pages alone would not reach the third of more than twenty-two.
    for (const count of CACHE ? [11, 13, 16, 24, 40] : [11, 13, 16]) {
      world.deployments = first(count)
      const { states, isComplete, calls } = await ask()
      expect({ states, isComplete }).toEqual({
        states: [
          ['enva001', 'flags01', count, null],
          ['enva001', 'limits1', 3, null],
        ],
        isComplete: true,
      })
      if (CACHE && count <= 13) expect(calls).toEqual({ ListDeployments: 1 })
    }
  })

  test('are not read again where four of them did not have every profile', async () => {
    const { world, ask } = await over(first(40))
    expect(await ask()).toMatchObject({ states: [['enva001', 'flags01', 40, null]], isComplete: false })
    const again = await ask()
    expect(again).toMatchObject({ states: [['enva001', 'flags01', 40, null]], isComplete: false })
    if (CACHE) expect(again.calls.ListDeployments).toBe(1)
    world.deployments = [...first(40), deployment('enva001', 41, 'limits1')]
    expect(await ask()).toMatchObject({
      states: [
        ['enva001', 'flags01', 40, null],
        ['enva001', 'limits1', 41, null],
      ],
      isComplete: true,
    })
  })

  test.each<[string, Partial<AppConfigDeployment>, Partial<AppConfigDeployment>]>([
    ['can be reverted', { CompletedAt: new Date(NOW - 3_600_000) }, { State: 'REVERTED' }],
    ['has not ended', { State: 'DEPLOYING', CompletedAt: undefined }, { State: 'ROLLED_BACK' }],
  ])('are read again while a deployment of theirs %s', async (_, before, after) => {
    const changed = (more: Partial<AppConfigDeployment>) =>
      first(10, (number) => (number === 3 ? more : number === 2 ? { ConfigurationProfileId: 'limits1' } : {}))
    const { world, ask } = await over(changed(before))
    const [, limits] = (await ask()).states
    expect(limits).not.toEqual(['enva001', 'limits1', 2, null])
    world.deployments = changed({ ...before, ...after })
    expect((await ask()).states[1]).toEqual(['enva001', 'limits1', 2, null])
  })
})

test('a page reads the environments that it holds and a few more, and the pages have every profile once', async () => {
  const environments = Array.from({ length: 30 }, (_, index) => `env${String(index).padStart(4, '0')}`)
  const all = environments.flatMap((id) => [deployment(id, 1, 'flags01'), deployment(id, 2, 'limits1')])
  const { query, calls } = await start({ world: worldOf(all, environments) })
  const seen: unknown[] = []
  let after: string | null = null
  let isFirst = true
  do {
    const answer: Answer = await query(QUERY, { first: 7, after })
    seen.push(...short(answer))
    if (isFirst) expect(calls().ListDeployments).toBe(5)
    isFirst = false
    const { hasNextPage, endCursor } = answer.data.configurationStates.pageInfo
    after = hasNextPage ? endCursor : null
  } while (after)
  expect(seen).toEqual(
    environments.flatMap((id) => [
      [id, 'flags01', 1, null],
      [id, 'limits1', 2, null],
    ]),
  )
})

test('one application is read by its id, and one that no location has is NOT_FOUND', async () => {
  const { query, calls } = await start({ world: worldOf(DEPLOYMENTS) })
  expect(short(await query(QUERY, { applicationId: 'app0001' }))).toHaveLength(3)
  expect(calls()).toEqual({ ListEnvironments: 1, ListDeployments: 2 })
  const { data, errors } = await query(QUERY, { applicationId: 'app9999' })
  expect(data).toEqual({ configurationStates: null })
  expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND')
})

test('a location and an environment that fail are named in problems', async () => {
  const error = { name: 'AccessDeniedException', message: 'no' }
  const { query } = await start({
    world: worldOf(DEPLOYMENTS),
    locations: DEMO_LOCATIONS.slice(0, 2),
    faults: [{ service: 'appconfig', region: DEMO_LOCATIONS[1]?.region, operation: 'ListDeployments', error }],
  })
  const answer = await query(QUERY)
  expect(short(answer)).toHaveLength(3)
  expect(answer.data.configurationStates).toMatchObject({
    isComplete: false,
    problems: [{ service: 'APPCONFIG', location: { name: DEMO_LOCATIONS[1]?.name }, code: 'AWS_ACCESS_DENIED' }],
  })
})

test('a cursor of another list is refused', async () => {
  const { query } = await start({ world: worldOf(DEPLOYMENTS) })
  const { errors } = await query(QUERY, { after: Buffer.from('["other",null,0,"x"]').toString('base64url') })
  expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
})

import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { NOW, type Options, useGateways } from '../support/gateway.ts'
import { type Happening, type HappeningService, newestFirst, type PageSizes, worldOf } from './happenings.ts'
import { callsOf, type Filter, idsOf, page, readToTheEnd } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const at = (minute: number) => T0 + minute * 60_000
const iso = (minute: number) => new Date(at(minute)).toISOString()
const SERVICES: HappeningService[] = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER']
const REGIONS = DEMO_LOCATIONS.map(({ region }) => region)
const SUCCEEDED = { CODEDEPLOY: 'Succeeded', APPCONFIG: 'COMPLETE', IMAGE_BUILDER: 'SUCCESS' }
const RUNNING = { CODEDEPLOY: 'InProgress', APPCONFIG: 'DEPLOYING', IMAGE_BUILDER: 'IN_PROGRESS' }

/** In both regions one of each service a minute, at the same moment; every third minute still running. */
const history = (minutes: number, source = 0): Happening[] =>
  Array.from({ length: minutes }, (_, minute) =>
    SERVICES.flatMap((service) =>
      REGIONS.map((region) => {
        const status = (minute % 3 === 0 ? RUNNING : SUCCEEDED)[service]
        return { service, region, source, number: minute + 1, at: at(minute), status }
      }),
    ),
  ).flat()

const idsWhere = (happenings: Happening[], belongs: (happening: Happening) => boolean = () => true) =>
  idsOf(newestFirst(happenings.filter(belongs)))

const gateways = useGateways()

/** A gateway whose world has these activities. Its clock ticks whenever it is read, so that the emulator keeps no world. */
async function start(happenings: Happening[], options: Options & { pageSizes?: PageSizes } = {}) {
  let now = NOW
  const { pageSizes, ...rest } = options
  const world = worldOf(() => happenings, pageSizes)
  const { query, emulator, faults } = await gateways.start({ world, clock: () => now++, ...rest })
  return { query, emulator, faults, read: page.bind(undefined, query), calls: () => callsOf(emulator) }
}

describe('the feed', () => {
  test('lists all services of all locations, newest first, equal times by id', async () => {
    const { read } = await start(history(2))
    const { ids, problems, pageInfo } = await read()
    const at = (number: number) => [
      `eu-west-1/d-0${`${number}`.padStart(8, '0')}`,
      `eu-west-1/lce-00000000-0000-0000-0000-${`${number}`.padStart(12, '0')}`,
      `eu-west-1/shop/env0/${number}`,
      `us-east-1/d-0${`${number}`.padStart(8, '0')}`,
      `us-east-1/lce-00000000-0000-0000-0000-${`${number}`.padStart(12, '0')}`,
      `us-east-1/shop/env0/${number}`,
    ]
    expect(ids).toEqual([...at(2), ...at(1)])
    expect(problems).toEqual([])
    expect(pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false })
  })

  test('is empty if nothing happened', async () => {
    const { read } = await start([])
    const { ids, problems, pageInfo } = await read()
    expect({ ids, problems }).toEqual({ ids: [], problems: [] })
    expect(pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null })
  })

  test('has the same fields for every activity, whatever its service', async () => {
    const { query } = await start(history(1).filter(({ region }) => region === 'us-east-1'))
    const { data, errors } = await query(`{ activity { nodes {
      __typename service title phase rawStatus createdAt consoleUrl location { name region accountId } } } }`)
    expect(errors).toBeUndefined()
    const common = {
      phase: 'IN_PROGRESS',
      createdAt: iso(0),
      location: { name: 'us-east-1', region: 'us-east-1', accountId: '111122223333' },
    }
    const console = 'https://us-east-1.console.aws.amazon.com'
    expect(data.activity.nodes).toEqual([
      {
        ...common,
        __typename: 'CodeDeployDeployment',
        service: 'CODEDEPLOY',
        title: 'shop → group-0',
        rawStatus: 'InProgress',
        consoleUrl: `${console}/codesuite/codedeploy/deployments/d-000000001?region=us-east-1`,
      },
      {
        ...common,
        __typename: 'LifecycleExecution',
        service: 'IMAGE_BUILDER',
        title: 'policy-0',
        rawStatus: 'IN_PROGRESS',
        consoleUrl: `${console}/imagebuilder/home?region=us-east-1#/lifecyclePolicies/${encodeURIComponent(
          'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/policy-0',
        )}`,
      },
      {
        ...common,
        __typename: 'AppConfigDeployment',
        service: 'APPCONFIG',
        title: 'flags → environment 0',
        rawStatus: 'DEPLOYING',
        consoleUrl: `${console}/systems-manager/appconfig/applications/shop/environments/env0/deployments/1?region=us-east-1`,
      },
    ])
  })

  test('links to the console of the partition that a location is in', async () => {
    const china = history(1).map((happening) => ({ ...happening, region: 'cn-north-1' }))
    const { query } = await start(china.slice(0, 1), { locations: [{ name: 'beijing', region: 'cn-north-1' }] })
    const { data } = await query('{ activity { nodes { consoleUrl } } }')
    expect(data.activity.nodes).toEqual([
      {
        consoleUrl:
          'https://cn-north-1.console.amazonaws.cn/codesuite/codedeploy/deployments/d-000000001?region=cn-north-1',
      },
    ])
  })
})

describe('pages of the feed', () => {
  test.each([1, 2, 5, 6, 7, 23, 24, 1000])('of %i add up to the whole feed', async (first) => {
    const happenings = history(4)
    const { query } = await start(happenings, { pageSizes: { codedeploy: 3, appconfig: 2, imagebuilder: 1 } })
    const pages = (await readToTheEnd(query, { first })).filter((ids) => ids.length > 0)
    expect(pages.flat()).toEqual(idsWhere(happenings))
    expect(pages.slice(0, -1).map(({ length }) => length)).toEqual(pages.slice(1).map(() => first))
  })

  test('have the cursors of their first and last edges, and tell whether a page precedes them', async () => {
    const { read } = await start(history(2))
    const { pageInfo, cursors } = await read({ first: 5 })
    expect(pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursors[0],
      endCursor: cursors[4],
    })
    expect((await read({ first: 5, after: cursors[1] })).pageInfo.hasPreviousPage).toBe(true)
  })

  test('continue after any edge', async () => {
    const { read } = await start(history(2))
    const { ids, cursors } = await read()
    for (const [index, after] of cursors.entries())
      expect((await read({ first: 3, after })).ids).toEqual(ids.slice(index + 1, index + 4))
  })

  test.each([1, 2, 3])('of %i sort activities that began at the same moment by id', async (first) => {
    const simultaneous = [8, 9, 10, 11].flatMap((number) =>
      SERVICES.map((service) => ({
        ...{ service, region: 'us-east-1', source: 0, number, at: at(0), status: SUCCEEDED[service] },
      })),
    )
    const { query } = await start(simultaneous)
    expect((await readToTheEnd(query, { first })).flat()).toEqual(idsWhere(simultaneous))
  })

  test('neither repeat nor lose anything while new items appear', async () => {
    const happenings = history(5)
    const before = idsWhere(happenings)
    const { query, read } = await start(happenings, { pageSizes: { codedeploy: 2, appconfig: 2, imagebuilder: 2 } })
    let minute = 5
    const pages = await readToTheEnd(query, { first: 4 }, () => {
      happenings.push(...history(minute + 1).slice(-6))
      minute++
    })
    expect(minute).toBeGreaterThan(5)
    expect(pages.flat()).toEqual(before)
    expect((await read({ first: 6 })).ids).toEqual(idsWhere(happenings).slice(0, 6))
  })
})

describe('a filter', () => {
  const happenings = [...history(6), ...history(6, 1)]
  const where: [string, Filter, (happening: Happening) => boolean][] = [
    ['service', { services: ['APPCONFIG'] }, ({ service }) => service === 'APPCONFIG'],
    ['services', { services: ['CODEDEPLOY', 'IMAGE_BUILDER'] }, ({ service }) => service !== 'APPCONFIG'],
    ['location', { locations: ['eu-west-1'] }, ({ region }) => region === 'eu-west-1'],
    ['phase', { phases: ['IN_PROGRESS'] }, ({ number }) => number % 3 === 1],
    ['a phase that no activity is in', { phases: ['FAILED'] }, () => false],
    ['the earliest time, included', { since: iso(3) }, (one) => one.at >= at(3)],
    ['the latest time, included', { until: iso(3) }, (one) => one.at <= at(3)],
    ['one moment', { since: iso(3), until: iso(3) }, (one) => one.at === at(3)],
    ['empty lists', { services: [], locations: [], phases: [] }, () => true],
    [
      'all criteria together',
      { services: ['IMAGE_BUILDER'], locations: ['us-east-1'], phases: ['SUCCEEDED'], since: iso(1), until: iso(4) },
      ({ service, region, number, at: time }) =>
        service === 'IMAGE_BUILDER' && region === 'us-east-1' && number % 3 !== 1 && time >= at(1) && time <= at(4),
    ],
  ]
  test.each(where)('by %s keeps what matches, on every page', async (_, filter, belongs) => {
    const { query } = await start(happenings, { pageSizes: { codedeploy: 4, appconfig: 4, imagebuilder: 4 } })
    const pages = await readToTheEnd(query, { first: 7, filter })
    expect(pages.flat()).toEqual(idsWhere(happenings, belongs))
  })

  test('by UNKNOWN keeps a status newer than the schema', async () => {
    const newer = history(3).map((happening) => ({ ...happening, status: 'Reconsidering' }))
    const { query } = await start([...history(3, 1), ...newer])
    const { data } = await query('{ activity(filter: { phases: [UNKNOWN] }) { nodes { phase rawStatus } } }')
    expect(data.activity.nodes).toEqual(newer.map(() => ({ phase: 'UNKNOWN', rawStatus: 'Reconsidering' })))
  })
})

describe('bad arguments', () => {
  test.each<[string, object, RegExp]>([
    ['no items', { first: 0 }, /^"first" was 0: expected a whole number from 1 to 1000\.$/],
    ['too many items', { first: 1001 }, /^"first" was 1001/],
    ['an invalid cursor', { after: 'garbage' }, /^The cursor "garbage" given as "after" is not a cursor/],
    [
      'a cursor of another list',
      { after: Buffer.from('["groups",null,0,"a"]').toString('base64url') },
      /^The cursor ".+" given as "after" is not a cursor/,
    ],
    [
      'an unknown location',
      { filter: { locations: ['mars'] } },
      /^Unknown location "mars": expected one of "us-east-1"/,
    ],
    [
      'times in the wrong order',
      { filter: { since: iso(2), until: iso(1) } },
      /^"since" was 2026-11-20T12:02:00.000Z: expected a time before "until", 2026-11-20T12:01:00.000Z\.$/,
    ],
  ])('are refused before any AWS call: %s', async (_, variables, message) => {
    const { query, calls } = await start(history(1))
    const { errors } = await query(
      'query ($first: Int, $after: String, $filter: ActivityFilter) { activity(first: $first, after: $after, filter: $filter) { nodes { id } } }',
      variables,
    )
    expect(errors?.[0]).toMatchObject({
      message: expect.stringMatching(message),
      extensions: { code: 'BAD_USER_INPUT', retryable: false },
    })
    expect(calls()).toEqual({})
  })
})

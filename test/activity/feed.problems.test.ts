import type { Fault } from '../../src/emulator/faults.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { SERVICES as ALL_SERVICES } from '../../src/services.ts'
import { useGateways } from '../support/gateway.ts'
import { type Happening, type HappeningService, newestFirst, worldOf } from './happenings.ts'
import { idsOf, page } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const SERVICES: HappeningService[] = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER']

/** In both regions three of each of two sources of each service. */
const HAPPENINGS: Happening[] = SERVICES.flatMap((service) =>
  DEMO_LOCATIONS.flatMap(({ region }) =>
    [0, 1].flatMap((source) =>
      [1, 2, 3].map((number) => ({ service, region, source, number, at: T0 + number * 60_000, status: 'FAILED' })),
    ),
  ),
)

const { start, gateway } = useGateways({ world: worldOf(() => HAPPENINGS) })

async function read(faults: Fault[], variables = {}) {
  await start({ faults })
  return page(gateway.query, { first: 100, ...variables })
}

const idsExcept = (isMissing: (happening: Happening) => boolean) =>
  idsOf(newestFirst(HAPPENINGS.filter((happening) => !isMissing(happening))))

const denied = { name: 'AccessDeniedException', message: 'not allowed' }
const throttled = { name: 'ThrottlingException', message: 'Rate exceeded' }

describe('the feed reports a problem and lists the rest', () => {
  test('where a service is denied in one region', async () => {
    const { ids, problems } = await read([{ service: 'codedeploy', region: 'eu-west-1', error: denied }])
    expect(problems).toEqual([
      {
        service: 'CODEDEPLOY',
        location: { name: 'eu-west-1' },
        code: 'AWS_ACCESS_DENIED',
        message: 'codedeploy in eu-west-1 denied access (AccessDeniedException).',
      },
    ])
    expect(ids).toEqual(idsExcept(({ service, region }) => service === 'CODEDEPLOY' && region === 'eu-west-1'))
  })

  test.each<[HappeningService, Fault, string]>([
    ['CODEDEPLOY', { service: 'codedeploy', operation: 'BatchGetDeployments', error: throttled }, 'AWS_THROTTLED'],
    ['APPCONFIG', { service: 'appconfig', operation: 'ListApplications', error: denied }, 'AWS_ACCESS_DENIED'],
    ['APPCONFIG', { service: 'appconfig', operation: 'ListEnvironments', error: denied }, 'AWS_ACCESS_DENIED'],
    ['APPCONFIG', { service: 'appconfig', operation: 'ListDeployments', error: denied }, 'AWS_ACCESS_DENIED'],
    [
      'IMAGE_BUILDER',
      { service: 'imagebuilder', error: { name: 'CallRateLimitExceededException', status: 429 } },
      'AWS_THROTTLED',
    ],
    [
      'IMAGE_BUILDER',
      { service: 'imagebuilder', operation: 'ListLifecycleExecutions', error: denied },
      'AWS_ACCESS_DENIED',
    ],
    ['IMAGE_BUILDER', { service: 'imagebuilder', drop: true }, 'AWS_UNAVAILABLE'],
  ])('where %s fails, once per location: %j', async (failing, fault, code) => {
    const { ids, problems } = await read([fault])
    expect(problems.map((problem) => [problem.service, problem.location.name, problem.code]).sort()).toEqual([
      [failing, 'eu-west-1', code],
      [failing, 'us-east-1', code],
    ])
    expect(ids).toEqual(idsExcept(({ service }) => service === failing))
  })

  test('where one environment of two is denied', async () => {
    const { ids, problems } = await read([
      {
        service: 'appconfig',
        region: 'us-east-1',
        operation: 'ListDeployments',
        when: (input) => (input as { EnvironmentId: string }).EnvironmentId === 'env1',
        error: denied,
      },
    ])
    expect(problems).toMatchObject([{ service: 'APPCONFIG', location: { name: 'us-east-1' } }])
    expect(ids).toEqual(
      idsExcept((one) => one.service === 'APPCONFIG' && one.region === 'us-east-1' && one.source === 1),
    )
  })

  test('where everything is denied', async () => {
    const { ids, problems, pageInfo } = await read([{ error: denied }])
    expect(ids).toEqual([])
    expect(problems).toHaveLength(ALL_SERVICES.length * DEMO_LOCATIONS.length)
    expect(pageInfo.hasNextPage).toBe(false)
  })
})

test('a feed ends where a source fails midway, and continues from there without loss', async () => {
  const failsMidway: Fault = {
    service: 'codedeploy',
    region: 'us-east-1',
    when: (input) => (input as { nextToken?: string }).nextToken !== undefined,
    error: denied,
  }
  await start({ world: worldOf(() => HAPPENINGS, { codedeploy: 4 }), faults: [failsMidway] })
  const { ids, problems, pageInfo } = await page(gateway.query, { first: 100 })
  expect(problems).toMatchObject([{ service: 'CODEDEPLOY', location: { name: 'us-east-1' } }])
  expect(pageInfo.hasNextPage).toBe(true)
  gateway.faults.splice(0)
  const rest = await page(gateway.query, { first: 100, after: pageInfo.endCursor })
  expect(rest.problems).toEqual([])
  expect([...ids, ...rest.ids]).toEqual(idsExcept(() => false))
})

test('a failed enumeration is not remembered', async () => {
  await start({ faults: [{ operation: 'ListLifecyclePolicies', times: 2, error: denied }] })
  expect((await page(gateway.query, { first: 100 })).problems).toHaveLength(2)
  const again = await page(gateway.query, { first: 100 })
  expect(again.problems).toEqual([])
  expect(again.ids).toEqual(idsExcept(() => false))
})

test('a location outside the filter causes neither a problem nor a call', async () => {
  const { problems } = await read([{ region: 'eu-west-1', error: denied }], { filter: { locations: ['us-east-1'] } })
  expect(problems).toEqual([])
  const regions = new Set(gateway.emulator.calls.map(({ region }) => region))
  expect([...regions]).toEqual(['us-east-1'])
})

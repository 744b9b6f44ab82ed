import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import type { Phase } from '../../src/generated/resolvers.ts'
import { NOW, type Options, useGateways } from '../support/gateway.ts'
import {
  type Happening,
  type HappeningService,
  newestFirst,
  type PageSizes,
  SERVICE_NAMES,
  worldOf,
} from './happenings.ts'
import { callsOf, idsOf, page } from './reading.ts'

const T0 = Date.parse('2026-11-20T12:00:00.000Z')
const at = (minute: number) => T0 + minute * 60_000
const iso = (minute: number) => new Date(at(minute)).toISOString()
const SERVICES: HappeningService[] = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER']
const SUCCEEDED = { CODEDEPLOY: 'Succeeded', APPCONFIG: 'COMPLETE', IMAGE_BUILDER: 'SUCCESS' }

/** In both regions `count` of each service, a minute apart. */
const history = (count: number, services = SERVICES): Happening[] =>
  services.flatMap((service) =>
    DEMO_LOCATIONS.flatMap(({ region }) =>
      Array.from({ length: count }, (_, minute) => ({
        ...{ service, region, source: 0, number: minute + 1, at: at(minute), status: SUCCEEDED[service] },
      })),
    ),
  )

const gateways = useGateways()

async function start(happenings: Happening[], { pageSizes, ...options }: Options & { pageSizes?: PageSizes } = {}) {
  let now = NOW
  const world = worldOf(() => happenings, pageSizes)
  const { query, emulator } = await gateways.start({ world, clock: () => now++, ...options })
  return { emulator, read: page.bind(undefined, query), calls: () => callsOf(emulator) }
}

const ENUMERATIONS = {
  'appconfig ListApplications': 2,
  'appconfig ListEnvironments': 2,
  'imagebuilder ListLifecyclePolicies': 2,
}
const LISTINGS = {
  'codedeploy ListDeployments': 2,
  'codedeploy BatchGetDeployments': 2,
  'appconfig ListDeployments': 2,
  'imagebuilder ListLifecycleExecutions': 2,
}
const TENS = { codedeploy: 10, appconfig: 10, imagebuilder: 10 }

describe('a feed over long histories', () => {
  test('reads one page of each source, where those are long enough', async () => {
    const { read, calls } = await start(history(300), { pageSizes: TENS })
    expect((await read({ first: 20 })).ids).toEqual(idsOf(newestFirst(history(300))).slice(0, 20))
    expect(calls()).toEqual({ ...ENUMERATIONS, ...LISTINGS })
  })

  test('reads further only the source that has the newest activities', async () => {
    const busy = history(300).map((happening) =>
      happening.service === 'IMAGE_BUILDER' && happening.region === 'us-east-1'
        ? { ...happening, at: happening.at + 86_400_000 }
        : happening,
    )
    const { read, calls } = await start(busy, { pageSizes: TENS })
    expect((await read({ first: 15 })).ids).toEqual(idsOf(newestFirst(busy)).slice(0, 15))
    // Its 15 newest are on two pages; the one page of the other location is there to compare with.
    expect(calls()).toEqual({ ...ENUMERATIONS, ...LISTINGS, 'imagebuilder ListLifecycleExecutions': 3 })
  })

  test('reads AppConfig and Image Builder no further back than the earliest time', async () => {
    const services: HappeningService[] = ['APPCONFIG', 'IMAGE_BUILDER']
    const { read, calls } = await start(history(300, services), { pageSizes: TENS })
    const { ids } = await read({ first: 1000, filter: { services, since: iso(285) } })
    expect(ids).toHaveLength(15 * 4)
    // The second page of ten has the first that is too old.
    expect(calls()).toEqual({
      ...ENUMERATIONS,
      'appconfig ListDeployments': 4,
      'imagebuilder ListLifecycleExecutions': 4,
    })
  })

  test('does not read CodeDeploy from the beginning for a later page', async () => {
    const { read, calls, emulator } = await start(history(300, ['CODEDEPLOY']), { pageSizes: TENS })
    const { pageInfo } = await read({ first: 200, filter: { services: ['CODEDEPLOY'] } })
    calls()
    await read({ first: 10, after: pageInfo.endCursor, filter: { services: ['CODEDEPLOY'] } })
    // 200 of two locations are the minutes 299 to 200; a second of margin, since AWS's fractions are undocumented.
    expect(emulator.calls[0]?.input).toEqual({ createTimeRange: { end: new Date(at(200) + 1000) } })
    expect(calls()).toEqual({ 'codedeploy ListDeployments': 2, 'codedeploy BatchGetDeployments': 2 })
  })
})

describe('a filter', () => {
  test.each<[Phase, HappeningService[]]>([
    ['PENDING', ['CODEDEPLOY', 'IMAGE_BUILDER']],
    ['IN_PROGRESS', SERVICES],
    ['WAITING', ['CODEDEPLOY']],
    ['SUCCEEDED', SERVICES],
    ['FAILED', ['CODEDEPLOY', 'IMAGE_BUILDER']],
    ['STOPPED', ['CODEDEPLOY', 'IMAGE_BUILDER']],
    ['ROLLING_BACK', ['APPCONFIG']],
    ['ROLLED_BACK', ['APPCONFIG']],
    ['UNKNOWN', SERVICES],
  ])('by the phase %s calls only the services that have it: %j', async (phase, services) => {
    const { read, calls } = await start(history(1))
    await read({ filter: { phases: [phase] } })
    const called = [...new Set(Object.keys(calls()).map((name) => name.split(' ', 1)[0]))].sort()
    expect(called).toEqual(services.map((service) => SERVICE_NAMES[service]).sort())
  })

  test('calls only the services and locations that it names', async () => {
    const { read, calls } = await start(history(1))
    await read({ filter: { services: ['IMAGE_BUILDER'], locations: ['eu-west-1', 'eu-west-1'] } })
    expect(calls()).toEqual({ 'imagebuilder ListLifecyclePolicies': 1, 'imagebuilder ListLifecycleExecutions': 1 })
  })
})

describe('CodeDeploy’s listing', () => {
  const listed = async (filter: object) => {
    const { read, emulator } = await start(history(3, ['CODEDEPLOY']))
    await read({ filter: { services: ['CODEDEPLOY'], ...filter } })
    const inputs = emulator.calls.flatMap(({ operation, input }) => (operation === 'ListDeployments' ? [input] : []))
    expect(inputs).toHaveLength(2)
    expect(inputs[0]).toEqual(inputs[1])
    return inputs[0]
  }

  test('is filtered by time', async () => {
    expect(await listed({ since: iso(1), until: iso(2) })).toEqual({
      createTimeRange: { start: new Date(at(1)), end: new Date(at(2)) },
    })
  })

  test('is filtered by an open range of time', async () => {
    expect(await listed({ since: iso(1) })).toEqual({ createTimeRange: { start: new Date(at(1)) } })
  })

  test('is not filtered by status where statuses newer than the schema are wanted too', async () => {
    expect(await listed({ phases: ['FAILED', 'UNKNOWN'] })).toEqual({})
  })
})

describe('an enumeration of sources', () => {
  test('is remembered from one request to the next', async () => {
    const { read, calls } = await start(history(1), { cache: true })
    await read()
    expect(calls()).toEqual({ ...ENUMERATIONS, ...LISTINGS })
    await read()
    expect(calls()).toEqual(LISTINGS)
  })

  test.each<[string, Options]>([
    ['the cache off', { cache: false }],
    ['a time to live of zero seconds', { enumerationSeconds: 0 }],
  ])('is not remembered with %s', async (_, options) => {
    const { read, calls } = await start(history(1), options)
    await read()
    calls()
    await read()
    expect(calls()).toEqual({ ...ENUMERATIONS, ...LISTINGS })
  })

  test('expires, so that a new environment and a new policy appear in the feed', async () => {
    const happenings = history(1)
    let now = NOW
    const { read } = await start(happenings, { cache: true, enumerationSeconds: 60, gatewayClock: () => now })
    expect((await read()).ids).toHaveLength(6)
    happenings.push(
      ...history(2)
        .slice(1)
        .filter(({ number }) => number === 2)
        .map((one) => ({ ...one, source: 1 })),
    )
    now += 60_001
    expect((await read()).ids).toEqual(idsOf(newestFirst(happenings)))
  })
})

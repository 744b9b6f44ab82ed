import fc from 'fast-check'
import { phaseOf } from '../../src/activity/phase.ts'
import { activity as appconfig } from '../../src/appconfig/activity.ts'
import { activity as codedeploy } from '../../src/codedeploy/activity.ts'
import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import type { Phase } from '../../src/generated/resolvers.ts'
import { activity as imagebuilder } from '../../src/imagebuilder/activity.ts'
import { NOW, useGateway } from '../support/gateway.ts'
import { type Happening, type HappeningService, newestFirst, type PageSizes, worldOf } from './happenings.ts'
import { type Filter, idsOf, page, readToTheEnd } from './reading.ts'

const PHASES = { CODEDEPLOY: codedeploy.phases, APPCONFIG: appconfig.phases, IMAGE_BUILDER: imagebuilder.phases }
const SERVICES: HappeningService[] = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER']
const REGIONS = DEMO_LOCATIONS.map(({ region }) => region)
const T0 = NOW - 3_600_000
const MOMENTS = 12 // few, so that many times are equal
const at = (moment: number) => T0 + moment * 60_000

/** Stands for every status that AWS may add. */
const NEWER = 'SomethingNew'

const happeningsOf = (service: HappeningService) =>
  fc
    .array(
      fc.record({
        region: fc.constantFrom(...REGIONS),
        source: fc.nat(2),
        moment: fc.nat(MOMENTS),
        status: fc.constantFrom(...PHASES[service].keys(), NEWER),
      }),
      { maxLength: 30, size: 'max' }, // small lists alone would hardly fill a page
    )
    .map((drawn) => numbered(drawn.map(({ moment, ...rest }) => ({ ...rest, service, at: at(moment) }))))

/** Counts within each source, in the order of time, as AWS does. */
function numbered(drawn: Omit<Happening, 'number'>[]): Happening[] {
  const counts = new Map<string, number>()
  return drawn
    .toSorted((a, b) => a.at - b.at)
    .map((one) => {
      const source = `${one.region} ${one.source}`
      const number = (counts.get(source) ?? 0) + 1
      counts.set(source, number)
      return { ...one, number }
    })
}

const worlds = fc.tuple(...SERVICES.map(happeningsOf)).map((perService) => perService.flat())
const sizes = fc.integer({ min: 1, max: 12 })
const pageSizes: fc.Arbitrary<PageSizes> = fc.record({ codedeploy: sizes, appconfig: sizes, imagebuilder: sizes })

const moments = fc.integer({ min: -1, max: MOMENTS + 1 })
const filters: fc.Arbitrary<Filter> = fc
  .record(
    {
      services: fc.subarray(SERVICES),
      locations: fc.subarray(REGIONS),
      phases: fc.subarray<Phase>([
        'PENDING',
        'IN_PROGRESS',
        'WAITING',
        'SUCCEEDED',
        'FAILED',
        'ROLLED_BACK',
        'UNKNOWN',
      ]),
      times: fc.tuple(moments, moments).map((pair) => pair.toSorted((a, b) => a - b)),
      bounds: fc.subarray<'since' | 'until'>(['since', 'until']),
    },
    { requiredKeys: ['times', 'bounds'] },
  )
  .map(({ times: [since = 0, until = 0], bounds, ...filter }) => ({
    ...filter,
    ...(bounds.includes('since') && { since: new Date(at(since)).toISOString() }),
    ...(bounds.includes('until') && { until: new Date(at(until)).toISOString() }),
  }))

/** Reads everything, then filters, then sorts. */
function reference(happenings: readonly Happening[], { services, locations, phases, since, until }: Filter): string[] {
  const among = <T>(wanted: readonly T[] | null | undefined, value: T) => !wanted?.length || wanted.includes(value)
  const matching = happenings.filter(
    ({ service, region, status, at }) =>
      among(services, service) &&
      among(locations, region) &&
      among(phases, phaseOf(PHASES[service], status)) &&
      (!since || at >= Date.parse(since)) &&
      (!until || at <= Date.parse(until)),
  )
  return idsOf(newestFirst(matching))
}

let now = NOW
let happenings: Happening[] = []
let awsPages: PageSizes = {}
const world = (region: string, moment: number) => worldOf(() => happenings, awsPages)(region, moment)
const gateway = useGateway({ world, clock: () => now, cache: false })

function begin(drawn: Happening[], drawnPages: PageSizes) {
  now++ // the emulator keeps a world for as long as its clock stands
  happenings = drawn
  awsPages = drawnPages
}

const queries = fc.array(fc.record({ first: fc.integer({ min: 1, max: 40 }), filter: filters }), {
  minLength: 1,
  maxLength: 3,
})

test('a feed read to its end by cursor has every activity that matches the filter, sorted', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, pageSizes, queries, async (drawn, drawnPages, requests) => {
      begin(drawn, drawnPages)
      for (const { first, filter } of requests) {
        const pages = await readToTheEnd(gateway.query, { first, filter })
        expect(pages.flat()).toEqual(reference(drawn, filter))
        for (const ids of pages.slice(0, -2)) expect(ids).toHaveLength(first)
      }
    }),
    { numRuns: 20 },
  )
})

test('activities that appear during paging neither repeat nor hide others, and come first on the next read', async () => {
  await fc.assert(
    fc.asyncProperty(
      worlds,
      pageSizes,
      fc.integer({ min: 1, max: 40 }),
      filters,
      async (drawn, drawnPages, first, filter) => {
        begin(drawn, drawnPages)
        const { until, ...open } = filter
        let appeared = 0
        const pages = await readToTheEnd(gateway.query, { first, filter: open }, () => {
          now++
          appeared++
          const newer = SERVICES.flatMap((service) =>
            REGIONS.map((region) => ({
              service,
              region,
              source: 0,
              number: 100 + appeared,
              at: at(MOMENTS + 1 + appeared),
              status: NEWER,
            })),
          )
          happenings = [...happenings, ...newer]
        })
        expect(pages.flat()).toEqual(reference(drawn, open))
        const again = await page(gateway.query, { first, filter: open })
        expect(again.ids).toEqual(reference(happenings, open).slice(0, first))
      },
    ),
    { numRuns: 20 },
  )
})

import fc from 'fast-check'
import type { Listing } from '../../../src/aws/request/listing.ts'
import {
  type Described,
  filterSource,
  mergeNewest,
  type NewestSource,
  newestFirst,
  newestOf,
  type Place,
  type Positioned,
} from '../../../src/aws/request/newest.ts'
import type { AwsPage } from '../../../src/aws/shared/read.ts'

const item = (at: number, id: string): Positioned<string> => ({ at, id, value: `value of ${id}` })
const idsOf = ({ items }: { items: readonly Place[] }) => items.map(({ id }) => id)

/** A source that has these chunks, and how many items were wanted of it each time. */
function chunked(chunks: readonly (readonly Positioned<string>[] | Error)[]) {
  const wants: number[] = []
  const source: NewestSource<string> = async (want) => {
    const chunk = chunks[wants.length] ?? []
    wants.push(want)
    const hasMore = wants.length < chunks.length
    if (chunk instanceof Error) throw chunk
    return async () => ({ items: [...chunk], hasMore })
  }
  return { source, wants }
}

/** Sources of items with few different times, each newest first in chunks of any size, empty ones among them. */
const feeds = fc
  .array(fc.array(fc.array(fc.nat({ max: 8 }), { maxLength: 5 }), { minLength: 1, maxLength: 5 }), { maxLength: 6 })
  .map((sources) =>
    sources.map((chunks, source) => {
      const times = chunks.flat()
      const sorted = times.map((at, index) => item(at, `${index}/${source}`)).sort(newestFirst)
      return chunks.map(({ length }) => sorted.splice(0, length))
    }),
  )
const pageSizes = fc.integer({ min: 1, max: 30 })

describe('a merged feed', () => {
  test('has the newest items of all sources, equal times sorted by id', async () => {
    await fc.assert(
      fc.asyncProperty(feeds, pageSizes, async (feed, first) => {
        const { items, hasNextPage, failures } = await mergeNewest(
          feed.map((chunks) => chunked(chunks).source),
          first,
        )
        const all = feed.flat(2).sort(newestFirst)
        expect(items).toEqual(all.slice(0, first))
        if (all.length > first) expect(hasNextPage).toBe(true)
        if (items.length < first) expect(hasNextPage).toBe(false)
        expect(failures).toEqual([])
      }),
    )
  })

  test('reads a source again only where the next item could be one of its unread items', async () => {
    await fc.assert(
      fc.asyncProperty(feeds, pageSizes, async (feed, first) => {
        const sources = feed.map(chunked)
        const { items } = await mergeNewest(
          sources.map(({ source }) => source),
          first,
        )
        for (const [index, chunks] of feed.entries()) {
          const own = new Set(chunks.flat())
          const taken = items.slice(0, first - 1).filter((one) => own.has(one)).length
          const enough = chunks.findIndex((_, last) => chunks.slice(0, last + 1).flat().length > taken)
          expect(sources[index]?.wants).toHaveLength(enough < 0 ? chunks.length : enough + 1)
        }
      }),
    )
  })

  test('wants few items from each of many sources at first, and twice as many on the second read', async () => {
    const busy = chunked([9, 8, 7].map((at) => [item(at, `b${at}`)]))
    const quiet = [0, 1, 2, 3, 4, 5, 6].map((at) => chunked([[item(at, `q${at}`)]]))
    await mergeNewest(
      [busy, ...quiet].map(({ source }) => source),
      20,
    )
    expect(busy.wants.slice(0, 2)).toEqual([5, 10])
    expect(new Set(quiet.flatMap(({ wants }) => wants))).toEqual(new Set([5]))
  })

  test('wants no more than the page from a source at first', async () => {
    const alone = chunked([[item(1, 'a')]])
    await mergeNewest([alone.source], 10)
    expect(alone.wants).toEqual([10])
  })

  test('lists all sources before it describes items of any', async () => {
    const events: string[] = []
    const source =
      (name: string): NewestSource<string> =>
      async () => {
        await new Promise(setImmediate)
        events.push(`${name} listed`)
        return async () => {
          events.push(`${name} described`)
          return { items: [], hasMore: false }
        }
      }
    await mergeNewest([source('x'), source('y')], 5)
    expect(events).toEqual(['x listed', 'y listed', 'x described', 'y described'])
  })

  test('is empty without sources', async () => {
    expect(await mergeNewest([], 5)).toEqual({ items: [], hasNextPage: false, failures: [] })
  })
})

describe('a source of a merged feed that fails', () => {
  const failure = new Error('throttled')

  test('on its first read is left out', async () => {
    await fc.assert(
      fc.asyncProperty(feeds, async (feed) => {
        const sources = [chunked([failure]), ...feed.map(chunked)].map(({ source }) => source)
        const items = feed.flat(2).sort(newestFirst)
        expect(await mergeNewest(sources, 1000)).toEqual({ items, hasNextPage: false, failures: [failure] })
      }),
    )
  })

  test('later ends the slice where its next item could have been, so that it can be continued from there', async () => {
    await fc.assert(
      fc.asyncProperty(feeds, fc.nat(), async (feed, some) => {
        fc.pre(feed.length > 0)
        const chunks = feed[some % feed.length] ?? []
        const sources = feed.map((each) => chunked(each === chunks ? [...each, failure] : each))
        const all = feed.flat(2).sort(newestFirst)
        const last = chunks.flat().at(-1)
        const { items, hasNextPage, failures } = await mergeNewest(
          sources.map(({ source }) => source),
          1000,
        )
        const shown = last ? all.slice(0, all.indexOf(last) + 1) : []
        const endsEarly = chunks.length > 0 && shown.length > 0
        expect(items).toEqual(endsEarly ? shown : all)
        expect({ hasNextPage, failures }).toEqual({ hasNextPage: endsEarly, failures: [failure] })
      }),
    )
  })

  test('is not read again', async () => {
    const broken = chunked([failure, [item(1, 'a')]])
    await mergeNewest([broken.source, chunked([[item(3, 'x')], [item(2, 'y')]]).source], 5)
    expect(broken.wants).toHaveLength(1)
  })

  test('while it describes its items is left out too', async () => {
    const broken: NewestSource<string> = async () => () => Promise.reject(failure)
    const feed = await mergeNewest([broken, chunked([[item(1, 'a')]]).source], 5)
    expect(idsOf(feed)).toEqual(['a'])
    expect(feed.failures).toEqual([failure])
  })
})

describe('an AWS listing as a source', () => {
  type Summary = { id: string; at?: number }
  const asDescribed = async ({ id, at }: Summary): Promise<Described<string>> => ({ at, id, value: id })

  function listing(pages: readonly Summary[][]) {
    const reads: number[] = []
    const read = async (token?: string): Promise<AwsPage<Summary>> => {
      const number = Number(token ?? 0)
      reads.push(number)
      const nextToken = number + 1 < pages.length ? String(number + 1) : undefined
      return { items: pages[number] ?? [], nextToken }
    }
    const list: Listing<Summary> = { key: 'list', location: 'here', idOf: ({ id }) => id, read }
    return { list, reads }
  }

  /** Items of distinct times, newest first, cut into AWS pages. */
  const pagings = fc.array(fc.nat({ max: 6 }), { minLength: 1, maxLength: 6 }).map((sizes) => {
    let at = 100
    return sizes.map((size) => Array.from({ length: size }, () => ({ id: `i${(at * 7) % 100}`, at: at-- })))
  })

  test('returns every item once and in order over the pages of a merged feed, however AWS cuts its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(pagings, { minLength: 1, maxLength: 3 }), pageSizes, async (listings, first) => {
        const named = listings.map((pages, index) =>
          pages.map((page) => page.map(({ id, at }) => ({ id: `${id}/${index}`, at }))),
        )
        const seen: Positioned<string>[] = []
        for (let hasNextPage = true; hasNextPage; ) {
          const after = seen.at(-1)
          const sources = named.map((pages) => newestOf(listing(pages).list, asDescribed, { after }))
          const part = await mergeNewest(sources, first)
          seen.push(...part.items)
          hasNextPage = part.hasNextPage
        }
        expect(idsOf({ items: seen })).toEqual(idsOf({ items: named.flat(2).sort(newestFirst) }))
      }),
    )
  })

  test('describes few items beyond those wanted, and reads a page only when the one before is used up', async () => {
    const { list, reads } = listing([[9, 8, 7, 6, 5], [4]].map((times) => times.map((at) => ({ id: `i${at}`, at }))))
    let described = 0
    const counted = (one: Summary) => {
      described++
      return asDescribed(one)
    }
    const source = newestOf(list, counted, {})
    const ids: string[] = []
    for (let wanted = 2; wanted <= 4; wanted += 2) {
      ids.push(...idsOf(await (await source(2))()))
      expect(described - wanted).toBeLessThanOrEqual(1)
      expect(reads).toEqual([0])
    }
    expect(ids).toEqual(['i9', 'i8', 'i7', 'i6'])
    for (let hasMore = true; hasMore; ) {
      const chunk = await (await source(2))()
      ids.push(...idsOf(chunk))
      hasMore = chunk.hasMore
    }
    expect(ids.slice(4)).toEqual(['i5', 'i4'])
    expect({ described, reads }).toEqual({ described: 6, reads: [0, 1] })
  })

  const pages = [[9, 8, 7], [6, 5], [4]].map((times) => times.map((at) => ({ id: `i${at}`, at })))

  test('includes both ends of its window, and reads nothing older', async () => {
    const { list, reads } = listing(pages)
    const feed = await mergeNewest([newestOf(list, asDescribed, { since: 6, until: 8 })], 10)
    expect(idsOf(feed)).toEqual(['i8', 'i7', 'i6'])
    expect(feed.hasNextPage).toBe(false)
    expect(reads).toEqual([0, 1])
  })

  test('continues after a place, even where the item there is gone', async () => {
    const following = (place: Place) => mergeNewest([newestOf(listing(pages).list, asDescribed, { after: place })], 2)
    expect(idsOf(await following({ at: 7, id: 'i7' }))).toEqual(['i6', 'i5'])
    expect(idsOf(await following({ at: 6.5, id: 'gone' }))).toEqual(['i6', 'i5'])
    expect(idsOf(await following({ at: 4, id: 'i4' }))).toEqual([])
  })

  test('keeps an item without a time in its place', async () => {
    const { list } = listing([[{ id: 'a', at: 9 }, { id: 'b' }, { id: 'c', at: 5 }]])
    const { items } = await mergeNewest([newestOf(list, asDescribed, {})], 10)
    expect(items.map(({ at, id }) => [id, at])).toEqual([
      ['a', 9],
      ['b', 9],
      ['c', 5],
    ])
  })

  test('is a failure where a listed item cannot be described', async () => {
    const source = newestOf(listing(pages).list, () => Promise.reject(new Error('bug')), {})
    expect((await mergeNewest([source], 10)).failures).toEqual([new Error('bug')])
  })

  test('can be filtered, and is read further where no item of a chunk matches', async () => {
    const { list } = listing(pages)
    const feed = await mergeNewest([filterSource(newestOf(list, asDescribed, {}), (id): id is 'i5' => id === 'i5')], 1)
    expect(idsOf(feed)).toEqual(['i5'])
  })

  test('loses no item of equal times, in any order of AWS’s listing and with times missing', async () => {
    const times = fc.array(fc.option(fc.nat({ max: 3 })), { maxLength: 20 })
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(times, cuts, pageSizes, async (drawnTimes, sizes, first) => {
        const sorted = drawnTimes.toSorted((a, b) => (b ?? 0) - (a ?? 0))
        const items = sorted.map((at, index) => ({ id: `i${(index * 7) % 20}`, at: at ?? undefined }))
        fc.pre(items[0]?.at !== undefined)
        const unread = [...items]
        const awsPages = sizes.map((size) => unread.splice(0, size))
        const seen: string[] = []
        let after: Positioned<string> | undefined
        for (let hasNextPage = true; hasNextPage; ) {
          const part = await mergeNewest([newestOf(listing(awsPages).list, asDescribed, { after })], first)
          seen.push(...idsOf(part))
          after = part.items.at(-1) ?? after
          hasNextPage = part.hasNextPage
        }
        expect(seen.toSorted()).toEqual(items.map(({ id }) => id).toSorted())
      }),
    )
  })
})

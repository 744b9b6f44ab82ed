import fc from 'fast-check'
import { identity, type Listing, type Position, readAll, readSlice } from '../../../src/aws/request/listing.ts'
import { GatewayError } from '../../../src/errors.ts'
import { listed } from './listed.ts'

const itemsOf = ({ entries }: { entries: { item: string }[] }) => entries.map(({ item }) => item)

/** Listings of distinct items, each cut into pages somehow, empty ones among them. */
const pagings = fc
  .array(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 4 })
  .map((listings) =>
    listings.map((sizes, listing) =>
      sizes.map((size, page) => Array.from({ length: size }, (_, item) => `${listing}.${page}.${item}`)),
    ),
  )
const pageSizes = fc.integer({ min: 1, max: 12 })

describe('paging through consecutive listings', () => {
  test('returns every item once and in order, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        const seen: string[] = []
        let after: Position | undefined
        while (true) {
          const { entries, hasNextPage, failures } = await readSlice(listings, first, after)
          expect(failures).toEqual([])
          seen.push(...itemsOf({ entries }))
          if (!hasNextPage) break
          expect(entries).toHaveLength(first)
          after = entries.at(-1)?.position
        }
        expect(seen).toEqual(pagesOf.flat(2))
      }),
    )
  })

  test('continues after any item, not only after the last of a page', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        const all = pagesOf.flat(2)
        const { entries } = await readSlice(listings, all.length + 1)
        for (const [index, { position }] of entries.entries())
          expect(itemsOf(await readSlice(listings, first, position))).toEqual(all.slice(index + 1, index + 1 + first))
      }),
    )
  })

  test.each(['counts items', 'names the item it follows'] as const)(
    'loses and repeats nothing while up to one AWS page of items appears before the position, where a token %s',
    async (kind) => {
      const appearing = fc.array(fc.record({ count: fc.nat({ max: 4 }), place: fc.nat() }), { maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: 30 }),
          fc.integer({ min: 4, max: 7 }),
          pageSizes,
          appearing,
          async (size, awsPageSize, first, turns) => {
            const original = Array.from({ length: size }, (_, index) => `old ${index}`)
            let items = original
            const list = living(kind, awsPageSize, () => items)
            const seen: string[] = []
            let after: Position | undefined
            for (let hasNextPage = true, turn = 0; hasNextPage; turn++) {
              const part = await readSlice([list], first, after)
              seen.push(...itemsOf(part))
              hasNextPage = part.hasNextPage
              after = part.entries.at(-1)?.position
              const { count, place } = turns[turn] ?? { count: 0, place: 0 }
              const appeared = Array.from({ length: count }, (_, index) => `new ${turn}.${index}`)
              items = items.toSpliced(place % (items.indexOf(seen.at(-1) ?? '') + 1), 0, ...appeared)
            }
            expect(seen).toEqual(original)
          },
        ),
      )
    },
  )

  /** A listing of items that change between reads, in AWS pages of one size. */
  function living(kind: string, awsPageSize: number, now: () => string[]): Listing<string> {
    const read: Listing<string>['read'] = async (token) => {
      const items = now()
      const start = token === undefined ? 0 : kind === 'counts items' ? Number(token) : items.indexOf(token) + 1
      const end = start + awsPageSize
      const nextToken = kind === 'counts items' ? String(end) : items[end - 1]
      return { items: items.slice(start, end), nextToken: end < items.length ? nextToken : undefined }
    }
    return { key: 'living', location: 'here', idOf: identity, read }
  }

  test('continues with the next item where the last one is gone', async () => {
    const { entries } = await readSlice([listed('list', [['a', 'b', 'c', 'd'], ['e']])], 2)
    const after = entries.at(-1)?.position
    expect(itemsOf(await readSlice([listed('list', [['a', 'c', 'd'], ['e']])], 2, after))).toEqual(['c', 'd'])
    expect(itemsOf(await readSlice([listed('list', [['a'], ['e']])], 2, after))).toEqual(['e'])
    expect(itemsOf(await readSlice([listed('list', [[]])], 2, after))).toEqual([])
  })
})

describe('a slice', () => {
  test('has the position of each item', async () => {
    const { entries } = await readSlice([listed('x', [['a'], ['b', 'c']]), listed('y', [['d']])], 10)
    expect(entries.map(({ item, location, position }) => ({ item, location, position }))).toEqual([
      { item: 'a', location: 'x-location', position: ['x', null, 0, 'a'] },
      { item: 'b', location: 'x-location', position: ['x', '1', 0, 'b'] },
      { item: 'c', location: 'x-location', position: ['x', '1', 1, 'c'] },
      { item: 'd', location: 'y-location', position: ['y', null, 0, 'd'] },
    ])
  })

  test('passes on the items of each page as soon as it arrives', async () => {
    const list = listed('list', [['a', 'b'], [], ['c', 'd']])
    const shares: [number, readonly string[], string][] = []
    await readSlice([list], 3, undefined, (items, location) => shares.push([list.reads.length, items, location]))
    expect(shares).toEqual([
      [1, ['a', 'b'], 'list-location'],
      [3, ['c'], 'list-location'],
    ])
  })

  test('skips empty pages that have a token', async () => {
    const empty = listed('empty', [[], []])
    const part = await readSlice([listed('list', [[], [], ['a'], [], ['b'], []]), empty], 5)
    expect(itemsOf(part)).toEqual(['a', 'b'])
    expect(part.hasNextPage).toBe(false)
  })

  test('refuses a position of another list before any read', async () => {
    const list = listed('list', [['a']])
    const refused = readSlice([list], 1, ['other', null, 0, 'a'])
    await expect(refused).rejects.toThrow('The cursor given as "after" belongs to another list.')
    await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(list.reads).toEqual([])
  })
})

describe('a listing that fails', () => {
  const broken = new GatewayError('AWS_THROTTLED', 'Rate exceeded')

  test('midway ends the slice with a failure, and can be continued from there', async () => {
    const rest = listed('y', [['d']])
    const part = await readSlice([listed('x', [['a', 'b'], broken]), rest], 10)
    expect(itemsOf(part)).toEqual(['a', 'b'])
    expect(part).toMatchObject({ hasNextPage: true, failures: [broken] })
    const after = part.entries.at(-1)?.position
    expect(itemsOf(await readSlice([listed('x', [['a', 'b'], ['c']]), rest], 10, after))).toEqual(['c', 'd'])
  })

  test('on the page of a position adds a failure and leaves the position unchanged', async () => {
    const part = await readSlice([listed('x', [['a'], broken]), listed('y', [['b']])], 10, ['x', '1', 0, 'c'])
    expect(part).toEqual({ entries: [], hasNextPage: true, failures: [broken] })
  })

  test('before its first item is skipped', async () => {
    const part = await readSlice([listed('x', [broken]), listed('y', [['a', 'b']])], 1)
    expect(itemsOf(part)).toEqual(['a'])
    expect(part).toMatchObject({ hasNextPage: true, failures: [broken] })
  })

  test('once loses no item, wherever it fails after its first item', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, fc.nat(), fc.nat(), async (pagesOf, first, someListing, somePage) => {
        const brokenListing = someListing % pagesOf.length
        const pages = pagesOf[brokenListing] ?? []
        const brokenPage = somePage % pages.length
        fc.pre(pages.slice(0, brokenPage).flat().length > 0)
        let failuresLeft = 1
        const listings = pagesOf.map((pages, index) => {
          const list = listed(`list ${index}`, pages)
          const breaks = (token?: string) => index === brokenListing && token === `${brokenPage}` && failuresLeft-- > 0
          return { ...list, read: (token?: string) => (breaks(token) ? Promise.reject(broken) : list.read(token)) }
        })
        const seen: string[] = []
        const failures: unknown[] = []
        let after: Position | undefined
        for (let hasNextPage = true; hasNextPage; ) {
          const part = await readSlice(listings, first, after)
          seen.push(...itemsOf(part))
          failures.push(...part.failures)
          hasNextPage = part.hasNextPage
          after = part.entries.at(-1)?.position ?? after
        }
        expect(seen).toEqual(pagesOf.flat(2))
        expect(failures).toEqual([broken])
      }),
    )
  })
})

describe('the reads of a slice', () => {
  test('end with the first page that completes it, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async ([pages = []], first) => {
        const list = listed('list', pages)
        await readSlice([list], first)
        const wanted = pages.filter((_, page) => page === 0 || pages.slice(0, page).flat().length < first)
        expect(list.reads).toEqual([...wanted.keys()])
      }),
    )
  })

  test('are one page where the token of a full page shows that there is more', async () => {
    const list = listed('list', [['a', 'b'], ['c']])
    expect(await readSlice([list], 2)).toMatchObject({ hasNextPage: true })
    expect(list.reads).toEqual([0])
  })

  test('include the first page of the next listing where only that shows whether there is more', async () => {
    const listings = [listed('x', [['a']]), listed('y', [['b']]), listed('z', [['c']])]
    expect(await readSlice(listings, 1)).toMatchObject({ entries: { length: 1 }, hasNextPage: true })
    expect(listings.map(({ reads }) => reads)).toEqual([[0], [0], []])
  })

  test('begin with the page of a position and end with the first page that completes the slice', async () => {
    const pages = [['a', 'b'], ['c', 'd'], ['e']]
    const readsAfter = async (index: number, id: string) => {
      const listings = [listed('before', [['x']]), listed('list', pages)]
      await readSlice(listings, 1, ['list', '1', index, id])
      return listings.map(({ reads }) => reads)
    }
    expect(await readsAfter(0, 'c')).toEqual([[], [1]])
    expect(await readsAfter(1, 'd')).toEqual([[], [1, 2]])
  })
})

describe('reading a listing to its end', () => {
  test('returns every item in order, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, async ([pages = []]) => {
        const list = listed('list', pages)
        expect(await readAll(list.read)).toEqual(pages.flat())
        expect(list.reads).toEqual([...pages.keys()])
      }),
    )
  })

  test('fails where the listing fails', async () => {
    await expect(readAll(listed('list', [['a'], new Error('gone')]).read)).rejects.toThrow('gone')
  })
})

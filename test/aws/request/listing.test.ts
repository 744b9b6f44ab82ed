import fc from 'fast-check'
import { identity, type Listing, type Position, readAll, slice } from '../../../src/aws/request/listing.ts'
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

describe('following the positions of listings that follow one another', () => {
  test('gives every item exactly once and in order, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        const seen: string[] = []
        let after: Position | undefined
        while (true) {
          const { entries, hasNextPage, failures } = await slice(listings, first, after)
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

  test('goes on after any item, not only after the last of a page', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        const all = pagesOf.flat(2)
        const { entries } = await slice(listings, all.length + 1)
        for (const [index, { position }] of entries.entries())
          expect(itemsOf(await slice(listings, first, position))).toEqual(all.slice(index + 1, index + 1 + first))
      }),
    )
  })

  test.each(['counts items', 'names the item it follows'] as const)(
    'loses and repeats nothing when up to one AWS page of items appears before it, where a token %s',
    async (kind) => {
      const appearing = fc.array(fc.record({ count: fc.nat({ max: 4 }), place: fc.nat() }), { maxLength: 20 })
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: 30 }),
          fc.integer({ min: 4, max: 7 }),
          pageSizes,
          appearing,
          async (...given) => {
            const [size, awsPageSize, first, turns] = given
            const original = Array.from({ length: size }, (_, index) => `old ${index}`)
            let items = original
            const list = living(kind, awsPageSize, () => items)
            const seen: string[] = []
            let after: Position | undefined
            for (let hasNextPage = true, turn = 0; hasNextPage; turn++) {
              const part = await slice([list], first, after)
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

  test('goes on with what took the place of the last item seen, if that is gone', async () => {
    const { entries } = await slice([listed('list', [['a', 'b', 'c', 'd'], ['e']])], 2)
    const after = entries.at(-1)?.position
    expect(itemsOf(await slice([listed('list', [['a', 'c', 'd'], ['e']])], 2, after))).toEqual(['c', 'd'])
    expect(itemsOf(await slice([listed('list', [['a'], ['e']])], 2, after))).toEqual(['e'])
    expect(itemsOf(await slice([listed('list', [[]])], 2, after))).toEqual([])
  })
})

describe('a slice', () => {
  test('tells where each item stands', async () => {
    const { entries } = await slice([listed('x', [['a'], ['b', 'c']]), listed('y', [['d']])], 10)
    expect(entries).toEqual([
      { item: 'a', location: 'x-location', position: ['x', null, 0, 'a'] },
      { item: 'b', location: 'x-location', position: ['x', '1', 0, 'b'] },
      { item: 'c', location: 'x-location', position: ['x', '1', 1, 'c'] },
      { item: 'd', location: 'y-location', position: ['y', null, 0, 'd'] },
    ])
  })

  test('hands over the share of each page as soon as it is there', async () => {
    const list = listed('list', [['a', 'b'], [], ['c', 'd']])
    const shares: [number, readonly string[], string][] = []
    await slice([list], 3, undefined, (items, location) => shares.push([list.reads.length, items, location]))
    expect(shares).toEqual([
      [1, ['a', 'b'], 'list-location'],
      [3, ['c'], 'list-location'],
    ])
  })

  test('goes through empty pages that have a token', async () => {
    const empty = listed('empty', [[], []])
    const part = await slice([listed('list', [[], [], ['a'], [], ['b'], []]), empty], 5)
    expect(itemsOf(part)).toEqual(['a', 'b'])
    expect(part.hasNextPage).toBe(false)
  })

  test('refuses a position of another list before anything is read', async () => {
    const list = listed('list', [['a']])
    const refused = slice([list], 1, ['other', null, 0, 'a'])
    await expect(refused).rejects.toThrow('The cursor given as "after" belongs to another list.')
    await expect(refused).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(list.reads).toEqual([])
  })
})

describe('a listing that breaks off', () => {
  const broken = new GatewayError('AWS_THROTTLED', 'Rate exceeded')

  test('in the middle is a failure that ends the slice, and is gone on with from there', async () => {
    const rest = listed('y', [['d']])
    const part = await slice([listed('x', [['a', 'b'], broken]), rest], 10)
    expect(itemsOf(part)).toEqual(['a', 'b'])
    expect(part).toMatchObject({ hasNextPage: true, failures: [broken] })
    const after = part.entries.at(-1)?.position
    expect(itemsOf(await slice([listed('x', [['a', 'b'], ['c']]), rest], 10, after))).toEqual(['c', 'd'])
  })

  test('at the page to go on with is a failure that leaves the position where it was', async () => {
    const part = await slice([listed('x', [['a'], broken]), listed('y', [['b']])], 10, ['x', '1', 0, 'c'])
    expect(part).toEqual({ entries: [], hasNextPage: true, failures: [broken] })
  })

  test('before its first item is passed over', async () => {
    const part = await slice([listed('x', [broken]), listed('y', [['a', 'b']])], 1)
    expect(itemsOf(part)).toEqual(['a'])
    expect(part).toMatchObject({ hasNextPage: true, failures: [broken] })
  })

  test('for once costs no item, wherever that is, as long as an item came before', async () => {
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
          const part = await slice(listings, first, after)
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

describe('what a slice reads', () => {
  test('ends with the first page at which it has enough, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, pageSizes, async ([pages = []], first) => {
        const list = listed('list', pages)
        await slice([list], first)
        const wanted = pages.filter((_, page) => page === 0 || pages.slice(0, page).flat().length < first)
        expect(list.reads).toEqual([...wanted.keys()])
      }),
    )
  })

  test('is one page when the token of a full page tells that there is more', async () => {
    const list = listed('list', [['a', 'b'], ['c']])
    expect(await slice([list], 2)).toMatchObject({ hasNextPage: true })
    expect(list.reads).toEqual([0])
  })

  test('is the first page of the next listing when only that tells whether there is more', async () => {
    const listings = [listed('x', [['a']]), listed('y', [['b']]), listed('z', [['c']])]
    expect(await slice(listings, 1)).toMatchObject({ entries: { length: 1 }, hasNextPage: true })
    expect(listings.map(({ reads }) => reads)).toEqual([[0], [0], []])
  })

  test('is, from a position on, the page of that position and what is needed after it', async () => {
    const pages = [['a', 'b'], ['c', 'd'], ['e']]
    const readsAfter = async (index: number, id: string) => {
      const listings = [listed('before', [['x']]), listed('list', pages)]
      await slice(listings, 1, ['list', '1', index, id])
      return listings.map(({ reads }) => reads)
    }
    expect(await readsAfter(0, 'c')).toEqual([[], [1]])
    expect(await readsAfter(1, 'd')).toEqual([[], [1, 2]])
  })
})

describe('reading a listing to its end', () => {
  test('gives every item in order, however AWS cuts its pages', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, async ([pages = []]) => {
        const list = listed('list', pages)
        expect(await readAll(list.read)).toEqual(pages.flat())
        expect(list.reads).toEqual([...pages.keys()])
      }),
    )
  })

  test('fails when the listing breaks off', async () => {
    await expect(readAll(listed('list', [['a'], new Error('gone')]).read)).rejects.toThrow('gone')
  })
})

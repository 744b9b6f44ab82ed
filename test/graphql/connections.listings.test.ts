import DataLoader from 'dataloader'
import fc from 'fast-check'
import { perKey } from '../../src/aws/per-key.ts'
import { listingConnection, summaryConnection } from '../../src/graphql/connections.ts'
import { encodeCursor } from '../../src/graphql/cursors.ts'
import { loadEach } from '../../src/graphql/node-batches.ts'
import { type Listed, listed } from '../aws/request/listed.ts'
import { broken, node, outcomes } from './connected.ts'

const loadNode = async (id: string) => node(id)
const plain = { batchSize: 25, load: loadEach(loadNode) }

/** Loads nodes by the batch, as sources do, and keeps the batches with what had been read of the listing by then. */
function batches(size: number, list?: Listed) {
  const made: { ids: readonly string[]; reads: number }[] = []
  const loaderAt = perKey(
    (_location) =>
      new DataLoader(
        async (ids: readonly string[]) => {
          made.push({ ids, reads: list?.reads.length ?? 0 })
          return ids.map(node)
        },
        { maxBatchSize: size },
      ),
  )
  return {
    made,
    loader: { batchSize: size, load: loadEach((id: string, location: string) => loaderAt(location).load(id)) },
  }
}

/** The same listing, whose pages take a turn of the event loop. */
const unhurried = (list: Listed): Listed => ({
  ...list,
  read: async (token) => {
    const page = await list.read(token)
    await new Promise(setImmediate)
    return page
  },
})

const pagings = fc
  .array(fc.array(fc.nat({ max: 9 }), { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 3 })
  .map((listings) =>
    listings.map((sizes, list) =>
      sizes.map((size, page) => Array.from({ length: size }, (_, item) => `${list}.${page}.${item}`)),
    ),
  )

describe('a connection over listings', () => {
  test('refuses invalid page arguments before it reads anything', () => {
    const list = listed('list', [['a']])
    for (const page of [{ first: 0 }, { first: 1001 }, {}, { first: 1, after: 'garbage' }])
      expect(() => listingConnection([list], page, plain)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    expect(list.reads).toEqual([])
  })

  test('reads nothing before a field needs it', () => {
    const list = listed('list', [['a']])
    listingConnection([list], { first: 1 }, plain)
    expect(list.reads).toEqual([])
  })

  test('returns ids, cursors and hasNextPage without loading a node', async () => {
    const load = () => Promise.reject(new Error('loaded'))
    const connection = listingConnection(
      [listed('list', [['a', 'b'], ['c']])],
      { first: 2 },
      { batchSize: 1, load: loadEach(load) },
    )
    expect(await connection.ids()).toEqual({ entries: ['a', 'b'], failures: [] })
    expect(await connection.page()).toEqual({
      startCursor: encodeCursor(['list', null, 0, 'a']),
      endCursor: encodeCursor(['list', null, 1, 'b']),
      hasNextPage: true,
    })
  })

  test('has no cursors when it is empty', async () => {
    const page = await listingConnection([listed('list', [[]])], { first: 2 }, plain).page()
    expect(page).toEqual({ hasNextPage: false })
  })

  const faulty = fc
    .array(fc.array(fc.oneof(fc.nat({ max: 3 }), fc.constant(broken)), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((listings) =>
      listings.map((pages, list) =>
        pages.map((size, page) =>
          size instanceof Error ? size : Array.from({ length: size }, (_, item) => `${list}.${page}.${item}`),
        ),
      ),
    )

  test('has cursors exactly when it has items or a next page, whatever fails', async () => {
    await fc.assert(
      fc.asyncProperty(faulty, fc.integer({ min: 1, max: 5 }), async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        let after: string | undefined
        for (let pages = 0; pages < 20; pages++) {
          const connection = listingConnection(listings, { first, after }, plain)
          const ends = await connection.page().catch(() => undefined) // a listing failed and left nothing to go on from
          if (!ends) return
          const { startCursor, endCursor, hasNextPage } = ends
          const { entries } = await connection.edges(false)
          const isEmpty = entries.length === 0
          expect(startCursor === undefined).toBe(isEmpty)
          expect(endCursor === undefined).toBe(isEmpty && !hasNextPage)
          if (!isEmpty) expect(entries.at(-1)?.cursor()).toBe(endCursor)
          if (!hasNextPage || endCursor === after) return
          after = endCursor
        }
      }),
    )
  })

  test('returns every node once and in order to a client that follows its cursors', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, fc.integer({ min: 1, max: 12 }), async (pagesOf, first) => {
        const listings = pagesOf.map((pages, index) => listed(`list ${index}`, pages))
        const seen: unknown[] = []
        let after: string | undefined
        for (let hasNextPage = true; hasNextPage; ) {
          const connection = listingConnection(listings, { first, after }, plain)
          expect(connection.hasPreviousPage).toBe(after !== undefined)
          seen.push(...(await outcomes(connection)))
          ;({ hasNextPage, endCursor: after } = await connection.page())
        }
        expect(seen).toEqual(pagesOf.flat(2).map(node))
      }),
    )
  })

  test('loads N nodes of a location in the fewest possible batches, whatever the page size of AWS', async () => {
    await fc.assert(
      fc.asyncProperty(pagings, fc.integer({ min: 1, max: 10 }), async (pagesOf, size) => {
        const listings = pagesOf.map((pages, index) => unhurried(listed(`list ${index}`, pages)))
        const { made, loader } = batches(size)
        expect(await outcomes(listingConnection(listings, { first: 1000 }, loader))).toEqual(pagesOf.flat(2).map(node))
        const needed = pagesOf.map((pages) => Math.ceil(pages.flat().length / size))
        expect(made).toHaveLength(needed.reduce((sum, calls) => sum + calls, 0))
      }),
    )
  })

  test('loads a batch as soon as it has enough ids, while the listing continues', async () => {
    const list = listed('list', [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g'], []])
    const { made, loader } = batches(3, list)
    await outcomes(listingConnection([unhurried(list)], { first: 10 }, loader))
    expect(made).toEqual([
      { ids: ['a', 'b', 'c'], reads: 3 },
      { ids: ['d', 'e', 'f'], reads: 4 },
      { ids: ['g'], reads: 5 },
    ])
  })

  test('reports a listed item without a description at its own place', async () => {
    const load = async (id: string) => (id === 'b' ? undefined : node(id))
    const list = listed('list', [['a', 'b', 'c']])
    const [a, b, c] = await outcomes(listingConnection([list], { first: 3 }, { batchSize: 25, load: loadEach(load) }))
    expect([a, c]).toEqual([node('a'), node('c')])
    expect(b).toMatchObject({ code: 'NOT_FOUND', message: 'AWS listed b in list-location, but did not return it.' })
  })

  test('reports an item that cannot be loaded at its own place', async () => {
    const load = async (id: string) => (id === 'b' ? Promise.reject(broken) : node(id))
    const connection = listingConnection(
      [listed('list', [['a', 'b', 'c']])],
      { first: 3 },
      { batchSize: 2, load: loadEach(load) },
    )
    expect(await outcomes(connection)).toEqual([node('a'), broken, node('c')])
  })

  test('reports why a listing stopped after the items it read, from which a client can continue', async () => {
    const connection = listingConnection([listed('x', [['a'], broken]), listed('y', [['b']])], { first: 5 }, plain)
    expect(await outcomes(connection)).toEqual([node('a'), broken])
    expect(await connection.ids()).toEqual({ entries: ['a'], failures: [broken] })
    expect(await connection.page()).toMatchObject({
      endCursor: encodeCursor(['x', null, 0, 'a']),
      hasNextPage: true,
    })
  })

  test.each([
    ['could be read', [listed('x', [broken])], undefined],
    ['could be read behind the cursor', [listed('x', [['a'], broken])], encodeCursor(['x', null, 0, 'a'])],
    ['is known to come behind what another listing has', [listed('x', [broken]), listed('y', [['b']])], undefined],
  ])('has no pageInfo when a listing failed and nothing %s', async (_, listings, after) => {
    await expect(listingConnection(listings, { first: 5, after }, plain).page()).rejects.toBe(broken)
  })

  test('has pageInfo when one listing failed and another continues', async () => {
    const listings = [listed('x', [broken]), listed('y', [['b', 'c']])]
    expect(await listingConnection(listings, { first: 1 }, plain).page()).toMatchObject({ hasNextPage: true })
  })
})

test('a connection over listings of summaries uses the items as nodes', async () => {
  const connection = summaryConnection([listed('list', [['a', 'b'], ['c']])], { first: 3 })
  expect(await outcomes(connection)).toEqual(['a', 'b', 'c'])
})

import type { NewestSlice } from '../../src/aws/request/newest.ts'
import { GatewayError } from '../../src/errors.ts'
import { type Connection, nestedConnection, newestConnection } from '../../src/graphql/connections.ts'
import { encodeCursor } from '../../src/graphql/cursors.ts'
import { broken, outcomes } from './connected.ts'

describe('a connection over a newest-first feed', () => {
  const items = [
    { at: 9, id: 'a', value: 'A' },
    { at: 8, id: 'b', value: broken },
  ]
  const of = (slice: NewestSlice<string | GatewayError>) => {
    const asked: unknown[] = []
    return {
      asked,
      connect: (page: { first?: number; after?: string }) =>
        newestConnection<string>(page, async (...question) => {
          asked.push(question)
          return slice
        }),
    }
  }

  test('reads once for everything that is asked of it', async () => {
    const { asked, connect } = of({ items, hasNextPage: true, failures: [] })
    const connection = connect({ first: 2 })
    expect(asked).toEqual([])
    expect(await outcomes(connection)).toEqual(['A', broken])
    expect(await connection.page()).toEqual({
      startCursor: encodeCursor([9, 'a']),
      endCursor: encodeCursor([8, 'b']),
      hasNextPage: true,
    })
    expect(asked).toEqual([[2, undefined]])
  })

  test('goes on after the place of its cursor', async () => {
    const { asked, connect } = of({ items: [], hasNextPage: false, failures: [] })
    const connection = connect({ first: 5, after: encodeCursor([8, 'b']) })
    await connection.page()
    expect(connection.hasPreviousPage).toBe(true)
    expect(asked).toEqual([[5, { at: 8, id: 'b' }]])
  })

  test('refuses a bad page before anything is read', () => {
    const { asked, connect } = of({ items, hasNextPage: true, failures: [] })
    for (const page of [
      { first: 0 },
      { first: 1, after: 'garbage' },
      { first: 1, after: encodeCursor(['x', null, 0, 'a']) },
    ])
      expect(() => connect(page)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    expect(asked).toEqual([])
  })

  test('tells why sources are missing behind what the others have', async () => {
    const { connect } = of({ items, hasNextPage: true, failures: [broken] })
    const connection = connect({ first: 2 })
    expect(await outcomes(connection)).toEqual(['A', broken, broken])
    expect(await connection.page()).toMatchObject({ endCursor: encodeCursor([8, 'b']), hasNextPage: true })
  })

  test('has no page information when a source is missing and the others have come to their end', async () => {
    const { connect } = of({ items, hasNextPage: false, failures: [broken] })
    await expect(connect({ first: 2 }).page()).rejects.toBe(broken)
  })
})

test('a connection below the root whose arguments are refused is there, and each of its fields is refused', async () => {
  const refused = new GatewayError('BAD_USER_INPUT', 'no')
  const connection: Connection<string> = nestedConnection(() => {
    throw refused
  })
  await expect(connection.edges(true)).rejects.toBe(refused)
  await expect(connection.page()).rejects.toBe(refused)
})

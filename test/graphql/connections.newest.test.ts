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
    const reads: unknown[] = []
    return {
      reads,
      connect: (page: { first?: number; after?: string }) =>
        newestConnection<string>(page, async (...question) => {
          reads.push(question)
          return slice
        }),
    }
  }

  test('reads once for all its fields', async () => {
    const { reads, connect } = of({ items, hasNextPage: true, failures: [] })
    const connection = connect({ first: 2 })
    expect(reads).toEqual([])
    expect(await outcomes(connection)).toEqual(['A', broken])
    expect(await connection.page()).toEqual({
      startCursor: encodeCursor([9, 'a']),
      endCursor: encodeCursor([8, 'b']),
      hasNextPage: true,
    })
    expect(reads).toEqual([[2, undefined]])
  })

  test('continues after its cursor', async () => {
    const { reads, connect } = of({ items: [], hasNextPage: false, failures: [] })
    const connection = connect({ first: 5, after: encodeCursor([8, 'b']) })
    await connection.page()
    expect(connection.hasPreviousPage).toBe(true)
    expect(reads).toEqual([[5, { at: 8, id: 'b' }]])
  })

  test('refuses invalid page arguments before it reads anything', () => {
    const { reads, connect } = of({ items, hasNextPage: true, failures: [] })
    for (const page of [
      { first: 0 },
      { first: 1, after: 'garbage' },
      { first: 1, after: encodeCursor(['x', null, 0, 'a']) },
    ])
      expect(() => connect(page)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT' }))
    expect(reads).toEqual([])
  })

  test('reports missing sources after the items of the others', async () => {
    const { connect } = of({ items, hasNextPage: true, failures: [broken] })
    const connection = connect({ first: 2 })
    expect(await outcomes(connection)).toEqual(['A', broken, broken])
    expect(await connection.page()).toMatchObject({ endCursor: encodeCursor([8, 'b']), hasNextPage: true })
  })

  test('has no pageInfo when one source is missing and the others have ended', async () => {
    const { connect } = of({ items, hasNextPage: false, failures: [broken] })
    await expect(connect({ first: 2 }).page()).rejects.toBe(broken)
  })
})

test('a connection below the root whose arguments are refused is not null, and each of its fields is an error', async () => {
  const refused = new GatewayError('BAD_USER_INPUT', 'no')
  const connection: Connection<string> = nestedConnection(() => {
    throw refused
  })
  await expect(connection.edges(true)).rejects.toBe(refused)
  await expect(connection.page()).rejects.toBe(refused)
})

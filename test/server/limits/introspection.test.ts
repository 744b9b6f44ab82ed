import { createHash } from 'node:crypto'
import { useGateways } from '../../support/gateway.ts'

const { start, gateway } = useGateways()

describe('a gateway with introspection off', () => {
  beforeEach(() => start({ introspection: false }))

  test.each([
    ['{ __schema { types { name } } }', '__schema'],
    [
      '{ ...A } fragment A on Query { ... { a: __type(name: "Query") { name } } _service { sdl } }',
      '__type and _service',
    ],
  ])('refuses %s', async (query, names) => {
    const { status, data, errors } = await gateway.query(query)
    expect({ status, data }).toEqual({ status: 200, data: undefined })
    expect(errors).toEqual([
      expect.objectContaining({
        message: `Introspection is off, and the operation asks for ${names}.`,
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED', retryable: false },
      }),
    ])
  })

  test('suggests no names', async () => {
    const { errors } = await gateway.query('{ locationz { name } }')
    expect(errors?.map(({ message }) => message)).toEqual(['Cannot query field "locationz" on type "Query".'])
  })

  test('serves no GraphiQL and says where GraphQL is', async () => {
    const page = await fetch(gateway.url)
    expect(page.status).toBe(404)
    expect(await page.json()).toMatchObject({
      errors: [{ message: 'Not found: GET /. GraphQL is served at /graphql.', extensions: { code: 'NOT_FOUND' } }],
    })
  })

  test('answers everything else, even an operation beside an introspection query', async () => {
    expect((await gateway.query('{ __typename locations { __typename } }')).status).toBe(200)
    const response = await fetch(`${gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query A { __typename } query B { __schema { __typename } }', operationName: 'A' }),
    })
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } })
  })
})

test('a gateway with authentication has introspection off by default', async () => {
  const keys = [{ name: 'ada', sha256: createHash('sha256').update('key').digest('hex'), scopes: ['deployments:read'] }]
  await start({ auth: { mode: 'apiKey', keys } })
  const headers = { 'x-api-key': 'key' }
  expect((await gateway.query('{ __schema { types { name } } }', {}, headers)).status).toBe(200)
  expect((await gateway.query('{ locations { name } }', {}, headers)).status).toBe(200)
  expect((await fetch(gateway.url)).status).toBe(404)
})

test('a gateway without authentication has introspection on by default', async () => {
  await start()
  const { data } = await gateway.query('{ __schema { queryType { name } } _service { sdl } }')
  expect(data).toEqual({
    __schema: { queryType: { name: 'Query' } },
    _service: { sdl: expect.stringContaining('Query') },
  })
  const { errors } = await gateway.query('{ locationz { name } }')
  expect(errors?.[0]?.message).toContain('Did you mean "locations"?')
  expect((await fetch(gateway.url)).status).not.toBe(404)
})

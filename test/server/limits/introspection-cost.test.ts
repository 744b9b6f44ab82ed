import { SERVICE_DEFINITION_QUERY } from '@apollo/gateway'
import { getIntrospectionQuery, type IntrospectionOptions } from 'graphql'
import { printedSchema, printedSubgraph } from '../../../src/schema.ts'
import { useGateway } from '../../support/gateway.ts'

const gateway = useGateway()

interface Cost {
  estimated: number
  calls: number
  limit: number
}

async function cost(query: string, variables: object = {}): Promise<Cost> {
  const answer = await gateway.query(query, variables, { 'x-cost-only': '1' })
  expect([query, answer.errors]).toEqual([query, undefined])
  return (answer.extensions as unknown as { cost: Cost }).cost
}
const estimated = async (query: string, variables?: object) => (await cost(query, variables)).estimated

/** Every combination of what a client may leave out of the query, or add to it. */
const options = [
  'descriptions',
  'specifiedByUrl',
  'directiveIsRepeatable',
  'schemaDescription',
  'inputValueDeprecation',
  'oneOf',
].reduce<IntrospectionOptions[]>(
  (all, name) => all.flatMap((one) => [one, { ...one, [name]: true }]),
  [{ descriptions: false }],
)

const TYPE = '{ kind name ofType { kind name ofType { kind name ofType { kind name } } } }'
const CLIENTS: Record<string, string> = {
  GraphiQL: getIntrospectionQuery({ inputValueDeprecation: true, schemaDescription: true }),
  'a code generator': getIntrospectionQuery({
    descriptions: true,
    schemaDescription: true,
    specifiedByUrl: true,
    directiveIsRepeatable: true,
    inputValueDeprecation: true,
  }),
  'rover graph introspect': getIntrospectionQuery({ inputValueDeprecation: true }).replace(
    'query IntrospectionQuery',
    'query GraphIntrospectQuery',
  ),
  'rover subgraph introspect': 'query SubgraphIntrospectQuery { _service { sdl } }',
  '@apollo/gateway': SERVICE_DEFINITION_QUERY,
  'a composer': '{ _service { sdl } }',
  'a client that looks for one type': `{ __type(name: "CodeDeployDeployment") { fields { name type ${TYPE} } } }`,
}

describe('by default', () => {
  test.each(Object.entries(CLIENTS))(
    'the query of %s is answered, and is a tenth of the limit at most',
    async (_, query) => {
      const { limit, ...estimate } = await cost(query)
      expect(estimate.calls).toBe(0)
      expect(estimate.estimated).toBeLessThan(limit / 10)
      const { data, errors } = await gateway.query(query)
      expect(errors).toBeUndefined()
      expect(Object.values(data)).toEqual([expect.anything()])
    },
  )

  test('the introspection query of graphql-js passes with every combination of its options', async () => {
    expect(options).toHaveLength(64)
    for (const one of options) {
      const { estimated, limit } = await cost(getIntrospectionQuery(one))
      expect([one, estimated < limit / 10]).toEqual([one, true])
    }
  })
})

describe('the estimate of a query about the schema', () => {
  const fields = '{ fields { name description } }'

  test('counts its objects and its texts', async () => {
    const [, ...names] = printedSchema.match(/^(?:type|interface|union|enum|input|scalar) \w+/gm) ?? []
    const types = await estimated('{ __schema { types { __typename } } }')
    expect(types).toBeGreaterThan(names.length)
    expect(types).toBeLessThan(2 * names.length)
    const texts = await estimated('{ __schema { types { __typename description } } }')
    expect(texts).toBeGreaterThan(types)
    expect(await estimated('{ _service { sdl } }')).toBeGreaterThanOrEqual(printedSubgraph.length / 100)
  })

  test('is at least the size of the answer in hundreds of characters, names and texts', async () => {
    const query = getIntrospectionQuery()
    const { data } = await gateway.query(query)
    const texts = (value: unknown): number =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).reduce(
            (sum, [key, one]) => sum + (Array.isArray(value) ? 0 : key.length) + texts(one),
            0,
          )
        : typeof value === 'string'
          ? value.length
          : 0
    expect(await estimated(query)).toBeGreaterThan(texts(data) / 100)
  })

  test('multiplies with nesting and with aliases', async () => {
    const one = await estimated(`{ __schema { types ${fields} } }`)
    const nested = await estimated(`{ __schema { types { fields { type { ofType ${fields} } } } } }`)
    const shallow = await estimated('{ __schema { types { fields { type { ofType { name } } } } } }')
    expect(nested).toBeGreaterThan(Math.max(one, shallow))
    const aliases = Array.from({ length: 10 }, (_, index) => `a${index}: types ${fields}`).join(' ')
    const many = await estimated(`{ __schema { ${aliases} } }`)
    expect(many).toBeGreaterThan(9 * one)
    expect(many).toBeLessThan(11 * one)
  })

  test('knows which type is asked for, written out or in a variable, and what is left out', async () => {
    const [large, small] = ['CodeDeployDeployment', 'Location']
    const named = (name: string) => `{ __type(name: "${name}") ${fields} }`
    const query = `query ($name: String!, $old: Boolean!) { __type(name: $name) {
      fields(includeDeprecated: $old) { name description }
    } }`
    expect(await estimated(named(small))).toBeLessThan(await estimated(named(large)))
    for (const name of [large, small, 'Nobody'])
      expect(await estimated(query, { name, old: false })).toBe(await estimated(named(name)))
    const old = await estimated(query, { name: large, old: true })
    expect(old).toBeGreaterThan(await estimated(query, { name: large, old: false }))
    expect(await estimated('query ($no: Boolean!) { __schema @skip(if: $no) { types { name } } }', { no: true })).toBe(
      0,
    )
  })

  test('comes to what is read of AWS beside it', async () => {
    const deployment = 'codeDeployDeployment(deploymentId: "d-1") { title }'
    const [both, schema] = [`{ ${deployment} __schema { types { name } } }`, '{ __schema { types { name } } }']
    const sum = (await estimated(`{ ${deployment} }`)) + (await estimated(schema))
    expect(Math.abs((await estimated(both)) - sum)).toBeLessThanOrEqual(1) // each is rounded up
  })
})

describe('a short query with a large answer about the schema', () => {
  const DEEP = 'type { ofType { fields { type { ofType { possibleTypes { name description } } } } } }'
  test.each([
    [
      'nested',
      `{ __schema { types { ${aliased(40, `fields { ${DEEP.replace('possibleTypes', 'enumValues')} }`)} } } }`,
    ],
    ['with one text under many names', `{ __schema { types { fields { ${aliased(400, 'description')} } } } }`],
    ['with the schema under many names', `{ ${aliased(90, '__schema { types { fields { name description } } }')} }`],
    [
      'with fragments within fragments',
      `{ __schema { types { ...A } } }
      fragment A on __Type { ${aliased(20, 'fields { args { ...B } type { ...C } }')} }
      fragment B on __InputValue { ${aliased(20, 'type { ...C }')} }
      fragment C on __Type { ${aliased(9, 'name')} ofType { ${aliased(9, 'description')} } }`,
    ],
  ])('is refused before anything is written: %s', async (_, query) => {
    const { status, data, errors } = await gateway.query(query, {}, { accept: 'application/graphql-response+json' })
    expect({ status, data }).toEqual({ status: 400, data: undefined })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([
      expect.stringMatching(/^(OPERATION_TOO_EXPENSIVE|DOCUMENT_TOO_LARGE)$/),
    ])
  })

  function aliased(count: number, field: string) {
    return Array.from({ length: count }, (_, index) => `a${index}: ${field}`).join(' ')
  }
})

describe('_service', () => {
  const refused = (count: number) => ({
    message: `The operation has ${count} fields \`_service\` with its fragments spread out, expected at most 1.`,
    extensions: { code: 'DOCUMENT_TOO_LARGE', retryable: false },
  })

  test.each([
    ['under two names', '{ a: _service { sdl } b: _service { sdl } }', 2],
    [
      'in a fragment',
      '{ _service { sdl } ...F ...G } fragment F on Query { ...G } fragment G on Query { a: _service { sdl } }',
      3,
    ],
  ])('is answered once a document, not again %s', async (_, query, count) => {
    const { data, errors } = await gateway.query(query)
    expect(data).toBeUndefined()
    expect(errors).toEqual([expect.objectContaining(refused(count))])
  })
})

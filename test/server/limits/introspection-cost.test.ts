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
    'the introspection query of %s is answered and costs at most a tenth of the limit',
    async (_, query) => {
      const { limit, ...estimate } = await cost(query)
      expect(estimate.calls).toBe(0)
      expect(estimate.estimated).toBeLessThan(limit / 10)
      const { data, errors } = await gateway.query(query)
      expect(errors).toBeUndefined()
      expect(Object.values(data)).toEqual([expect.anything()])
    },
  )

  test('the introspection query of graphql-js is accepted with every combination of its options', async () => {
    expect(options).toHaveLength(64)
    for (const one of options) {
      const { estimated, limit } = await cost(getIntrospectionQuery(one))
      expect([one, estimated < limit / 10]).toEqual([one, true])
    }
  })
})

describe('the cost estimate of an introspection query', () => {
  const fields = '{ fields { name description } }'

  test('counts its objects and its descriptions', async () => {
    const [, ...names] = printedSchema.match(/^(?:type|interface|union|enum|input|scalar) \w+/gm) ?? []
    const types = await estimated('{ __schema { types { __typename } } }')
    expect(types).toBeGreaterThan(names.length)
    expect(types).toBeLessThan(2 * names.length)
    const texts = await estimated('{ __schema { types { __typename description } } }')
    expect(texts).toBeGreaterThan(types)
    expect(await estimated('{ _service { sdl } }')).toBeGreaterThanOrEqual(printedSubgraph.length / 100)
  })

  test('is at least a hundredth of the length of the answer’s names and descriptions', async () => {
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

  test('multiplies with nesting and aliases', async () => {
    const one = await estimated(`{ __schema { types ${fields} } }`)
    const nested = await estimated(`{ __schema { types { fields { type { ofType ${fields} } } } } }`)
    const shallow = await estimated('{ __schema { types { fields { type { ofType { name } } } } } }')
    expect(nested).toBeGreaterThan(Math.max(one, shallow))
    const aliases = Array.from({ length: 10 }, (_, index) => `a${index}: types ${fields}`).join(' ')
    const many = await estimated(`{ __schema { ${aliases} } }`)
    expect(many).toBeGreaterThan(9 * one)
    expect(many).toBeLessThan(11 * one)
  })

  test('recognizes the requested type, literal or in a variable, and skipped fields', async () => {
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

  test('is added to the cost of AWS reads beside it', async () => {
    const deployment = 'codeDeployDeployment(deploymentId: "d-1") { title }'
    const [both, schema] = [`{ ${deployment} __schema { types { name } } }`, '{ __schema { types { name } } }']
    const sum = (await estimated(`{ ${deployment} }`)) + (await estimated(schema))
    expect(Math.abs((await estimated(both)) - sum)).toBeLessThanOrEqual(1) // each is rounded up
  })
})

describe('a short introspection query with a large answer', () => {
  const DEEP = 'type { ofType { fields { type { ofType { possibleTypes { name description } } } } } }'
  test.each([
    [
      'deep nesting',
      `{ __schema { types { ${aliased(40, `fields { ${DEEP.replace('possibleTypes', 'enumValues')} }`)} } } }`,
    ],
    ['one description under many aliases', `{ __schema { types { fields { ${aliased(400, 'description')} } } } }`],
    ['the schema under many aliases', `{ ${aliased(90, '__schema { types { fields { name description } } }')} }`],
    [
      'fragments within fragments',
      `{ __schema { types { ...A } } }
      fragment A on __Type { ${aliased(20, 'fields { args { ...B } type { ...C } }')} }
      fragment B on __InputValue { ${aliased(20, 'type { ...C }')} }
      fragment C on __Type { ${aliased(9, 'name')} ofType { ${aliased(9, 'description')} } }`,
    ],
  ])('is refused before the answer is built: %s', async (_, query) => {
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
    ['under a second alias', '{ a: _service { sdl } b: _service { sdl } }', 2],
    [
      'in a fragment',
      '{ _service { sdl } ...F ...G } fragment F on Query { ...G } fragment G on Query { a: _service { sdl } }',
      3,
    ],
  ])('is answered once per document, not again %s', async (_, query, count) => {
    const { data, errors } = await gateway.query(query)
    expect(data).toBeUndefined()
    expect(errors).toEqual([expect.objectContaining(refused(count))])
  })
})

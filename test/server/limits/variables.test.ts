import { jest } from '@jest/globals'
import { duration } from '../../../src/graphql/duration.ts'
import { useGateway, useGateways } from '../../support/gateway.ts'

const parsed = jest.spyOn(duration, 'parseValue')

const gateway = useGateway()
const { start } = useGateways()
beforeEach(() => void gateway.calls())

const DEPLOYMENTS = `query ($filter: CodeDeployDeploymentFilter) {
  codeDeployDeployments(filter: $filter) { nodes { deploymentId } } }`
const ACTIVITY =
  'query ($filter: ActivityFilter, $first: Int) { activity(filter: $filter, first: $first) { nodes { id } } }'
const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }'

const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index))
const members = (count: number) => Object.fromEntries(many(count, (index) => [`k${index}`, 1]))
const nested = (levels: number, [open, close] = ['[', ']']) => `${open.repeat(levels)}1${close.repeat(levels)}`
const json = (query: string, variables: object) => JSON.stringify({ query, variables })
const raw = (query: string, variables: string) => `{"query":${JSON.stringify(query)},"variables":${variables}}`

async function post(body: string) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return { status: response.status, text: await response.text() }
}

describe('a mistake in the variables', () => {
  test.each([
    [
      'an unknown field',
      DEPLOYMENTS,
      { filter: { status: 'X' } },
      '"$filter" got invalid value {"status":"X"}; Field "status" is not defined by type "CodeDeployDeploymentFilter". Did you mean "statuses"?',
    ],
    [
      'a null',
      NODES,
      { ids: ['a', null] },
      '"$ids" got invalid value null at "ids[1]"; Expected non-nullable type "ID!" not to be null.',
    ],
    ['a variable left out', NODES, {}, '"$ids" of required type "[ID!]!" was not provided.'],
    ['null for a variable', NODES, { ids: null }, '"$ids" of non-null type "[ID!]!" must not be null.'],
    [
      'a wrong enum value',
      ACTIVITY,
      { filter: { phases: ['FAILD'] } },
      '"$filter" got invalid value "FAILD" at "filter.phases[0]"; Value "FAILD" does not exist in "Phase" enum. Did you mean the enum value "FAILED"?',
    ],
    [
      'a text for a number',
      ACTIVITY,
      { first: 'many' },
      '"$first" got invalid value "many"; Int cannot represent non-integer value: "many"',
    ],
  ])('is reported in one sentence: %s', async (_, query, variables, message) => {
    const { errors, data } = await gateway.query(query, variables)
    expect(data).toBeUndefined()
    expect(errors).toMatchObject([
      { message: `Variable ${message}`, extensions: { code: 'BAD_USER_INPUT', retryable: false } },
    ])
    expect(gateway.calls()).toEqual({})
  })

  test('is reported without suggestions when introspection is off', async () => {
    const secretive = await start({ introspection: false })
    const { errors } = await secretive.query(ACTIVITY, { filter: { phases: ['FAILD'] } })
    expect(errors?.map(({ message }) => message)).toEqual([expect.not.stringContaining('Did you mean')])
  })

  test.each([
    ['of many', DEPLOYMENTS, { filter: members(10_000) }],
    ['of many nulls', NODES, { ids: many(10_000, () => null) }],
    ['of many words', ACTIVITY, { filter: { phases: many(10_000, (index) => `P${index}`) } }],
    ['with a long value', ACTIVITY, { filter: { phases: ['x'.repeat(90_000)] } }],
    ['with a long text', ACTIVITY, { filter: { since: '2'.repeat(90_000) } }],
    ['with a long name', DEPLOYMENTS, { filter: { ['x'.repeat(90_000)]: 1 } }],
    ['with a large object', ACTIVITY, { first: members(10_000) }],
    ['in each of several variables', ACTIVITY, { first: 'x'.repeat(90_000), filter: 'x'.repeat(90_000) }],
  ])('is reported alone and shortened: one %s', async (_, query, variables) => {
    const { errors = [] } = await gateway.query(query, variables)
    expect(errors).toHaveLength(1)
    expect(errors[0]?.message.length).toBeLessThan(500)
  })
})

describe('variables', () => {
  test('are coerced once, by graphql-js when it executes the operation', async () => {
    const query = `query ($filter: ActivityFilter, $yes: Boolean!) {
      activity(filter: $filter, first: 1) @include(if: $yes) { nodes { id } } }`
    const counts: number[] = []
    for (let time = 0; time < 3; time++) {
      parsed.mockClear()
      const { errors } = await gateway.query(query, { filter: { within: 'P1D' }, yes: true })
      expect(errors).toBeUndefined()
      counts.push(parsed.mock.calls.length)
    }
    expect(counts).toEqual([2, 1, 1])
  })

  test('with a thousand references of twenty fields are within the limits', async () => {
    const of = many(1_000, () => ({ __typename: 'Location', name: 'nowhere', ...members(20) }))
    const { data } = await gateway.query(ENTITIES, { of })
    expect(data._entities).toHaveLength(1_000)
  })

  test.each([
    [
      'hold more list items',
      json(NODES, { ids: many(25_500, () => 'a') }),
      /^The variables hold more than 25000 list items and fields/,
    ],
    [
      'hold more fields',
      json(ENTITIES, { of: [members(25_500)] }),
      /^The variables hold more than 25000 list items and fields/,
    ],
    [
      'are nested deeper',
      raw(ENTITIES, `{"of":[${nested(34)}]}`),
      /^Variable "\$of" is nested more than 32 levels deep/,
    ],
    [
      'hold a longer text',
      json(NODES, { ids: ['x'.repeat(100_001)] }),
      /^Variable "\$ids" holds a text of more than 100000 char/,
    ],
    [
      'hold a longer name',
      json(ENTITIES, { of: [{ ['x'.repeat(100_001)]: 1 }] }),
      /^Variable "\$of" holds a text of more than 1/,
    ],
  ])('that %s are refused', async (_, body, message) => {
    const { text } = await post(body)
    const { errors } = JSON.parse(text)
    expect(errors).toMatchObject([{ message: expect.stringMatching(message), extensions: { code: 'BAD_USER_INPUT' } }])
  })

  test('of a GET request have the same limits', async () => {
    const search = new URLSearchParams({ query: ENTITIES, variables: `{"of":[${nested(4_000)}]}` })
    const response = await fetch(
      `${gateway.url}/graphql?${String(search).replaceAll('%5B', '[').replaceAll('%5D', ']')}`,
    )
    const { errors } = (await response.json()) as { errors: unknown }
    expect(errors).toMatchObject([
      { message: expect.stringContaining('nested'), extensions: { code: 'BAD_USER_INPUT' } },
    ])
  })
})

// Each was some hundred milliseconds to some minutes of CPU.
const ATTACKS: Record<string, string> = {
  'unknown fields': json(DEPLOYMENTS, { filter: members(80_000) }),
  nulls: json(NODES, { ids: many(190_000, () => null) }),
  'numbers for ids': json(NODES, { ids: many(400_000, () => 1) }),
  'objects for ids': json(NODES, { ids: many(100_000, () => ({ a: 1 })) }),
  'lists within lists': raw(NODES, `{"ids":[${nested(490_000)}]}`),
  'objects within objects': raw(DEPLOYMENTS, `{"filter":${nested(150_000, ['{"a":', '}'])}}`),
  'a long enum value': json(DEPLOYMENTS, { filter: { statuses: ['x'.repeat(990_000)] } }),
  'many enum values': json(DEPLOYMENTS, { filter: { statuses: many(90_000, () => 'FAILED') } }),
  'a long DateTime': json(ACTIVITY, { filter: { since: '2'.repeat(990_000) } }),
  'a long Duration': json(ACTIVITY, { filter: { within: `P${'1'.repeat(990_000)}` } }),
  'an object for a number': json(ACTIVITY, { first: members(80_000) }),
  'empty references': json(ENTITIES, { of: many(300_000, () => ({})) }),
  'a deep reference': raw(ENTITIES, `{"of":[{"__typename":"Location","name":${nested(490_000)}}]}`),
  'a long id under many names': json(
    `query ($id: ID!) { ${many(100, (index) => `a${index}: node(id: $id) { id }`).join(' ')} }`,
    { id: 'x'.repeat(980_000) },
  ),
  'a long filter under many names': json(
    `query ($f: CodeDeployDeploymentFilter) {
      ${many(90, (index) => `a${index}: codeDeployDeployments(filter: $f) { nodes { id } }`).join(' ')} }`,
    { f: { externalId: 'x'.repeat(950_000) } },
  ),
  'variables that no operation has': json('{ __typename }', members(80_000)),
  'what is not JSON': `{"query":${'['.repeat(980_000)}`,
  'an escaped name that is forbidden': `{"query":"{__typename}","\\u005f_proto__":{${JSON.stringify(members(70_000)).slice(1, -1)}}}`,
  'a long name of an operation': JSON.stringify({
    query: `query ${'N'.repeat(900_000)} { ${many(100, (index) => `a${index}: node(id: $v${index}) { id }`).join(' ')} }`,
  }),
  'a long field': JSON.stringify({ query: `{ ${'N'.repeat(980_000)} }` }),
  'a long text in lines': JSON.stringify({ query: `{ node(id: """${'\n a'.repeat(240_000)}""") { id } }` }),
}

/** Documents that take graphql-js the longest, each as large as a document may be. */
const DOCUMENTS: Record<string, string> = {
  'unknown fields': `{ locations { ${many(4_900, (index) => `u${index}`).join(' ')} } }`,
  'fields that are like others': `{ activity { nodes { ${many(4_900, (index) => `deploymentI${index}`).join(' ')} } } }`,
  'unknown fields after many lines': `{${'\n'.repeat(90_000)}activity(${many(1_000, (index) => `u${index}: 1`).join(' ')}) { nodes { id } } }`,
  'fields of one name': `{ activity { nodes { ${'id title phase '.repeat(1_600)} } } }`,
  'fields that conflict': `{ locations { ${many(900, (index) => `a: ${index % 2 ? 'name' : 'region'}`).join(' ')} } }`,
  'lists of one name': `{ ${'locations { name } '.repeat(1_200)} }`,
  'inline fragments': `{ locations { ${'... { name } '.repeat(1_200)} } }`,
  'fragments that overlap': `{ locations { ${many(500, (index) => `...F${index}`).join(' ')} } } ${many(500, (index) => `fragment F${index} on Location { name }`).join(' ')}`,
  'a chain of fragments': `{ ...F0 } ${many(600, (index) => `fragment F${index} on Query { ...F${index + 1} }`).join(' ')} fragment F600 on Query { __typename }`,
  'operations that share fragments': `${many(500, (index) => `query Q${index} { ...F }`).join(' ')} fragment F on Query { ${'__typename '.repeat(1_400)} }`,
  'answers about the schema': `{ __schema { types { fields { ${many(490, (index) => `a${index}: name`).join(' ')} } } } }`,
  'undefined variables': `{ nodes(ids: [${many(2_400, (index) => `$v${index}`).join(' ')}]) { id } }`,
}

const cpuOf = async (text: string) => {
  const before = process.cpuUsage()
  const answer = await post(text)
  const { user, system } = process.cpuUsage(before)
  return { ...answer, cpu: user + system }
}

/** The measurement that the rest of the machine disturbed least. */
const leastCpuOf = async (text: string) => {
  let least = await cpuOf(text)
  for (let time = 0; time < 7; time++) {
    const next = await cpuOf(text)
    if (next.cpu < least.cpu) least = next
  }
  return least
}

test.each(Object.entries(ATTACKS))(
  'refusing a megabyte body with %s takes less CPU than ten harmless bodies',
  async (_, body) => {
    expect(body.length).toBeLessThanOrEqual(1_000_000)
    const harmless = json('{ __typename }', { text: 'x'.repeat(950_000) })
    const { cpu: least, text } = await leastCpuOf(harmless)
    expect(JSON.parse(text).data).toEqual({ __typename: 'Query' })
    const attack = await leastCpuOf(body)
    expect(JSON.parse(attack.text)).toEqual({ errors: [expect.anything()] })
    expect(attack.text.length).toBeLessThan(1_000)
    expect(attack.cpu).toBeLessThan(10 * Math.max(least, 5_000))
    expect(gateway.calls()).toEqual({})
  },
)

describe('compared with a harmless body of a megabyte', () => {
  const harmless = json('{ __typename }', { text: 'x'.repeat(950_000) })
  const leastOf = async (body: (round: number) => string) => {
    const costs: number[] = []
    for (let round = 0; round < 3; round++) costs.push((await cpuOf(body(round))).cpu)
    return Math.min(...costs)
  }

  // Each was 100 to 500 milliseconds.
  test.each(Object.entries(DOCUMENTS))('a document with %s is refused for less CPU than ten', async (_, query) => {
    const { text } = await post(JSON.stringify({ query }))
    expect(JSON.parse(text).errors).not.toEqual([])
    const attack = await leastOf((round) => JSON.stringify({ query: `${query} # ${round}` }))
    expect(attack).toBeLessThan(10 * Math.max(await leastOf(() => harmless), 10_000))
    expect(gateway.calls()).toEqual({})
  })

  test.each([
    ['of an unknown type', { __typename: 'N'.repeat(900), id: '1' }],
    ['with a garbled id', { __typename: 'CodeDeployDeployment', id: 'x'.repeat(900) }],
    ['that are texts', 'x'.repeat(900)],
  ])('1,000 references %s are answered for less CPU than ten', async (_, reference) => {
    const body = json(ENTITIES, { of: many(1_000, () => reference) })
    const { errors, extensions } = JSON.parse((await post(body)).text)
    expect([errors.length, extensions.omittedErrors]).toEqual([100, 900])
    const attack = await leastOf(() => body)
    expect(attack).toBeLessThan(10 * Math.max(await leastOf(() => harmless), 10_000))
  })
})

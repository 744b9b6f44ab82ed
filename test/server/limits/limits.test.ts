import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { useGateway, useGateways } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 1, events: 1 }) })
const { start } = useGateways()
beforeEach(() => void gateway.calls())

/** The codes and messages of a refusal; for an invalid document its status may be 200. */
async function refusal(query: string) {
  const { status, errors } = await gateway.query(query, {}, { accept: 'application/json' })
  expect(gateway.calls()).toEqual({})
  return { status, errors: errors?.map(({ message, extensions }) => ({ message, ...extensions })) }
}
const tooLarge = (message: string) => ({
  status: 200,
  errors: expect.arrayContaining([{ message, code: 'DOCUMENT_TOO_LARGE', retryable: false }]),
})

// Of 3 + 2n fields.
const rollbacks = (n: number) =>
  `codeDeployDeployment(deploymentId: "d-FLEET0001") { ${'rollback { rollbackDeployment { '.repeat(n)} location { name } ${'} }'.repeat(n)} }`

describe('an operation', () => {
  test('may be 15 fields deep', async () => {
    const { status, errors } = await gateway.query(`{ ${rollbacks(6)} }`)
    expect({ status, errors }).toEqual({ status: 200, errors: undefined })
  })

  test.each([
    ['written out', `{ ${rollbacks(7)} }`, 17],
    [
      'behind fragments',
      `{ ...A } fragment A on Query { ... on Query { ...B } } fragment B on Query { ${rollbacks(8)} }`,
      19,
    ],
    ['beside a shallow one', `query A { __typename } query B { ${rollbacks(9)} }`, 21],
    ['beyond the nesting limit of the parser', `{ ${rollbacks(800)} }`, 1603],
  ])('that is deeper, %s, is refused with its depth', async (_, query, depth) => {
    expect(await refusal(query)).toEqual(tooLarge(`The operation is ${depth} fields deep, expected at most 15.`))
  })

  test('may request the whole schema', async () => {
    const ofType = 'ofType { name '.repeat(7) + '}'.repeat(7)
    const { data } = await gateway.query(`{ __schema { types { fields { args { type { name ${ofType} } } } } } }`)
    expect(data.__schema.types.length).toBeGreaterThan(10)
  })
})

describe('a document', () => {
  /** One of so many tokens; a name and a list of others make 27 of them. */
  const ofTokens = (tokens: number) =>
    `{ __typename activity(filter: { phases: [${'FAILED '.repeat(tokens - 27)}] }) @skip(if: true) { nodes { id } } }`

  test('may have 5,000 tokens', async () => {
    const { status, data } = await gateway.query(ofTokens(5_000))
    expect({ status, data }).toEqual({ status: 200, data: { __typename: 'Query' } })
  })

  test('of more is refused', async () => {
    const message = 'The document has more than 5000 tokens, which is the limit.'
    expect(await refusal(ofTokens(5_001))).toEqual(tooLarge(message))
  })

  // Each level spreads the next four times: 4 to the power of 200 fields.
  const spreading = Array.from({ length: 201 }, (_, level) =>
    level < 200
      ? `fragment F${level} on Query { a: __typename ${`...F${level + 1} `.repeat(4)} }`
      : `fragment F${level} on Query { locations { name } }`,
  ).join(' ')
  const aliases = (count: number) => Array.from({ length: count }, (_, at) => `a${at}: __typename`).join(' ')

  test.each([
    [
      'aliases',
      `{ locations { ${aliases(501)} } }`,
      /has 501 aliases with its fragments spread out, expected at most 500/,
    ],
    [
      'aliases behind fragments',
      `{ ${'locations { ...A } '.repeat(9)} } fragment A on Location { ${aliases(60)} }`,
      /has 540 aliases .* expected at most 500/,
    ],
    ['fields of Query', `{ ${aliases(60)} ...A } fragment A on Query { ${aliases(41)} }`, /has 101 fields of Query/],
    ['directives', `{ locations { ${'name @skip(if: false) '.repeat(501)} } }`, /has 501 directives .* at most 500/],
    ['fields by spreading', `{ ...F0 } ${spreading}`, /has \S+ fields with .* expected at most 20000/],
    ['fields of one name', `{ locations { ${'name '.repeat(201)} } }`, /too many fields, or fragments, at one place/],
    [
      'names',
      `{ locations { ${Array.from({ length: 1_001 }, (_, at) => `unknown${at}`).join(' ')} } }`,
      /too many fields, or/,
    ],
  ])('of too many %s is refused with their number', async (_, query, message) => {
    const { status, errors } = await refusal(query)
    expect(status).toBe(200)
    expect(errors).toContainEqual({
      message: expect.stringMatching(message),
      code: 'DOCUMENT_TOO_LARGE',
      retryable: false,
    })
  })

  test('may have as many aliases and fields of Query as configured', async () => {
    const wide = await start({
      world: fleetWorld({ targets: 1, events: 1 }),
      maxAliases: 600,
      maxRootFields: 600,
    })
    const { errors } = await wide.query(`{ ${aliases(600)} }`)
    expect(errors).toBeUndefined()
  })

  test.each([
    ['an alias', (name: string) => `{ ${name}: __typename }`],
    ['a field', (name: string) => `{ ${name} }`],
    ['an operation', (name: string) => `query ${name} { __typename }`],
    ['a variable', (name: string) => `query ($${name}: Boolean = true) { __typename @include(if: $${name}) }`],
    ['a fragment', (name: string) => `{ ...${name} } fragment ${name} on Query { __typename }`],
  ])('in which the name of %s has more than 256 characters is refused', async (_, of) => {
    const { status, errors } = await refusal(of('x'.repeat(257)))
    expect(status).toBe(200)
    expect(errors).toContainEqual({
      message: `The name ${'x'.repeat(100)}… has 257 characters, expected at most 256.`,
      code: 'DOCUMENT_TOO_LARGE',
      retryable: false,
    })
    const allowed = await gateway.query(of('x'.repeat(256)))
    expect(allowed.errors?.map(({ extensions }) => extensions.code) ?? []).not.toContain('DOCUMENT_TOO_LARGE')
  })

  test('of more than 100,000 characters, or 5,000 lines, is refused unread', async () => {
    expect(await refusal(`{ __typename } # ${'x'.repeat(100_000)}`)).toEqual(
      tooLarge('The document has 100017 characters, expected at most 100000.'),
    )
    for (const end of ['\n', '\r', '\r\n'])
      expect(await refusal(`{ __typename ${end.repeat(5_000)} }`)).toEqual(
        tooLarge('The document has more than 5000 lines, which is the limit.'),
      )
    const { data } = await gateway.query(`{ __typename ${'\n'.repeat(4_999)} }`)
    expect(data).toEqual({ __typename: 'Query' })
  })

  test('beyond a limit gets one error, and one with many mistakes gets the first 20', async () => {
    const unknown = (count: number) => Array.from({ length: count }, (_, at) => `unknown${at}`).join(' ')
    expect((await refusal(`{ ${unknown(101)} }`)).errors).toHaveLength(1)
    expect((await refusal(`{ locations { ${unknown(101)} } }`)).errors).toHaveLength(21)
  })

  test('has at most 250 operations and fragments', async () => {
    const of = (count: number) => Array.from({ length: count }, (_, at) => `query Q${at} { __typename }`).join(' ')
    expect(await refusal(of(251))).toEqual(
      tooLarge('The document has 251 operations and fragments, expected at most 250.'),
    )
    const [error] = (await refusal(of(250))).errors ?? []
    expect(error).toMatchObject({ code: 'OPERATION_RESOLUTION_FAILURE' })
  })

  test('that contains itself is refused', async () => {
    expect(await refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toEqual({
      status: 200,
      errors: [expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' })],
    })
  })

  // The depth at which a recursive parser overflows depends on the machine; none of these may be a 500.
  test.each([
    ['fields', (n: number) => `{${'a{'.repeat(n)}b${'}'.repeat(n)}}`],
    ['lists', (n: number) => `{ codeDeployDeployment(deploymentId: ${'['.repeat(n)}${']'.repeat(n)}) { title } }`],
    [
      'objects',
      (n: number) => `{ codeDeployDeployments(filter: ${'{a:'.repeat(n)}1${'}'.repeat(n)}) { nodes { title } } }`,
    ],
    ['types', (n: number) => `query ($a: ${'['.repeat(n)}Int${']'.repeat(n)}) { __typename }`],
  ])('of nested %s is refused with a client error at any depth', async (_, nested) => {
    for (const depth of [500, 1_000, 2_000, 3_000, 4_000, 5_000, 50_000]) {
      const { status, errors } = await gateway.query(nested(depth))
      expect([depth, status]).toEqual([depth, 200])
      expect(errors?.[0]?.extensions.code).toMatch(/^(DOCUMENT_TOO_LARGE|GRAPHQL_VALIDATION_FAILED)$/)
    }
  })
})

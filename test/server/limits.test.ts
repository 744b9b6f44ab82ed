import { fleetWorld } from '../../src/emulator/world.ts'
import { startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({ world: fleetWorld({ targets: 1, events: 1 }) })
})
afterAll(() => gateway.stop())
beforeEach(() => void gateway.calls())

/** The codes and messages of a refusal; also of a client that is told with 200 what is wrong with a document. */
async function refusal(query: string) {
  const { status, errors } = await gateway.query(query, {}, { accept: 'application/json' })
  expect(gateway.calls()).toEqual({})
  return { status, errors: errors?.map(({ message, extensions }) => ({ message, ...extensions })) }
}
const tooLarge = (message: string) => ({
  status: 400,
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
    ['far beyond what a parser can nest in some places', `{ ${rollbacks(800)} }`, 1603],
  ])('that is deeper, %s, is refused with its depth', async (_, query, depth) => {
    expect(await refusal(query)).toEqual(tooLarge(`The operation is ${depth} fields deep, expected at most 15.`))
  })

  test('may ask for the whole schema', async () => {
    const ofType = 'ofType { name '.repeat(7) + '}'.repeat(7)
    const { data } = await gateway.query(`{ __schema { types { fields { args { type { name ${ofType} } } } } } }`)
    expect(data.__schema.types.length).toBeGreaterThan(10)
  })
})

describe('a document', () => {
  // Three tokens each, between two braces.
  const aliases = Array.from({ length: 3_332 }, (_, index) => `a${index}: __typename`).join(' ')

  test('may have 10,000 tokens', async () => {
    const { status, data } = await gateway.query(`{ ${aliases} __typename __typename }`)
    expect([status, Object.keys(data).length]).toEqual([200, 3_333])
  })

  test('of more is refused', async () => {
    const message = 'The document has more than 10000 tokens, which is the limit.'
    expect(await refusal(`{ ${aliases} __typename __typename __typename }`)).toEqual(tooLarge(message))
  })

  test('that contains itself is refused', async () => {
    expect(await refusal('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }')).toEqual({
      status: 200,
      errors: [expect.objectContaining({ code: 'GRAPHQL_VALIDATION_FAILED' })],
    })
  })

  // What is too much for a parser that calls itself differs from machine to machine; none of these may be a 500.
  test.each([
    ['fields', (n: number) => `{${'a{'.repeat(n)}b${'}'.repeat(n)}}`],
    ['lists', (n: number) => `{ codeDeployDeployment(deploymentId: ${'['.repeat(n)}${']'.repeat(n)}) { title } }`],
    [
      'objects',
      (n: number) => `{ codeDeployDeployments(filter: ${'{a:'.repeat(n)}1${'}'.repeat(n)}) { nodes { title } } }`,
    ],
    ['types', (n: number) => `query ($a: ${'['.repeat(n)}Int${']'.repeat(n)}) { __typename }`],
  ])('of nested %s is refused with 4xx, however deep', async (_, nested) => {
    for (const depth of [500, 1_000, 2_000, 3_000, 4_000, 5_000, 50_000]) {
      const { status, errors } = await gateway.query(nested(depth))
      expect([depth, status]).toEqual([depth, 400])
      expect(errors?.[0]?.extensions.code).toMatch(/^(DOCUMENT_TOO_LARGE|GRAPHQL_VALIDATION_FAILED)$/)
    }
  })
})

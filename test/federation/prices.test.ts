import { createGatewayRuntime } from '@graphql-hive/gateway-runtime'
import { type ConstDirectiveNode, type FieldDefinitionNode, parse, type TypeNode, valueFromASTUntyped } from 'graphql'
import { compose, URLS } from '../../examples/supergraph/compose.mjs'
import { printedSubgraph } from '../../src/schema.ts'

const types = parse(printedSubgraph).definitions.flatMap((node) =>
  node.kind === 'ObjectTypeDefinition' || node.kind === 'ObjectTypeExtension' ? [node] : [],
)
const fields = types.flatMap(({ name, fields = [] }) => fields.map((field) => ({ of: name.value, field })))
const isList = (type: TypeNode): boolean =>
  type.kind === 'ListType' || (type.kind === 'NonNullType' && isList(type.type))
const named = (type: TypeNode): string => (type.kind === 'NamedType' ? type.name.value : named(type.type))

/** The arguments of a directive of a field. */
function directive(
  { directives = [] }: FieldDefinitionNode,
  name: string,
): { weight?: number; sizedFields?: string[] } | undefined {
  const directive: ConstDirectiveNode | undefined = directives.find((candidate) => candidate.name.value === name)
  return (
    directive &&
    Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]))
  )
}

const paged = fields.filter(({ field }) => named(field.type).endsWith('Connection'))

test('the list size of every page’s edges, nodes and ids is the requested size', () => {
  expect(paged.length).toBeGreaterThan(10)
  for (const { of, field } of paged) {
    const lists = fields.filter(
      (one) => one.of === named(field.type) && isList(one.field.type) && !directive(one.field, 'listSize'),
    )
    expect([of, field.name.value, directive(field, 'listSize')]).toEqual([
      ...[of, field.name.value],
      { slicingArguments: ['first'], sizedFields: lists.map(({ field }) => field.name.value) },
    ])
  }
})

test('every other list has an assumed size, or one given by an argument', () => {
  const sized = new Set(
    fields.flatMap(
      ({ field }) => directive(field, 'listSize')?.sizedFields?.map((name) => `${named(field.type)}.${name}`) ?? [],
    ),
  )
  const others = fields.filter(({ of, field }) => isList(field.type) && !sized.has(`${of}.${field.name.value}`))
  expect(others.length).toBeGreaterThan(30)
  for (const { of, field } of others) {
    const argument = field.arguments?.find(({ name }) => ['first', 'last', 'inspect'].includes(name.value))?.name.value
    expect([of, field.name.value, directive(field, 'listSize')]).toEqual([
      ...[of, field.name.value],
      argument ? { slicingArguments: [argument] } : { assumedSize: expect.any(Number) },
    ])
  }
})

test('every field that is an AWS page or that makes its own call has a cost', () => {
  const free = paged.filter(({ field }) => (directive(field, 'cost')?.weight ?? 0) < 25)
  expect(free.map(({ of, field }) => `${of}.${field.name.value}`)).toEqual([])
  const alone = /\(one Get[A-Z]\w+[^;)]*\)|\(Get[A-Z]\w+\)|From a list: one Get/
  const calling = fields.filter(({ field }) => alone.test(field.description?.value ?? ''))
  expect(calling.length).toBeGreaterThan(20)
  const unpriced = calling.filter(({ field }) => !directive(field, 'cost') && named(field.type) !== 'DeploymentConfig')
  expect(unpriced.map(({ of, field }) => `${of}.${field.name.value}`)).toEqual([])
})

describe('Hive Gateway', () => {
  const supergraph = compose(printedSubgraph).replace(URLS.deploygraph, 'http://127.0.0.1:1') // nothing listens there

  /** Its estimate of a query's cost, and whether it accepts the query with a limit of 1,000. */
  async function priced(query: string) {
    const gateway = createGatewayRuntime({
      supergraph,
      logging: false,
      demandControl: { maxCost: 1000, includeExtensionMetadata: true },
    })
    const response = await gateway.fetch('http://gateway/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    })
    const { extensions, errors } = await response.json()
    await gateway.dispose()
    return {
      cost: extensions?.cost?.estimated,
      codes: errors?.map((error: { extensions?: { code?: string } }) => error.extensions?.code),
    }
  }

  test('prices a page by its size and its AWS calls, and accepts an affordable query', async () => {
    const page = (first: number, targets: number) =>
      `{ codeDeployDeployments(first: ${first}) { nodes { title targets(first: ${targets}) { nodes { __typename } } } } }`
    // Two calls (50) and their connection; each deployment (1), its listing of targets (25), their connection; each target.
    const cost = (first: number, targets: number) => 51 + first * (1 + 26 + targets)
    expect(await priced(page(20, 50))).toEqual({ cost: cost(20, 50), codes: ['COST_ESTIMATED_TOO_EXPENSIVE'] })
    expect(await priced(page(2, 10))).toEqual({ cost: cost(2, 10), codes: [expect.not.stringMatching('COST')] })
  })

  test('prices a page without a size by the default size', async () => {
    expect((await priced('{ appConfigApplications { nodes { id } } }')).cost).toBe(26 + 25)
  })
})

import fc from 'fast-check'
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { createSchema } from '../../../src/schema.ts'
import { costAdvice } from '../../../src/server/limits/cost-advice.ts'
import { estimate } from '../../../src/server/limits/cost-estimate.ts'
import { useGateways } from '../../support/gateway.ts'

const { start } = useGateways()

const schema = createSchema()

/** Queries with pages in pages, behind aliases, fragments and interfaces; each $ is the `first` of a page. */
const TEMPLATES = [
  '{ codeDeployDeployments(first: $) { nodes { title targets(first: $) { nodes { __typename ... on InstanceTarget { lifecycleEvents { name } } } } } } }',
  '{ activity(first: $) { nodes { title ... on CodeDeployDeployment { targets(first: $) { targetIds } } } } }',
  `{ codeDeployApplications(first: $) { nodes { ...groups } } locations { name } }
   fragment groups on CodeDeployApplication { deploymentGroups(first: $) { nodes { all: deployments(first: $) { nodes { title } } } } }`,
  `{ one: codeDeployDeployments(first: $) { nodes { title } } two: codeDeployDeployments(first: $) { totalCount nodes { ...targets } } }
   fragment targets on CodeDeployDeployment { targets(first: $) { nodes { __typename } } }`,
  '{ codeDeployDeployments(first: $) { nodes { own: targets { nodes { __typename } } application { deployments { nodes { targets(first: $) { nodes { __typename } } } } } } } }',
  '{ appConfigApplications(first: $) { edges { node { environments(first: $) { nodes { deployments(first: $) { nodes { description } } } } } } } }',
  `{ ${Array.from({ length: 15 }, (_, index) => `a${index}: activity(first: $) { nodes { title } }`).join(' ')} }`,
]
const fill = (template: string, sizes: readonly number[]) => {
  let page = 0
  return template.replaceAll('$', () => String(sizes[page++ % sizes.length]))
}

function costOf(document: DocumentNode) {
  const operation = document.definitions[0] as OperationDefinitionNode
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node]] : [])),
  )
  const context = { fragments, variables: {}, locations: 2, batchedTypes: new Set<string>() }
  return {
    units: estimate(schema, operation, context).estimated,
    advice: (limit: number) => costAdvice(schema, operation, context, limit),
  }
}

/** The document with that `first` at a path of the answer, or in place of every larger one, defaults included. */
function followed(document: DocumentNode, first: number, path?: string): DocumentNode {
  const name = path?.split('.').at(-1)
  const types = new TypeInfo(schema)
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field: (node: FieldNode) => {
        const size = types.getFieldDef()?.args.find(({ name }) => name === 'first')
        if (!size || (path !== undefined && (node.alias ?? node.name).value !== name)) return undefined
        const argument = node.arguments?.find(({ name: { value } }) => value === 'first')?.value
        const requested = argument?.kind === Kind.INT ? Number(argument.value) : Number(size.defaultValue)
        const value = {
          kind: Kind.INT,
          value: String(path === undefined ? Math.min(requested, first) : first),
        } as const
        return { ...node, arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'first' }, value }] }
      },
    }),
  )
}

const sizes = fc.array(fc.oneof(fc.constantFrom(1, 20, 100, 1000), fc.integer({ min: 1, max: 1000 })), {
  minLength: 1,
  maxLength: 3,
})

test('an operation that is too expensive fits with the suggested page size and with no larger one', () => {
  const outcomes = { there: 0, everywhere: 0, neither: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...TEMPLATES), sizes, fc.integer({ min: 50, max: 100_000 }), (template, of, limit) => {
      const document = parse(fill(template, of))
      const { units, advice } = costOf(document)
      fc.pre(units > limit)
      const said = advice(limit)
      const [, path = '', share = '', first, at] =
        /^most expensive: ([\w.]+) \(([\d,]+)\).*?; (?:`first: (\d+)` (?:in ([\w.]+)|for every list with a larger one, including defaults,) would fit|request fewer fields or items)\.$/.exec(
          said,
        ) ?? []
      expect(path).not.toBe('')
      expect(Number(share.replaceAll(',', ''))).toBeLessThanOrEqual(units)
      if (first === undefined) {
        outcomes.neither++
        expect(costOf(followed(document, 1)).units).toBeGreaterThan(limit)
        return
      }
      outcomes[at ? 'there' : 'everywhere']++
      if (at) expect(at).toBe(path)
      expect(costOf(followed(document, Number(first), at)).units).toBeLessThanOrEqual(limit)
      expect(costOf(followed(document, Number(first) + 1, at)).units).toBeGreaterThan(limit)
    }),
    { numRuns: 300 },
  )
  expect(Math.min(...Object.values(outcomes))).toBeGreaterThan(5)
})

test('the advice names at most three fields of Query, or the page within each that causes most of its cost', () => {
  const { advice, units } = costOf(
    parse(`{
      activity(first: 20) { nodes { ... on CodeDeployDeployment { targets(first: 200) { nodes { __typename } } } } }
      codeDeployDeployments(first: 1000) { nodes { title } }
      locations { name }
    }`),
  )
  expect(advice(units - 5_000)).toMatch(
    /^most expensive: activity\.nodes\.targets \([\d,]+\), codeDeployDeployments \([\d,]+\); `first: \d+` in activity\.nodes\.targets would fit\.$/,
  )
})

test('the advice for a very large operation names only fields of Query', () => {
  const pages = Array.from(
    { length: 60 },
    (_, index) => `d${index}: codeDeployDeployments(first: 1000) { nodes { title } }`,
  )
  const { advice } = costOf(parse(`{ activity { nodes { title } } ${pages.join(' ')} }`))
  expect(advice(1_000)).toMatch(/; request fewer fields or items\.$/)
})

test('a client that follows the advice gets an answer', async () => {
  const gateway = await start({ maxCost: 10_000 })
  const query = (first: number) =>
    `{ activity(first: 50) { nodes { title ... on CodeDeployDeployment { targets(first: ${first}) { nodes { __typename } } } } } }`
  const { errors } = await gateway.query(query(500))
  const first = Number(
    /targets \([\d,]+\); `first: (\d+)` in activity\.nodes\.targets would fit\.$/.exec(errors?.[0]?.message ?? '')?.[1],
  )
  const answers = [await gateway.query(query(first)), await gateway.query(query(first + 1))]
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_TOO_EXPENSIVE', cost: { limit: 10_000 } })
  expect(first).toBeGreaterThan(0)
  expect(answers.map((answer) => answer.errors?.[0]?.extensions.code)).toEqual([undefined, 'OPERATION_TOO_EXPENSIVE'])
  expect(print(parse(query(first)))).toContain(`first: ${first}`)
})

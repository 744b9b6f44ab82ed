import { readdirSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLSchema,
  getOperationAST,
  isEnumType,
  Kind,
  parse,
  print,
  type TypeNode,
  validate,
} from 'graphql'
import { GatewayError } from '../../../src/errors.ts'
import { createSchema } from '../../../src/schema.ts'
import { type Compiler, createCompiler } from '../../../src/server/execution/compiler.ts'
import { createExecutor, MAX_ERRORS } from '../../../src/server/execution/executor.ts'
import { operationOf } from '../../../src/server/limits/operation.ts'
import { type Answer, NOW, useGateway } from '../../support/gateway.ts'
import { blocksOf } from '../../support/pages.ts'
import { ask } from './ask-executor.ts'
import { makeHostile } from './hostile-schema.ts'
import { type RandomDocument, randomDocuments, type Texts } from './random-documents.ts'

function first<T>(count: number, all: Iterable<T>): T[] {
  const taken: T[] = []
  for (const one of all) if (taken.push(one) === count) break
  return taken
}

describe('over resolvers that do everything a resolver may do, a compiled result', () => {
  /** Everything that a client or the log can see of an answer; the order of errors is not specified. */
  const visible = ({ data, errors }: ExecutionResult) => ({
    data: JSON.stringify(data),
    errors: errors?.map((error) => JSON.stringify([error, String(error.originalError)])).sort(),
  })

  /** Answers of the compiled operation, before anything is made of them. */
  const compiledData = new Set<unknown>()
  const watched =
    (compile: Compiler): Compiler =>
    (...definition) => {
      const operation = compile(...definition)
      if (!operation) return undefined
      const run: typeof operation.run = async (...input) => {
        const result = await operation.run(...input)
        compiledData.add(result.data)
        return result
      }
      return { ...operation, run }
    }

  async function compare(schema: GraphQLSchema, compile: Compiler, { query, variables }: RandomDocument) {
    const executor = createExecutor(schema, undefined, compile)
    const document = parse(query)
    const expected = await execute({ schema, document, variableValues: variables, contextValue: {} })
    await ask(executor, schema, document, variables)
    const answer = await ask(executor, schema, document, variables)
    expect({ query, variables, ...visible(answer) }).toEqual({ query, variables, ...visible(expected) })
    return { kept: compiledData.has(answer.data), failed: answer.errors !== undefined }
  }

  test.each([0, 0.02, 0.1, 0.3])('equals that of graphql-js when a share of %d of them misbehaves', async (evil) => {
    const outcomes: { kept: boolean; failed: boolean }[] = []
    for (const seed of [1, 2, 3]) {
      const schema = makeHostile(createSchema(), seed, evil)
      const compile = watched(createCompiler(schema))
      for (const document of first(
        40,
        randomDocuments(schema, seed, () => ['one', 'two']),
      ))
        outcomes.push(await compare(schema, compile, document))
    }
    // Most answers come from the compiled operation; with trouble about, many of them with errors. Since failures leave
    // the rest of an answer there, it has more errors, and one that reaches beyond its own place is enough for graphql-js.
    const kept = outcomes.filter((outcome) => outcome.kept)
    expect(kept.length).toBeGreaterThan(outcomes.length / (evil >= 0.1 ? 3 : 2))
    if (evil >= 0.1) expect(kept.filter(({ failed }) => failed).length).toBeGreaterThan(outcomes.length / 8)
  })
})

test('an error returned as a value becomes null and an error at its path, compiled as in graphql-js', async () => {
  const schema = buildSchema(
    'type Query { events: [Event!]! } type Event { name: String! log: String diagnostics: Event }',
  )
  const withheld = new GatewayError('FORBIDDEN', 'not for you')
  const event = (name: string, diagnostics?: object) => ({ name, log: withheld, diagnostics })
  const fields = schema.getQueryType()?.getFields() ?? {}
  if (fields.events) fields.events.resolve = () => [event('a', event('b')), event('c')]
  const document = parse('{ events { name log diagnostics { name log } } }')
  const operation = getOperationAST(document)
  const expected = await execute({ schema, document })
  const compiled =
    operation && (await createCompiler(schema)(operationOf(schema, document, operation), {})?.run({}, {}))
  expect(compiled?.data).toEqual(expected.data)
  const executor = createExecutor(schema)
  await ask(executor, schema, document, {})
  const answer = await ask(executor, schema, document, {})
  const visible = ({ data, errors }: ExecutionResult) => ({
    data,
    errors: errors?.map(({ message, path, originalError }) => [message, path, originalError]),
  })
  expect(visible(answer)).toEqual(visible(expected))
  expect(answer.errors).toHaveLength(3)
  expect(answer.errors?.every(({ originalError }) => originalError === withheld)).toBe(true)
})

const LOCATION = { __typename: 'Location', name: 'us-east-1' }

describe('over the emulated AWS, a compiled result', () => {
  const schema = createSchema()
  const denied = { name: 'AccessDeniedException', message: 'not allowed' }
  const faults = [
    { operation: 'BatchGetDeploymentTargets', error: denied },
    { operation: 'ListDeployments', region: 'eu-west-1', error: denied },
    { operation: 'GetDeploymentConfig', error: { name: 'InvalidDeploymentConfigNameException' } },
    { operation: 'BatchGetDeploymentGroups', error: { name: 'NobodyKnowsException', message: 'unheard of' } },
  ]

  // Statistics and estimates are of the moment of a request.
  const gateway = useGateway({ gatewayClock: () => NOW })
  beforeEach(() => gateway.faults.splice(0))
  let texts: Texts
  beforeAll(async () => {
    texts = await knownTexts()
  }, 600_000)

  /** An answer without what depends on the time: retryAfterMs grows with each refusal, and "within" counts from now. */
  const visible = ({ errors, ...answer }: Answer) => ({
    ...answer,
    data: JSON.stringify(answer.data),
    // Above the limit, the order of the errors, which is not specified, decides which ones are kept.
    errors: errors && errors.length >= MAX_ERRORS ? MAX_ERRORS : errors?.map(lasting).sort(),
  })
  const lasting = (error: object) =>
    JSON.stringify(error)
      .replaceAll(/[0-9a-f-]{36}/g, 'incident')
      .replaceAll(/"retryAfterMs":\d+/g, '"retryAfterMs":0')
      .replaceAll(/(\bwas \w+, from )[\d:.TZ-]+/g, '$1then')

  /** The first execution of a document is by graphql-js, the second compiles it, and the third runs it again. */
  async function compare({ query, variables }: RandomDocument): Promise<Answer> {
    const ask = async () => {
      let answer = await gateway.query(query, variables)
      while (answer.status === 503) answer = await gateway.query(query, variables) // after a pause of the machine the gateway is overloaded
      return answer
    }
    const [interpreted, compiled, again] = [await ask(), await ask(), await ask()]
    expect({ query, variables, ...visible(compiled) }).toEqual({ query, variables, ...visible(interpreted) })
    expect({ query, variables, ...visible(again) }).toEqual({ query, variables, ...visible(interpreted) })
    return compiled
  }

  /** Every text in the examples, the README and the tests that is a valid GraphQL document. */
  const root = new URL('../../../', import.meta.url)
  const files = ['graphiql/examples', 'test'].flatMap((folder) =>
    readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const literals = ['README.md', ...files.filter((file) => /\.(graphql|test\.ts)$/.test(file))].flatMap((file) => {
    const text = readFileSync(new URL(file, root), 'utf8')
    if (file.endsWith('.graphql')) return [text]
    if (file.endsWith('.md')) return blocksOf(text, 'graphql')
    return [...text.matchAll(/`([^`]*)`|'([^'\n]*)'/g)].map(([, ...texts]) => texts.join(''))
  })
  const isValid = (text: string) => {
    try {
      const document = parse(text)
      // A subscription does not end.
      return validate(schema, document).length === 0 && !/^subscription\b/m.test(print(document))
    } catch {
      return false
    }
  }
  const documents = [...new Set(literals)].filter(
    // The value of a "${text}" in a test is not known here.
    (text) => text.includes('{') && !text.includes('"$') && isValid(text),
  )

  /** A value for each variable that has to have one: one of the demo, by the argument that takes it, where it knows one. */
  function variablesOf(query: string, texts: Texts): Record<string, unknown> {
    const valueFor = (type: TypeNode, name: string): unknown => {
      if (type.kind === Kind.NON_NULL_TYPE) return valueFor(type.type, name)
      if (type.kind === Kind.LIST_TYPE) return [valueFor(type.type, name)]
      const named = schema.getType(type.name.value)
      if (isEnumType(named)) return named.getValues()[0]?.name
      const values = {
        Int: 3,
        Float: 3,
        Boolean: true,
        DateTime: '2026-11-20T00:00:00.000Z',
        Duration: 'P1D',
        _Any: LOCATION,
        _FieldSet: '',
      }
      return values[type.name.value as keyof typeof values] ?? texts(name)[0] ?? 'nobody'
    }
    const definitions = getOperationAST(parse(query))?.variableDefinitions ?? []
    const needed = definitions.filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    return Object.fromEntries(
      needed.map(({ type, variable: { name } }) => {
        const [, argument = ''] = new RegExp(`(\\w+): *\\[?\\$${name.value}\\b`).exec(query) ?? []
        return [name.value, valueFor(type, argument)]
      }),
    )
  }

  test('of the documents in the examples, the README and the tests equals that of graphql-js', async () => {
    expect(documents.length).toBeGreaterThan(50)
    const requests = documents.map((query) => ({ query, variables: variablesOf(query, texts) }))
    const unanswered: string[] = []
    for (const document of requests) {
      const { data, errors = [] } = await compare(document)
      // A list by a name of another test's world is an error, of all that is not null too.
      const isUnknownName = errors.some(({ extensions }) => extensions.code === 'NOT_FOUND')
      if (!data && !isUnknownName) unanswered.push(document.query)
    }
    // Mutations, several operations without a name, mistakes that are meant.
    expect(unanswered.length).toBeLessThan(documents.length / 15)
    gateway.faults.push(...faults)
    // With a comment, which makes it another document: first executed by graphql-js again.
    for (const { query, variables } of requests) await compare({ query: `${query}\n# failing`, variables })
  }, 600_000)

  /** Ids, names and cursors of the demo, by the name of the argument that takes them. */
  async function knownTexts(): Promise<Texts> {
    const byArgument = new Map<string, Set<string>>()
    const collect = (value: unknown, key: string): void => {
      if (typeof value === 'string') byArgument.set(key, (byArgument.get(key) ?? new Set()).add(value))
      else if (Array.isArray(value)) for (const item of value) collect(item, key)
      else for (const [name, member] of Object.entries(value ?? {})) collect(member, name)
    }
    // Not in their own words, by which they would count as asked.
    for (const query of documents) collect((await gateway.query(`${query}\n#`)).data, '')
    const sources: Record<string, string> = { location: 'region', after: 'endCursor', arn: 'lifecyclePolicyArn' }
    return (argument) => [...(byArgument.get(sources[argument] ?? argument.replace(/s$/, '')) ?? [])]
  }

  test('of random documents equals that of graphql-js', async () => {
    const answers: Answer[] = []
    for (const document of first(100, randomDocuments(schema, 1, texts))) answers.push(await compare(document))
    gateway.faults.push(...faults)
    for (const document of first(100, randomDocuments(schema, 2, texts))) answers.push(await compare(document))
    expect(answers.filter(({ data }) => JSON.stringify(data ?? null).length > 200).length).toBeGreaterThan(20)
  }, 600_000)
})

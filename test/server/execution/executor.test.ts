import { buildSchema, execute, type GraphQLSchema, isObjectType, parse } from 'graphql'
import { createSchema } from '../../../src/schema.ts'
import { type Compiler, createCompiler } from '../../../src/server/execution/compiler.ts'
import { createExecutor, type ExecutorLimits } from '../../../src/server/execution/executor.ts'
import { ask } from './ask-executor.ts'

const schema = buildSchema(`
  scalar Moment
  input Filter { tags: [String!], name: String = "Ada", deep: Filter }
  interface Named { name: String }
  type Person implements Named { name: String, friends: [Person!], born: Moment }
  type Query { person(name: String, tags: [String!], loud: Boolean = false, filter: Filter): Named, sure: Person!, many: [Person]! }
`)
const query = schema.getQueryType()?.getFields() ?? {}
let resolved = 0
let people: unknown[] = []
if (query.person)
  query.person.resolve = (_, args) =>
    ++resolved && { __typename: 'Person', name: JSON.stringify(Object.entries(args).sort()) }
if (query.many) query.many.resolve = () => ++resolved && people
if (query.sure) query.sure.resolve = () => ++resolved && people[0]
beforeEach(() => {
  resolved = 0
  people = []
})

/** An executor, and which documents it gave to the compiler, as their first alias or field. */
function watched(of: GraphQLSchema = schema, limits?: ExecutorLimits) {
  const compile = createCompiler(of)
  const compilations: { operation: string; compiled: boolean }[] = []
  const watching: Compiler = (operation, variables) => {
    const compiled = compile(operation, variables)
    compilations.push({ operation: operation.node.name?.value ?? '', compiled: compiled !== undefined })
    return compiled
  }
  const executor = createExecutor(of, limits, watching)
  return {
    compilations,
    ask: (text: string, variables?: Record<string, unknown>, name?: string) =>
      ask(executor, of, parse(text), variables, name),
  }
}

/** The answer when it is asked for the third time, which must be the one of graphql-js. */
async function third(text: string, variables: Record<string, unknown> = {}) {
  const { ask, compilations } = watched()
  await ask(text, variables)
  await ask(text, variables)
  resolved = 0
  const answer = await ask(text, variables)
  const calls = resolved
  const expected = await execute({ schema, document: parse(text), variableValues: variables })
  expect(JSON.parse(JSON.stringify(answer))).toEqual(JSON.parse(JSON.stringify(expected)))
  return { ...answer, calls, compiled: compilations.some(({ compiled }) => compiled) }
}

describe('an operation', () => {
  test('is not compiled the first time', async () => {
    const { ask, compilations } = watched()
    for (let index = 0; index < 10; index++) await ask(`{ alias${index}: person { name } }`)
    expect(compilations).toEqual([])
  })

  test('is compiled the second time, once', async () => {
    const { ask, compilations } = watched()
    for (let times = 0; times < 5; times++) await ask('query A { person { name } }')
    expect(compilations).toEqual([{ operation: 'A', compiled: true }])
  })

  test('is compiled without the other operations of its document', async () => {
    const { ask, compilations } = watched()
    const both = 'query A { person { name } } query B { person { __typename ...F } } fragment F on Named { name }'
    const answers = [
      await ask(both, {}, 'A'),
      await ask(both, {}, 'B'),
      await ask(both, {}, 'A'),
      await ask(both, {}, 'B'),
    ]
    expect(compilations.map(({ operation }) => operation)).toEqual(['A', 'B'])
    expect(answers[2]).toEqual(answers[0])
    expect(answers[3]).toEqual(answers[1])
  })

  test('is compiled for each combination of @skip and @include that its variables produce', async () => {
    const { ask, compilations } = watched()
    const text = 'query A($yes: Boolean!) { person { name @include(if: $yes) __typename } }'
    for (const yes of [true, false, true, false, true, false]) {
      const { data } = await ask(text, { yes })
      expect(Object.keys(data?.person)).toEqual(yes ? ['name', '__typename'] : ['__typename'])
    }
    expect(compilations).toHaveLength(2)
  })

  test('is evicted when others exceed the number of entries', async () => {
    const { ask, compilations } = watched(schema, { entries: 2, bytes: 1e9 })
    for (const name of ['A', 'A', 'B', 'B', 'C', 'C', 'A', 'C']) await ask(`query ${name} { person { name } }`)
    expect(compilations.map(({ operation }) => operation)).toEqual(['A', 'B', 'C', 'A'])
  })

  test('is evicted when others exceed the memory limit', async () => {
    const { ask, compilations } = watched(schema, { entries: 100, bytes: 30_000 }) // each takes half of it
    for (const name of ['A', 'A', 'B', 'B', 'C', 'C', 'A', 'C']) await ask(`query ${name} { person { name } }`)
    expect(compilations.map(({ operation }) => operation)).toEqual(['A', 'B', 'C', 'A'])
  })

  test('that cannot be compiled is tried once and answered by graphql-js', async () => {
    const { ask, compilations } = watched()
    for (let times = 0; times < 4; times++)
      expect((await ask('query A { __schema { queryType { name } } }')).data).toEqual({
        __schema: { queryType: { name: 'Query' } },
      })
    expect(compilations).toEqual([{ operation: 'A', compiled: false }])
  })
})

describe('graphql-js executes', () => {
  const nest = (depth: number): string => (depth === 0 ? 'name' : `friends { ${nest(depth - 1)} }`)
  const fragments = Array.from(
    { length: 20 },
    (_, index) => `fragment F${index} on Person { ...F${index + 1} ...F${index + 1} }`,
  )

  test.each([
    ['introspection', '{ __type(name: "Query") { name } }', {}],
    ['aliases with an underscore below the root', '{ person { first_name: name } }', {}],
    ['aliases with an underscore in a fragment', '{ ...F } fragment F on Query { a_b: person { name } }', {}],
    ['aliases that end as another one, which could be its parent', '{ name_sure: sure { name } sure { name } }', {}],
    ['aliases that begin as another one', '{ sure_name: sure { name } sure { name } }', {}],
    ['aliases beside a fragment, which may have such', '{ a_b: sure { name } ... { b: sure { a: name } } }', {}],
    [
      'variables with the name of those that the compiler adds',
      'query ($_Coerced0: String) { person(name: $_Coerced0) { name } }',
      {},
    ],
    ['names that JavaScript reads otherwise', '{ __proto__: person { name } }', {}],
    [
      'selections that grow beyond measure',
      `{ sure { ...F0 } } ${fragments.join(' ')} fragment F20 on Person { name }`,
      {},
    ],
    ['documents that are long', `{ person(tags: [${'"a",'.repeat(15_000)}]) { name } }`, {}],
    ['@skip without a value', 'query ($no: Boolean = false) { person { name @skip(if: $no) } }', { no: null }],
    ['variables that are wrong', 'query ($name: String) { person(name: $name) { name } }', { name: 7 }],
  ])('%s', async (_, text, variables) => {
    expect((await third(text, variables)).compiled).toBe(false)
  })

  test('no document merely for root aliases with an underscore, which routers write', async () => {
    people = [{ name: 'Ada' }, { name: 'Grace' }]
    const { compiled, data } = await third(
      'query ($_v0_name: String) { _v0_sure: sure { name } _v1_sure: sure { name friends { name } } _v10_many: many { name } _v0_person: person(name: $_v0_name) { name } }',
      { _v0_name: 'Ada' },
    )
    expect(compiled).toBe(true)
    expect(Object.keys(data ?? {})).toEqual(['_v0_sure', '_v1_sure', '_v10_many', '_v0_person'])
  })

  test('no document merely for fragments on many types of a union', async () => {
    const types = Array.from({ length: 40 }, (_, index) => `T${index}`)
    const wide = buildSchema(`
      ${types.map((name) => `type ${name} { name: String }`).join(' ')}
      union Any = ${types.join(' | ')}
      type Query { any: Any }`)
    const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: name`).join(' ')
    const { ask, compilations } = watched(wide)
    const text = `query A { any { ${types
      .slice(0, 5)
      .map((name) => `... on ${name} { ${aliases} }`)
      .join(' ')} } }`
    for (let times = 0; times < 2; times++) await ask(text)
    expect(compilations).toEqual([{ operation: 'A', compiled: true }])
  })

  test('none of these documents', async () => {
    const { compiled } = await third(
      `{ many { ${nest(5)} } person(tags: ["a"], loud: true) { ... on Person { name } } }`,
    )
    expect(compiled).toBe(true)
  })
})

describe('variables within an argument', () => {
  const text = `query ($tag: String = "a", $name: String, $filter: Filter) {
    person(tags: [$tag, "b"], filter: { name: $name, tags: [$tag], deep: { deep: $filter } }) { name }
  }`

  test.each([
    ['given', { tag: 'x', name: 'y', filter: { tags: ['z'] } }],
    ['left out', {}],
    ['null', { name: null, filter: null }],
    ['null if nothing may be', { tag: null }],
  ])('that are %s equal those of graphql-js', async (_, variables) => {
    expect((await third(text, variables)).compiled).toBe(true)
  })
})

describe('an error', () => {
  test('at its own field keeps the compiled result and is a GraphQLError with its cause', async () => {
    people = [{ name: new Error('broken') }, new Error('gone'), { name: 'Ada' }]
    const { errors, data, calls } = await third('{ many { name } }')
    expect(calls).toBe(1)
    expect(JSON.stringify(data)).toBe('{"many":[{"name":null},null,{"name":"Ada"}]}')
    expect(
      errors?.map(({ path, locations, originalError, extensions }) => [
        path,
        locations,
        originalError?.message,
        extensions,
      ]),
    ).toEqual([
      [['many', 0, 'name'], [{ line: 1, column: 10 }], 'broken', {}],
      [['many', 1], [{ line: 1, column: 3 }], 'gone', {}],
    ])
  })

  test.each([
    ['that reaches beyond its place', [{ friends: [{ name: 'Ada' }, null, null] }], '{ many { friends { name } } }'],
    ['that reaches the top', [null], '{ sure { name } }'],
    [
      'of a promise in a list',
      [Promise.resolve({ name: 'Ada' }), Promise.reject(new Error('late'))],
      '{ many { name } }',
    ],
    ['of a value that its type does not take', [{ name: { first: 'Ada' } }], '{ many { name } }'],
    ['of no list', [{ friends: 5 }], '{ many { friends { name } } }'],
  ])('%s equals that of graphql-js', async (_, list, text) => {
    people = list
    const { compiled, errors } = await third(text)
    expect(compiled).toBe(true)
    expect(errors?.length).toBeGreaterThan(0)
  })
})

describe('a value', () => {
  test.each([
    ['a promise', Promise.resolve([{ name: 'Bob' }])],
    ['a function', () => [{ name: 'Bob' }]],
    ['an iterable', new Set([{ name: 'Bob' }, Promise.resolve({ name: 'Eve' })])],
    ['left out', undefined],
  ])('that is %s is returned as by graphql-js', async (_, friends) => {
    people = [{ name: () => Promise.resolve('Ada'), friends }]
    const { data, errors } = await third('{ many { name friends { name } } }')
    expect(errors).toBeUndefined()
    expect(data?.many[0].name).toBe('Ada')
  })
})

test('no two fields of the schema have the same resolver name in graphql-jit', () => {
  const types = Object.values(createSchema().getTypeMap()).filter(isObjectType)
  const names = types.flatMap((type) => Object.keys(type.getFields()).map((field) => type.name + field))
  expect(new Set(names).size).toBe(names.length)
})

import fc from 'fast-check'
import {
  buildSchema,
  execute,
  type GraphQLEnumType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
} from 'graphql'
import { applyAwsDefaults, withDefaults } from '../../src/graphql/defaults.ts'
import { modules, schemaOf } from '../support/sdl.ts'

const wholeSchema = applyAwsDefaults(schemaOf(modules))
const typesOf = (schema: GraphQLSchema) => Object.values(schema.getTypeMap())
const isOpen = (type: unknown): type is GraphQLEnumType => isEnumType(type) && type.getValue('UNKNOWN') !== undefined
const openEnums = typesOf(wholeSchema).filter(isOpen)

/** The answer to a query over a schema of its own, and its errors. */
function answer(sdl: string, query: string, rootValue: object) {
  const result = execute({ schema: applyAwsDefaults(buildSchema(sdl)), document: parse(query), rootValue })
  return JSON.parse(JSON.stringify(result))
}

describe('an enum value', () => {
  const values = openEnums.flatMap((type) => type.getValues().map(({ name }) => ({ type, name })))

  test.each([
    ['IN_PROGRESS', (words: string[]) => words.join('_')],
    ['InProgress', (words: string[]) => words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join('')],
    ['in-progress', (words: string[]) => words.join('-').toLowerCase()],
    ['in progress', (words: string[]) => words.join(' ').toLowerCase()],
    ['INPROGRESS', (words: string[]) => words.join('')],
  ])('of the schema is recognized when AWS spells it like %s', (_example, spelled) => {
    expect(values.length).toBeGreaterThan(50)
    const got = values.map(({ type, name }) => `${type}.${type.serialize(spelled(name.split('_')))}`)
    expect(got).toEqual(values.map(({ type, name }) => `${type}.${name}`))
  })

  test('of the schema is recognized in any case and with any separators', () => {
    const spellings = fc.constantFrom(...values).chain(({ type, name }) =>
      fc.tuple(
        fc.constant({ type, name }),
        fc
          .tuple(
            ...[...name.replaceAll('_', '')].map((letter) =>
              fc
                .tuple(fc.boolean(), fc.constantFrom('', '', '_', '-', '.', ' '))
                .map(([small, separator]) => separator + (small ? letter.toLowerCase() : letter)),
            ),
          )
          .map((letters) => letters.join('')),
      ),
    )
    fc.assert(
      fc.property(spellings, ([{ type, name }, spelling]) => {
        expect(type.serialize(spelling)).toBe(name)
      }),
      { numRuns: 500 },
    )
  })

  test('newer than the schema is UNKNOWN', () => {
    fc.assert(
      fc.property(fc.constantFrom(...openEnums), fc.string({ minLength: 1 }), (type, newer) => {
        expect(type.serialize(`Newer${newer}`)).toBe('UNKNOWN')
      }),
    )
  })

  test('is the same after any number of other spellings', () => {
    const spellings = values.flatMap(({ type, name }) =>
      Array.from({ length: 300 }, (_, count) => ({ type, name, spelling: `${name}${'.'.repeat(count % 150)}` })),
    )
    const wrong = spellings.filter(({ type, name, spelling }) => type.serialize(spelling) !== name)
    expect(wrong).toEqual([])
    expect(values[0]?.type.serialize('NewerThanThat')).toBe('UNKNOWN')
  })

  test('of an enum without UNKNOWN is exactly what the resolver returns', () => {
    const sdl = 'enum Phase { IN_PROGRESS DONE } type Query { right: Phase wrong: Phase }'
    const { data, errors } = answer(sdl, '{ right wrong }', { right: 'IN_PROGRESS', wrong: 'InProgress' })
    expect(data).toEqual({ right: 'IN_PROGRESS', wrong: null })
    expect(errors).toMatchObject([{ path: ['wrong'] }])
  })

  test('that AWS omits is null', () => {
    const sdl = 'enum Status { READY UNKNOWN } type Query { status: Status }'
    expect(answer(sdl, '{ status }', {})).toEqual({ data: { status: null } })
  })
})

describe('a list that AWS omits', () => {
  const sdl = 'type Query { always: [String!]!, maybe: [String!], all: [Query!]! }'

  test('is empty, even where the schema allows null', () => {
    expect(answer(sdl, '{ always maybe }', {})).toEqual({ data: { always: [], maybe: [] } })
    expect(answer(sdl, '{ always all { always } }', { always: null, all: [{}] })).toEqual({
      data: { always: [], all: [{ always: [] }] },
    })
  })

  test('is unchanged when AWS sends it', () => {
    const data = { always: ['a'], maybe: ['b'] }
    expect(answer(sdl, '{ always maybe }', data)).toEqual({ data })
  })

  test('is left to the resolver of a field that has one', () => {
    const schema = buildSchema(sdl)
    const resolve = () => ['resolved']
    const { always } = schema.getQueryType()?.getFields() ?? {}
    if (always) always.resolve = resolve
    applyAwsDefaults(schema)
    expect(always?.resolve).toBe(resolve)
  })

  test('is empty for every list field of the schema', async () => {
    const promised = typesOf(wholeSchema)
      .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
      .flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()) : []))
      .filter(({ type }) => isListType(getNullableType(type)))
    expect(promised.length).toBeGreaterThan(20)
    for (const { name, resolve } of promised)
      expect([name, resolve?.({}, {}, {}, { fieldName: name } as never)]).toEqual([name, []])
  })
})

describe('null for an argument that has a default', () => {
  const defaulted = typesOf(wholeSchema)
    .flatMap((type) => (isObjectType(type) && !type.name.startsWith('__') ? Object.values(type.getFields()) : []))
    .flatMap(({ name, args }) =>
      args.map(({ name: argument, defaultValue }) => ({ name, args, argument, defaultValue })),
    )
    .filter(({ defaultValue }) => defaultValue != null)

  test('becomes the default for every such argument of the schema', () => {
    expect(defaulted.length).toBeGreaterThan(10)
    for (const { name, args, argument, defaultValue } of defaulted)
      for (const values of [{ [argument]: null }, {}])
        expect([name, withDefaults(args, values)[argument]]).toEqual([name, defaultValue])
  })

  test('reaches each resolver as the default, with all other arguments unchanged', () => {
    const schema = schemaOf(modules)
    const fields = typesOf(schema)
      .flatMap((type) => (isObjectType(type) && !type.name.startsWith('__') ? Object.values(type.getFields()) : []))
      .filter(({ args }) => args.some(({ defaultValue }) => defaultValue != null))
    const received: unknown[] = []
    for (const field of fields) field.resolve = (_, args) => received.push(args)
    applyAwsDefaults(schema)
    for (const { args, resolve } of fields) {
      const nulls = Object.fromEntries(args.map(({ name }) => [name, null]))
      resolve?.({}, nulls, {}, {} as never)
      expect(received.at(-1)).toEqual({
        ...nulls,
        ...Object.fromEntries(
          args.filter((one) => one.defaultValue != null).map((one) => [one.name, one.defaultValue]),
        ),
      })
    }
    expect(received).toHaveLength(fields.length)
  })

  test('cannot bypass the default of a field of an input type', () => {
    const inputs = typesOf(wholeSchema).flatMap((type) =>
      isInputObjectType(type) ? Object.values(type.getFields()) : [],
    )
    expect(inputs.filter(({ defaultValue }) => defaultValue !== undefined)).toEqual([])
  })
})

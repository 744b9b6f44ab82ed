import { readFileSync } from 'node:fs'
import {
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInterfaceType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
  validateSchema,
} from 'graphql'
import { printedSchema } from '../../src/schema.ts'
import { SERVICES } from '../../src/services.ts'
import { modules, schemaOf } from '../support/sdl.ts'

interface Element {
  /** Where it is, in the notation of schema coordinates: "Type.field(argument:)". */
  at: string
  kind: 'type' | 'field' | 'argument' | 'enum value'
  name: string
  description?: string | null
  deprecationReason?: string | null
}

const schema = schemaOf(modules)
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
)
const composites = types.filter((type) => isObjectType(type) || isInterfaceType(type))
const fields = composites.flatMap((type) => fieldsOf(type).map((field) => ({ at: `${type}.${field.name}`, ...field })))
const elements = types.flatMap(elementsOf)

function fieldsOf(type: GraphQLObjectType | GraphQLInterfaceType): GraphQLField<unknown, unknown>[] {
  return Object.values(type.getFields())
}

function elementsOf(type: GraphQLNamedType): Element[] {
  const { name, description } = type
  const within: Element[] = []
  const add = (
    kind: Element['kind'],
    { name, description, deprecationReason }: Omit<Element, 'at' | 'kind'>,
    at: string,
  ) => within.push({ at, kind, name, description, deprecationReason })
  if (isEnumType(type)) for (const value of type.getValues()) add('enum value', value, `${type}.${value.name}`)
  if (isInputObjectType(type))
    for (const field of Object.values<GraphQLInputField>(type.getFields())) add('field', field, `${type}.${field.name}`)
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of fieldsOf(type)) {
      add('field', field, `${type}.${field.name}`)
      for (const argument of field.args) add('argument', argument, `${type}.${field.name}(${argument.name}:)`)
    }
  return [{ at: name, kind: 'type', name, description }, ...within]
}

const letters = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '')
const at = (elements: readonly { at: string }[]) => elements.map((element) => element.at)
const typesNamed = (end: string) => composites.filter(({ name }) => name.endsWith(end) && name !== end)
const shape = (type: GraphQLObjectType | GraphQLInterfaceType) =>
  Object.fromEntries(fieldsOf(type).map((field) => [field.name, String(field.type)]))

test('the files in schema/ form one valid schema', () => {
  expect(validateSchema(schema)).toEqual([])
})

test('the description of the schema says where to begin, with fields and types that exist', () => {
  expect(schema.description).toMatch(/^Where to begin:$/m)
  const names = [...(schema.description ?? '').matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(5)
  const known = new Set(elements.map(({ name }) => name))
  expect(names.filter((name) => !known.has(name))).toEqual([])
})

test('only base.graphql defines Query, and the other files extend it', () => {
  const defining = [...modules].filter(([, { definitions }]) =>
    definitions.some((node) => node.kind === 'ObjectTypeDefinition' && node.name.value === 'Query'),
  )
  expect(defining.map(([file]) => file)).toEqual(['base.graphql'])
})

test('every type, field, argument and enum value has a description in sentences', () => {
  expect(at(elements.filter(({ description }) => !/^.{20,}[.…]$/su.test(description ?? '')))).toEqual([])
})

test('no description merely repeats the name', () => {
  expect(at(elements.filter(({ name, description }) => letters(description ?? '') === letters(name)))).toEqual([])
})

test('types are PascalCase, fields and arguments camelCase, enum values SCREAMING_SNAKE_CASE', () => {
  const spelling = {
    type: /^([A-Z][a-z0-9]+)+$/,
    field: /^[a-z][a-zA-Z0-9]*$/,
    argument: /^[a-z][a-zA-Z0-9]*$/,
    'enum value': /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/,
  }
  expect(at(elements.filter(({ kind, name }) => !spelling[kind].test(name)))).toEqual([])
})

// Moments of a wait or an estimate: the contract names them without "At".
const OTHER_MOMENTS = ['asOf', 'at', 'since', 'currentEventSince', 'stuckSince', 'deadline', 'latest']

test('names of DateTime fields end in At, never in Time', () => {
  expect(at(elements.filter(({ name }) => /Time$/.test(name) && name !== 'DateTime'))).toEqual([])
  const moments = fields.filter(({ type }) => getNamedType(type).name === 'DateTime')
  expect(at(moments.filter(({ name }) => !name.endsWith('At') && !OTHER_MOMENTS.includes(name)))).toEqual([])
})

test('every enum of AWS values has UNKNOWN for values newer than the schema', () => {
  const closed = types.filter((type) => isEnumType(type) && !type.getValue('UNKNOWN'))
  expect(closed.map(String).sort()).toEqual(['ActivityChange', 'AwsService', 'EstimateBasis', 'RevisionChangeKind'])
})

test('every status enum has AWS’s own spelling beside it', () => {
  const statuses = composites.filter((type) => isEnumType(getNamedType(type.getFields().status?.type)))
  expect(statuses.length).toBeGreaterThan(0)
  expect(statuses.filter((type) => String(type.getFields().rawStatus?.type) !== 'String!').map(String)).toEqual([])
})

test('every deprecation names the replacement and the removal date', () => {
  const deprecated = elements.filter(({ deprecationReason }) => deprecationReason != null)
  const until = (reason?: string | null) => /: use (\w+)\. Removed after (\d{4}-\d{2}-\d{2})\.$/.exec(reason ?? '')
  const unclear = deprecated.filter(({ deprecationReason }) => {
    const [, instead = '', date = ''] = until(deprecationReason) ?? []
    return Number.isNaN(Date.parse(date)) || !elements.some(({ name }) => name === instead)
  })
  expect(at(unclear)).toEqual([])
  expect(at(deprecated)).toEqual(expect.arrayContaining(['Query.deploymentInstance', 'Query.deploymentInstances']))
})

// Fields that the gateway adds to AWS's shapes; all others name the member or operation of AWS that they show.
const OWN_FIELDS = [
  'id',
  'location',
  'service',
  'title',
  'consoleUrl',
  'percentComplete',
  'durationMs',
  'total',
  'isComplete',
  'problems',
]
const OWN_TYPES =
  /^(Query|Subscription|\w+Update|\w+Change|Location|KeyValue|PageInfo|SourceProblem|CompletionEstimate|\w+Connection|\w+Edge)$/

test('every field of an AWS shape names its member or its operation', () => {
  const shown = composites.filter((type) => isObjectType(type) && !OWN_TYPES.test(type.name)).flatMap(fieldsOf)
  expect(shown.length).toBeGreaterThan(300)
  const named = /\b(?!Query\.)[A-Z]\w+\.\w+|\b(BatchGet|Get|List)[A-Z]\w+/
  const silent = shown.filter(({ name, description }) => !OWN_FIELDS.includes(name) && !named.test(description ?? ''))
  expect(silent.map(({ name, description }) => `${name}: ${description}`)).toEqual([])
})

test('every enum of AWS values names its member or shape', () => {
  const enums = types.filter((type) => isEnumType(type) && type.getValue('UNKNOWN') && type.name !== 'Phase')
  const named = /^[A-Z]\w+(\.\w+)?( and [A-Z]\w+(\.\w+)?|, and [^:]+)?: /
  expect(enums.filter(({ description }) => !named.test(description ?? '')).map(String)).toEqual([])
})

const AWS_PAGE = new RegExp(
  `\\[\\w+\\]\\(https://docs\\.aws\\.amazon\\.com/(${SERVICES.map(({ name }) => name).join('|')})/(latest|\\d{4}-\\d\\d-\\d\\d)/APIReference/API_\\w+\\.html\\)`,
)

test('every AWS shape and every field that makes an AWS call links to the AWS documentation', () => {
  const shapes = composites.filter((type) => isObjectType(type) && !OWN_TYPES.test(type.name))
  expect(shapes.length).toBeGreaterThan(40)
  expect(shapes.filter(({ description }) => !AWS_PAGE.test(description ?? '')).map(String)).toEqual([])
  const reads = fields.filter(({ at, name }) => at.startsWith('Query.') && !/^(nodes?|locations|activity)$/.test(name))
  expect(at(reads.filter(({ description }) => !AWS_PAGE.test(description ?? '')))).toEqual([])
})

test('the committed schema equals the printed schema', () => {
  const committed = readFileSync(new URL('../../src/generated/schema.graphql', import.meta.url), 'utf8')
  expect(committed).toBe(`${printedSchema.trimEnd()}\n`)
})

test('every connection has edges, nodes and pageInfo, and every edge a cursor and a node', () => {
  const connections = typesNamed('Connection')
  expect(connections.length).toBeGreaterThan(0)
  for (const connection of connections) {
    const name = connection.name.replace(/Connection$/, '')
    const node = schema.getType(name)
    expect(node).toBeDefined()
    expect(shape(connection)).toMatchObject({ edges: `[${name}Edge]`, nodes: `[${node}]`, pageInfo: 'PageInfo' })
  }
  for (const edge of typesNamed('Edge'))
    expect(shape(edge)).toEqual({ cursor: 'String!', node: edge.name.replace(/Edge$/, '') })
})

test('every connection takes first and after, and is never null below the root', () => {
  const paged = fields.filter(({ type }) => getNamedType(type).name.endsWith('Connection'))
  for (const { at, type, args } of paged) {
    const taken = Object.fromEntries(args.map((argument) => [argument.name, argument]))
    expect([at, String(type)]).toEqual([at, `${getNamedType(type)}${at.startsWith('Query.') ? '' : '!'}`])
    expect([at, String(taken.first?.type), String(taken.after?.type)]).toEqual([at, 'Int', 'String'])
    expect(taken.first?.defaultValue).toBeGreaterThanOrEqual(1)
    expect(taken.first?.defaultValue).toBeLessThanOrEqual(1000)
  }
})

test('every target type implements DeploymentTarget', () => {
  const target = schema.getType('Target')
  expect(isUnionType(target) && target.getTypes().map(String)).toEqual([
    'InstanceTarget',
    'LambdaTarget',
    'EcsTarget',
    'CloudFormationTarget',
    'UnknownTarget',
  ])
  for (const type of isUnionType(target) ? target.getTypes() : [])
    expect(type.getInterfaces().map(String)).toEqual(['Node', 'DeploymentTarget'])
})

test('every activity and every deployment is a Node', () => {
  const interfaces = (name: string) =>
    composites
      .find((type) => type.name === name)
      ?.getInterfaces()
      .map(String)
  expect(interfaces('Activity')).toEqual(['Node'])
  expect(interfaces('Deployment')).toEqual(['Node', 'Activity'])
  expect(interfaces('CodeDeployDeployment')).toEqual(['Node', 'Activity', 'Deployment'])
  expect(interfaces('AppConfigDeployment')).toEqual(['Node', 'Activity', 'Deployment'])
  expect(interfaces('LifecycleExecution')).toEqual(['Node', 'Activity'])
  for (const name of ['CodeDeployApplication', 'DeploymentGroup', 'DeploymentConfig'])
    expect(interfaces(name)).toEqual(['Node'])
})

import { NormalizedSchema } from '@smithy/core/schema'
import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isEnumType, isLeafType, isObjectType } from 'graphql'

/** The SDK's shapes to compare with the schema, and the places that do not follow from the naming rules. */
export interface Service {
  /** The exports of the SDK's client, or the part whose enums count. */
  sdk: Readonly<Record<string, unknown>>
  /** The operations whose answers are compared. */
  reads: readonly { readonly 5: Parameters<typeof NormalizedSchema.of>[0] }[]
  /** AWS members and answers whose place the naming rules do not tell: a field, or a type that takes the members in. */
  places: Record<string, string>
  /** AWS members that have no field, and why. */
  leftOut: Record<string, string>
  /** SDK enums that share a GraphQL enum or have another name there. */
  enumNames: Record<string, string>
  /** SDK enums without a GraphQL enum, and why. */
  notEnums: Record<string, string>
}

export interface Drift {
  /** Members and enum values of the SDK that the schema lacks, one line each. */
  missing: string[]
  /** Entries of the tables above that are about nothing the SDK has. */
  stale: string[]
  /** The AWS members that have a field, as "Struct.member", each with the field's description. */
  members: Map<string, string>
}

/** The naming rules of the schema. */
const MOMENTS: Record<string, string> = {
  createTime: 'createdAt',
  startTime: 'startedAt',
  endTime: 'endedAt',
  completeTime: 'completedAt',
  dateCreated: 'createdAt',
  dateUpdated: 'updatedAt',
  dateLastRun: 'lastRunAt',
}
const nameOf = (member: string) =>
  MOMENTS[member] ?? (member.charAt(0).toLowerCase() + member.slice(1)).replace('identifer', 'identifier')
const valueName = (word: string) =>
  word === 'GitHub' ? 'GITHUB' : word.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase()

const isEnum = (exported: unknown): exported is Record<string, string> =>
  typeof exported === 'object' &&
  !Array.isArray(exported) &&
  Object.values(exported ?? {}).every((word) => typeof word === 'string')

/** How far a schema has fallen behind the SDK of a service. */
export function drift(service: Service, schema: GraphQLSchema): Drift {
  const { sdk, reads, places, leftOut, enumNames, notEnums } = service
  const missing = new Set<string>()
  const members = new Map<string, string>()
  const met = new Set<string>()
  const compared = new Set<string>()
  const enums = Object.entries(sdk).flatMap(([name, exported]) =>
    isEnum(exported) ? [{ name, words: Object.values(exported) }] : [],
  )
  const shown = enums.filter(({ name }) => !(name in notEnums))
  const covered = new Set(shown.map(({ name }) => enumNames[name] ?? name))

  const membersOf = (struct: NormalizedSchema) =>
    [...struct.structIterator()]
      .map(([name, aws]) => ({ member: `${struct.getName()}.${name}`, name, aws }))
      .filter(({ member }) => {
        met.add(member)
        return !(member in leftOut)
      })

  const compareStruct = (struct: NormalizedSchema, type?: GraphQLNamedType) => {
    if (compared.has(`${struct.getName()} ${type}`)) return
    compared.add(`${struct.getName()} ${type}`)
    for (const { member, name, aws } of membersOf(struct))
      compareMember(member, aws, places[member] ?? `${type}.${nameOf(name)}`)
  }

  const compareMember = (member: string, aws: NormalizedSchema, place: string) => {
    const [typeName = '', fieldName] = place.split('.')
    const owner = schema.getType(typeName)
    const field = fieldName && isObjectType(owner) ? owner.getFields()[fieldName] : undefined
    const type = fieldName ? getNamedType(field?.type) : owner
    if (!type) return missing.add(`${member}: no ${place}`)
    if (field) members.set(member, field.description ?? '')
    let item = aws
    while (item.isListSchema()) item = item.getValueSchema()
    if (item.isStructSchema() && !isLeafType(type)) return compareStruct(item, type)
    // A simple field holds a struct of which it shows the only member.
    const held = item.isStructSchema() ? membersOf(item).map(({ aws }) => aws) : [item]
    if (held.length !== 1 || !held.every((value) => kindsOf(value, type).includes(type.name)))
      missing.add(`${member}: ${place} cannot hold it as ${type}`)
    if (isEnumType(type) && !covered.has(type.name)) missing.add(`${member}: no SDK enum is compared with ${type}`)
  }

  for (const read of reads) {
    const answer = NormalizedSchema.of(read[5])
    met.add(answer.getName() ?? '')
    compareStruct(answer, schema.getType(places[answer.getName() ?? ''] ?? ''))
  }
  for (const { name, words } of shown) {
    const type = schema.getType(enumNames[name] ?? name)
    for (const word of words)
      if (!isEnumType(type) || !type.getValue(valueName(word)))
        missing.add(`${name} ${word}: no ${type}.${valueName(word)}`)
  }
  const stale = [
    ...[...Object.keys(places), ...Object.keys(leftOut)].filter((member) => !met.has(member)),
    ...[...Object.keys(enumNames), ...Object.keys(notEnums)].filter((name) => !enums.some((sdk) => sdk.name === name)),
  ]
  return { missing: [...missing], stale, members }
}

/** The GraphQL types that can hold a simple AWS value. */
function kindsOf(aws: NormalizedSchema, type: GraphQLNamedType): string[] {
  if (aws.isTimestampSchema()) return ['DateTime']
  if (aws.isBooleanSchema()) return ['Boolean']
  if (aws.isNumericSchema()) return ['Int', 'Float']
  if (aws.isMapSchema()) return ['KeyValue']
  return isEnumType(type) ? [type.name] : ['String', 'ID']
}

import {
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import { fragmentsOf } from '../execution/collect-fields.ts'
import { isUntrusted } from './vocabulary.ts'

/** The places of an answer, by response name, whose text is untrusted. */
export type Marks = ReadonlyMap<string, Mark>

interface Mark {
  isUntrusted: boolean
  /** The places below. */
  members: Map<string, Mark>
}

/** The untrusted places in the answer of a valid document with one query. */
export function marksOf(schema: GraphQLSchema, document: DocumentNode): Marks {
  const fragments = fragmentsOf(document)
  const namedType = (name: string) => {
    const type = schema.getType(name)
    return isCompositeType(type) ? type : undefined
  }
  const collect = (
    into: Map<string, Mark>,
    { selections }: SelectionSetNode,
    parent: GraphQLCompositeType,
    spread = new Set<string>(),
  ): void => {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) {
        const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined
        if (!field) continue // __typename
        const name = node.alias?.value ?? node.name.value
        const mark = into.get(name) ?? { isUntrusted: false, members: new Map() }
        into.set(name, mark)
        if (isUntrusted(schema, parent, field)) mark.isUntrusted = true
        const type = getNamedType(field.type)
        if (node.selectionSet && isCompositeType(type)) collect(mark.members, node.selectionSet, type)
      } else {
        const name = node.kind === Kind.FRAGMENT_SPREAD ? node.name.value : undefined
        const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value)
        const once = `${name} on ${parent.name}`
        if (!fragment || (name !== undefined && spread.has(once))) continue
        spread.add(once)
        const type = fragment.typeCondition ? namedType(fragment.typeCondition.name.value) : parent
        if (type) collect(into, fragment.selectionSet, narrower(schema, parent, type), spread)
      }
    }
  }
  const marks = new Map<string, Mark>()
  const root = schema.getQueryType()
  for (const one of document.definitions)
    if (one.kind === Kind.OPERATION_DEFINITION && root) collect(marks, one.selectionSet, root)
  return marks
}

/** The objects of a type condition: those of the parent, if the condition is an interface that it implements. */
const narrower = (schema: GraphQLSchema, parent: GraphQLCompositeType, condition: GraphQLCompositeType) =>
  isAbstractType(condition) && isObjectType(parent) && schema.isSubType(condition, parent) ? parent : condition

/** The value with the text at each of these places, or the list of texts, as the one member `untrusted` of an object. */
export function marked(value: unknown, marks: Marks): unknown {
  if (marks.size === 0 || typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map((item) => marked(item, marks))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const mark = marks.get(name)
      if (!mark || member === null) return [name, member]
      return [name, mark.isUntrusted ? { untrusted: member } : marked(member, mark.members)]
    }),
  )
}

import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, type SelectionSetNode } from 'graphql'
import type { WrittenField, WrittenFields } from '../../../graphql/written-fields.ts'
import { collectFields, type FieldNodes, type Fragments } from '../collect-fields.ts'

/** A document, of which selections are planned. */
export interface Source extends Fragments {
  schema: GraphQLSchema
}

export const setsOf = (nodes: FieldNodes): SelectionSetNode[] => nodes.flatMap(({ selectionSet = [] }) => selectionSet)

/** How each field below a selection is written, at any depth; undefined for one that is left to its resolver. */
export function* selectedFields(
  source: Source,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  fields: WrittenFields,
): Generator<WrittenField | undefined> {
  for (const nodes of collectFields(source.schema, source, type, sets).values()) {
    const name = nodes[0].name.value
    if (name === '__typename') continue
    const how = fields[name]
    yield how
    const inner = getNamedType(type.getFields()[name]?.type)
    if (how && 'fields' in how && isObjectType(inner)) yield* selectedFields(source, inner, setsOf(nodes), how.fields)
  }
}

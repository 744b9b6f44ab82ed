import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  isLeafType,
  Kind,
  type NamedTypeNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

type Variables = Readonly<Record<string, unknown>>

/** The context of a selection set. Variables are coerced. */
export interface Fragments {
  fragments: ReadonlyMap<string, FragmentDefinitionNode>
  variables: Variables
}

/** The fragments of a document, by their names. */
export const fragmentsOf = ({ definitions }: DocumentNode): Fragments['fragments'] =>
  new Map(definitions.flatMap((one) => (one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one]] : [])))

/** The field nodes with one response name; at least one. */
export type FieldNodes = [FieldNode, ...FieldNode[]]

/** The fields that an object of this type executes, by response name, as graphql-js collects them. */
export function collectFields(
  schema: GraphQLSchema,
  operation: Fragments,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, FieldNodes> {
  const fieldsByName = new Map<string, FieldNodes>()
  const spread = new Set<string>()
  const addFields = ({ selections }: SelectionSetNode): void => {
    for (const node of selections) {
      if (!isIncluded(node, operation.variables)) continue
      if (node.kind === Kind.FIELD) {
        const name = (node.alias ?? node.name).value
        const same = fieldsByName.get(name)
        if (same) same.push(node)
        else fieldsByName.set(name, [node])
      } else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (isAbout(schema, type, node.typeCondition)) addFields(node.selectionSet)
      } else if (!spread.has(node.name.value)) {
        spread.add(node.name.value)
        const fragment = operation.fragments.get(node.name.value)
        if (fragment && isAbout(schema, type, fragment.typeCondition)) addFields(fragment.selectionSet)
      }
    }
  }
  sets.forEach(addFields)
  return fieldsByName
}

/** Whether @skip and @include leave a selection in the operation. */
export const isIncluded = (node: SelectionNode, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false

/** How many response names repeat a leaf that another name already selects: each is written separately. */
export function repeatedLeaves(type: GraphQLObjectType, fields: ReadonlyMap<string, FieldNodes>): number {
  const definitions = type.getFields()
  const names = [...fields.values()].map(([node]) => node.name.value)
  const leaves = names.filter((name) => !definitions[name] || isLeafType(getNamedType(definitions[name].type)))
  return leaves.length - new Set(leaves).size
}

function isAbout(schema: GraphQLSchema, type: GraphQLObjectType, condition: NamedTypeNode | undefined): boolean {
  const on = condition && schema.getType(condition.name.value)
  return !on || on === type || (isAbstractType(on) && schema.isSubType(on, type))
}

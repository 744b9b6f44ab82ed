import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  Kind,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Variables } from '../limits/variables.ts'

/** A document of one operation as graphql-jit runs it rightly. */
export interface JitDocument {
  document: DocumentNode
  /** The values of its variables, for those of the operation, coerced. Throws when one cannot be an argument. */
  variables: (coerced: Variables) => Variables
}

/** The type of every variable of a plain document: a scalar whose values are taken as they are. */
export const COERCED = '_Coerced'

/**
 * Rewrites a document into one that graphql-jit runs as graphql-js runs the given one, under these variables. @skip and
 * @include are decided: it adds up the conditions of a fragment that is spread twice. Lists and objects with variables
 * in them become variables: it answers null for one that is left out. Nodes are copies: it writes on them. Throws when
 * the document has something else that it reads in a way of its own.
 */
export function jitDocument(schema: GraphQLSchema, document: DocumentNode, variables: Variables): JitDocument {
  const types = new TypeInfo(schema)
  const roots = distinctRoots(document)
  const lifted: { name: string; value: ValueNode; type: GraphQLInputType }[] = []
  const plain: DocumentNode = visit(
    document,
    visitWithTypeInfo(types, {
      enter(node) {
        if (isMisread(node) || (hasUnderscore(node) && !roots.has(node)))
          throw new Error(`${node.kind} is left to graphql-js`)
        if (node.kind === Kind.VARIABLE_DEFINITION) return definition(node.variable)
        if (isSelection(node))
          return isIncluded(node, variables) ? { ...node, directives: node.directives?.filter(decidesNothing) } : null
        const type = types.getArgument()?.type
        if (node.kind !== Kind.ARGUMENT || !type || !hasVariablesWithin(node.value)) return { ...node }
        const name = `${COERCED}${lifted.length}`
        lifted.push({ name, value: node.value, type })
        return { ...node, value: variable(name) }
      },
    }),
  )
  const definitions = lifted.map(({ name }) => definition(variable(name)))
  return {
    document: {
      ...plain,
      definitions: plain.definitions.map((node) => {
        if (node.kind !== Kind.OPERATION_DEFINITION) return node
        return { ...node, variableDefinitions: [...(node.variableDefinitions ?? []), ...definitions] }
      }),
    },
    variables: (coerced) => {
      if (lifted.length === 0) return coerced
      const all = { ...coerced }
      for (const { name, value, type } of lifted) {
        all[name] = valueFromAST(value, type, coerced)
        if (all[name] === undefined) throw new Error('a variable within an argument has a value that it cannot have')
      }
      return all
    },
  }
}

const named = (value: string) => ({ kind: Kind.NAME, value }) as const

const variable = (name: string): VariableNode => ({ kind: Kind.VARIABLE, name: named(name) })

const definition = (of: VariableNode): VariableDefinitionNode => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: of,
  type: { kind: Kind.NAMED_TYPE, name: named(COERCED) },
})

type Selection = FieldNode | FragmentSpreadNode | InlineFragmentNode

const isSelection = (node: ASTNode): node is Selection =>
  node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT

const DECIDING: readonly string[] = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name]
const decidesNothing = ({ name }: { name: { value: string } }) => !DECIDING.includes(name.value)

const isIncluded = (node: Selection, variables: Variables): boolean =>
  getDirectiveValues(GraphQLSkipDirective, node, variables)?.if !== true &&
  getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false

const hasVariablesWithin = (value: ValueNode): boolean => {
  const parts = value.kind === Kind.LIST ? value.values : value.kind === Kind.OBJECT ? value.fields : []
  return parts.some((part) => {
    const inner = part.kind === Kind.OBJECT_FIELD ? part.value : part
    return inner.kind === Kind.VARIABLE || hasVariablesWithin(inner)
  })
}

function isMisread(node: ASTNode): boolean {
  switch (node.kind) {
    case Kind.FIELD:
      return /^__(schema|type)$/.test(node.name.value) // Introspection is asked once and is large.
    case Kind.VARIABLE_DEFINITION:
      return node.variable.name.value.startsWith(COERCED)
    case Kind.NAME:
      return node.value === '__proto__'
    default:
      return false
  }
}

// Two paths that are the same word when their keys are joined by `_` would get one GraphQLResolveInfo. Only aliases have
// an underscore between letters.
const hasUnderscore = (node: ASTNode): boolean => node.kind === Kind.FIELD && (node.alias?.value.includes('_') ?? false)

/**
 * The fields of the operation itself, whose aliases may have underscores, as those have by which Hive Gateway joins what
 * it asks for: where no key begins or ends with another and an underscore. None elsewhere, or where there are fragments.
 */
function distinctRoots({ definitions }: DocumentNode): ReadonlySet<ASTNode> {
  const selections = definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? node.selectionSet.selections : [],
  )
  const fields = selections.filter((node) => node.kind === Kind.FIELD)
  const keys = fields.map(({ alias, name }) => (alias ?? name).value)
  const overlaps = (key: string) => keys.some((other) => key.startsWith(`${other}_`) || key.endsWith(`_${other}`))
  return new Set(fields.length < selections.length || keys.some(overlaps) ? [] : fields)
}

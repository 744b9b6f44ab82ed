import {
  type ASTNode,
  type DocumentNode,
  GraphQLIncludeDirective,
  type GraphQLInputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  Kind,
  type SelectionNode,
  TypeInfo,
  type ValueNode,
  type VariableDefinitionNode,
  type VariableNode,
  valueFromAST,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import type { Variables } from '../limits/variables.ts'
import { isIncluded } from './collect-fields.ts'

/** A document of one operation that graphql-jit executes correctly. */
export interface JitDocument {
  document: DocumentNode
  /** The values of its variables from the operation's coerced ones. Throws if one is not valid as an argument. */
  variables: (coerced: Variables) => Variables
}

/** The type of every variable in such a document: a scalar that accepts any value unchanged. */
export const COERCED = '_Coerced'

/**
 * Rewrites a document so that graphql-jit executes it as graphql-js executes the original with these variables. @skip
 * and @include are evaluated, because graphql-jit merges the conditions of a fragment that is spread twice. Lists and
 * objects that contain variables become variables, because it returns null for a missing one. Nodes are copied, because
 * it modifies them. Throws if the document contains anything else that graphql-jit interprets differently.
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

const isSelection = (node: ASTNode): node is SelectionNode =>
  node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_SPREAD || node.kind === Kind.INLINE_FRAGMENT

const DECIDING: readonly string[] = [GraphQLSkipDirective.name, GraphQLIncludeDirective.name]
const decidesNothing = ({ name }: { name: { value: string } }) => !DECIDING.includes(name.value)

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
      return /^__(schema|type)$/.test(node.name.value) // introspection is large and seldom repeated
    case Kind.VARIABLE_DEFINITION:
      return node.variable.name.value.startsWith(COERCED)
    case Kind.NAME:
      return node.value === '__proto__'
    default:
      return false
  }
}

// Two paths that are equal after joining their keys with `_` would share one GraphQLResolveInfo. Only aliases contain
// an underscore between letters.
const hasUnderscore = (node: ASTNode): boolean => node.kind === Kind.FIELD && (node.alias?.value.includes('_') ?? false)

/**
 * The operation's root fields whose aliases may contain underscores, as in the documents that Hive Gateway merges:
 * allowed if no key begins or ends with another one and an underscore. Empty if there are fragments.
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

import {
  type DocumentNode,
  type ExecutionResult,
  extendSchema,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  type NamedTypeNode,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { compileQuery, isCompiledQuery } from 'graphql-jit'
import type { Operation } from '../limits/operation.ts'
import type { Variables } from '../limits/variables.ts'
import { COERCED, jitDocument } from './jit-document.ts'

export interface CompiledOperation {
  /**
   * Runs it over variables that are coerced already. What its errors say is not always what graphql-js would say, and
   * it may throw where graphql-js would answer.
   */
  run: (context: unknown, variables: Variables) => ExecutionResult | Promise<ExecutionResult>
  /** About how much memory it keeps: its code, and the nodes and tokens of its document. */
  bytes: number
}

/** Compiles an operation for variables that agree in what @skip and @include read; undefined if it cannot be. */
export type Compiler = (operation: Operation, variables: Variables) => CompiledOperation | undefined

// Compiling takes about 50 µs for each: more in one document would hold up all other requests for too long.
const MAX_SELECTIONS = 2_000
/** Of a document that is compiled. */
export const MAX_CHARACTERS = 25_000

// Measured: the code of a selection; a character that is a token of its own, with its node.
const BYTES_PER_SELECTION = 3_000
const BYTES_PER_CHARACTER = 200

/** A compiler of operations over a schema: graphql-jit, kept from where its answers differ from those of graphql-js. */
export function createCompiler(schema: GraphQLSchema): Compiler {
  const compilable = compilableCopy(schema)
  const customSerializers = enumSerializers(schema)
  return ({ node, document }, variables) => {
    const name = node.name?.value ?? ''
    const characters = node.loc?.source.body.length ?? 0
    if (node.operation !== 'query' || characters > MAX_CHARACTERS) return undefined
    try {
      const plain = jitDocument(schema, document, variables)
      const selections = countSelections(compilable, plain.document)
      const options = { customSerializers, disablingCapturingStackErrors: true }
      const compiled = compileQuery(compilable, plain.document, name, options)
      if (!isCompiledQuery(compiled)) return undefined
      return {
        run: (context, coerced) => compiled.query(undefined, context, plain.variables(coerced)),
        bytes: selections * BYTES_PER_SELECTION + characters * BYTES_PER_CHARACTER,
      }
    } catch {
      return undefined
    }
  }
}

/** A copy of the schema in which graphql-jit meets an error where it would otherwise answer wrongly or not at all. */
function compilableCopy(schema: GraphQLSchema): GraphQLSchema {
  const copy = extendSchema(schema, parse(`scalar ${COERCED}`), { assumeValid: true })
  for (const type of Object.values(copy.getTypeMap())) {
    // graphql-js calls a function and awaits a promise that a parent's member holds; graphql-jit looks inside them.
    if (isObjectType(type)) type.isTypeOf ??= (value) => typeof value !== 'function' && !isPromise(value)
    // Thrown after an await, an error here would leave the request unanswered and end the process.
    if (isInterfaceType(type) || isUnionType(type)) {
      const resolveType = type.resolveType ?? ((value: { __typename?: string }) => value.__typename)
      type.resolveType = (...args) => {
        try {
          return resolveType(...args)
        } catch {
          return undefined
        }
      }
    }
  }
  return copy
}

const isPromise = (value: unknown): boolean =>
  value !== null && typeof value === 'object' && 'then' in value && typeof value.then === 'function'

/** How enums are written, also where the type's own `serialize` was replaced, which no copy of a schema keeps. */
function enumSerializers(schema: GraphQLSchema): Record<string, (value: unknown) => unknown> {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType)
  return Object.fromEntries(
    enums.map((type) => [
      type.name,
      (value: unknown) => {
        if (typeof value !== 'string') throw new TypeError(`${type.name} was not a string`) // a promise, for one
        return type.serialize(value)
      },
    ]),
  )
}

/**
 * Selections, with every fragment spread out and every abstract type taken for each of its types, of which each has only
 * the fragments that are about it. Throws beyond a limit.
 */
function countSelections(schema: GraphQLSchema, { definitions }: DocumentNode): number {
  const fragments = new Map(
    definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  )
  let count = 0
  const isAbout = (type: GraphQLNamedType | undefined, condition: NamedTypeNode | undefined) => {
    const on = condition && schema.getType(condition.name.value)
    return !on || on === type || (isAbstractType(on) && isObjectType(type) && schema.isSubType(on, type))
  }
  const add = (type: GraphQLNamedType | undefined, set: SelectionSetNode | undefined): void => {
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) add(possible, set)
    else
      for (const selection of set?.selections ?? []) {
        if (++count > MAX_SELECTIONS) throw new Error('too much to compile')
        if (selection.kind === Kind.FIELD) add(fieldType(type, selection.name.value), selection.selectionSet)
        else {
          const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection
          if (isAbout(type, fragment?.typeCondition)) add(type, fragment?.selectionSet)
        }
      }
  }
  for (const definition of definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(schema.getQueryType() ?? undefined, definition.selectionSet)
  return count
}

const fieldType = (type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined =>
  isObjectType(type) ? getNamedType(type.getFields()[name]?.type) : undefined

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
import type { WrittenTypes } from '../../graphql/written-fields.ts'
import type { Operation } from '../limits/operation.ts'
import type { Variables } from '../limits/variables.ts'
import { AheadSchema } from './ahead/ahead-schema.ts'
import { fragmentsOf } from './collect-fields.ts'
import { COERCED, jitDocument } from './jit-document.ts'

type Run = (context: unknown, variables: Variables) => ExecutionResult | Promise<ExecutionResult>

export interface CompiledOperation {
  /**
   * Runs it with coerced variables. Its error messages may differ from those of graphql-js, and it may throw where
   * graphql-js returns an answer.
   */
  run: Run
  /** The same with lists written from AWS's bytes, where it has such; fails with NOT_WRITABLE where `run` has to be called. */
  runAhead?: Run
  /** Approximate memory use: its code, and the nodes and tokens of its document. */
  bytes: number
}

/** Compiles an operation for all variables with the same values for @skip and @include; undefined if it cannot. */
export type Compiler = (operation: Operation, variables: Variables) => CompiledOperation | undefined

// Each takes about 50 µs to compile: more in one document would block all other requests for too long.
const MAX_SELECTIONS = 2_000
/** Of a document that is compiled. */
export const MAX_CHARACTERS = 25_000

// Measured: the code of a selection, and a one-character token with its node.
const BYTES_PER_SELECTION = 3_000
const BYTES_PER_CHARACTER = 200

/**
 * A compiler for operations on a schema: graphql-jit, restricted to cases where its answers match those of graphql-js.
 */
export function createCompiler(schema: GraphQLSchema, writtenTypes: WrittenTypes = {}): Compiler {
  const compilable = compilableCopy(schema)
  const ahead = new AheadSchema(schema, compilableCopy(schema), writtenTypes)
  const customSerializers = enumSerializers(schema)
  return ({ node, document }, variables) => {
    const name = node.name?.value ?? ''
    const characters = node.loc?.source.body.length ?? 0
    if (node.operation !== 'query' || characters > MAX_CHARACTERS) return undefined
    try {
      const plain = jitDocument(schema, document, variables)
      const selections = countSelections(compilable, plain.document)
      const options = { customSerializers, disablingCapturingStackErrors: true }
      const runOf = (schema: GraphQLSchema, document: DocumentNode): Run | undefined => {
        const compiled = compileQuery(schema, document, name, options)
        if (!isCompiledQuery(compiled)) return undefined
        return (context, coerced) => compiled.query(undefined, context, plain.variables(coerced))
      }
      const written = ahead.document(plain.document)
      const runAhead = written && runOf(ahead.schema, written)
      const run = runOf(compilable, plain.document)
      const bytes = selections * BYTES_PER_SELECTION + characters * BYTES_PER_CHARACTER
      return run && { run, ...(runAhead && { runAhead }), bytes }
    } catch {
      return undefined
    }
  }
}

/** A copy of the schema in which graphql-jit raises an error instead of returning a wrong answer or none. */
function compilableCopy(schema: GraphQLSchema): GraphQLSchema {
  const copy = extendSchema(schema, parse(`scalar ${COERCED}`), { assumeValid: true })
  for (const type of Object.values(copy.getTypeMap())) {
    // If a parent's member is a function or a promise, graphql-js calls or awaits it; graphql-jit looks inside it.
    if (isObjectType(type)) type.isTypeOf ??= (value) => typeof value !== 'function' && !isPromise(value)
    // Thrown after an await, an error here would leave the request unanswered and crash the process.
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

/** Serializers of enums, including replaced `serialize` methods, which a copied schema loses. */
function enumSerializers(schema: GraphQLSchema): Record<string, (value: unknown) => unknown> {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType)
  return Object.fromEntries(
    enums.map((type) => [
      type.name,
      (value: unknown) => {
        if (typeof value !== 'string') throw new TypeError(`${type.name} was not a string`) // for example a promise
        return type.serialize(value)
      },
    ]),
  )
}

/**
 * Counts selections with every fragment expanded. An abstract type is counted once per possible type, each with only
 * the fragments that apply to it. Throws beyond a limit.
 */
function countSelections(schema: GraphQLSchema, document: DocumentNode): number {
  const fragments = fragmentsOf(document)
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
  for (const definition of document.definitions)
    if (definition.kind === Kind.OPERATION_DEFINITION) add(schema.getQueryType() ?? undefined, definition.selectionSet)
  return count
}

const fieldType = (type: GraphQLNamedType | undefined, name: string): GraphQLNamedType | undefined =>
  isObjectType(type) ? getNamedType(type.getFields()[name]?.type) : undefined

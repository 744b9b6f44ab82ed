import {
  coerceInputValue,
  type GraphQLSchema,
  isInputType,
  isNonNullType,
  type OperationDefinitionNode,
  typeFromAST,
  valueFromAST,
} from 'graphql'
import { quote, shorten } from '../../errors.ts'
import { operationError } from './operation-error.ts'

export type Variables = Readonly<Record<string, unknown>>

// List items and object fields over all variables: a router's 1,000 references with 25 fields each.
const MAX_VALUES = 25_000

// Functions that coerce, compare or print a value are recursive.
const MAX_NESTING = 32

// Cursors are the longest: one of AWS's tokens, which may have 65,535 characters, in base64.
const MAX_CHARACTERS = 100_000

// The maximum length of a reason by a scalar or by graphql-js, which may repeat the value.
const MAX_REASON_CHARACTERS = 150

/**
 * The coerced values of an operation's variables: those sent, or their defaults. Throws BAD_USER_INPUT with one
 * sentence about the first mistake, before graphql-js processes more values than it should.
 */
export function coerceVariables(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Variables,
  hideSuggestions: boolean,
): Variables {
  const names = variableDefinitions.map(({ variable }) => variable.name.value)
  checkSize(names.filter((name) => Object.hasOwn(values, name)).map((name) => [name, values[name]]))
  const coerced: Record<string, unknown> = Object.create(null)
  for (const definition of variableDefinitions) {
    const name = definition.variable.name.value
    const refuse = (problem: string) => {
      throw operationError('BAD_USER_INPUT', `Variable "$${shorten(name)}" ${problem}`, definition)
    }
    const type = typeFromAST(schema, definition.type)
    if (!isInputType(type)) throw new Error(`${definition.type.kind} of a valid document is not an input type`)
    if (!Object.hasOwn(values, name)) {
      if (definition.defaultValue) coerced[name] = valueFromAST(definition.defaultValue, type)
      else if (isNonNullType(type)) refuse(`of required type "${type}" was not provided.`)
    } else if (values[name] === null && isNonNullType(type)) refuse(`of non-null type "${type}" must not be null.`)
    else
      coerced[name] = coerceInputValue(
        values[name],
        type,
        (path, wrong, { message }) => {
          const place = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')
          const at = place && ` at "${name}${place}"`
          refuse(`got invalid value ${quote(wrong)}${at}; ${shorten(message, MAX_REASON_CHARACTERS)}`)
        },
        hideSuggestions,
      )
  }
  return coerced
}

/**
 * Throws if there are more values, or one is longer or nested more deeply, than any operation of this schema can use.
 */
function checkSize(variables: readonly [name: string, value: unknown][]): void {
  let count = 0
  const look = (name: string, value: unknown, depth: number): void => {
    if (typeof value === 'string' && value.length > MAX_CHARACTERS)
      throw beyond(`Variable "$${shorten(name)}" holds a text of more than ${MAX_CHARACTERS} characters`)
    if (typeof value !== 'object' || value === null) return
    if (depth > MAX_NESTING) throw beyond(`Variable "$${shorten(name)}" is nested more than ${MAX_NESTING} levels deep`)
    // Not Object.entries, which would list values beyond the limit.
    for (const key in value) {
      if (++count > MAX_VALUES) throw beyond(`The variables hold more than ${MAX_VALUES} list items and fields`)
      look(name, key, depth)
      look(name, value[key as keyof typeof value], depth + 1)
    }
  }
  for (const [name, value] of variables) look(name, value, 1)
}

const beyond = (what: string) => operationError('BAD_USER_INPUT', `${what}, which is the limit.`)

import {
  execute,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  getArgumentValues,
  getNamedType,
  isObjectType,
} from 'graphql'
import type { Identity } from '../../auth/identity.ts'
import type { Stale } from '../../aws/receipt.ts'
import type { Context } from '../../context.ts'
import { GatewayError } from '../../errors.ts'
import type { FrameSource } from '../../live/frames.ts'
import { collectFields } from '../execution/collect-fields.ts'
import { withFewErrors } from '../execution/executor.ts'
import { abortAfter } from '../http/abort-timer.ts'
import { asUserInputError } from '../limits/operation-error.ts'
import type { Prepared } from './subscriptions.ts'

// So much a client may cost that does not read.
const MAX_UPDATE_BYTES = 1_000_000

const tooLarge = (bytes: number) =>
  new GatewayError(
    'RESPONSE_TOO_LARGE',
    `An update has ${bytes} bytes, at most ${MAX_UPDATE_BYTES} are sent: select fewer fields or items.`,
  )

/** The dependencies of updates. */
export interface UpdateOptions {
  /** A new context for each update, with the rights of the caller; `signal` is called when AWS is first read. */
  contextFor: (signal: () => AbortSignal) => Context
  /** How many milliseconds an update may take. */
  timeoutMs: number
  /** Decides what clients see of an error. */
  format: (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError
  /** Whether updates tell what they cost. */
  receipt: boolean
  /** The fields of updates that differ by what a watcher has had. */
  partFields: ReadonlySet<string>
}

/** The one field of a subscription, and its arguments. Throws where a variable is null and must not be. */
export function rootFieldOf({ request: { operation, variables } }: Prepared): { field: string; args: object } {
  const { schema, node, fragments } = operation
  const type = schema.getSubscriptionType()
  const [nodes] = type ? collectFields(schema, { fragments, variables }, type, [node.selectionSet]).values() : []
  const field = nodes && type?.getFields()[nodes[0].name.value]
  if (!nodes || !field) throw new Error('The subscription has no field, and was found valid.')
  return { field: field.name, args: asUserInputError(() => getArgumentValues(field, nodes[0], variables)) }
}

/** The names of the fields that are selected of an update, by whatever response names. */
function updateFieldsOf({ request: { operation, variables } }: Prepared): ReadonlySet<string> {
  const { schema, node, fragments } = operation
  const root = schema.getSubscriptionType()
  const of = { fragments, variables }
  const [nodes] = root ? collectFields(schema, of, root, [node.selectionSet]).values() : []
  const type = nodes && getNamedType(root?.getFields()[nodes[0].name.value]?.type)
  const sets = nodes?.flatMap(({ selectionSet }) => selectionSet ?? []) ?? []
  if (!isObjectType(type)) return new Set()
  return new Set([...collectFields(schema, of, type, sets).values()].map(([one]) => one.name.value))
}

/** How the updates of a subscription are made: executed by graphql-js over what is watched, and written once. */
export function frameSource(prepared: Prepared, identity: Identity | undefined, options: UpdateOptions): FrameSource {
  const { request, hash, variables } = prepared
  const { schema, document, node } = request.operation
  const rights = identity && [...identity.scopes].sort()
  const operationName = node.name?.value
  const execution = async (
    contextValue: Context,
    root: object,
    stale: readonly Stale[],
    onCalls: (calls: number) => void,
  ): Promise<FormattedExecutionResult> => {
    const { field } = rootFieldOf(prepared)
    const value = root instanceof Error ? () => Promise.reject(root) : root
    const result = withFewErrors(
      await execute({
        schema,
        document,
        operationName,
        contextValue,
        rootValue: { [field]: value },
        variableValues: variables,
      }),
    )
    onCalls(contextValue.receipt.cost().totalCalls)
    const allStale = [...stale, ...contextValue.receipt.staleParts]
    const extensions = {
      ...result.extensions,
      ...(options.receipt && { aws: contextValue.receipt.cost() }),
      ...(allStale.length > 0 && { stale: allStale }),
    }
    return {
      ...(result.errors && { errors: result.errors.map((error) => options.format(error.toJSON(), error)) }),
      ...('data' in result && { data: result.data }),
      ...(Object.keys(extensions).length > 0 && { extensions }),
    }
  }
  const written: FrameSource['render'] = async (root, stale, onCalls = () => {}) => {
    let stop = () => {}
    const context = options.contextFor(() => {
      const timer = abortAfter(options.timeoutMs)
      stop = timer.stop
      return timer.controller.signal
    })
    const result = await execution(context, root, stale, onCalls).catch((error: Error) => ({
      errors: [options.format({ message: error.message }, error)],
    }))
    stop()
    return Buffer.from(JSON.stringify(result))
  }
  return {
    hasParts: [...updateFieldsOf(prepared)].some((name) => options.partFields.has(name)),
    key: JSON.stringify([hash, operationName, request.variables, rights, options.receipt]),
    render: async (root, stale, onCalls) => {
      const json = await written(root, stale, onCalls)
      return json.length <= MAX_UPDATE_BYTES ? json : written(tooLarge(json.length), [])
    },
  }
}

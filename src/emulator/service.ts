import { type Binding, bindingOf, type ErrorShapes, type HttpRequest, type Reply } from './rest.ts'
import type { AwsError, OperationSchema } from './wire.ts'
import { inputReader, outputWriter, parseBody, requiredMembers } from './wire.ts'
import type { RegionWorld } from './world.ts'

/** For operations that wait, or that remember what their callers did. */
export interface ServedCall {
  /** Its region's world as it is now. */
  world: () => RegionWorld
  /** The world's clock, in epoch milliseconds. */
  clock: () => number
  /** The same object for all calls of one endpoint in one region. */
  endpoint: object
  /** Aborted when the client has disconnected, or the endpoint stops. */
  signal: AbortSignal
}

/** One AWS operation: converts a request to the SDK's input, and the SDK's output to JSON. */
export interface Operation {
  name: string
  /** For REST operations only: matches their requests. */
  binding?: Binding | undefined
  read: (request: HttpRequest) => unknown
  run: (input: unknown, world: RegionWorld, call: ServedCall) => unknown
  write: (output: unknown) => unknown
}

/**
 * An AWS service; `name` is its signing name. A service with a `target`, the prefix of `x-amz-target`, uses awsJson
 * 1.0 or 1.1, as its clients do; the others use restJson 1.
 */
export interface Service {
  name: string
  target?: string
  operations: Operation[]
  /** How an error is sent, unless it is as the protocol has it. */
  failure?: (error: AwsError) => Reply
  /** The exceptions of a REST service. */
  errors?: ErrorShapes
}

/** A command class of an SDK client: it ensures that a handler uses that command's types. */
export type CommandClass<Input, Output> = new (
  input: Input,
) => {
  readonly schema?: unknown
  resolveMiddleware: (...args: never[]) => (args: { input: Input }) => Promise<{ output: Output }>
}

/**
 * Creates an operation from an SDK command class and a handler. `check` runs before the handler, with the names of the
 * members that the service's model requires.
 */
export function operation<Input extends object, Output>(
  command: CommandClass<Input, Output>,
  check: (input: object, required: string[]) => void,
  run: (
    input: Input,
    world: RegionWorld,
    call: ServedCall,
  ) => Omit<Output, '$metadata'> | Promise<Omit<Output, '$metadata'>>,
): Operation {
  const schema = new command({} as Input).schema as OperationSchema
  const required = requiredMembers(schema)
  const binding = bindingOf(schema)
  const read = inputReader(schema)
  return {
    name: schema[2],
    binding,
    read(request) {
      const body = parseBody(request.body)
      return read(binding ? binding.members(request, body) : body)
    },
    run(input, world, call) {
      check(input as Input, required)
      return run(input as Input, world, call)
    },
    write: outputWriter(schema),
  }
}

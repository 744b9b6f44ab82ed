import type { OperationSchema } from './wire.ts'
import { inputReader, outputWriter, requiredMembers } from './wire.ts'
import type { RegionWorld } from './world.ts'

/** One AWS operation: JSON in, JSON out, and between them the SDK's own shapes. */
export interface Operation {
  name: string
  read: (json: unknown) => unknown
  run: (input: unknown, world: RegionWorld) => unknown
  write: (output: unknown) => unknown
}

/** An AWS service that speaks awsJson 1.1: `name` is its signing name, `target` what stands before the dot in
 * `x-amz-target`. */
export interface Service {
  name: string
  target: string
  operations: ReadonlyMap<string, Operation>
}

/** A command class of any SDK client: the proof that a handler speaks that command's types. */
export type CommandClass<Input, Output> = new (
  input: Input,
) => {
  readonly schema?: unknown
  resolveMiddleware: (...args: never[]) => (args: { input: Input }) => Promise<{ output: Output }>
}

/** Makes an operation of an SDK command class and a handler. `check` sees the input before the handler does, with the
 * names of the members that the service's model requires. */
export function operation<Input extends object, Output>(
  command: CommandClass<Input, Output>,
  check: (input: object, required: string[]) => void,
  run: (input: Input, world: RegionWorld) => Omit<Output, '$metadata'>,
): Operation {
  const schema = new command({} as Input).schema as OperationSchema
  const required = requiredMembers(schema)
  return {
    name: schema[2],
    read: inputReader(schema),
    run(input, world) {
      check(input as Input, required)
      return run(input as Input, world)
    },
    write: outputWriter(schema),
  }
}

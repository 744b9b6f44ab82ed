import type { Client, Command, MetadataBearer } from '@smithy/types'
import { jsonBytesOf } from './codec.ts'
import { ReadError, toReadError } from './errors.ts'
import { expectKinds } from './kinds.ts'
import type { Limit } from './limits.ts'
import type { Call } from './question.ts'

/** An operation of a service: the SDK's command class. */
export interface Operation<
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Config,
  Input extends ClientInput,
  Output extends ClientOutput,
> {
  readonly name: string
  new (input: Input): Command<ClientInput, Input, ClientOutput, Output, Config>
}

/** As AWS calls it: ListDeployments. */
export const operationName = (operation: { readonly name: string }): string =>
  operation.name.slice(0, -'Command'.length)

/** Where one service is reached, and how many calls at once. */
export interface Endpoints<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  /** As IAM spells it: codedeploy. */
  service: string
  clientAt: (location: string) => Client<ClientInput, ClientOutput, Config>
  limitAt: (location: string) => Limit
}

/**
 * Calls an operation through the SDK, retries included, and reads what was answered. Throws ReadError whatever goes
 * wrong, also when the answer cannot be read.
 */
export async function send<
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Config,
  Input extends ClientInput,
  Output extends ClientOutput,
  Read,
>(
  { service, clientAt, limitAt }: Endpoints<ClientInput, ClientOutput, Config>,
  operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
  location: string,
  input: Input,
  call: Call,
  read: (output: Output) => Read,
): Promise<Read> {
  const client = clientAt(location)
  const limit = limitAt(location)
  const name = operationName(operation)
  const failure = (thrown: unknown) =>
    thrown instanceof ReadError
      ? thrown
      : toReadError(thrown, { service, operation: name, location }, limit.retryAfterMs())
  const attempt = async () => {
    call.receipt.call(`${service}:${name}`)
    try {
      const command = new operation(input)
      const output = await client.send(command, { abortSignal: call.signal })
      expectKinds(command.schema, output)
      return output
    } catch (thrown) {
      const error = failure(thrown)
      call.receipt.attempts(error.aws?.attempts)
      throw error
    }
  }
  try {
    const output = await limit.run(attempt, call.signal)
    call.receipt.attempts(output.$metadata.attempts)
    call.jsonBytes += jsonBytesOf(output)
    return read(output)
  } catch (thrown) {
    throw failure(thrown)
  }
}

import type { Client, Command, MetadataBearer } from '@smithy/types'
import { jsonBytesOf } from './codec.ts'
import { ReadError, toReadError } from './errors.ts'
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
export const operationName = (operation: { readonly name: string }): string => operation.name.replace(/Command$/, '')

/** Where one service is reached, and how many calls at once. */
export interface Endpoints<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  /** As IAM spells it: codedeploy. */
  service: string
  clientAt: (location: string) => Client<ClientInput, ClientOutput, Config>
  limitAt: (location: string) => Limit
}

/** Calls an operation through the SDK, retries included. Throws ReadError whatever goes wrong. */
export async function send<
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Config,
  Input extends ClientInput,
  Output extends ClientOutput,
>(
  { service, clientAt, limitAt }: Endpoints<ClientInput, ClientOutput, Config>,
  operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
  location: string,
  input: Input,
  call: Call,
): Promise<Output> {
  const client = clientAt(location)
  const name = operationName(operation)
  try {
    const output = await limitAt(location)(() => {
      call.receipt.call(`${service}:${name}`)
      return client.send(new operation(input), { abortSignal: call.signal })
    }, call.signal)
    call.receipt.attempts(output.$metadata.attempts)
    call.jsonBytes += jsonBytesOf(output)
    return output
  } catch (thrown) {
    if (thrown instanceof ReadError) throw thrown
    const error = toReadError(thrown, { service, operation: name, location })
    call.receipt.attempts(error.aws?.attempts)
    throw error
  }
}

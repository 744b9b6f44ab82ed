import type { Client, Command, MetadataBearer } from '@smithy/types'
import { jsonBytesOf } from './codec.ts'
import { ReadError, type ReadErrorCode, toReadError } from './errors.ts'
import type { Limit } from './limits.ts'
import type { Call } from './question.ts'
import type { Receipt } from './receipt.ts'

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

/** How a call went that was sent, retries included. */
export interface Sent {
  service: string
  operation: string
  location: string
  /** Of the request that it was sent for. */
  receipt: Receipt
  /** As `performance.now()` tells it. */
  startedAt: number
  /** `cancelled`: nobody waited for it any more. */
  outcome: 'ok' | 'cancelled' | ReadErrorCode
  errorName?: string
  requestId?: string
  attempts?: number
}

/** Where one service is reached, how many calls at once, and who is told of each. */
export interface Endpoints<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  /** As IAM spells it: codedeploy. */
  service: string
  clientAt: (location: string) => Client<ClientInput, ClientOutput, Config>
  limitAt: (location: string) => Limit
  observe: (sent: Sent) => void
}

/** Calls an operation through the SDK, retries included. Throws ReadError whatever goes wrong. */
export async function send<
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Config,
  Input extends ClientInput,
  Output extends ClientOutput,
>(
  { service, clientAt, limitAt, observe }: Endpoints<ClientInput, ClientOutput, Config>,
  operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
  location: string,
  input: Input,
  call: Call,
): Promise<Output> {
  const client = clientAt(location)
  const name = operationName(operation)
  const sent = { service, operation: name, location, receipt: call.receipt, startedAt: 0 }
  try {
    const output = await limitAt(location)(() => {
      sent.startedAt = performance.now()
      call.receipt.call(`${service}:${name}`)
      return client.send(new operation(input), { abortSignal: call.signal })
    }, call.signal)
    call.receipt.attempts(output.$metadata.attempts)
    call.jsonBytes += jsonBytesOf(output)
    const { attempts, requestId } = output.$metadata
    observe({ ...sent, outcome: 'ok', attempts, requestId })
    return output
  } catch (thrown) {
    if (thrown instanceof ReadError) throw thrown
    const error = toReadError(thrown, { service, operation: name, location })
    call.receipt.attempts(error.aws?.attempts)
    if (sent.startedAt > 0) observe({ ...sent, outcome: call.signal.aborted ? 'cancelled' : error.code, ...error.aws })
    throw error
  }
}

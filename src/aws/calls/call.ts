import type { Client, Command, MetadataBearer } from '@smithy/types'
import { type ErrorCode, GatewayError } from '../../errors.ts'
import type { Receipt } from '../receipt.ts'
import type { Call } from '../shared/batch-spec.ts'
import { isComplete } from './check-output.ts'
import { jsonBytesOf } from './codec.ts'
import { toGatewayError } from './errors.ts'
import type { Limit } from './queue.ts'
import { unreadableIn } from './unreadable.ts'

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

/** The outcome of a call that was sent, including its retries. */
export interface Sent {
  service: string
  operation: string
  location: string
  /** The receipt of the request that it was sent for. */
  receipt: Receipt
  /** In milliseconds of `performance.now()`. */
  startedAt: number
  /** `cancelled`: every caller had disconnected. */
  outcome: 'ok' | 'cancelled' | ErrorCode
  errorName?: string
  error?: GatewayError
  requestId?: string
  attempts?: number
}

/** How to reach one service, how many concurrent calls it takes, and who observes them. */
export interface Endpoints<ClientInput extends object, ClientOutput extends MetadataBearer, Config> {
  /** As IAM spells it: codedeploy. */
  service: string
  clientAt: (location: string) => Client<ClientInput, ClientOutput, Config>
  limitAt: (location: string) => Limit
  observe: (sent: Sent) => void
}

/**
 * Calls an operation through the SDK, including retries, and reads its output. Every failure is thrown as a
 * GatewayError, including an answer that cannot be read. If only some items of a list cannot be read, `read` gets the
 * output without them if it `takesParts`, and the reason through `errorOf`; otherwise the call fails.
 */
export async function callAws<
  ClientInput extends object,
  ClientOutput extends MetadataBearer,
  Config,
  Input extends ClientInput,
  Output extends ClientOutput,
  Read,
>(
  { service, clientAt, limitAt, observe }: Endpoints<ClientInput, ClientOutput, Config>,
  operation: Operation<ClientInput, ClientOutput, Config, Input, Output>,
  location: string,
  input: Input,
  call: Call,
  read: (output: Output, errorOf: (why: Error) => GatewayError) => Read,
  takesParts = false,
): Promise<Read> {
  const client = clientAt(location)
  const limit = limitAt(location)
  const name = operationName(operation)
  const failure = (thrown: unknown) =>
    thrown instanceof GatewayError
      ? thrown
      : toGatewayError(thrown, { service, operation: name, location }, limit.retryAfterMs())
  const attempt = async (signal: AbortSignal) => {
    const sent = { service, operation: name, location, receipt: call.receipt, startedAt: performance.now() }
    call.receipt.call(`${service}:${name}`)
    try {
      const command = new operation(input)
      const output = await client.send(command, { abortSignal: signal })
      const unreadable = unreadableIn(output)
      if (unreadable && !takesParts) throw unreadable
      call.isComplete &&= isComplete(command.schema, output)
      const { attempts, requestId } = output.$metadata
      const failed = unreadable && failure(unreadable)
      observe({
        ...sent,
        outcome: 'ok',
        attempts,
        requestId,
        ...(failed && { outcome: failed.code, error: failed, ...failed.aws }),
      })
      return output
    } catch (thrown) {
      const error = failure(thrown)
      call.receipt.attempts(error.aws?.attempts)
      observe({ ...sent, outcome: signal.aborted ? 'cancelled' : error.code, error, ...error.aws })
      throw error
    }
  }
  try {
    const output = await limit.run(attempt, call.signal)
    call.receipt.attempts(output.$metadata.attempts)
    call.jsonBytes += jsonBytesOf(output)
    return read(output, (why) => failure(Object.assign(why, { $metadata: output.$metadata })))
  } catch (thrown) {
    throw failure(thrown)
  }
}

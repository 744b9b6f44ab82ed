import type { Command, MetadataBearer } from '@smithy/types'
import { type AwsErrorDetails, type ErrorCode, GatewayError } from '../../errors.ts'
import type { Receipt } from '../receipt.ts'
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

/** A command of the SDK, for one of its clients. */
export type AwsCommand = Pick<Command<object, object, MetadataBearer, MetadataBearer, unknown>, 'schema'>

/** How to reach one service, how many concurrent calls it takes, and who observes them. */
export interface Endpoints {
  /** As IAM spells it: codedeploy. */
  service: string
  clientAt: (location: string) => {
    send(command: AwsCommand, options: { abortSignal: AbortSignal }): Promise<MetadataBearer>
  }
  limitAt: (location: string) => Pick<Limit, 'run' | 'retryAfterMs' | 'breaker'>
  observe: (sent: Sent) => void
}

/** An operation of a service in a location. */
export interface AwsOperation {
  endpoints: Endpoints
  /** The SDK's command class. */
  operation: { readonly name: string }
  /** The name of the location. */
  location: string
}

/** As errors name it. */
export const detailsOf = ({ endpoints: { service }, operation, location }: AwsOperation) =>
  ({ service, operation: operationName(operation), location }) satisfies Partial<AwsErrorDetails>

/** A request that reads: its time limit, its receipt, and the signal that ends it. */
export interface Caller {
  /** The request's time limit in milliseconds. */
  timeoutMs: number
  receipt: Receipt
  signal: AbortSignal
  /** Whether everything that can still change is read from AWS, whatever is cached. */
  rereads?: boolean
  /**
   * Of a caller that reads again: an answer for which another process called AWS at this moment or later will do. In
   * milliseconds of `AnswerCache.now`.
   */
  freshFrom?: number
}

/**
 * The shared state of the AWS calls of one answer: the receipt that counts them, the signal that ends them, and the
 * size and completeness of what they returned.
 */
export interface Call extends Caller {
  jsonBytes: number
  /** Whether every output had the expected members: see `isComplete` in check-output.ts. */
  isComplete: boolean
}

/**
 * Calls an operation through the SDK, including retries, and reads its output. Every failure is thrown as a
 * GatewayError, including an answer that cannot be read. If only some items of a list cannot be read, `read` gets the
 * output without them if it `takesParts`, and the reason through `errorOf`; otherwise the call fails.
 */
export async function callAws<Values>(
  aws: AwsOperation,
  command: AwsCommand,
  call: Call,
  read: (output: MetadataBearer, errorOf: (why: Error) => GatewayError) => Values,
  takesParts: boolean,
): Promise<Values> {
  const { clientAt, limitAt, observe } = aws.endpoints
  const client = clientAt(aws.location)
  const limit = limitAt(aws.location)
  const details = detailsOf(aws)
  const failure = (thrown: unknown) =>
    thrown instanceof GatewayError ? thrown : toGatewayError(thrown, details, limit.retryAfterMs())
  const attempt = async (signal: AbortSignal) => {
    const sent = { receipt: call.receipt, startedAt: performance.now(), ...details }
    call.receipt.call(`${details.service}:${details.operation}`)
    try {
      const output = await client.send(command, { abortSignal: signal })
      const unreadable = unreadableIn(output)
      if (unreadable && !takesParts) throw unreadable
      call.isComplete &&= isComplete(command.schema, output)
      const { attempts, requestId } = output.$metadata
      const failed = unreadable && failure(unreadable)
      const ok: Sent = { outcome: 'ok', attempts, requestId, ...sent }
      observe(failed ? Object.assign({}, ok, { outcome: failed.code, error: failed }, failed.aws) : ok)
      return output
    } catch (thrown) {
      const error = failure(thrown)
      call.receipt.attempts(error.aws?.attempts)
      observe({ outcome: signal.aborted ? 'cancelled' : error.code, error, ...sent, ...error.aws })
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

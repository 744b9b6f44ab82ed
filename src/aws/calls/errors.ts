import { type AwsErrorDetails, GatewayError } from '../../errors.ts'
import { clientMessage } from './client-message.ts'
import { errorCode } from './error-code.ts'
import { isOfCredentials, NO_NAME, type SdkError } from './sdk-error.ts'

/** A call that was not sent, because AWS would not answer it now. */
export const notSent = (code: 'AWS_THROTTLED' | 'AWS_UNAVAILABLE', message: string, retryAfterMs: number) =>
  new GatewayError(code, message, { retryAfterMs })

/** What the SDK threw, with the call it belongs to; it stays the cause. `retryAfterMs` is for one that is throttled. */
export function toGatewayError(
  thrown: unknown,
  call: Pick<AwsErrorDetails, 'service' | 'operation' | 'location'>,
  retryAfterMs?: number,
): GatewayError {
  const error = thrown as SdkError
  const { httpStatusCode, requestId, attempts } = error.$metadata ?? {}
  const errorName = typeof error.code === 'string' ? error.code : error.name
  const aws: AwsErrorDetails = { ...call, errorName, httpStatus: httpStatusCode, requestId, attempts }
  const code = errorCode(error)
  return new GatewayError(code, clientMessage(error, code, aws), {
    aws,
    cause: thrown,
    ...(code === 'AWS_THROTTLED' && { retryAfterMs }),
  })
}

/** What AWS, the SDK or Node said of a failed call: for the log and for decisions, never for clients. */
export const reasonOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message)

/** Whether what was asked for is not there: unknown to AWS, or, with `emptyOn`, an AWS error that says there is nothing to read. */
export const isNotFound = (error: GatewayError, emptyOn?: ReadonlySet<string>): boolean =>
  error.code === 'NOT_FOUND' || (emptyOn?.has(error.aws?.errorName ?? '') ?? false)

/**
 * Whether AWS has looked at a call and refused it, so that without some of its keys it may succeed: any 4xx with a name,
 * but throttling and access.
 */
export const isClientError = ({ code, aws }: GatewayError): boolean =>
  code === 'BAD_USER_INPUT' ||
  code === 'NOT_FOUND' ||
  (code === 'AWS_UNAVAILABLE' &&
    aws?.httpStatus !== undefined &&
    aws.httpStatus >= 400 &&
    aws.httpStatus < 500 &&
    aws.errorName !== NO_NAME)

/** Whether a call was throttled, or not sent because AWS has not been answering: what is remembered may do. */
export const isBackoff = (error: Error): boolean =>
  error instanceof GatewayError && (error.code === 'AWS_THROTTLED' || error.retryAfterMs !== undefined)

/** Whether a call was not made because there were no credentials for it. */
export const lacksCredentials = ({ cause }: GatewayError): boolean =>
  typeof cause === 'object' && cause !== null && isOfCredentials(cause as SdkError)

/** Whether AWS says that it gets too many requests. */
export const isThrottled = (thrown: unknown): boolean => errorCode(thrown as SdkError) === 'AWS_THROTTLED'

/** Whether the callers left before there was an answer. */
export const isAborted = (error: Error): boolean =>
  error instanceof GatewayError && error.aws?.errorName === 'AbortError'

/**
 * Whether a call shows that a service is down: no answer, or a 5xx. Not an aborted call, nor an answer that is no use:
 * AWS can be reached, and another operation may work. 501 is a definite answer about one operation.
 */
export function isOutage(error: Error): boolean {
  if (!(error instanceof GatewayError) || isAborted(error)) return false
  if (error.code === 'AWS_TIMEOUT') return true
  const status = error.aws?.httpStatus
  return error.code === 'AWS_UNAVAILABLE' && (status === undefined || (status >= 500 && status !== 501))
}

import { type AwsErrorDetails, GatewayError } from '../../errors.ts'
import { clientMessage } from './client-message.ts'
import { errorCode } from './error-code.ts'
import { isOfCredentials, NO_NAME, type SdkError } from './sdk-error.ts'

/** A call that was not sent, because AWS would not answer it now. */
export const notSent = (code: 'AWS_THROTTLED' | 'AWS_UNAVAILABLE', message: string, retryAfterMs: number) =>
  new GatewayError(code, message, { retryAfterMs })

/**
 * Converts an error of the SDK, which remains the cause, and adds its call. `retryAfterMs` applies to a throttled call.
 */
export function toGatewayError(
  thrown: unknown,
  call: Pick<AwsErrorDetails, 'service' | 'operation' | 'location'>,
  retryAfterMs?: number,
): GatewayError {
  const error = thrown as SdkError
  const { httpStatusCode, requestId, attempts } = error.$metadata ?? {}
  const errorName = typeof error.code === 'string' ? error.code : error.name
  const aws: AwsErrorDetails = { errorName, httpStatus: httpStatusCode, requestId, attempts, ...call }
  const code = errorCode(error)
  return new GatewayError(code, clientMessage(error, code, aws), {
    aws,
    cause: thrown,
    ...(code === 'AWS_THROTTLED' && { retryAfterMs }),
  })
}

/** An error that the gateway itself detects in an operation's answer. */
export const ownFailure = (
  call: Pick<AwsErrorDetails, 'service' | 'operation' | 'location'>,
  code: 'AWS_TIMEOUT' | 'AWS_UNAVAILABLE',
  errorName: string,
  what: string,
) => new GatewayError(code, `${call.service} in ${call.location} ${what}`, { aws: { errorName, ...call } })

/** The reason that AWS, the SDK or Node gave for a failed call: for the log and for decisions, never for clients. */
export const reasonOf = (error: Error): string => (error.cause instanceof Error ? error.cause.message : error.message)

/**
 * Whether the requested thing does not exist: unknown to AWS, or an error in `emptyOn`, which means that there is
 * nothing to read.
 */
export const isNotFound = (error: GatewayError, emptyOn?: ReadonlySet<string>): boolean =>
  error.code === 'NOT_FOUND' || (emptyOn?.has(error.aws?.errorName ?? '') ?? false)

/**
 * Whether AWS has examined a call and refused it, so that it may succeed without some of its keys: any named 4xx except
 * throttling and access.
 */
export const isClientError = ({ code, aws }: GatewayError): boolean =>
  code === 'BAD_USER_INPUT' ||
  code === 'NOT_FOUND' ||
  (code === 'AWS_UNAVAILABLE' &&
    aws?.httpStatus !== undefined &&
    aws.httpStatus >= 400 &&
    aws.httpStatus < 500 &&
    aws.errorName !== NO_NAME)

/** Whether a call was throttled, or not sent because AWS has not been answering: a stale answer may be used instead. */
export const isBackoff = (error: Error): boolean =>
  error instanceof GatewayError && (error.code === 'AWS_THROTTLED' || error.retryAfterMs !== undefined)

/** Whether a call was not made for lack of credentials. */
export const lacksCredentials = ({ cause }: GatewayError): boolean =>
  typeof cause === 'object' && cause !== null && isOfCredentials(cause as SdkError)

/** Whether AWS reports too many requests. */
export const isThrottled = (thrown: unknown): boolean => errorCode(thrown as SdkError) === 'AWS_THROTTLED'

/** Whether all callers disconnected before there was an answer. */
export const isAborted = (error: Error): boolean =>
  error instanceof GatewayError && error.aws?.errorName === 'AbortError'

/**
 * Whether a call shows that a service is down: no answer, or a 5xx. Aborted calls and unusable answers do not count:
 * AWS is reachable, and another operation may work. 501 is a definite answer about one operation.
 */
export function isOutage(error: Error): boolean {
  if (!(error instanceof GatewayError) || isAborted(error)) return false
  if (error.code === 'AWS_TIMEOUT') return true
  const status = error.aws?.httpStatus
  return error.code === 'AWS_UNAVAILABLE' && (status === undefined || (status >= 500 && status !== 501))
}

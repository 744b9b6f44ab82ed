import { type AwsErrorDetails, type ErrorCode, GatewayError } from '../../errors.ts'

/** A call that was not made, because AWS would not answer it now. */
export const notSent = (code: 'AWS_THROTTLED' | 'AWS_UNAVAILABLE', message: string, retryAfterMs: number) =>
  new GatewayError(code, message, { retryAfterMs })

/** Whether what was asked for is not there: unknown to AWS, or, with `emptyOn`, the AWS error that says "not yet". */
export const isNotFound = (error: GatewayError, emptyOn?: string): boolean =>
  error.code === 'NOT_FOUND' || (emptyOn !== undefined && error.aws?.errorName === emptyOn)

// The first rule that fits an exception's name wins: InvalidSignature is a matter of access, not of input. Names
// rather than classes, because AWS sends exceptions that its own models do not list (throttling on every read).
const RULES: readonly (readonly [RegExp, ErrorCode])[] = [
  [/Throttl|TooManyRequests|RateExceeded|RateLimitExceeded|RequestLimitExceeded|SlowDown/, 'AWS_THROTTLED'],
  [
    /AccessDenied|UnrecognizedClient|ExpiredToken|Signature|Forbidden|Credentials|AuthenticationToken|InvalidClientTokenId|NotAuthorized|OptInRequired|RequestExpired|RegionDisabled/,
    'AWS_ACCESS_DENIED',
  ],
  [/Timeout|AbortError/, 'AWS_TIMEOUT'],
  [/DoesNotExist|NotFound/, 'NOT_FOUND'],
  [/^Invalid|Required|Validation|BadRequest|LimitExceeded|ListSizeExceeded|^ClientException$/, 'BAD_USER_INPUT'],
]

function codeOf(error: SdkError): ErrorCode {
  if (isOfCredentials(error)) return 'AWS_ACCESS_DENIED'
  // The SDK names every broken connection TimeoutError; Node's code tells which were not about time.
  if (typeof error.code === 'string' && /^E(?!RR_)[A-Z]/.test(error.code) && error.code !== 'ETIMEDOUT')
    return 'AWS_UNAVAILABLE'
  for (const [pattern, code] of RULES) if (pattern.test(error.name)) return code
  const { httpStatusCode: status, attempts } = error.$metadata ?? {}
  if (status === 429) return 'AWS_THROTTLED'
  if (status === 401 || status === 403) return 'AWS_ACCESS_DENIED'
  // Sent, but not answered; or answered with a 5xx, or with a success that could not be read.
  const unanswered = status === undefined && attempts !== undefined
  return unanswered || (status !== undefined && (status >= 500 || status < 300))
    ? 'AWS_UNAVAILABLE'
    : 'INTERNAL_SERVER_ERROR'
}

interface SdkError extends Error {
  /** Node's name of a connection error: ECONNREFUSED, ECONNRESET, … */
  code?: string | number
  /** The file that could not be read. */
  path?: string
  $metadata?: { httpStatusCode?: number; requestId?: string; attempts?: number }
}

/**
 * What the SDK threw, as a GatewayError with AWS's own message, in which the gateway's identity is redacted; or with one that
 * tells neither where AWS is reached nor where credentials come from, when that is what went wrong. An exception
 * that fits no rule and is neither a failed connection nor a 5xx is INTERNAL_SERVER_ERROR: the gateway asked for
 * something it should not have asked for, or cannot read what was answered. `retryAfterMs` is for one that is throttled.
 */
export function toGatewayError(
  thrown: unknown,
  call: Pick<AwsErrorDetails, 'service' | 'operation' | 'location'>,
  retryAfterMs?: number,
): GatewayError {
  const error = thrown as SdkError
  const details: AwsErrorDetails = {
    ...call,
    errorName: typeof error.code === 'string' ? error.code : error.name, // a DOMException's code is a number
    requestId: error.$metadata?.requestId,
    attempts: error.$metadata?.attempts,
  }
  const code = codeOf(error)
  return new GatewayError(code, clientMessage(error, details), {
    aws: details,
    cause: thrown,
    ...(code === 'AWS_THROTTLED' && { retryAfterMs }),
  })
}

function clientMessage(error: SdkError, { service, location, errorName }: AwsErrorDetails): string {
  const { message, code, $metadata } = error
  if (isOfCredentials(error)) return `Could not load AWS credentials for ${service} in ${location} (${errorName}).`
  if (typeof code === 'string' && $metadata?.httpStatusCode === undefined)
    return `${service} in ${location} ${code === 'ETIMEDOUT' ? 'did not answer in time' : 'could not be reached'} (${code}).`
  return message && message !== 'UnknownError' ? redactIdentity(message) : errorName
}

// What the SDK's credential providers throw, and STS of a web identity's token; or Node, of a file that holds a token:
// the SDK reads files for no other reason. https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
const isOfCredentials = ({ name, path }: SdkError) =>
  /ProviderError$|IdentityToken|IDPRejected/.test(name) || path !== undefined

// Who the gateway is to AWS, and which role it could not assume: clients are clientMessage neither. What is left is the action
// and the resource. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
const IDENTITIES = [
  /(?<=\bUser: )arn:aws[\w-]*:(?:iam|sts)::\S+/g,
  /\barn:aws[\w-]*:sts::\d{12}:assumed-role\/[\w+=,.@/-]+/g,
  /(?<=\bsts:AssumeRole on resource: )arn:aws[\w-]*:iam::\S+/g,
]
const redactIdentity = (message: string) =>
  IDENTITIES.reduce((text, name) => text.replace(name, 'the gateway'), message)

/** Whether a call was throttled, or not even made because AWS has not been answering: what is remembered may do. */
export const isBackoff = (error: Error): boolean =>
  error instanceof GatewayError && (error.code === 'AWS_THROTTLED' || error.retryAfterMs !== undefined)

/** Whether AWS says that it is asked too much. */
export const isThrottled = (thrown: unknown): boolean => codeOf(thrown as SdkError) === 'AWS_THROTTLED'

/** Whether those who asked have left before there was an answer. */
export const isAborted = (error: Error): boolean =>
  error instanceof GatewayError && error.aws?.errorName === 'AbortError'

/** Whether a call ended in a 5xx, a timeout or a broken connection, and not because those who asked have left. */
export function isOutage(error: Error): boolean {
  if (!(error instanceof GatewayError) || isAborted(error)) return false
  const { code, $metadata } = error.cause as SdkError
  const wasAnswered = code === undefined && ($metadata?.httpStatusCode ?? 500) < 300 // in a way that cannot be read
  return error.code === 'AWS_TIMEOUT' || (error.code === 'AWS_UNAVAILABLE' && !wasAnswered)
}

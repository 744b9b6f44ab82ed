/** What a failed read means to a caller; the closed list behind `errors[].extensions.code`. */
export type ReadErrorCode =
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'AWS_ACCESS_DENIED'
  | 'AWS_THROTTLED'
  | 'AWS_UNAVAILABLE'
  | 'AWS_TIMEOUT'
  | 'INTERNAL_SERVER_ERROR'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'AUTH_UNAVAILABLE'

/** Which AWS call failed, as AWS and its support name it. */
export interface AwsErrorDetails {
  service: string
  operation: string
  location: string
  errorName: string
  requestId?: string
  attempts?: number
}

/** A read that failed for a known reason. `retryable`: the same read may succeed later, unchanged. */
export class ReadError extends Error {
  override name = 'ReadError'
  readonly code: ReadErrorCode
  readonly retryable: boolean
  readonly aws?: AwsErrorDetails

  constructor(code: ReadErrorCode, message: string, aws?: AwsErrorDetails, cause?: unknown) {
    super(message, { cause })
    this.code = code
    this.retryable = RETRYABLE.has(code)
    this.aws = aws
  }
}

/** Whether what was asked for is not there: unknown to AWS, or, with `emptyOn`, the AWS error that says "not yet". */
export const saysNothingThere = (error: ReadError, emptyOn?: string): boolean =>
  error.code === 'NOT_FOUND' || (emptyOn !== undefined && error.aws?.errorName === emptyOn)

/** The caller's mistake, found before any AWS call. */
export const inputError = (message: string) => new ReadError('BAD_USER_INPUT', message)

const RETRYABLE: ReadonlySet<ReadErrorCode> = new Set([
  'AWS_THROTTLED',
  'AWS_UNAVAILABLE',
  'AWS_TIMEOUT',
  'AUTH_UNAVAILABLE',
])

// The first rule that fits an exception's name wins: InvalidSignature is a matter of access, not of input. Names
// rather than classes, because AWS sends exceptions that its own models do not list (throttling on every read).
const RULES: readonly (readonly [RegExp, ReadErrorCode])[] = [
  [/Throttl|TooManyRequests|RateExceeded|RateLimitExceeded|RequestLimitExceeded|SlowDown/, 'AWS_THROTTLED'],
  [
    /AccessDenied|UnrecognizedClient|ExpiredToken|Signature|Forbidden|Credentials|AuthenticationToken|InvalidClientTokenId|NotAuthorized|OptInRequired|IdentityToken|IDPRejected|RequestExpired|RegionDisabled/,
    'AWS_ACCESS_DENIED',
  ],
  [/Timeout|AbortError/, 'AWS_TIMEOUT'],
  [/DoesNotExist|NotFound/, 'NOT_FOUND'],
  [/^Invalid|Required|Validation|BadRequest|LimitExceeded|ListSizeExceeded|^ClientException$/, 'BAD_USER_INPUT'],
]

function codeOf(error: SdkError): ReadErrorCode {
  // The SDK names every broken connection TimeoutError; Node's code tells which were not about time.
  if (error.code !== undefined && /^E(?!RR_)[A-Z]/.test(error.code) && error.code !== 'ETIMEDOUT')
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
  code?: string
  $metadata?: { httpStatusCode?: number; requestId?: string; attempts?: number }
}

/**
 * What the SDK threw, as a ReadError with AWS's own message. An exception that fits no rule and is neither a failed
 * connection nor a 5xx is INTERNAL_SERVER_ERROR: the gateway asked for something it should not have asked for.
 */
export function toReadError(
  thrown: unknown,
  call: Pick<AwsErrorDetails, 'service' | 'operation' | 'location'>,
): ReadError {
  const error = thrown as SdkError
  const details: AwsErrorDetails = {
    ...call,
    errorName: error.code ?? error.name,
    requestId: error.$metadata?.requestId,
    attempts: error.$metadata?.attempts,
  }
  const message = error.message && error.message !== 'UnknownError' ? error.message : details.errorName
  return new ReadError(codeOf(error), message, details, thrown)
}

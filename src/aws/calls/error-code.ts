import { isThrottlingError, isTransientError } from '@smithy/core/retry'
import { ERRORS, type ErrorCode } from '../../errors.ts'
import { bodyOf } from './answer-body.ts'
import { isOfCredentials, type SdkError } from './sdk-error.ts'

/**
 * The code for an error of the SDK. The most reliable evidence decides: Node's name of a connection error, the SDK's
 * names of throttling and transient errors, exact names, the HTTP status, and last the words of the name and the
 * message. Any other answer of AWS, or of a proxy in front of it, is AWS_UNAVAILABLE; an error before anything was sent
 * is a bug of the gateway. Credentials that could not be loaded are AWS_ACCESS_DENIED, unless STS may provide them
 * later.
 */
export function errorCode(error: SdkError): ErrorCode {
  if (!isOfCredentials(error)) return codeOfCall(error)
  const code = error.$metadata && codeOfCall(error)
  return code && ERRORS[code].retryable ? code : 'AWS_ACCESS_DENIED'
}

function codeOfCall(error: SdkError): ErrorCode {
  if (error.code === 'ERR_INVALID_URL' || error.name === 'EndpointError') return 'AWS_UNAVAILABLE' // the environment's
  // The SDK names every broken connection TimeoutError; Node's code distinguishes those that were not timeouts.
  if (typeof error.code === 'string' && /^E(?!RR_)[A-Z]/.test(error.code) && error.code !== 'ETIMEDOUT')
    return 'AWS_UNAVAILABLE'
  return byName(error.name) ?? byStatus(error) ?? byWords(error) ?? byDefault(error)
}

function byName(name: string): ErrorCode | undefined {
  const alone = { name, message: '', $metadata: {} } // decided by its name, whatever the status
  if (isThrottlingError(alone)) return 'AWS_THROTTLED'
  if (isTransientError(alone) || name === 'AbortError') return 'AWS_TIMEOUT'
  return NAMES.get(name.replace(/(?:Exception|Error|Fault)$/, ''))
}

// Names that AWS sends without listing them in a service's model, or that say something else than their words; without
// the suffix that some services give them. https://docs.aws.amazon.com/awssupport/latest/APIReference/CommonErrors.html
const NAMES: ReadonlyMap<string, ErrorCode> = new Map(
  Object.entries({
    AWS_THROTTLED: 'CallRateLimitExceeded RateExceeded RateLimitExceeded Throttled',
    AWS_ACCESS_DENIED:
      'AccessDenied UnauthorizedOperation Unauthorized NotAuthorized Forbidden AuthFailure OptInRequired SubscriptionRequired NotSignedUp RegionDisabled UnrecognizedClient InvalidClientTokenId InvalidAccessKeyId InvalidToken MissingAuthenticationToken ExpiredToken TokenRefreshRequired RequestExpired RequestInTheFuture RequestTimeTooSkewed InvalidSignature IncompleteSignature SignatureDoesNotMatch',
    AWS_UNAVAILABLE:
      'UnknownOperation MalformedHttpRequest InvalidAction InternalFailure InternalServer ServiceUnavailable',
    NOT_FOUND: 'ResourceNotFound',
    BAD_USER_INPUT: 'BadRequest Client Validation InvalidParameter InvalidRequest',
  } satisfies Partial<Record<ErrorCode, string>>).flatMap(([code, names]) =>
    names.split(' ').map((name) => [name, code as ErrorCode] as const),
  ),
)

function byStatus({ $metadata }: SdkError): ErrorCode | undefined {
  const status = $metadata?.httpStatusCode
  if (status === undefined) return undefined
  if (status === 429) return 'AWS_THROTTLED'
  if (status === 401 || status === 403) return 'AWS_ACCESS_DENIED'
  if (status === 408) return 'AWS_TIMEOUT'
  // A success that cannot be read, a redirect that is not followed, or a failure.
  return status < 400 || status >= 500 ? 'AWS_UNAVAILABLE' : undefined
}

// The first match wins: an invalid signature is a matter of access, not of input.
const WORDS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/Throttl|TooManyRequests|RateExceeded|LimitExceeded/, 'AWS_THROTTLED'],
  [/AccessDenied|ExpiredToken|Signature|Forbidden|Credentials|AuthenticationToken|NotAuthorized/, 'AWS_ACCESS_DENIED'],
  [/Timeout/, 'AWS_TIMEOUT'],
  [/DoesNotExist|NotFound/, 'NOT_FOUND'],
  [/^Invalid|Required|Validation|BadRequest|ListSizeExceeded/, 'BAD_USER_INPUT'],
]

function byWords(error: SdkError): ErrorCode | undefined {
  for (const [pattern, code] of WORDS) if (pattern.test(error.name)) return code
  // A load balancer sends "Rate exceeded" as text, without an error name.
  const isAnswered = error.$metadata?.httpStatusCode !== undefined
  return isAnswered && /rate exceeded|too many requests|throttl/i.test(`${error.message} ${bodyOf(error) ?? ''}`)
    ? 'AWS_THROTTLED'
    : undefined
}

const byDefault = ({ $metadata }: SdkError): ErrorCode =>
  $metadata?.httpStatusCode !== undefined || $metadata?.attempts !== undefined
    ? 'AWS_UNAVAILABLE'
    : 'INTERNAL_SERVER_ERROR'

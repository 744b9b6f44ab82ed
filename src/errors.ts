interface ErrorKind {
  /** Whether the same request may succeed later, unchanged. */
  retryable: boolean
  /** Of the answer to a request that is refused as a whole; 200 for codes that only stand at a path. */
  status: number
  /** One sentence for docs/errors.md. */
  meaning: string
}

/** The closed list of `errors[].extensions.code`, in the order of docs/errors.md. */
export const ERRORS = {
  BAD_USER_INPUT: { retryable: false, status: 400, meaning: 'An argument or a variable is wrong.' },
  NOT_FOUND: {
    retryable: false,
    status: 404,
    meaning: 'One of several ids is unknown, or nothing is served at a path.',
  },
  AWS_ACCESS_DENIED: {
    retryable: false,
    status: 200,
    meaning: "AWS refuses the gateway's credentials or permissions.",
  },
  AWS_THROTTLED: { retryable: true, status: 200, meaning: 'The rate limit of AWS is reached.' },
  AWS_UNAVAILABLE: {
    retryable: true,
    status: 200,
    meaning: 'AWS cannot be reached, fails, or sends an unusable answer.',
  },
  AWS_TIMEOUT: { retryable: true, status: 200, meaning: 'AWS did not answer in time.' },
  UNAUTHENTICATED: { retryable: false, status: 401, meaning: 'The credential is missing, wrong or expired.' },
  FORBIDDEN: { retryable: false, status: 403, meaning: 'The caller lacks a scope.' },
  AUTH_UNAVAILABLE: { retryable: true, status: 503, meaning: "The issuer's public keys cannot be read." },
  INTERNAL_SERVER_ERROR: { retryable: false, status: 500, meaning: 'The gateway has a bug; the log has the incident.' },
  GRAPHQL_PARSE_FAILED: { retryable: false, status: 400, meaning: 'The query is not GraphQL.' },
  GRAPHQL_VALIDATION_FAILED: { retryable: false, status: 400, meaning: 'The query does not fit the schema.' },
  OPERATION_RESOLUTION_FAILURE: { retryable: false, status: 400, meaning: 'The operation to run is not determined.' },
  DOCUMENT_TOO_LARGE: { retryable: false, status: 400, meaning: 'The document exceeds a limit on its size or depth.' },
  OPERATION_TOO_EXPENSIVE: { retryable: false, status: 400, meaning: 'The estimated cost exceeds `MAX_COST`.' },
  DOCUMENT_NOT_TRUSTED: { retryable: false, status: 403, meaning: 'The document is not in the manifest.' },
  RESPONSE_TOO_LARGE: { retryable: false, status: 400, meaning: 'The answer exceeds `MAX_RESPONSE_BYTES`.' },
  RATE_LIMITED: { retryable: true, status: 429, meaning: 'The caller sends too many requests.' },
  OVERLOADED: { retryable: true, status: 503, meaning: 'The gateway is at its capacity.' },
  BAD_REQUEST: { retryable: false, status: 400, meaning: 'The HTTP request is not a GraphQL request.' },
  PERSISTED_QUERY_NOT_FOUND: { retryable: false, status: 404, meaning: 'The hash of the query is unknown.' },
  PERSISTED_QUERY_NOT_SUPPORTED: { retryable: false, status: 400, meaning: 'Hashes of queries are not accepted.' },
} as const satisfies Record<string, ErrorKind>

export type ErrorCode = keyof typeof ERRORS

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERRORS, code)

/** Which AWS call failed, as AWS and its support name it. */
export interface AwsErrorDetails {
  service: string
  operation: string
  location: string
  errorName: string
  /** Of an answer that is not a success. */
  httpStatus?: number
  requestId?: string
  attempts?: number
}

interface Circumstances {
  aws?: AwsErrorDetails
  cause?: unknown
  /** Milliseconds before which a retry cannot succeed; undefined: not known. */
  retryAfterMs?: number
}

/** A failure with a known reason. Its message is for clients. */
export class GatewayError extends Error {
  override name = 'GatewayError'
  readonly code: ErrorCode
  readonly retryable: boolean
  readonly aws?: AwsErrorDetails
  readonly retryAfterMs?: number

  constructor(code: ErrorCode, message: string, { aws, cause, retryAfterMs }: Circumstances = {}) {
    // The stack of an expected failure is not needed, and a request may have a thousand: graphql-js prints each stack.
    const { stackTraceLimit } = Error
    if (code !== 'INTERNAL_SERVER_ERROR') Error.stackTraceLimit = 0
    super(message, { cause })
    Error.stackTraceLimit = stackTraceLimit
    this.code = code
    this.retryable = ERRORS[code].retryable
    this.aws = aws
    this.retryAfterMs = retryAfterMs
  }
}

// A sentence for a client, what is quoted in it included.
export const MAX_MESSAGE_CHARACTERS = 1_000

// A client's value may be as long as a body, and every error repeats it.
const MAX_QUOTED = 100

/** A text of at most so many characters [100], and the mark that something follows. */
export const shorten = (text: string, max = MAX_QUOTED): string => (text.length > max ? `${text.slice(0, max)}…` : text)

/** A value as a message quotes it: as JSON, shortened to a hundred characters. It costs no more for a value that is large or deep. */
export function quote(value: unknown): string {
  const isLong = typeof value === 'string' && value.length > MAX_QUOTED
  const json = String(JSON.stringify(isLong ? value.slice(0, MAX_QUOTED) : beginningOf(value)))
  if (isLong) return `${json}… (${value.length} characters)`
  return typeof value === 'string' ? json : shorten(json)
}

/** The beginning of a value, for a message: JSON.stringify overflows the stack at a few thousand nested lists. */
function beginningOf(value: unknown, left = { values: 2 * MAX_QUOTED }): unknown {
  left.values--
  if (typeof value === 'string') return value.slice(0, 2 * MAX_QUOTED + 1)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value))
    return value.slice(0, Math.max(0, left.values)).map((item) => (left.values > 0 ? beginningOf(item, left) : null))
  const beginning: Record<string, unknown> = Object.create(null)
  for (const name in value) {
    if (left.values <= 0) break
    beginning[name.slice(0, 2 * MAX_QUOTED + 1)] = beginningOf((value as Record<string, unknown>)[name], left)
  }
  return beginning
}

/** The caller's mistake, found before any AWS call. */
export const inputError = (message: string) => new GatewayError('BAD_USER_INPUT', message)

/** The error of a caller who is known and lacks a scope. */
export const forbidden = (scope: string) => new GatewayError('FORBIDDEN', `Missing scope ${scope}.`)

/** For `catch`, where a read that failed is a value like any other. Throws errors that are not a GatewayError. */
export function asGatewayError(error: unknown): GatewayError {
  if (error instanceof GatewayError) return error
  throw error
}

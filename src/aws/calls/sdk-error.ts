/** What the SDK throws. */
export interface SdkError extends Error {
  /** Node's name of a connection error: ECONNREFUSED, ECONNRESET, … A DOMException has a number. */
  code?: string | number
  cause?: Error
  /** The file that could not be read. */
  path?: string
  /** Who is to blame, of an error that AWS answered in its own form; undefined where the SDK found it by itself. */
  $fault?: 'client' | 'server'
  $metadata?: { httpStatusCode?: number; requestId?: string; attempts?: number }
  $retryable?: { throttling?: boolean }
}

/** What the SDK calls an answer that names no error of AWS: a load balancer, a proxy or a captive portal wrote it. */
export const NO_NAME = 'Unknown'

/** What the SDK puts in the place of a message that is not there. */
export const NO_MESSAGE = 'UnknownError'

const ofCredentials = new WeakSet<object>()

/** Takes note that this was thrown while credentials were read: of STS, for one, it looks like an error of any service. */
export const markOfCredentials = (error: object): void => void ofCredentials.add(error)

/**
 * Of a credential provider, of STS, or of Node about a file that holds a token: the SDK reads files for no other reason.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export const isOfCredentials = (error: SdkError): boolean =>
  /ProviderError$|IdentityToken|IDPRejected/.test(error.name) || error.path !== undefined || ofCredentials.has(error)

/** An error that the SDK throws. */
export interface SdkError extends Error {
  /** Node's name of a connection error: ECONNREFUSED, ECONNRESET, … A DOMException has a number. */
  code?: string | number
  cause?: Error
  /** The file that could not be read. */
  path?: string
  /** Which side AWS blames, in an error of its own form; undefined if the SDK raised the error itself. */
  $fault?: 'client' | 'server'
  $metadata?: { httpStatusCode?: number; requestId?: string; attempts?: number }
  $retryable?: { throttling?: boolean }
}

/** The SDK's name for an answer without an AWS error name: a load balancer, a proxy or a captive portal wrote it. */
export const NO_NAME = 'Unknown'

/** The SDK's replacement for a missing message. */
export const NO_MESSAGE = 'UnknownError'

const ofCredentials = new WeakSet<object>()

/**
 * Marks an error thrown while credentials were read: an error of STS, for one, looks like that of any other service.
 */
export const markOfCredentials = (error: object): void => void ofCredentials.add(error)

/**
 * Whether an error came from a credential provider, from STS, or from Node about a token file: the SDK reads files for
 * no other reason.
 * https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
 */
export const isOfCredentials = (error: SdkError): boolean =>
  /ProviderError$|IdentityToken|IDPRejected/.test(error.name) || error.path !== undefined || ofCredentials.has(error)

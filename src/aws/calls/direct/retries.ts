import { randomUUID } from 'node:crypto'
import {
  getRetryAfterHint,
  INVOCATION_ID_HEADER,
  isServerError,
  isThrottlingError,
  isTransientError,
  REQUEST_HEADER,
  type RetryResolvedConfig,
} from '@smithy/core/retry'
import type {
  HttpRequest,
  HttpResponse,
  MetadataBearer,
  RetryErrorInfo,
  RetryErrorType,
  RetryStrategyV2,
  RetryToken,
  SdkError,
} from '@smithy/types'
import { aborted } from './connection-errors.ts'

/**
 * Makes attempts until one succeeds or the SDK's strategy allows no further one: which errors are retried, after what pause and
 * within what budget is its decision. The loop is that of the SDK's `retryMiddleware`, which makes an error with a stack trace
 * and a race of promises for each call: the stack traces alone took 2 % of the time of a request with six calls. Rejects with
 * the last error, or with an AbortError if the signal has aborted before the next attempt.
 */
export async function withRetries(
  config: RetryResolvedConfig,
  { headers }: HttpRequest,
  signal: AbortSignal | undefined,
  attempt: () => Promise<MetadataBearer>,
): Promise<MetadataBearer> {
  const strategy = (await config.retryStrategy()) as RetryStrategyV2 // the clients are not given another
  const maxAttempts = await config.maxAttempts()
  let token = await strategy.acquireInitialRetryToken('')
  let totalRetryDelay = 0
  headers[INVOCATION_ID_HEADER] = randomUUID()
  for (;;) {
    const attempts = token.getRetryCount() + 1
    headers[REQUEST_HEADER] = `attempt=${attempts}; max=${maxAttempts}`
    try {
      const output = await attempt()
      strategy.recordSuccess(token)
      Object.assign(output.$metadata, { attempts, totalRetryDelay })
      return output
    } catch (thrown) {
      const error = thrown as SdkError
      const next = await unlessAborted(strategy.refreshRetryTokenForRetry(token, infoOf(error)), signal)
      if (!next) {
        error.$metadata = Object.assign({}, error.$metadata, { attempts, totalRetryDelay })
        throw error
      }
      totalRetryDelay += (next as Logged).$retryLog?.acquisitionDelay ?? 0
      token = next
    }
  }
}

/** A token of the SDK's strategies: besides its interface it has the pause before its attempt, in milliseconds. */
type Logged = RetryToken & { $retryLog?: { acquisitionDelay: number } }

/** The error as a strategy wants it, with the time before which AWS wants no further attempt. */
const infoOf = (error: SdkError): RetryErrorInfo => ({
  error,
  errorType: typeOf(error),
  retryAfterHint: getRetryAfterHint(error.$response as HttpResponse),
})

function typeOf(error: SdkError): RetryErrorType {
  if (isThrottlingError(error)) return 'THROTTLING'
  if (isTransientError(error)) return 'TRANSIENT'
  return isServerError(error) ? 'SERVER_ERROR' : 'CLIENT_ERROR'
}

/** The token of the next attempt, after its pause; undefined if there is none. */
function unlessAborted<Token>(refreshed: Promise<Token>, signal: AbortSignal | undefined): Promise<Token | undefined> {
  const token = refreshed.catch(() => undefined)
  if (!signal) return token
  if (signal.aborted) return Promise.reject(aborted(signal))
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(aborted(signal))
    signal.addEventListener('abort', onAbort, { once: true })
    void token.then(resolve).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

import type { IncomingMessage } from 'node:http'
import { HttpRequest, HttpResponse } from '@smithy/core/protocols'
import {
  type FinalizeRequestMiddleware,
  type MetadataBearer,
  type MiddlewareStack,
  SMITHY_CONTEXT_KEY,
} from '@smithy/types'
import { isSilence } from './breaker.ts'
import { isThrottled } from './errors.ts'
import type { Limit } from './queue.ts'

// The SDK's attempt counter: attempt=1; max=3.
const ATTEMPT = 'amz-sdk-request'

/**
 * Makes an attempt of a call, a retry included, when its turn has come, and tells the limit what became of it. `request` is
 * what the SDK sends: it says which attempt it is.
 */
export async function attemptInTurn<T>(
  { rate, breaker }: Pick<Limit, 'rate' | 'breaker'>,
  request: unknown,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  const isRetry = HttpRequest.isInstance(request) && !request.headers[ATTEMPT]?.startsWith('attempt=1;')
  await rate.acquire(signal, isRetry)
  try {
    const result = await attempt()
    rate.onSuccess()
    return result
  } catch (error) {
    if (isThrottled(error)) rate.onThrottle()
    if (isSilence(error) && !signal?.aborted) breaker.onSilence()
    throw isMalformed(error) ? Object.assign(error, { $retryable: { throttling: false } }) : error
  }
}

/**
 * Makes every attempt of a client's calls wait for its turn, and end in time: the SDK's own timeout ends with the headers
 * of an answer, and a body may trickle forever.
 */
export function addAttemptMiddleware(
  stack: MiddlewareStack<object, MetadataBearer>,
  limit: Pick<Limit, 'rate' | 'breaker'>,
  { awsCallTimeoutMs }: { awsCallTimeoutMs: number },
): void {
  const acquireFirst: FinalizeRequestMiddleware<object, MetadataBearer> = (next, context) => (args) => {
    const signal = context[SMITHY_CONTEXT_KEY]?.abortSignal as AbortSignal | undefined
    return attemptInTurn(limit, args.request, signal, () => next(args))
  }
  stack.addRelativeTo(acquireFirst, { relation: 'after', toMiddleware: 'retryMiddleware', name: 'paceMiddleware' })
  stack.add(
    (next) => async (args) => {
      const start = performance.now()
      const result = await next(args)
      if (HttpResponse.isInstance(result.response)) {
        const body = result.response.body as IncomingMessage
        const left = awsCallTimeoutMs - (performance.now() - start)
        const timer = setTimeout(() => body.destroy(tooSlow(awsCallTimeoutMs)), left)
        body.once('close', () => clearTimeout(timer))
      }
      return result
    },
    { step: 'deserialize', priority: 'low', name: 'bodyTimeoutMiddleware' },
  )
}

/**
 * Whether the response was not HTTP: an error of Node's parser, which the SDK does not treat as a broken connection.
 */
const isMalformed = (error: unknown): error is NodeJS.ErrnoException =>
  String((Object(error) as NodeJS.ErrnoException).code).startsWith('HPE_')

/** As the SDK says it of an answer that does not begin in time; it is retried like that. */
export const tooSlow = (ms: number): Error =>
  Object.assign(new Error(`The answer was not complete after ${ms} ms.`), { name: 'TimeoutError', code: 'ETIMEDOUT' })

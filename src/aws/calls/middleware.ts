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
 * Makes every attempt of a client's calls, including retries, wait for its turn, report its outcome to the limit, and
 * end in time: the SDK's own timeout covers only the headers of a response, and a body may arrive arbitrarily slowly.
 */
export function addAttemptMiddleware(
  stack: MiddlewareStack<object, MetadataBearer>,
  { rate, breaker }: Pick<Limit, 'rate' | 'breaker'>,
  { awsCallTimeoutMs }: { awsCallTimeoutMs: number },
): void {
  const acquireFirst: FinalizeRequestMiddleware<object, MetadataBearer> = (next, context) => async (args) => {
    const isRetry = HttpRequest.isInstance(args.request) && !args.request.headers[ATTEMPT]?.startsWith('attempt=1;')
    const signal = context[SMITHY_CONTEXT_KEY]?.abortSignal as AbortSignal | undefined
    await rate.acquire(signal, isRetry)
    try {
      const result = await next(args)
      rate.onSuccess()
      return result
    } catch (error) {
      if (isThrottled(error)) rate.onThrottle()
      if (isSilence(error) && !signal?.aborted) breaker.onSilence()
      throw isMalformed(error) ? Object.assign(error, { $retryable: { throttling: false } }) : error
    }
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

/** The SDK's error for a response that does not begin in time, so that it is retried the same way. */
const tooSlow = (ms: number) =>
  Object.assign(new Error(`The answer was not complete after ${ms} ms.`), { name: 'TimeoutError', code: 'ETIMEDOUT' })

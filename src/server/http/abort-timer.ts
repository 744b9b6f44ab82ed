import { Abort } from '../../aws/abort.ts'

/** A signal that aborts after so many milliseconds, unless it is stopped before. */
export function abortAfter(timeoutMs: number): { controller: Abort; stop: () => void } {
  const controller = new Abort()
  // Cheaper than AbortSignal.timeout, whose timers would outlive their requests.
  const timer = setTimeout(
    () => controller.abort(new DOMException('The request took too long.', 'TimeoutError')),
    timeoutMs,
  )
  return { controller, stop: () => clearTimeout(timer) }
}

/**
 * A signal that aborts with another one, if there is one, or after so many milliseconds. It keeps no process alive. Not
 * AbortSignal.any: Node collects a timeout to which nothing else listens, and it never aborts
 * [https://github.com/nodejs/node/issues/57736].
 */
export function abortedBy(left: AbortSignal | undefined, timeoutMs: number): AbortSignal {
  const controller = new Abort()
  const { signal } = controller
  for (const source of [AbortSignal.timeout(timeoutMs), ...(left ? [left] : [])]) {
    if (source.aborted) controller.abort(source.reason)
    source.addEventListener('abort', () => controller.abort(source.reason), { signal })
  }
  return signal
}

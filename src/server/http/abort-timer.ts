import { setMaxListeners } from 'node:events'

/** A signal that aborts after so many milliseconds, unless it is stopped before. */
export function abortAfter(timeoutMs: number): { controller: AbortController; stop: () => void } {
  const controller = new AbortController()
  // Cheaper than AbortSignal.timeout, whose timers would outlive their requests.
  const timer = setTimeout(
    () => controller.abort(new DOMException('The request took too long.', 'TimeoutError')),
    timeoutMs,
  )
  setMaxListeners(0, controller.signal) // one for each AWS call in progress
  return { controller, stop: () => clearTimeout(timer) }
}

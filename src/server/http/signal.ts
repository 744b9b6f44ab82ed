import { setMaxListeners } from 'node:events'
import type { FastifyReply } from 'fastify'
import { whenOver } from './disconnect.ts'

/** Aborts the AWS calls of a request when its client disconnects or its time limit is reached. */
export function signalOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const controller = new AbortController()
  // Cheaper than AbortSignal.timeout, whose timers would outlive their requests.
  const timer = setTimeout(
    () => controller.abort(new DOMException('The request took too long.', 'TimeoutError')),
    timeoutMs,
  )
  whenOver(reply, () => {
    clearTimeout(timer)
    if (!reply.raw.writableFinished) controller.abort()
  })
  setMaxListeners(0, controller.signal) // one for each AWS call in progress
  return controller.signal
}

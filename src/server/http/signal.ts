import type { FastifyReply } from 'fastify'
import { abortAfter } from './abort-timer.ts'
import { whenOver } from './disconnect.ts'

/** Aborts the AWS calls of a request when its client disconnects or its time limit is reached. */
export function signalOf(reply: FastifyReply, timeoutMs: number): AbortSignal {
  const { controller, stop } = abortAfter(timeoutMs)
  whenOver(reply, () => {
    stop()
    if (!reply.raw.writableFinished) controller.abort()
  })
  return controller.signal
}

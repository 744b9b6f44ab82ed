import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultEffect } from './faults.ts'

/** Aborts when the client disconnects before it has its answer, or with `stop`. */
export function untilLeft(response: ServerResponse, stop: AbortSignal): AbortSignal {
  const left = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) left.abort()
  })
  return AbortSignal.any([stop, left.signal])
}

/** Waits; resolves to false if the client disconnects first. Rejects when the emulator stops. */
export async function delay(
  { delayMs, release }: FaultEffect,
  response: ServerResponse,
  stop: AbortSignal,
): Promise<boolean> {
  const disconnected = new AbortController()
  const onClose = () => disconnected.abort()
  response.once('close', onClose)
  try {
    const signal = AbortSignal.any([stop, disconnected.signal, ...(release ? [release] : [])])
    await sleep(delayMs, undefined, { signal })
  } catch (error) {
    if (stop.aborted) throw error
  } finally {
    response.off('close', onClose)
  }
  return !disconnected.signal.aborted
}

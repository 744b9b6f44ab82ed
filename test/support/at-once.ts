import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Gateway } from './gateway.ts'
import { until } from './until.ts'

const HOUR_MS = 3_600_000
const LOOK_MS = 50
const IDLE = 0.3

/**
 * The answers to `count` equal requests that are executed at the same time however slow the machine is: AWS answers once
 * all have arrived and nothing is left to do but to wait for it. The gateway has to be as patient (PATIENT).
 */
export async function atOnce(
  { query, url, faults }: Gateway,
  count: number,
  ...request: Parameters<Gateway['query']>
): Promise<Answer[]> {
  const executed = new AbortController()
  const held = { delayMs: HOUR_MS, release: executed.signal }
  faults.unshift(held)
  const requests = requestsInProgress(new URL(url).port)
  try {
    const answers = Promise.all(Array.from({ length: count }, () => query(...request)))
    let isOver = false
    const end = () => {
      isOver = true
    }
    answers.then(end, end)
    await until(() => isOver || requests.count() >= count)
    await untilIdle()
    faults.splice(faults.indexOf(held), 1)
    executed.abort()
    return await answers
  } finally {
    executed.abort()
    requests.stop()
  }
}

/** Waits until the event loop, which is that of the gateway too, has had little to do for a while. */
async function untilIdle(): Promise<void> {
  for (;;) {
    const before = performance.eventLoopUtilization()
    await sleep(LOOK_MS)
    if (performance.eventLoopUtilization(before).utilization < IDLE) return
  }
}

/** Counts what the server at this port has received since now and not answered. */
function requestsInProgress(port: string) {
  const inProgress = new Set<IncomingMessage>()
  const requestOf = (message: unknown) => (message as { request: IncomingMessage }).request
  const start = (message: unknown) => {
    const request = requestOf(message)
    if (String(request.socket.localPort) === port) inProgress.add(request)
  }
  const finish = (message: unknown) => inProgress.delete(requestOf(message))
  subscribe('http.server.request.start', start)
  subscribe('http.server.response.finish', finish)
  return {
    count: () => inProgress.size,
    stop: () => {
      unsubscribe('http.server.request.start', start)
      unsubscribe('http.server.response.finish', finish)
    },
  }
}

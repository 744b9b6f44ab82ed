import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Gateway } from './gateway.ts'
import { until } from './until.ts'

const HOUR_MS = 3_600_000
// From the head of a request, which is what is counted, to the AWS call that it joins.
const EXECUTION_MS = 100

/**
 * The answers to `count` equal requests that are executed at the same time however slow the machine is: AWS answers
 * once all have arrived.
 */
export async function atOnce(
  { query, url, faults }: Gateway,
  count: number,
  ...request: Parameters<Gateway['query']>
): Promise<Answer[]> {
  const arrived = new AbortController()
  const held = { delayMs: HOUR_MS, release: arrived.signal }
  faults.unshift(held)
  const requests = requestsInProgress(new URL(url).port)
  try {
    const answers = Promise.all(Array.from({ length: count }, () => query(...request)))
    await until(() => requests.count() >= count)
    await sleep(EXECUTION_MS)
    faults.splice(faults.indexOf(held), 1)
    arrived.abort()
    return await answers
  } finally {
    requests.stop()
  }
}

/** Counts what the server at this port has received and not answered. */
function requestsInProgress(port: string) {
  let inProgress = 0
  const change = (by: number) => (message: unknown) => {
    const { socket } = (message as { request: IncomingMessage }).request
    if (String(socket.localPort) === port) inProgress += by
  }
  const [start, finish] = [change(1), change(-1)]
  subscribe('http.server.request.start', start)
  subscribe('http.server.response.finish', finish)
  return {
    count: () => inProgress,
    stop: () => {
      unsubscribe('http.server.request.start', start)
      unsubscribe('http.server.response.finish', finish)
    },
  }
}

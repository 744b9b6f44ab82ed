// Clients that subscribe: each by server-sent events or over a WebSocket of its own.
import { once as arrives } from 'node:events'
import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'

const FEED = 'subscription { activity { change asOf activity { title phase } problems { service code } } }'
const DEPLOYMENT = `subscription ($id: ID!, $location: String) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    asOf nextAt changedTargets { ... on DeploymentTarget { targetId status } }
    deployment { status targets(first: 20) { nodes {
      ... on InstanceTarget { targetId status lifecycleEvents { name status } } } } } } }`

/** How a watcher leaves. One of `ends` watches a deployment that has ended, so that the gateway ends the stream. */
const LEAVING = ['reads on', 'stops reading', 'completes', 'ends', 'is killed']
const MAX_STAY_MS = 10_000

const count = (counts, key) => {
  counts[key] = (counts[key] ?? 0) + 1
}
const pick = (list) => list[Math.floor(Math.random() * list.length)]

/** Opens a stream: `ended` resolves to whether the gateway completed it, and rejects if the connection breaks. */
function overEvents(url, payload, onUpdate) {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' }
  const sent = request(`${url}/graphql`, { method: 'POST', headers, agent: false })
  sent.on('error', () => {}) // `ended` tells
  let response
  const read = async () => {
    ;[response] = await arrives(sent.end(JSON.stringify(payload)), 'response')
    if (response.statusCode !== 200) throw new Error(`HTTP ${response.statusCode}`)
    let event
    for await (const line of createInterface({ input: response })) {
      if (line.startsWith('event: ')) event = line.slice(7)
      else if (line.startsWith('data: ') && event === 'next') onUpdate(JSON.parse(line.slice(6)))
    }
    return event === 'complete'
  }
  return {
    ended: read(),
    pause: () => response?.socket.pause(),
    complete: () => sent.destroy(), // the protocol has no other way
    kill: () => (sent.socket?.connecting === false ? sent.socket.resetAndDestroy() : sent.destroy()),
  }
}

function overSocket(url, payload, onUpdate) {
  let socket
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { opened: (opened) => (socket = opened) },
  })
  let complete
  const ended = new Promise((resolve, reject) => {
    complete = client.subscribe(payload, { next: onUpdate, error: reject, complete: () => resolve(true) })
  })
  return {
    ended: ended.finally(() => client.dispose()),
    pause: () => socket?.pause(),
    complete,
    kill: () => (socket ? socket.terminate() : complete()),
  }
}

const TRANSPORTS = { SSE: overEvents, WebSocket: overSocket }

const reasonOf = (error) =>
  Array.isArray(error) ? error[0].extensions.code : error.code || error.message || error.reason || String(error)

/**
 * Keeps so many watchers subscribed until `end`, by `performance.now()`: whoever leaves is followed by another.
 * `running` are variables of deployments that have not ended, `over` those of one that has. Answers what they saw.
 */
export async function watch(url, watchers, end, { running, over }) {
  const seen = { subscribed: {}, updates: 0, stale: 0, codes: {}, broken: {} }
  const onUpdate = ({ errors = [], extensions }) => {
    seen.updates++
    if (extensions?.stale) seen.stale++
    for (const { extensions } of errors) count(seen.codes, extensions.code)
  }

  async function watchOnce(transport, leaving) {
    const variables = leaving === 'ends' ? over : pick(running)
    const isFeed = leaving !== 'ends' && Math.random() < 0.3
    const payload = isFeed ? { query: FEED } : { query: DEPLOYMENT, variables }
    const stream = TRANSPORTS[transport](url, payload, onUpdate)
    count(seen.subscribed, `${transport} ${leaving}`)
    let hasLeft = false
    let isOver = false
    const ended = stream.ended
      .then(
        (isComplete) => isComplete || hasLeft || count(seen.broken, `${transport} ended`),
        (error) => {
          if (!hasLeft) count(Array.isArray(error) ? seen.codes : seen.broken, reasonOf(error))
        },
      )
      .finally(() => {
        isOver = true
      })
    const stayMs = leaving === 'reads on' ? Number.POSITIVE_INFINITY : Math.random() * MAX_STAY_MS
    const stayed = new AbortController()
    const untilMs = Math.max(0, Math.min(stayMs, end - performance.now()))
    await Promise.race([ended, sleep(untilMs, undefined, { signal: stayed.signal }).catch(() => {})])
    stayed.abort()
    if (isOver) return
    if (leaving === 'stops reading') {
      stream.pause()
      await sleep(Math.max(0, Math.min(MAX_STAY_MS, end - performance.now())))
    }
    hasLeft = true
    if (leaving === 'completes' || leaving === 'reads on') stream.complete()
    else if (!isOver) stream.kill()
    await Promise.race([ended, sleep(1_000)])
  }

  async function watcher(_, index) {
    const transport = Object.keys(TRANSPORTS)[index % 2]
    const leaving = LEAVING[index % LEAVING.length]
    while (performance.now() < end) await watchOnce(transport, leaving)
  }

  await Promise.all(Array.from({ length: watchers }, watcher))
  return seen
}

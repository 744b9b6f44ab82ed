// The clients, in a process of their own: when it ends, none of their connections is left.
import { entities, OVER, RIGHT, RUNNING, W1, WRONG } from './documents.mjs'
import { watch } from './watchers.mjs'

process.on('disconnect', () => process.exit())

const [url, clients, seconds, leaving, watchers] = process.argv.slice(2).map((text) => Number(text) || text)

/** Answers the HTTP status, the data and the errors. Rejects when the answer does not arrive whole. */
async function ask(request, signal) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify(request), signal })
  const { data, errors = [] } = await response.json()
  return { status: response.status, data, errors }
}

const count = (counts, key) => {
  counts[key] = (counts[key] ?? 0) + 1
}
const pick = (list) => list[Math.floor(Math.random() * list.length)]

/** Gives a request up after so many milliseconds. With AbortSignal.timeout alone some fetches never settled in Node 20. */
function leaveIn(ms) {
  const controller = new AbortController()
  const left = new Promise((_, reject) => {
    setTimeout(() => {
      controller.abort()
      reject(controller.signal.reason)
    }, ms)
  })
  left.catch(() => {}) // answered before
  return { signal: controller.signal, left }
}

function anyRequest() {
  const dice = Math.random()
  if (dice < 0.05) return W1
  if (dice < 0.15) return entities()
  return dice < 0.17 ? WRONG : pick(RIGHT)
}

// A request that fails without a fault would prove nothing under faults.
for (const request of [...RIGHT, entities(), W1]) {
  const { errors } = await ask(request)
  if (errors.length > 0) throw new Error(`${errors[0].message}\n${request.query}`)
}
const { data } = await ask(RUNNING)
const running = data.activity.nodes.map(({ deploymentId, location }) => ({ id: deploymentId, location: location.name }))
if (running.length === 0) throw new Error('No deployment runs that could be watched.')
await new Promise((resolve) => {
  process.once('message', resolve)
  process.send('ready')
})

const seen = { answered: 0, whole: 0, left: 0, broken: {}, codes: {}, statuses: {} }
const took = []
const end = performance.now() + seconds * 1000

async function client() {
  while (performance.now() < end) {
    const leaves = Math.random() < leaving ? leaveIn(Math.random() * 100) : undefined
    const start = performance.now()
    try {
      const { status, errors } = await (leaves
        ? Promise.race([ask(anyRequest(), leaves.signal), leaves.left])
        : ask(anyRequest()))
      took.push(performance.now() - start)
      seen.answered++
      if (errors.length === 0) seen.whole++
      count(seen.statuses, status)
      for (const code of new Set(errors.map(({ extensions }) => extensions.code))) count(seen.codes, code)
    } catch (error) {
      if (leaves?.signal.aborted) seen.left++
      else count(seen.broken, error.cause?.code ?? error.message)
    }
  }
}

const watching = watch(url, watchers, end, { running, over: OVER })
await Promise.all(Array.from({ length: clients }, client))
const watched = await watching
took.sort((a, b) => a - b)
const at = (share) => Math.round(took[Math.floor(took.length * share)] ?? 0)
process.send({ ...seen, watched, p50: at(0.5), p99: at(0.99), longest: at(1 - 1e-9) }, () => process.exit())

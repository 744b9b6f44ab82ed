// npm run soak -- --minutes 10 --watchers 50: many clients ask everything of a gateway, as it is built, over an AWS that
// fails at random; some leave before they are answered, and others subscribe and leave in every way. Writes the section
// Soak of docs/reliability.md, unless there is --dry. Takes up to a minute longer than that. Ends with 1 on a broken
// connection, an error in the log, a leak, live updates that have not ended, or an exit code other than 0.
import { fork } from 'node:child_process'
import { subscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmulator } from '../dist/emulator/server.js'
import { DEMO_LOCATIONS, demoWorld } from '../dist/emulator/worlds/demo/demo-world.js'
import { fleetWorld } from '../dist/emulator/worlds/fleet/fleet-world.js'
import { startGateway } from './soak/gateway.mjs'
import { sectionOf, write } from './soak/report.mjs'

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    watchers: { type: 'string', default: '50' },
    dry: { type: 'boolean', default: false },
  },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new RangeError(`--minutes is ${values.minutes}, expected a number above 0`)
const watchers = Number(values.watchers)
if (!(watchers >= 0)) throw new RangeError(`--watchers is ${values.watchers}, expected a number from 0`)
const clients = 20
const LEAVING = 0.05
const SAMPLES = 10
const REST_SECONDS = 60
const MAX_HEAP_GROWTH = 1.25 // at rest, over the first sample under load, when the caches are about full
const NOW = Date.parse('2026-11-21T09:30:00.000Z') // the cookbook's

const chance = (share) => () => Math.random() < share
const FAULTS = [
  { when: chance(0.05), delayMs: 200 },
  { when: chance(0.01), error: { name: 'ThrottlingException' } },
  { when: chance(0.01), error: { name: 'InternalFailure', status: 500 } },
  { when: chance(0.005), error: { name: 'AccessDeniedException' } },
  { when: chance(0.005), drop: true },
  { when: chance(0.005), body: 'truncated' },
  { when: chance(0.005), body: 'malformed' },
]

// The demo's two regions, and in each the deployment to 1,000 instances.
const demo = demoWorld()
const fleet = fleetWorld()
const world = (region, now) => {
  const { codedeploy, ...others } = demo(region, now)
  const { deployments, pageSizes } = fleet(region, NOW).codedeploy
  return {
    ...others,
    codedeploy: { ...codedeploy, deployments: [...deployments, ...codedeploy.deployments], pageSizes },
  }
}

// What is watched goes on, in whole seconds, so that the world is made once for all calls of a second.
let loadAt
const sinceLoad = () => (loadAt === undefined ? 0 : performance.now() - loadAt)

let aws
subscribe('http.server.request.start', ({ server }) => {
  aws = server
})
const emulator = await startEmulator({ world, clock: () => NOW + Math.floor(sinceLoad() / 1000) * 1000 })
const calls = {}
/** The emulator forgets all but the latest. */
function countCalls() {
  const arrived = emulator.calls.splice(0)
  for (const { outcome } of arrived) if (outcome !== 'pending') calls[outcome] = (calls[outcome] ?? 0) + 1
  emulator.calls.unshift(...arrived.filter(({ outcome }) => outcome === 'pending'))
}

const folder = mkdtempSync(join(tmpdir(), 'deploygraph-soak-'))
const config = join(folder, 'deploygraph.yaml')
const locations = DEMO_LOCATIONS.map((location) => ({ ...location, endpoint: emulator.endpoint }))
writeFileSync(config, JSON.stringify({ locations }))
const gateway = await startGateway(config, emulator.credentials)

async function atRest() {
  aws?.closeIdleConnections() // the gateway keeps them for the next call
  await sleep(1_000)
  return gateway.held()
}
const { handles: before, ...memoryBefore } = await atRest()
const leakedSince = (handles) =>
  Object.entries(handles).reduce((sum, [kind, count]) => sum + Math.max(0, count - (before[kind] ?? 0)), 0)

const program = fileURLToPath(new URL('soak/load.mjs', import.meta.url))
const clientsProcess = fork(program, [gateway.url, clients, minutes * 60, LEAVING, watchers].map(String))
const ended = once(clientsProcess, 'exit').then(([code]) => {
  if (code !== 0) throw new Error(`The clients ended with ${code}.`)
})
await Promise.race([once(clientsProcess, 'message'), ended])
emulator.calls.splice(0)
emulator.faults.push(...FAULTS)
const answer = once(clientsProcess, 'message')
clientsProcess.send('go')
const counting = setInterval(countCalls, 1_000)

loadAt = performance.now()
const memory = []
for (let part = 1; part <= SAMPLES; part++) {
  const minute = (part * minutes) / SAMPLES
  await Promise.race([sleep(Math.max(0, loadAt + minute * 60_000 - performance.now())), ended])
  memory.push({ minute, ...(await gateway.held()), live: await gateway.live() })
}
const [load] = await Promise.race([answer, ended])
await ended
clearInterval(counting)
emulator.faults.splice(0)

const heldSince = ({ handles, live }) =>
  leakedSince(handles) + Object.values(live).reduce((sum, count) => sum + count, 0)
const rest = async () => ({ ...(await atRest()), live: await gateway.live() })
let after = await rest()
for (let waited = 0; heldSince(after) > 0 && waited < REST_SECONDS; waited++) after = await rest()
countCalls()
const leaked = leakedSince(after.handles)
const exitCode = await gateway.stop()
await emulator.stop()
rmSync(folder, { recursive: true })

const { incidents } = gateway
const isHeapBack = after.heapUsed <= MAX_HEAP_GROWTH * memory[0].heapUsed
const section = sectionOf({
  ...{ minutes, clients, watchers, load, calls, incidents, memory, after, leaked, exitCode },
  before: { ...memoryBefore, handles: before },
})
if (!values.dry) write(section)
process.stdout.write(`${section}${incidents.slice(0, 3).join('\n')}`)

// What a watcher sends is right, whatever AWS does.
const INVALID = ['BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'OPERATION_TOO_EXPENSIVE']
const failures = {
  'broken connections': Object.keys(load.broken).length,
  'broken streams': Object.keys(load.watched.broken).length,
  'subscriptions refused as invalid': INVALID.reduce((sum, code) => sum + (load.watched.codes[code] ?? 0), 0),
  'errors in the log': incidents.length,
  'handles or live updates that are left': heldSince(after),
  'memory that is left': isHeapBack ? 0 : 1,
  'exit code': exitCode ?? 1,
}
const found = Object.entries(failures).filter(([, count]) => count !== 0)
for (const [name] of found) process.stderr.write(`The soak failed: ${name}.\n`)
process.exit(found.length > 0 ? 1 : 0)

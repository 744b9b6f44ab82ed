// npm run soak -- --minutes 10: many clients ask everything of a gateway, as it is built, over an AWS that fails at random;
// some leave before they are answered. Writes the section Soak of docs/reliability.md. Takes up to a minute longer than
// that. Ends with 1 on a broken connection, an error in the log, a leak, or an exit code other than 0.
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

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new RangeError(`--minutes is ${values.minutes}, expected a number above 0`)
const clients = 20
const LEAVING = 0.05
const SAMPLES = 10
const REST_SECONDS = 60
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
  const { deployments, pageSizes } = fleet(region, now).codedeploy
  return {
    ...others,
    codedeploy: { ...codedeploy, deployments: [...deployments, ...codedeploy.deployments], pageSizes },
  }
}

let aws
subscribe('http.server.request.start', ({ server }) => {
  aws = server
})
const emulator = await startEmulator({ world, clock: () => NOW })
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
  return (await gateway.held()).handles
}
const before = await atRest()
const leakedSince = (handles) =>
  Object.entries(handles).reduce((sum, [kind, count]) => sum + Math.max(0, count - (before[kind] ?? 0)), 0)

const program = fileURLToPath(new URL('soak/load.mjs', import.meta.url))
const clientsProcess = fork(program, [gateway.url, clients, minutes * 60, LEAVING].map(String))
const ended = once(clientsProcess, 'exit').then(([code]) => {
  if (code !== 0) throw new Error(`The clients ended with ${code}.`)
})
await Promise.race([once(clientsProcess, 'message'), ended])
emulator.calls.splice(0)
emulator.faults.push(...FAULTS)
const answer = once(clientsProcess, 'message')
clientsProcess.send('go')
const counting = setInterval(countCalls, 1_000)

const start = performance.now()
const memory = []
for (let part = 1; part <= SAMPLES; part++) {
  const minute = (part * minutes) / SAMPLES
  await Promise.race([sleep(Math.max(0, start + minute * 60_000 - performance.now())), ended])
  memory.push({ minute, ...(await gateway.held()) })
}
const [load] = await Promise.race([answer, ended])
await ended
clearInterval(counting)
emulator.faults.splice(0)

let after = await atRest()
for (let waited = 0; leakedSince(after) > 0 && waited < REST_SECONDS; waited++) after = await atRest()
countCalls()
const leaked = leakedSince(after)
const exitCode = await gateway.stop()
await emulator.stop()
rmSync(folder, { recursive: true })

const { incidents } = gateway
const section = sectionOf({ minutes, clients, load, calls, incidents, memory, before, after, leaked, exitCode })
write(section)
process.stdout.write(`${section}${incidents.slice(0, 3).join('\n')}`)
const broken = Object.keys(load.broken).length > 0
process.exit(broken || incidents.length > 0 || leaked > 0 || exitCode !== 0 ? 1 : 0)

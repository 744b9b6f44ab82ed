// npm run soak -- --minutes 10: many clients ask everything of a gateway, as it is built, over an AWS that fails at random;
// some leave before they are answered. Writes the section Soak of docs/reliability.md.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startEmulator } from '../dist/emulator/server.js'
import { DEMO_LOCATIONS, demoWorld, fleetWorld } from '../dist/emulator/world.js'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } })
const minutes = Number(values.minutes)
const CLIENTS = 20
const LEAVING = 0.05
const NOW = Date.parse('2026-11-21T09:30:00.000Z')

// The demo's two regions, and in each the deployment to 1,000 instances that W1 asks for.
const demo = demoWorld()
const fleet = fleetWorld()
const world = (region, now) => {
  const { codedeploy, appconfig, imagebuilder } = demo(region, now)
  const { codedeploy: of } = fleet(region, now)
  const deployments = [...of.deployments, ...codedeploy.deployments]
  return { codedeploy: { ...codedeploy, deployments, pageSizes: of.pageSizes }, appconfig, imagebuilder }
}

const chance = (share) => () => Math.random() < share
const FAULTS = [
  { when: chance(0.05), delayMs: 200 },
  { when: chance(0.02), error: { name: 'ThrottlingException' } },
  { when: chance(0.01), error: { name: 'InternalFailure', status: 500 } },
  { when: chance(0.005), error: { name: 'AccessDeniedException' } },
  { when: chance(0.005), drop: true },
]

const W1 = `{ codeDeployDeployment(deploymentId: "d-FLEET0001", location: "us-east-1") { status targets(first: 1000) { nodes {
  ... on InstanceTarget { targetId status lifecycleEvents { name status startedAt endedAt diagnostics { errorCode logTail } } } } } } }`
const ENTITIES = `{ _entities(representations: [{ __typename: "CodeDeployDeployment", deploymentId: "d-FLEET0001" },
  { __typename: "CodeDeployDeployment", deploymentId: "d-NOBODY001" }]) { ... on CodeDeployDeployment { status } } }`

const root = new URL('..', import.meta.url)
const examples = new URL('graphiql/examples/', root)
const texts = readdirSync(examples)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => readFileSync(new URL(name, examples), 'utf8'))

/** Answers what the gateway's process holds after a full garbage collection, or as it is. */
const PROBE = `process.on('message', (collects) => {
  if (collects) gc()
  const resources = {}
  for (const name of process.getActiveResourcesInfo()) resources[name] = (resources[name] ?? 0) + 1
  const { rss, heapUsed } = process.memoryUsage()
  process.send({ rss, heapUsed, resources })
})`

const emulator = await startEmulator({ world, clock: () => NOW })
const folder = mkdtempSync(join(tmpdir(), 'deploygraph-soak-'))
const config = join(folder, 'deploygraph.yaml')
writeFileSync(
  config,
  JSON.stringify({ locations: DEMO_LOCATIONS.map((one) => ({ ...one, endpoint: emulator.endpoint })) }),
)
const gateway = fork(fileURLToPath(new URL('dist/cli.js', root)), ['serve', '--config', config, '--port', '0'], {
  execArgv: ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(PROBE)}`],
  env: {
    NODE_NO_WARNINGS: '1',
    NODE_ENV: 'production',
    AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
  },
  stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
})
const incidents = []
const url = await new Promise((resolve) => {
  gateway.stdout.setEncoding('utf8').on('data', (text) => {
    const [, found] = /listening on (http:[^\s,]+)/.exec(text) ?? []
    if (found) resolve(found)
    if (/"level":[56]0/.test(text)) incidents.push(text)
  })
})

async function held(collects = false) {
  gateway.send(collects)
  const [answer] = await once(gateway, 'message')
  return answer
}

async function ask(query, signal) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }), signal })
  return { status: response.status, errors: [], ...(await response.json()) }
}

// Documents with variables are left out.
const light = []
for (const query of [...texts, ENTITIES, '{ __typename }', '{ nope }'])
  if ((await ask(query)).status < 500 && !/\(\$/.test(query)) light.push(query)
const pick = () => (Math.random() < 0.05 ? W1 : light[Math.floor(Math.random() * light.length)])
await ask(W1)
emulator.faults.push(...FAULTS)

const seen = { answered: 0, left: 0, broken: 0, codes: {}, statuses: {} }
const took = []
const end = performance.now() + minutes * 60_000
const count = (counts, key) => {
  counts[key] = (counts[key] ?? 0) + 1
}

async function client() {
  while (performance.now() < end) {
    const leaving = Math.random() < LEAVING ? AbortSignal.timeout(1 + Math.floor(Math.random() * 50)) : undefined
    const start = performance.now()
    try {
      const { status, errors } = await ask(pick(), leaving)
      took.push(performance.now() - start)
      seen.answered++
      count(seen.statuses, status)
      for (const code of new Set(errors.map(({ extensions }) => extensions.code))) count(seen.codes, code)
    } catch {
      seen[leaving?.aborted ? 'left' : 'broken']++
    }
  }
}

/** Connections that were idle for longer than anybody keeps them are closed by then. */
async function atRest() {
  const { resources } = await held(true)
  return Object.entries(resources)
    .filter(([name]) => !['Timeout', 'Immediate'].includes(name))
    .reduce((sum, [, number]) => sum + number, 0)
}

const before = await atRest()
const clients = Promise.all(Array.from({ length: CLIENTS }, client))
const memory = []
for (let part = 1; part <= 10; part++) {
  await sleep(Math.max(0, end - ((10 - part) / 10) * minutes * 60_000 - performance.now()))
  memory.push({
    minute: (part * minutes) / 10,
    ...(await held(part === 1 || part === 10)),
    collected: part === 1 || part === 10,
  })
}
await clients
emulator.faults.splice(0)
let after = await atRest()
for (let waited = 0; after > before && waited < 90; waited++) {
  await sleep(1_000)
  after = await atRest()
}

gateway.kill('SIGINT')
const [exitCode] = await once(gateway, 'exit')
await emulator.stop()
rmSync(folder, { recursive: true })

took.sort((a, b) => a - b)
const at = (share) => `${Math.round(took[Math.floor(took.length * share)] ?? 0)} ms`
const listed = (counts) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, number]) => `${name} ${number}`)
    .join(', ')
const megabytes = (bytes) => (bytes / 1e6).toFixed(0)
const section = `## Soak

Written by \`npm run soak -- --minutes ${minutes}\`, ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC, Node ${process.version}. ${CLIENTS} clients without a
pause: the example queries, the feed among them, W1 (one in twenty), \`_entities\`, a wrong document. Of AWS's calls 5 %
wait 200 ms, 2 % are throttled, 1 % fail, 0.5 % are denied, 0.5 % break off. One client in twenty leaves early.

| | |
| --- | --- |
| requests answered | ${seen.answered} |
| clients that left | ${seen.left} |
| connections that broke | ${seen.broken} |
| status | ${listed(seen.statuses)} |
| answers with errors, by code | ${listed(seen.codes) || 'none'} |
| unexpected errors in the log | ${incidents.length} |
| p50, p99 | ${at(0.5)}, ${at(0.99)} |
| handles at rest, before and after | ${before}, ${after} |
| exit code | ${exitCode} |

| minute | resident MB | heap MB | |
| ---: | ---: | ---: | --- |
${memory.map(({ minute, rss, heapUsed, collected }) => `| ${minute.toFixed(1)} | ${megabytes(rss)} | ${megabytes(heapUsed)} | ${collected ? 'after a full collection' : ''} |`).join('\n')}
`
const file = new URL('docs/reliability.md', root)
const text = existsSync(file) ? readFileSync(file, 'utf8') : '# Reliability\n\n'
const others = text.split(/^(?=## )/m).filter((part) => !part.startsWith('## Soak'))
writeFileSync(file, `${others.join('').trimEnd()}\n\n${section}`)
console.log(section)
if (incidents.length > 0) console.log(incidents.slice(0, 3).join(''))
process.exit(seen.broken > 0 || incidents.length > 0 || after > before || exitCode !== 0 ? 1 : 0)

// Starts deploygraph's demo, the services and a gateway over both, and asks the gateway a question.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { URLS } from './compose.mjs'
import { startServices } from './services.mjs'

const { values } = parseArgs({
  options: {
    apollo: { type: 'boolean', default: false }, // @apollo/gateway instead of Hive Gateway
    port: { type: 'string', default: '4000' }, // the first of three; 0 for any
  },
})
const port = Number(values.port)
const nth = (index) => (port === 0 ? 0 : port + index)
const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (name) => readFileSync(new URL(name, import.meta.url), 'utf8')

const stops = []
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    for (const stop of stops.reverse()) await stop()
    process.exit()
  })

/** The demo in a process of its own; resolves with its URL when it listens, rejects with what it said when it ends. */
function startDemo() {
  const demo = spawn(process.execPath, ['dist/cli.js', 'demo', '--port', String(nth(0))], { cwd: root })
  process.once('exit', () => demo.kill())
  let printed = ''
  const note = (text) => {
    printed = (printed + text).slice(-10_000)
  }
  demo.stderr.on('data', note)
  return new Promise((resolve, reject) => {
    demo.stdout.on('data', (text) => {
      note(text)
      const [, url] = /GraphiQL\s+(\S+)/.exec(printed) ?? []
      if (url) resolve(`${url}/graphql`)
    })
    demo.once('exit', () => reject(new Error(`The demo ended:\n${printed}`)))
  })
}

async function ask(url, query, variables = {}) {
  const body = JSON.stringify({ query, variables })
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return response.json()
}

/** A pipeline learns the id of what it deploys from AWS and tells the services; here the demo is asked for it. */
async function deployed(demo, service) {
  const { data } = await ask(
    demo,
    `query ($applicationName: String!, $deploymentGroupName: String!) {
      deploymentGroup(applicationName: $applicationName, deploymentGroupName: $deploymentGroupName) { latestDeploymentId }
    }`,
    service,
  )
  return { ...service, deploymentId: data.deploymentGroup.latestDeploymentId }
}

const demo = await startDemo()
const services = await startServices(
  await Promise.all(JSON.parse(read('services.json')).map((service) => deployed(demo, service))),
  nth(1),
)
stops.push(services.stop)

const supergraph = read('supergraph.graphql').replace(URLS.deploygraph, demo).replace(URLS.services, services.url)
const gateway = values.apollo
  ? await (await import('./apollo.mjs')).startApollo(supergraph, nth(2))
  : await (await import('./hive.mjs')).startHive(supergraph, nth(2))
stops.push(gateway.stop)

/** The arguments of curl that send a document. */
const sending = (document) =>
  `${gateway.url} -H 'content-type: application/json' -d '${JSON.stringify({ query: document.replaceAll(/#.*|\s+/g, ' ') })}'`

const query = read('owners.graphql')
const answer = await ask(gateway.url, query)
console.log(`
gateway      ${gateway.url}  (${values.apollo ? '@apollo/gateway' : 'Hive Gateway'})
deploygraph  ${demo}  (simulated data)
services     ${services.url}

${query}
${JSON.stringify(answer, null, 2)}

The same from a shell; Ctrl-C stops it all:

curl -s ${sending(query)}
${values.apollo ? '' : `\nWhat is under way, as it changes:\n\ncurl -N -H 'accept: text/event-stream' ${sending(read('watch.graphql'))}\n`}`)

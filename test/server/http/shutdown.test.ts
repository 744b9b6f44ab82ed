import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { Agent, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { type Emulator, startEmulator } from '../../../src/emulator/server.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { buildCommand } from '../../support/process.ts'
import { until } from '../../support/until.ts'

let command: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator

beforeAll(async () => {
  command = await buildCommand()
  emulator = await startEmulator({ world: fleetWorld({ targets: 10 }) })
}, 600_000)
afterEach(() => {
  emulator.faults.splice(0)
  command.killAll()
})
afterAll(async () => {
  await emulator.stop()
  command.remove()
})

/** Every query asks AWS. */
const serve = (env: NodeJS.ProcessEnv = {}, nodeOptions: string[] = []) =>
  command.serve(emulator, { CACHE: 'off', ...env }, nodeOptions)

const STATUS = JSON.stringify({ query: '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }' })
const ANSWER = '{"data":{"codeDeployDeployment":{"status":"SUCCEEDED"}}}'

/** The status and the whole body of an answer, or the code of the error that came instead. */
async function ask(url: string, path: string, agent?: Agent, body?: string): Promise<[number | string, string]> {
  const headers = { 'content-type': 'application/json' }
  const sent = request(url + path, { agent, method: body ? 'POST' : 'GET', headers })
  try {
    const [response] = (await once(sent.end(body), 'response')) as [IncomingMessage]
    return [response.statusCode ?? 0, (await text(response)).trimEnd()]
  } catch (error) {
    return [(error as NodeJS.ErrnoException).code ?? 'unknown', '']
  }
}

test('on SIGTERM no request of a hundred clients is lost: each gets an answer, or no connection after the delay', async () => {
  emulator.faults.push({ operation: 'BatchGetDeployments', delayMs: 100 })
  const gateway = await serve({ SHUTDOWN_DELAY_SECONDS: '2' })
  const agent = new Agent({ keepAlive: true, maxSockets: 100 })
  const outcomes: Record<string, number> = {}
  let answered = 0
  let killedAt = Number.POSITIVE_INFINITY
  let refusedAt = Number.POSITIVE_INFINITY
  const client = async (mine: number) => {
    for (let turn = mine; ; turn++) {
      const slow = turn % 3 === 0
      const query = slow ? STATUS : JSON.stringify({ query: '{ locations { region } }' })
      const [status, body] = await ask(gateway.url, '/graphql', agent, query)
      if (status === 'ECONNREFUSED') {
        refusedAt = Math.min(refusedAt, performance.now())
        return
      }
      const whole = body === (slow ? ANSWER : '{"data":{"locations":[{"region":"us-east-1"}]}}')
      const outcome = `${status}${whole ? '' : ` ${body}`}`
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (status !== 200) return
      answered++
    }
  }
  const clients = Promise.all(Array.from({ length: 100 }, (_, mine) => client(mine)))
  await until(() => answered >= 500)
  killedAt = performance.now()
  gateway.kill('SIGTERM')
  let ready: [number | string, string]
  do ready = await ask(gateway.url, '/readyz')
  while (ready[0] === 200)
  const before = answered
  expect([ready[0], JSON.parse(ready[1]).status]).toEqual([503, 'stopping'])
  await clients
  agent.destroy()
  expect(Object.keys(outcomes)).toEqual(['200'])
  expect(answered).toBeGreaterThan(before)
  expect(refusedAt - killedAt).toBeGreaterThan(1_900)
  expect(await gateway.ended).toBe(0)
}, 600_000)

test.each(['SIGTERM', 'SIGHUP'] as const)(
  'on %s requests that outlast the delay are answered before the process ends',
  async (signal) => {
    emulator.faults.push({ operation: 'BatchGetDeployments', delayMs: 1_000 })
    const gateway = await serve({ SHUTDOWN_DELAY_SECONDS: '0' })
    const answers = Promise.all(Array.from({ length: 10 }, () => ask(gateway.url, '/graphql', undefined, STATUS)))
    await until(() => emulator.calls.filter(({ outcome }) => outcome === 'pending').length >= 10)
    gateway.kill(signal)
    expect(await answers).toEqual(Array(10).fill([200, ANSWER]))
    expect(await gateway.ended).toBe(0)
  },
)

/** Stops a gateway, and asks it on connections that it keeps for the second after it takes no new ones. */
async function askedOnKeptConnections() {
  const gateway = await serve({ SHUTDOWN_DELAY_SECONDS: '1', REQUEST_TIMEOUT_MS: '2000' })
  const agent = new Agent({ keepAlive: true })
  await Promise.all(Array.from({ length: 20 }, () => ask(gateway.url, '/livez', agent)))
  gateway.kill('SIGTERM')
  while ((await ask(gateway.url, '/livez', new Agent()))[0] !== 'ECONNREFUSED');
  // One after the other for half of the second, so that their deadlines do not end with that of the first.
  const answers: Awaited<ReturnType<typeof ask>>[] = []
  const requests: Promise<unknown>[] = []
  for (let kept = 0; kept < 20; kept++) {
    requests.push(ask(gateway.url, '/graphql', agent, STATUS).then((answer) => answers.push(answer)))
    await sleep(25)
  }
  await Promise.all(requests)
  agent.destroy()
  expect(await gateway.ended).toBe(0)
  return answers
}

test('a request during the shutdown delay has its full timeout, even when AWS does not respond', async () => {
  emulator.faults.push({ operation: 'BatchGetDeployments', delayMs: 3_600_000 })
  // Where the machine pauses for that second, nothing is asked in time.
  let answers = await askedOnKeptConnections()
  for (let tries = 1; tries < 5 && !answers.some(([status]) => status === 200); tries++)
    answers = await askedOnKeptConnections()
  // Also, the last ones may find their connections closed, long before the others are answered.
  const taken = answers.slice(answers.findIndex(([status]) => typeof status === 'number'))
  expect(answers.some(([status]) => status === 200)).toBe(true)
  for (const [status, body] of taken) {
    expect(status).toBe(200)
    expect(JSON.parse(body).errors[0].extensions.code).toBe('AWS_TIMEOUT')
  }
}, 600_000)

test('Ctrl-C stops the process without the delay for load balancers', async () => {
  const gateway = await serve({ SHUTDOWN_DELAY_SECONDS: '300' })
  gateway.kill('SIGINT')
  expect(await gateway.ended).toBe(0)
})

test.each([
  ['a rejection that nobody handles', 'Promise.reject(new Error("forgotten"))', 'unhandledRejection'],
  ['an exception that nobody catches', 'throw new Error("forgotten")', 'uncaughtException'],
])('%s is logged last, with an incident, and the process exits with 1', async (_, statement, origin) => {
  const file = join(command.folder, `${origin}.mjs`)
  writeFileSync(file, `process.on('SIGUSR2', () => setImmediate(() => { ${statement} }))`)
  const gateway = await serve({}, ['--import', pathToFileURL(file).href])
  gateway.kill('SIGUSR2')
  expect(await gateway.ended).toBe(1)
  expect(gateway.lines().at(-1)).toMatchObject({
    level: 60,
    msg: 'crashed',
    origin,
    incident: expect.stringMatching(/^[\da-f-]{36}$/),
    err: { type: 'Error', message: 'forgotten', stack: expect.stringContaining(`${origin}.mjs`) },
  })
})

test('on SIGTERM a response to a slow reader is sent completely', async () => {
  const large = await startEmulator({ world: fleetWorld({ targets: 1000, events: 50 }) })
  const gateway = await command.serve(large, { SHUTDOWN_DELAY_SECONDS: '0' })
  const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 1000) { nodes {
    ... on InstanceTarget { targetId lifecycleEvents { name status startedAt endedAt diagnostics { errorCode scriptName message logTail } } }
  } } } }`
  const sent = request(`${gateway.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } })
  const [response] = (await once(sent.end(JSON.stringify({ query })), 'response')) as [IncomingMessage]
  gateway.kill('SIGTERM')
  await until(() => gateway.lines().some(({ msg }) => msg === 'stopping on SIGTERM'))
  const chunks: Buffer[] = []
  for await (const chunk of response) {
    chunks.push(chunk as Buffer)
    if (chunks.length === 1) await sleep(500) // what the buffers of the sockets do not hold is still in the gateway
  }
  await large.stop()
  expect(Buffer.concat(chunks).length).toBe(Number(response.headers['content-length']))
  expect(JSON.parse(Buffer.concat(chunks).toString()).errors).toBeUndefined()
  expect(await gateway.ended).toBe(0)
})

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { buildCommand } from '../support/process.ts'

let built: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator
const AT = new Date(Date.now() - 60_000)
const CONFIGURATION = { ApplicationId: 'app0001', EnvironmentId: 'prod001', StartedAt: AT }
const children = new Set<ChildProcessWithoutNullStreams>()
const servers = new Set<Server>()

beforeAll(async () => {
  built = await buildCommand()
  emulator = await startEmulator({
    world: () => ({
      codedeploy: {
        deployments: [deploymentOf({ deploymentId: 'd-RUNNING01', status: 'InProgress', createTime: AT })],
      },
      appconfig: {
        applications: [{ Id: 'app0001', Name: 'flags' }],
        environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod' }],
        deployments: [
          { ...CONFIGURATION, DeploymentNumber: 1, State: 'COMPLETE', CompletedAt: AT },
          { ...CONFIGURATION, DeploymentNumber: 2, State: 'ROLLED_BACK', CompletedAt: AT },
        ],
      },
      imagebuilder: {
        executions: (['SUCCESS', 'FAILED'] as const).map((status, index) => ({
          execution: {
            lifecycleExecutionId: `lce-00000000-0000-4000-8000-00000000000${index}`,
            ...{ state: { status }, startTime: AT, endTime: AT },
          },
        })),
      },
    }),
  })
}, 600_000)
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
  for (const server of servers) server.closeAllConnections()
  for (const server of servers) server.close()
  servers.clear()
})
afterAll(async () => {
  await emulator?.stop()
  built?.remove()
})

/** The command, as a process with an environment of its own. */
function command(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { endpoint, credentials } = emulator
  const child = spawn(process.execPath, [join(built.folder, 'dist/cli.js'), ...args], {
    cwd: built.folder,
    env: {
      ...{ HOME: built.folder, AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: endpoint },
      ...{ AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
      ...env,
    },
  })
  children.add(child)
  const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>
  const ended = () =>
    Promise.all([closed, text(child.stdout), text(child.stderr)]).then(([[code, signal], stdout, stderr]) => ({
      ...{ code, signal, stdout, stderr },
    }))
  return { child, closed, ended }
}

/** A gateway of the test's. */
async function gateway(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.add(server)
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('deploygraph watch, by an engine in the process', () => {
  test.each([
    ['app0001/prod001/2', 'ROLLED_BACK', 1],
    ['lce-00000000-0000-4000-8000-000000000000', 'SUCCEEDED', 0],
  ])('exits for %s, which is %s, with %d', async (id, phase, code) => {
    const ended = await command(['watch', id]).ended()
    expect(ended).toMatchObject({ code, signal: null, stderr: '' })
    expect(ended.stdout.split(' ', 1)).toEqual([phase])
  })

  test('exits with 3 for a deployment that runs, once --timeout is over', async () => {
    const { code, stdout, stderr } = await command(['watch', 'd-RUNNING01', '--timeout', '2s']).ended()
    expect({ code, stderr }).toEqual({ code: 3, stderr: 'deploygraph: d-RUNNING01 had not ended after 2s\n' })
    expect(stdout).toMatch(/^IN_PROGRESS /)
  })

  test.each(['SIGINT', 'SIGTERM'] as const)('ends immediately on %s, after a whole line', async (signal) => {
    const { child, closed } = command(['watch', 'd-RUNNING01'])
    const [first] = (await once(child.stdout, 'data')) as [Buffer]
    child.kill(signal)
    expect(await closed).toEqual([null, signal])
    expect(first.toString()).toMatch(/^IN_PROGRESS .*\n$/)
  })
})

describe('a reader that leaves', () => {
  test.each([
    ['of now has read enough', ['now', '--json'], 0],
    ['of watch does not know the outcome', ['watch', 'd-RUNNING01', '--json'], 1],
  ])('%s', async (_, args, code) => {
    const { child, closed } = command(args)
    child.stdout.destroy()
    const stderr = await text(child.stderr)
    expect({ ended: await closed, stderr }).toEqual({ ended: [code, null], stderr: '' })
  })

  test('of a check that finds something has the outcome all the same', async () => {
    emulator.faults.push({ operation: 'ListApplications', error: { name: 'AccessDeniedException', message: 'no' } })
    const { child, closed } = command(['check', '--json'])
    child.stdout.destroy()
    expect(await closed.finally(() => emulator.faults.splice(0))).toEqual([1, null])
  })

  test('of standard error does not change the exit code', async () => {
    const { child, closed } = command(['why', 'nonsense'])
    child.stderr.destroy()
    expect(await closed).toEqual([2, null])
  })
})

describe('hostile input', () => {
  const ESCAPE = '\u001b]0;pwned\u0007\u001b[2J\u009b31m\u202e'
  const UNSAFE = /[^\n\P{C}]/u

  test.each([
    ['an unknown command', [ESCAPE]],
    ['an unknown option', [`--${ESCAPE}`]],
    ['an id', ['why', `d-${ESCAPE}`]],
    ['a duration', ['watch', 'd-1', '--timeout', ESCAPE]],
    ['a URL', ['now', '--url', ESCAPE]],
    ['a file', ['now', '--config', ESCAPE]],
    ['a folder', ['policy', '--documents', ESCAPE]],
    ['a huge argument', ['why', 'x'.repeat(100_000)]],
  ])('in %s is a mistake in one line of plain text', async (_, args) => {
    const { code, stdout, stderr } = await command(args).ended()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^deploygraph: .*\n$/)
    expect(UNSAFE.test(stderr)).toBe(false)
    expect(stderr.length).toBeLessThan(1_000)
  })

  test.each([
    ['HTML', 'text/html', '<html>'],
    ['another JSON', 'application/json', '{"message":"no"}'],
    ['errors that are none', 'application/json', '{"errors":[null]}'],
    ['data that is none', 'application/json', '{"data":"all"}'],
    ['updates that are no JSON', 'text/event-stream', 'event: next\ndata: <html>\n\n'],
  ])('of a gateway that answers with %s ends with one sentence', async (_, type, body) => {
    const url = await gateway((_, response) => response.writeHead(200, { 'content-type': type }).end(body))
    const { code, stdout, stderr } = await command(['watch', 'd-1', '--url', url]).ended()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toBe(`deploygraph: ${url}/graphql does not answer as a gateway: HTTP 200\n`)
  })

  test('of a gateway that ends its updates before the first is no reason to wait', async () => {
    const url = await gateway((_, response) =>
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end('event: complete\ndata:\n\n'),
    )
    const { code, stderr } = await command(['watch', 'd-1', '--url', url]).ended()
    expect({ code, stderr }).toEqual({ code: 1, stderr: 'deploygraph: d-1: the updates ended before the first\n' })
  })
})

test('Output is ASCII where the character set is another than UTF-8.', async () => {
  const { stdout } = await command(['watch', 'app0001/prod001/1'], { LANG: 'C' }).ended()
  expect(stdout).toMatch(/^SUCCEEDED .* > /)
  expect(stdout).toMatch(/^[\n -~]*$/)
})

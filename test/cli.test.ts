import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { type Emulator, startEmulator } from '../src/emulator/server.ts'
import { until } from './support/until.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const app = mkdtempSync(join(tmpdir(), 'deploygraph-cli-'))
const elsewhere = join(app, 'working-directory')
const children = new Set<ChildProcess>()

const NAMES = 'serve, demo, schema, now, why, watch, waiting, runs, stats, check or policy'

/** The command as users run it: compiled, next to the files that a release has. */
beforeAll(async () => {
  for (const name of ['node_modules', 'schema', 'package.json']) symlinkSync(join(root, name), join(app, name))
  mkdirSync(elsewhere)
  const build = ['-p', 'tsconfig.build.json', '--noCheck', '--incremental', 'false', '--outDir', join(app, 'dist')]
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), build, { cwd: root })
}, 600_000)

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})
afterAll(() => rmSync(app, { recursive: true }))

/** A child process with an environment of its own: no profile, no instance metadata, nothing of the developer's. */
function command(args: string[], env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [join(app, 'dist/cli.js'), ...args], {
    cwd: elsewhere,
    env: { HOME: elsewhere, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  })
  children.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (output.stdout += text))
  child.stderr.on('data', (text) => (output.stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ code, ...output }))
  /** The first match on standard output; rejects when the command ends without one. */
  async function printed(pattern: RegExp): Promise<string> {
    const over = ended.then(() => true)
    for (;;) {
      const match = pattern.exec(output.stdout)
      if (match) return match[1] ?? match[0]
      const closed = await Promise.race([over, once(child.stdout, 'data').then(() => false)])
      if (closed) throw new Error(`ended without printing ${pattern}: ${output.stdout}${output.stderr}`)
    }
  }
  return { ended, printed, kill: (signal: NodeJS.Signals) => child.kill(signal) }
}

const run = (args: string[], env?: NodeJS.ProcessEnv) => command(args, env).ended

async function post(url: string, body: string) {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return response.json()
}

describe('deploygraph', () => {
  test('--help lists every command and flag', async () => {
    const { code, stdout, stderr } = await run(['--help'])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const word of [
      'serve',
      'demo',
      'schema',
      '--config',
      '--host',
      '--port',
      '--aws-port',
      '--help',
      '--version',
    ]) {
      expect(stdout).toContain(` ${word} `)
    }
  })

  test('alone says where to begin', async () => {
    const { code, stdout, stderr } = await run([])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^deploygraph: a command is missing\. Where to begin:\n {2}deploygraph demo /)
  })

  test.each(['serve', 'demo', 'schema', 'now', 'why', 'watch', 'waiting', 'runs', 'stats', 'check', 'policy'])(
    '%s --help explains it',
    async (name) => {
      const { code, stdout, stderr } = await run([name, '--help'])
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      expect(stdout).toContain(`deploygraph ${name}`)
      expect(stdout).toMatch(/^ {2}-h, --help /m)
    },
  )

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(await run(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })

  test('schema prints the GraphQL schema', async () => {
    const { code, stdout } = await run(['schema'])
    expect(code).toBe(0)
    const names = parse(stdout).definitions.map((definition) => 'name' in definition && definition.name?.value)
    expect(names).toEqual(expect.arrayContaining(['Query', 'CodeDeployDeployment', 'Target']))
    expect(stdout).not.toContain('@key')
  })

  test('schema --federation prints the subgraph that composers read', async () => {
    const { code, stdout } = await run(['schema', '--federation'])
    expect(code).toBe(0)
    expect(parse(stdout).definitions[0]).toMatchObject({ kind: 'SchemaExtension' })
    expect(stdout).toContain('@key(fields: "deploymentId")')
  })

  test.each([
    [['server'], `unknown command "server": ${NAMES}`],
    [['constructor'], `unknown command "constructor": ${NAMES}`],
    [['serve', 'now'], 'unexpected argument "now"'],
    [['why'], 'an id is missing: deploygraph why <id>'],
    [['why', 'd-000000001', 'd-000000002'], 'unexpected argument "d-000000002"'],
    [['serve', '--json'], '--json is for now, why, watch, waiting, runs, stats, check, not for serve'],
    [['now', '--timeout', '1m'], '--timeout is for watch, not for now'],
    [
      ['watch', 'd-000000001', '--timeout', '1'],
      '--timeout: expected a duration such as 90s, 30m, 2h or 7d, found "1"',
    ],
    [['now', '--url', 'gateway'], '--url: expected the http or https URL of a gateway, found "gateway"'],
    [
      ['now', '--url', 'http://me:secret@localhost'],
      '--url: expected no credentials in it: set DEPLOYGRAPH_TOKEN or DEPLOYGRAPH_API_KEY',
    ],
    [
      ['now', '--url', 'http://localhost', '--config', 'x.yaml'],
      '--config and --url exclude each other: a gateway has its own configuration',
    ],
    [['serve', '--federation'], '--federation is for schema, not for serve'],
    [['serve', '--aws-port', '5566'], '--aws-port is for demo, not for serve'],
    [['demo', '--aws-port', 'aws'], '--aws-port: expected a whole number from 0 to 65535, found "aws"'],
    [['demo', '--aws-port', '65536'], '--aws-port: expected a whole number from 0 to 65535, found "65536"'],
    [['serve', '--prot', '80'], "Unknown option '--prot'"],
    [['serve', '--port'], "Option '--port <value>' argument missing"],
    [['serve', '--port', '-1'], "Option '--port' argument is ambiguous."],
    [['serve', '--port', '80a'], '--port: expected a whole number from 0 to 65535, found "80a"'],
    [['demo', '--host', ''], '--host: expected a host name or an address, found ""'],
    [
      ['serve', '--host', '0.0.0.0'],
      'host: expected a loopback address, because authMode is none and everybody could ask, found "0.0.0.0"; allowAnonymous: on permits it',
    ],
    [['serve', '--config', 'none.yaml'], 'none.yaml: expected a readable file, found none'],
  ])('%j exits with status 2 and one sentence about the mistake', async (args, sentence) => {
    expect(await run(args, { AWS_REGION: 'us-east-1' })).toEqual({
      code: 2,
      stdout: '',
      stderr: `deploygraph: ${sentence}\n`,
    })
  })
})

describe('deploygraph serve', () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator()
  })
  afterAll(() => emulator.stop())

  /** The environment of an AWS user, pointed at the embedded endpoint. */
  const awsEnvironment = () => ({
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: emulator.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: emulator.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_CODEDEPLOY: emulator.endpoint,
  })

  test("reads AWS's own environment variables, and logs its address as JSON", async () => {
    const gateway = command(['serve', '--port', '0'], awsEnvironment())
    const { msg } = JSON.parse(await gateway.printed(/^\{.*"listening on .*\}$/m))
    const [, url] = /^listening on (http:\S+), reading us-east-1$/.exec(msg) ?? []
    const query = '{ locations { name region } codeDeployDeployments(first: 2) { nodes { deploymentId } } }'
    expect(await post(new URL('/graphql', url).href, JSON.stringify({ query }))).toEqual({
      data: {
        locations: [{ name: 'us-east-1', region: 'us-east-1' }],
        codeDeployDeployments: { nodes: [{ deploymentId: expect.any(String) }, { deploymentId: expect.any(String) }] },
      },
    })
    expect(emulator.calls.map(({ operation }) => operation)).toContain('ListDeployments')
    gateway.kill('SIGINT')
    expect(await gateway.ended).toMatchObject({ code: 0, stderr: '' })
  })

  test('answers now from AWS by itself, in plain lines where its output is piped', async () => {
    const { code, stdout } = await run(['now', '--json'], { ...awsEnvironment(), AWS_ENDPOINT_URL: emulator.endpoint })
    expect(code).toBe(0)
    const all = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(all.some(({ deploymentId }) => deploymentId)).toBe(true)
    expect((await run(['waiting'], { ...awsEnvironment(), AWS_ENDPOINT_URL: emulator.endpoint })).stdout).not.toContain(
      '\u001b',
    )
  })

  test('watches a deployment that has failed in this process, and exits with its outcome', async () => {
    const environment = { ...awsEnvironment(), AWS_ENDPOINT_URL: emulator.endpoint }
    const { stdout } = await run(['runs', '--json'], environment)
    const succeeded = JSON.parse(stdout.split('\n').find((line) => line.includes('"current":{')) ?? '{}')
    const { code } = await run(['watch', succeeded.current.deploymentId, '--json'], environment)
    expect(code).toBe(0)
  })

  test('check names each action, and what to do about one that is denied', async () => {
    emulator.faults.push({ operation: 'ListDeploymentGroups', error: { name: 'AccessDeniedException', message: 'no' } })
    const { code, stdout, stderr } = await run(['check'], { ...awsEnvironment(), AWS_ENDPOINT_URL: emulator.endpoint })
    emulator.faults.splice(0)
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
    const rows = stdout.split('\n').filter((line) => line.startsWith('us-east-1 '))
    expect(rows).toHaveLength(28)
    expect(rows.filter((row) => !/ allowed$/.test(row))).toEqual([
      expect.stringMatching(
        /codedeploy:ListDeploymentGroups +denied +allow codedeploy:ListDeploymentGroups in the policy of the role$/,
      ),
    ])
    expect(stdout).toMatch(/^1 of 28 actions cannot be used\.$/m)
  })

  test('check says that credentials are missing, without calling the rest', async () => {
    const { code, stdout } = await run(['check', '--json'], { AWS_REGION: 'us-east-1' })
    expect(code).toBe(1)
    const states = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).state)
    expect(new Set(states)).toEqual(new Set(['credentials']))
  })

  test('ends immediately at a second signal, even with an answer under way', async () => {
    const arrived = emulator.calls.length
    emulator.faults.push({ operation: 'ListDeployments', delayMs: 600_000 })
    const gateway = command(['serve', '--port', '0'], awsEnvironment())
    const url = await gateway.printed(/listening on (http:[^\s,]+)/)
    const body = JSON.stringify({ query: '{ codeDeployDeployments(first: 2) { nodes { deploymentId } } }' })
    const answer = post(new URL('/graphql', url).href, body).catch(() => 'cut off')
    await until(() => emulator.calls.length > arrived)
    gateway.kill('SIGTERM')
    await gateway.printed(/stopping on SIGTERM/)
    gateway.kill('SIGTERM')
    expect(await answer).toBe('cut off')
    expect((await gateway.ended).code).toBe(143)
  })

  test('exits with status 1 and one sentence where its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const result = await run(['serve', '--port', String(port)], awsEnvironment()).finally(() => other.close())
    expect(result).toEqual({
      code: 1,
      stdout: '',
      stderr: `deploygraph: 127.0.0.1:${port} is already in use: choose another with --port, 0 for any\n`,
    })
  })

  test('names the settings for a region where it finds none', async () => {
    const { code, stderr } = await run(['serve'], { AWS_DEFAULT_REGION: 'us-east-1' })
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'deploygraph: no AWS region found: set AWS_REGION (AWS_DEFAULT_REGION is not read), or a region in the profile that AWS_PROFILE names, or list locations in deploygraph.yaml\n',
    })
  })

  test('reads deploygraph.yaml in the working directory and reports all of its mistakes', async () => {
    const file = join(elsewhere, 'deploygraph.yaml')
    writeFileSync(file, 'port: http\nlocations: [{ name: prod }]\n')
    const { code, stderr } = await run(['serve']).finally(() => rmSync(file))
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        'deploygraph: deploygraph.yaml: port: expected a whole number from 0 to 65535, found "http"\n' +
        '  deploygraph.yaml: locations[0].region: expected a region such as us-east-1, found nothing\n',
    })
  })
})

describe('deploygraph demo', () => {
  test('marks its data as simulated, prints a query that works, and ends cleanly on SIGTERM', async () => {
    const demo = command(['demo', '--port', '0'])
    const [, url, body] = /^curl -s (\S+) -H 'content-type: application\/json' -d '(.*)'$/.exec(
      await demo.printed(/^curl .*$/m),
    ) as string[]
    const answer = await post(String(url), String(body))
    const node = { title: expect.any(String), phase: expect.any(String), reason: expect.any(String) }
    const nodes = Array(5).fill(expect.objectContaining(node))
    expect(answer).toEqual({ data: { activity: { nodes } }, extensions: { aws: expect.anything() } })
    demo.kill('SIGTERM')
    const { code, stdout, stderr } = await demo.ended
    expect(code).toBe(0)
    expect(stderr).not.toMatch(/warning/i) // the gateway of the demo logs to it
    expect(stdout).toContain('ALL DATA IS SIMULATED')
  })

  test('with --aws-port prints an environment in which the SDK reads the same deployments', async () => {
    const demo = command(['demo', '--port', '0', '--aws-port', '0'])
    const [, url, body] = /^curl -s (\S+) -H 'content-type: application\/json' -d '(.*)'$/.exec(
      await demo.printed(/^curl .*$/m),
    ) as string[]
    const printed = await demo.printed(/^(unset AWS_SESSION_TOKEN.*AWS_DEFAULT_REGION=\S+)$/ms)
    const variables = [...printed.matchAll(/\b(AWS_\w+)=(\S+)/g)].map(([, name, value]) => [name, value])
    expect(variables.map(([name]) => name)).toEqual([
      ...['AWS_ENDPOINT_URL', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_DEFAULT_REGION'],
    ])
    const script = `
      import { CodeDeployClient, ListDeploymentsCommand } from '@aws-sdk/client-codedeploy'
      const { deployments } = await new CodeDeployClient({}).send(new ListDeploymentsCommand({}))
      console.log(JSON.stringify(deployments))`
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: app,
      env: { HOME: elsewhere, AWS_EC2_METADATA_DISABLED: 'true', ...Object.fromEntries(variables) },
    })
    const query = '{ codeDeployDeployments(first: 20, location: "us-east-1") { nodes { deploymentId } } }'
    const { data } = await post(String(url), JSON.stringify({ query }))
    const shown = data.codeDeployDeployments.nodes.map(({ deploymentId }: { deploymentId: string }) => deploymentId)
    // A deployment may have started between the two reads.
    const common = JSON.parse(stdout).filter((id: string) => shown.includes(id))
    expect(common.length).toBeGreaterThanOrEqual(15)
    expect(JSON.parse(String(body)).query).toContain('[FAILED, STOPPED, ROLLED_BACK]')
  })

  test('exits with status 1 and one sentence where --aws-port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const result = await run(['demo', '--port', '0', '--aws-port', String(port)]).finally(() => other.close())
    expect(result).toEqual({
      code: 1,
      stdout: '',
      stderr: `deploygraph: 127.0.0.1:${port} is already in use: choose another with --aws-port, 0 for any\n`,
    })
  })
})

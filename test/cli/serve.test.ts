import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { until } from '../support/until.ts'
import { post, useCommand } from './built-command.ts'

const { command, run, elsewhere } = useCommand()

const UNREACHABLE = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1', AWS_ENDPOINT_URL_CODEDEPLOY: 'http://127.0.0.1:1' }

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
    const [, url, board] = /^listening on (http:\S+), reading us-east-1; the board is at (http:\S+)$/.exec(msg) ?? []
    expect(await (await fetch(String(board))).text()).toContain('npm run build') // its bundle is not built here
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

  test.each(['now', 'waiting', 'runs', 'stats'])('%s exits with 1 where nothing answers', async (name) => {
    const { code, stdout, stderr } = await run([name], { ...awsEnvironment(), ...UNREACHABLE })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/deploygraph: no source could be read completely\n$/)
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

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { promisify } from 'node:util'
import { describe, expect, test } from '@jest/globals'
import { parse } from 'graphql'
import { post, useCommand } from './cli/built-command.ts'

const NAMES = 'serve, demo, schema, now, why, watch, waiting, runs, stats, check or policy'

const { command, run, elsewhere, folder } = useCommand()

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

  test('help is --help, whose lines are in columns', async () => {
    const { code, stdout } = await run(['help'])
    expect({ code, stdout }).toEqual(await run(['--help']).then(({ code, stdout }) => ({ code, stdout })))
    const rows = stdout.split('\n').filter((line) => /^ {2}\S/.test(line))
    expect(rows.filter((row) => !/^ {2}.{18}[ \]] \S/.test(row))).toEqual([])
    expect(rows.length).toBeGreaterThan(20)
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
      expect(stdout).toMatch(new RegExp(`^Usage: deploygraph ${name} (.* )?\\[options\\]$`, 'm'))
      expect(await run(['help', name])).toEqual({ code, stdout, stderr })
      expect(stdout).toMatch(/^ {2}-h, --help /m)
    },
  )

  test('--version prints the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
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
    [['help', 'server'], `unknown command "server": ${NAMES}`],
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
      cwd: folder(),
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

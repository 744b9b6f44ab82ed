import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { subscribe } from '../live/event-client.ts'
import { until } from '../support/until.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const app = mkdtempSync(join(tmpdir(), 'deploygraph-example-'))
const children = new Set<ChildProcess>()

/** As after a fresh clone and a build. */
beforeAll(async () => {
  for (const name of ['node_modules', 'schema', 'package.json']) symlinkSync(join(root, name), join(app, name))
  cpSync(join(root, 'examples'), join(app, 'examples'), { recursive: true })
  const build = ['-p', 'tsconfig.build.json', '--noCheck', '--incremental', 'false', '--outDir', join(app, 'dist')]
  await promisify(execFile)(join(root, 'node_modules/.bin/tsc'), build, { cwd: root })
}, 600_000)
afterAll(() => {
  for (const { pid, exitCode } of children) if (pid && exitCode === null) process.kill(-pid, 'SIGKILL')
  rmSync(app, { recursive: true })
})

async function start(...args: string[]) {
  const child = spawn(process.execPath, ['--no-warnings', 'examples/supergraph/start.mjs', '--port', '0', ...args], {
    cwd: app,
    env: { HOME: app },
    detached: true, // a group of its own, with the demo that it starts
  })
  children.add(child)
  const output = { stdout: '', stderr: '' }
  child.stdout.on('data', (text) => (output.stdout += text))
  child.stderr.on('data', (text) => (output.stderr += text))
  const ended = once(child, 'close').then(([code]) => ({ code, ...output }))
  while (!output.stdout.includes('\ncurl '))
    if (await Promise.race([ended, once(child.stdout, 'data').then(() => undefined)])) break
  const url = (name: string) => new RegExp(`^${name} +(\\S+)`, 'm').exec(output.stdout)?.[1] ?? ''
  return { output, ended, child, gateway: url('gateway'), deploygraph: url('deploygraph') }
}

const post = async (url: string, query: string) => {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).json()
}

test.each([
  ['Hive Gateway', []],
  ['@apollo/gateway', ['--apollo']],
])(
  'one command starts the demo, the services and %s, queries both subgraphs, and leaves no process behind',
  async (name, args) => {
    const { output, ended, child, gateway, deploygraph } = await start(...args)
    expect({ name: output.stdout.includes(`(${name})`), stderr: output.stderr }).toEqual({ name: true, stderr: '' })

    const query = readFileSync(join(app, 'examples/supergraph/owners.graphql'), 'utf8')
    const { data, errors } = await post(gateway, query)
    expect(errors).toBeUndefined()
    const services = JSON.parse(readFileSync(join(app, 'examples/supergraph/services.json'), 'utf8'))
    expect(data.services).toEqual(
      services.map(({ name, team, applicationName, deploymentGroupName }: Record<string, string>) => ({
        ...{ name, team },
        // Or its rollback: some deployments of the demo fail.
        currentDeployment: expect.objectContaining({
          title: expect.stringMatching(`^${applicationName} → ${deploymentGroupName}( \\(rollback\\))?$`),
        }),
      })),
    )
    expect(data.codeDeployDeployments.nodes).toHaveLength(2)

    // It printed such an answer, and a command that repeats the query.
    const printed = JSON.parse(/^\{\n {2}"data".*?^\}/ms.exec(output.stdout)?.[0] ?? 'null')
    expect(printed.data.services).toHaveLength(services.length)
    const curl = /^curl -s (\S+) .*-d '(.*)'$/m.exec(output.stdout)
    expect(await post(curl?.[1] ?? '', JSON.parse(curl?.[2] ?? '{}').query)).toMatchObject({ data: expect.anything() })

    // The gateway that runs subscriptions printed one too.
    const watch = /^curl -N -H 'accept: text\/event-stream' (\S+) .*-d '(.*)'$/m.exec(output.stdout)
    expect(watch !== null).toBe(name === 'Hive Gateway')
    if (watch) {
      const client = await subscribe(new URL(watch[1] ?? '').origin, JSON.parse(watch[2] ?? '{}').query)
      const update = await client.update()
      expect(update.errors).toBeUndefined()
      expect(update.data.activity.change).toMatch(/^(PRESENT|SYNCED)$/)
      client.close()
    }

    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 0 })
    const listens = () =>
      fetch(deploygraph).then(
        () => true,
        () => false,
      )
    await until(async () => !(await listens())) // the demo ends after its parent
  },
  600_000,
)

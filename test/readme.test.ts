import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadConfig, SETTINGS } from '../src/config.ts'
import type { Fault } from '../src/emulator/faults.ts'
import { type Options, startGateway } from './support/gateway.ts'

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const readme = read('README.md')

/** What the README shows in code blocks of a language. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)

const [answer, policy, assumeRole, refusal, ...others] = blocks('json').map((text) => JSON.parse(text))

/** The rows of the table whose header begins with a word; code marks are dropped. */
function table(firstHeader: string): string[][] {
  const [, rows = ''] = readme.split(`\n| ${firstHeader} |`)
  const [, , ...lines] = rows.split('\n\n', 1)[0]?.trim().split('\n') ?? []
  return lines.map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
}
const column = (rows: string[][], index: number) => rows.flatMap((row) => row[index] || [])

/** Every text in quotes between two marks of a source file. */
function quoted(path: string, start: string, end: string): string[] {
  const [, after = ''] = read(path).split(start)
  return [...(after.split(end, 1)[0] ?? '').matchAll(/'([^']+)'/g)].map(([, text = '']) => text)
}

/** An answer as the README can hold it: without what differs from run to run. */
const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value), (key, member) => (key === 'waitedMs' || key === 'requestId' ? '…' : member))

async function ask(query: string, options: Options) {
  const { query: send, stop } = await startGateway(options)
  const { status, ...body } = await send(query).finally(stop)
  expect(status).toBe(200)
  return lasting(body)
}

test('the README shows two queries, the answer of the first, two policies and a refusal', () => {
  expect(blocks('graphql')).toHaveLength(2)
  expect([answer, policy, assumeRole, refusal, others]).toEqual([
    { data: expect.anything(), extensions: { aws: expect.anything() } },
    expect.objectContaining({ Version: '2012-10-17' }),
    expect.objectContaining({ Version: '2012-10-17' }),
    { errors: [expect.anything()], data: expect.anything() },
    [],
  ])
})

test('the query is answered by the demo as the README shows it, and costs what it says', async () => {
  expect(await ask(blocks('graphql')[0] ?? '', { receipt: true })).toEqual(lasting(answer))
})

test('the feed is answered by the demo without a problem', async () => {
  const { data, errors } = (await ask(blocks('graphql')[1] ?? '', {})) as {
    data: { activity: object }
    errors?: unknown
  }
  expect(errors).toBeUndefined()
  expect(data.activity).toMatchObject({ nodes: expect.arrayContaining([expect.anything()]), problems: [] })
})

test('a region that refuses is one null slot with an error, as the README shows it', async () => {
  const [{ message, extensions }] = refusal.errors
  const fault: Fault = { region: extensions.aws.location, error: { name: extensions.aws.errorName, message } }
  const [, query = ''] = /^This is `(.*)`/m.exec(readme) ?? []
  expect(await ask(query, { faults: [fault] })).toEqual(lasting(refusal))
})

test('the policy allows exactly the AWS calls that the gateway can make', () => {
  const services = [...read('src/context.ts').matchAll(/'\.\/(\w+)\/source\.ts'/g)].map(([, service = '']) => service)
  const sources = services.flatMap((service) =>
    readdirSync(new URL(`../src/${service}`, import.meta.url)).map((file) => read(`src/${service}/${file}`)),
  )
  const imports = [...sources.join('\n').matchAll(/import \{([^}]*)\} from '@aws-sdk\/client-([a-z]+)'/g)]
  const actions = imports.flatMap(([, names = '', service]) =>
    [...names.matchAll(/(\w+)Command\b/g)].map(([, operation]) => `${service}:${operation}`),
  )
  expect(policy.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Resource: '*' })])
  expect([...policy.Statement[0].Action].sort()).toEqual([...new Set(actions)].sort())
  expect(actions.length).toBeGreaterThan(0)
  expect(assumeRole.Statement).toEqual([expect.objectContaining({ Effect: 'Allow', Action: 'sts:AssumeRole' })])
})

test('every variable that is read is in the configuration table', () => {
  const variables = Object.values(SETTINGS).map(({ variable }) => variable)
  expect(column(table('Variable'), 1)).toEqual(variables)
})

describe('the configuration file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-readme-'))
  const file = join(folder, 'deploygraph.yaml')
  afterAll(() => rmSync(folder, { recursive: true }))

  test('has the keys of the configuration table', async () => {
    writeFileSync(file, 'x: 0\nlocations: [{ name: a, region: us-east-1, x: 0 }]\n')
    const message = await loadConfig({ env: {}, file }).catch(String)
    // x: expected one of the keys …, found an unknown one
    const keys = [...String(message).matchAll(/: (locations\[0\]\.)?x: expected one of the keys (.*), found/g)].flatMap(
      ([, parent, names = '']) => names.split(', ').map((name) => (parent ? `locations[].${name}` : name)),
    )
    expect(keys).toContain('locations[].roleArn')
    expect(column(table('Variable'), 2).sort()).toEqual(keys.sort())
  })

  test('may be empty: the defaults are those of the configuration table', async () => {
    writeFileSync(file, '')
    const { receipt, locations, manifest, introspection, ...settings } = await loadConfig({
      env: { AWS_REGION: 'us-east-1' },
      file,
    })
    const written = (value: unknown) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value) || 'none')
    const defaults = table('Variable').filter(([, variable, , , value]) => variable && value)
    expect(Object.fromEntries(defaults.map(([, , key, , value]) => [key, value]))).toEqual(
      Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, written(value)])),
    )
  })
})

test('every error code is in the table, and whether it is worth trying again', () => {
  const codes = new Set([
    ...quoted('src/aws/errors.ts', 'type ReadErrorCode =', '\n\n'),
    ...quoted('src/server/errors.ts', 'const REQUEST_ERRORS = new Set([', '])'),
    ...quoted('src/server/errors.ts', 'type BusyCode =', '\n'),
  ])
  expect(codes).toContain('AWS_THROTTLED')
  const rows = table('`code`')
  expect(column(rows, 1).sort()).toEqual([...codes].sort())
  const retryable = [
    ...quoted('src/aws/errors.ts', 'const RETRYABLE', '\n'),
    ...quoted('src/server/errors.ts', 'type BusyCode =', '\n'),
  ]
  expect(rows.flatMap(([, code = '', again]) => (again === 'yes' ? code : [])).sort()).toEqual(retryable.sort())
})

test('what the README links to in this repository is there', () => {
  const links = [...readme.matchAll(/\]\(([^):#]+)\)/g)].map(([, path = '']) => path)
  expect(links).toContain('CONTRIBUTING.md')
  expect(links.filter((path) => !existsSync(new URL(`../${path}`, import.meta.url)))).toEqual([])
})

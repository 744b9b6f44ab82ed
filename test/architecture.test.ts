import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path/posix'
import { fileURLToPath } from 'node:url'
import { SERVICES } from '../src/services.ts'
import { type Import, importsOf } from './support/imports.ts'

const SERVICE_ROOMS = SERVICES.map(({ name }) => name as string)

/**
 * The imports that a room of src/ may have from others; `types`: of these only types. A room is a folder, or a file
 * beside them; `auth/identity.ts` is that file of a folder alone.
 */
const MAY_IMPORT: Record<string, { values?: string[]; types?: string[] }> = {
  config: {},
  emulator: {},
  errors: {},
  redact: {},
  auth: { values: ['errors'], types: ['config'] },
  aws: { values: ['errors', 'redact'], types: ['config'] },
  graphql: { values: ['aws', 'errors'], types: ['context', 'generated'] },
  activity: { values: ['aws', 'graphql', 'errors'], types: ['context', 'generated'] },
  ...Object.fromEntries(
    SERVICE_ROOMS.map((name) => [
      name,
      { values: ['aws', 'graphql', 'auth/identity.ts', 'errors', 'activity'], types: ['context', 'generated', 'live'] },
    ]),
  ),
  live: { values: ['aws', 'graphql', 'activity', 'errors'], types: ['config', 'context', 'generated'] },
  services: { values: SERVICE_ROOMS, types: ['activity', 'aws', 'context', 'graphql', 'live'] },
  context: { types: ['auth', 'aws'] },
  generated: { types: [...SERVICE_ROOMS, 'activity', 'config', 'context', 'live'] },
  'create-context': { values: ['services', 'auth', 'aws', 'errors'], types: ['context'] },
  schema: { values: ['services', 'activity', 'graphql'], types: ['context'] },
  server: { values: ['auth', 'aws', 'graphql', 'live', 'config', 'errors', 'redact', 'generated'], types: ['context'] },
  'shared-memory': { values: ['aws', 'config'] },
  engine: {
    values: ['shared-memory', 'server', 'schema', 'create-context', 'services', 'aws', 'live', 'config', 'redact'],
  },
  gateway: { values: ['engine', 'server', 'create-context', 'services', 'aws', 'live', 'config'] },
  index: { values: ['gateway', 'config'] },
  demo: { values: ['gateway', 'config', 'emulator'] },
  cli: { values: ['gateway', 'engine', 'config', 'demo', 'schema', 'services', 'server', 'aws', 'errors'] },
}

/** Packages that only some rooms may import. */
const PACKAGES: readonly (readonly [RegExp, string[]])[] = [
  [/^@aws-sdk\/client-(?!sqs)/, [...SERVICE_ROOMS, 'generated', 'emulator']],
  [/^@aws-sdk\/client-sqs$/, ['live', 'emulator']],
  [/^dataloader$/, ['aws']],
  [/^@modelcontextprotocol\//, ['server']],
  [/^graphql$/, ['graphql', 'schema', 'server', 'generated', 'cli']],
  [/^(fastify|@fastify\/.*|@apollo\/server.*|pino.*)$/, ['server', 'gateway', 'cli', 'demo']],
]

const roomOf = (file: string): string => /^src\/([\w-]+)/.exec(file)?.[1] ?? ''

/** Why an import is forbidden; undefined if it is not. */
function objection(file: string, { specifier, isType }: Import): string | undefined {
  const from = roomOf(file)
  if (!specifier.startsWith('.')) {
    const rule = PACKAGES.find(([pattern]) => pattern.test(specifier))
    const isTypeOfLog = isType && specifier === 'pino'
    return !rule || rule[1].includes(from) || isTypeOfLog ? undefined : `${file} imports ${specifier}`
  }
  const path = join(dirname(file), specifier)
  const to = roomOf(path)
  const { values = [], types = [] } = MAY_IMPORT[from] ?? {}
  const isIn = (rooms: readonly string[]) => rooms.includes(to) || rooms.includes(path.slice('src/'.length))
  if (to === from || isIn(values) || (isType && isIn(types))) return undefined
  return `${file} imports ${specifier}${isType ? ' as a type' : ''}`
}

/** The files of each cycle of imports, types included. */
function cyclesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) return void cycles.push([...path.slice(path.indexOf(file)), file])
    if (done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return cycles
}

const LAYERS = ['src/aws/request', 'src/aws/shared', 'src/aws/calls', 'src/aws']
const layerOf = (file: string) => LAYERS.findIndex((layer) => file.startsWith(`${layer}/`))

/** The imports of a file of aws/ that go up a layer. */
const upwards = (file: string, of: readonly Import[]): string[] =>
  of.flatMap(({ specifier }) => {
    const to = layerOf(join(dirname(file), specifier))
    return specifier.startsWith('.') && to >= 0 && to < layerOf(file) ? [`${file} imports ${specifier}`] : []
  })

const MAX_FILES = 20

/** The folders with more files side by side. */
function crowded(files: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)
  return [...counts].flatMap(([folder, count]) => (count > MAX_FILES ? [folder] : []))
}

const root = fileURLToPath(new URL('..', import.meta.url))
const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .trim()
  .split('\n')
const files = tracked.filter((file) => file.startsWith('src/') && file.endsWith('.ts'))
const imports = new Map(files.map((file) => [file, importsOf(readFileSync(join(root, file), 'utf8'))]))

test('the import table lists every folder of src/', () => {
  expect([...new Set(files.map(roomOf))].filter((room) => !MAY_IMPORT[room])).toEqual([])
})

test('every file imports only what the table allows its folder', () => {
  expect([...imports].flatMap(([file, of]) => of.flatMap((one) => objection(file, one) ?? []))).toEqual([])
})

test('no files import each other in a cycle', () => {
  const graph = new Map(
    [...imports].map(([file, of]) => [
      file,
      of.flatMap(({ specifier }) => (specifier.startsWith('.') ? join(dirname(file), specifier) : [])),
    ]),
  )
  expect(cyclesOf(graph)).toEqual([])
})

test('a read goes down only: request imports shared, shared imports calls, and none of them the other way', () => {
  expect([...imports].flatMap(([file, of]) => upwards(file, of))).toEqual([])
})

test(`a folder holds at most ${MAX_FILES} files side by side`, () => {
  expect(crowded(tracked.filter((file) => !file.startsWith('bench/')))).toEqual([])
})

test('at most three files outside its own folders name a service, such as Image Builder', () => {
  const names = /image.?builder/i
  const others = files.filter((file) => !/^src\/(imagebuilder|emulator|generated)\//.test(file))
  const naming = others.filter((file) => names.test(readFileSync(join(root, file), 'utf8')))
  expect(naming).toEqual(['src/services.ts'])
  expect(['package.json', 'codegen.yml'].filter((file) => names.test(readFileSync(join(root, file), 'utf8')))).toEqual([
    'package.json',
    'codegen.yml',
  ])
})

describe('the architecture rules', () => {
  const FORBIDDEN: readonly (readonly [file: string, text: string])[] = [
    ['src/aws/calls/call.ts', "import { createSchema } from '../../schema.ts'"],
    ['src/aws/receipt.ts', "import type { Context } from '../context.ts'"],
    ['src/aws/receipt.ts', "import { GraphQLError } from 'graphql'"],
    ['src/auth/identity.ts', "import { toGatewayError } from '../aws/calls/errors.ts'"],
    ['src/config/http.ts', "import { SERVICES } from '../services.ts'"],
    ['src/server/http/server.ts', "import { codedeploy } from '../../codedeploy/service.ts'"],
    ['src/server/http/server.ts', "import { createContext } from '../../create-context.ts'"],
    ['src/server/apollo.ts', "import { DeploymentStatus } from '@aws-sdk/client-codedeploy'"],
    ['src/server/apollo.ts', "import { SQSClient } from '@aws-sdk/client-sqs'"],
    ['src/live/engine.ts', "import { Deployment$ } from '@aws-sdk/client-appconfig'"],
    ['src/activity/feed.ts', "import type { Deployment } from '../codedeploy/model.ts'"],
    ['src/live/ticker.ts', "import type { Deployment } from '../codedeploy/model.ts'"],
    ['src/live/frames.ts', "import { execute } from 'graphql'"],
    ['src/codedeploy/source.ts', "import { LiveEngine } from '../live/engine.ts'"],
    ['src/codedeploy/source.ts', "import { createAppConfigSource } from '../appconfig/source.ts'"],
    ['src/codedeploy/source.ts', "export { feed } from '../server/apollo.ts'"],
    ['src/codedeploy/resolvers.ts', "import DataLoader from 'dataloader'"],
    ['src/codedeploy/resolvers.ts', "import { createContext } from '../context.ts'"],
    ['src/emulator/server.ts', "import { toGatewayError } from '../aws/calls/errors.ts'"],
    ['src/gateway.ts', "const { startEmulator } = await import('./emulator/server.ts')"],
    ['src/context.ts', "type Source = import('./codedeploy/source.ts').CodeDeploySource"],
    ['src/services.ts', "import { type Context, feed } from './activity/feed.ts'"],
    ['src/errors.ts', "import { scrubbed } from './redact.ts'"],
    ['src/redact.ts', "import { shorten } from './errors.ts'"],
    ['src/aws/calls/queue.ts', "import { validate } from '../../config.ts'"],
    ['src/graphql/ids.ts', "import { codedeploy } from '../codedeploy/service.ts'"],
    ['src/imagebuilder/resolvers.ts', "import { authenticator } from '../auth/authenticate.ts'"],
    ['src/imagebuilder/resolvers.ts', "export * from '../services.ts'"],
    ['src/live/frames.ts', "import { createContext } from '../create-context.ts'"],
    ['src/live/frames.ts', "import { codedeploy } from '../codedeploy/service.ts'"],
    ['src/create-context.ts', "import { createSchema } from './schema.ts'"],
    ['src/schema.ts', "import type { Config } from './config.ts'"],
    ['src/demo.ts', "import { createApollo } from './server/apollo.ts'"],
    ['src/cli.ts', "await import('./emulator/server.ts')"],
    ['src/auth/tokens.ts', "import type { FastifyRequest } from 'fastify'"],
    ['src/emulator/server.ts', "import fastify from 'fastify'"],
  ]
  test.each(FORBIDDEN)('forbid %s: %s', (file, text) => {
    expect(importsOf(text).map((one) => objection(file, one))).toEqual([expect.any(String)])
  })

  test.each([
    ['src/aws/shared/read.ts', "import { perRequest } from '../request/request-reader.ts'"],
    ['src/aws/calls/call.ts', "import type { Read } from '../shared/read.ts'"],
    ['src/aws/receipt.ts', "import { callAws } from './calls/call.ts'"],
  ])('forbid %s to go up: %s', (file, text) => {
    expect(upwards(file, importsOf(text))).toHaveLength(1)
  })

  test('name a folder with a file too many, and not one below it', () => {
    const filesIn = (folder: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${folder}/${index}.ts`)
    expect(crowded([...filesIn('a', MAX_FILES + 1), ...filesIn('a/b', MAX_FILES)])).toEqual(['a'])
  })

  test('report a cycle without the files that only lead to it', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ])
    expect(cyclesOf(graph)).toEqual([['a', 'b', 'c', 'a']])
  })
})

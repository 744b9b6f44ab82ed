import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { getNamedType, isAbstractType, isObjectType, parse, validate } from 'graphql'
import { retryingFetch } from '../../examples/client/retrying-fetch.ts'
import { createSchema } from '../../src/schema.ts'
import { useGateway, useGateways } from '../support/gateway.ts'
import { blocksOf, firstBlock, readPage as read, sectionsOf } from '../support/pages.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const page = read('docs/clients.md')
const schema = createSchema()
const run = promisify(execFile)

const sections = new Map(sectionsOf(page, '## ').map(({ title, text }) => [title, text]))
const blocks = (client: string, language: string) => blocksOf(sections.get(client) ?? '', language)

const documents = [...page.matchAll(/^const query = \w+\(?`([^`]*)`/gm)].map(([, text = '']) => text)
const [LATEST = ''] = documents

const gateway = useGateway()
const { start } = useGateways()
let titles: string[]
beforeAll(async () => {
  const { data } = await gateway.query(LATEST, { first: 6 })
  titles = data.codeDeployDeployments.edges.map(({ node }: { node: { title: string } }) => node.title)
})

test('the page shows four clients with the same valid query, and the others', () => {
  expect([...sections.keys()]).toEqual([
    'Apollo Client',
    'urql',
    'Relay',
    'graphql-request',
    'gql.tada',
    'graphql-sse',
    'graphql-ws',
    'EventSource',
    'curl',
  ])
  expect(documents).toHaveLength(4)
  for (const document of documents) expect(validate(schema, parse(document))).toEqual([])
  expect(new Set(documents.map((document) => document.trim())).size).toBe(1)
  expect(titles).toHaveLength(6)
})

test('the page shows the fetch function of the example, without its comments', () => {
  const withoutComments = read('examples/client/retrying-fetch.ts').replace(/^(\/\/.*|\/\*\*|\s\*.*)\n/gm, '')
  expect(firstBlock(page, 'ts')?.replaceAll('\n\n', '\n')).toBe(withoutComments.replaceAll('\n\n', '\n'))
})

describe('the generated tables for caches', () => {
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('_'))

  test('have the possible types of every interface and union', () => {
    const abstract = types.filter(isAbstractType)
    expect(abstract.length).toBeGreaterThan(3)
    expect(JSON.parse(read('examples/client/generated/possible-types.json'))).toEqual(
      Object.fromEntries(abstract.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)])),
    )
  })

  test('have every connection, each with first, after and pageInfo', () => {
    const connections: Record<string, string[]> = JSON.parse(read('examples/client/generated/connections.json'))
    const paged = types
      .filter(isObjectType)
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => field.args.some(({ name }) => name === 'after'))
    expect(
      Object.entries(connections)
        .flatMap(([type, fields]) => fields.map((field) => `${type}.${field}`))
        .sort(),
    ).toEqual(paged.map(({ type, field }) => `${type.name}.${field.name}`).sort())
    for (const { field } of paged) {
      expect(field.args.map(({ name }) => name)).toContain('first')
      const connection = getNamedType(field.type)
      expect(isObjectType(connection) && Object.keys(connection.getFields())).toEqual(
        expect.arrayContaining(['edges', 'pageInfo']),
      )
    }
  })
})

interface Sent {
  method: 'GET' | 'POST'
  accept?: string
  'content-type'?: string
}

// The headers that each package sends; the `fetch` of a browser adds those in test/server/http/cross-site.test.ts.
const GRAPHQL_FIRST = 'application/graphql-response+json, application/json'
const WIRE: Record<string, Sent> = {
  'Apollo Client 4': {
    method: 'POST',
    accept: 'application/graphql-response+json,application/json;q=0.9',
    'content-type': 'application/json',
  },
  'Apollo Client 4 with useGETForQueries': {
    method: 'GET',
    accept: 'application/graphql-response+json,application/json;q=0.9',
    'content-type': 'application/json',
  },
  'Apollo Client 3': { method: 'POST', accept: '*/*', 'content-type': 'application/json' },
  '@urql/core 6': {
    method: 'GET',
    accept:
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
  },
  '@urql/core 6 with a query that is too long for a URL': {
    method: 'POST',
    accept:
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    'content-type': 'application/json',
  },
  'graphql-request 7': { method: 'POST', accept: GRAPHQL_FIRST, 'content-type': 'application/json' },
  'graphql-request 7 with the method GET': { method: 'GET', accept: GRAPHQL_FIRST },
  Relay: { method: 'POST', 'content-type': 'application/json' },
}

describe.each(Object.entries(WIRE))('a request of %s', (_, { method, ...headers }) => {
  const send = async (query: string, variables: object) => {
    const parameters = { query, variables: JSON.stringify(variables), operationName: 'Latest' }
    const response =
      method === 'GET'
        ? await fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`, { headers })
        : await fetch(`${gateway.url}/graphql`, {
            method,
            headers,
            body: JSON.stringify({ query, variables, operationName: 'Latest' }),
          })
    return {
      type: response.headers.get('content-type'),
      ...((await response.json()) as { data: never; errors: never }),
    }
  }

  test('is answered', async () => {
    const { type, data, errors } = await send(LATEST, { first: 6 })
    expect(type).toMatch(/^application\/(graphql-response\+)?json; charset=utf-8$/)
    expect({ data, errors }).toEqual({ data: (await gateway.query(LATEST, { first: 6 })).data, errors: undefined })
  })

  test('is refused with GraphQL errors', async () => {
    const { errors } = await send(LATEST, { first: 5000 })
    expect(errors).toEqual([expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', retryable: false } })])
  })
})

/** The packages that a snippet needs. gql.tada is not a dependency: it does not work with TypeScript 7. */
const PACKAGES: Record<string, string[]> = {
  'Apollo Client': ['@apollo/client', 'rxjs'],
  urql: ['@urql/core'],
  'graphql-request': ['graphql-request'],
  'gql.tada': ['gql.tada', 'graphql-request'],
}
// biome-ignore lint/style/noProcessEnv: the folder of the clients depends on the machine, not on the gateway's configuration
const modules = process.env.CLIENTS_PATH ?? join(root, 'node_modules')

describe('the snippet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-clients-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const bundle = (contents: string, name: string, external: boolean) =>
    build({
      stdin: { contents, loader: 'ts', resolveDir: join(root, 'examples/client') },
      bundle: true,
      ...(external ? { packages: 'external' as const } : { nodePaths: [modules] }),
      platform: 'node',
      format: 'esm',
      outfile: join(folder, `${name.replaceAll(' ', '-')}.mjs`),
      logLevel: 'silent',
      conditions: ['import', 'module'],
    })

  test.each([...Object.keys(PACKAGES), 'Relay'])('of %s compiles', async (client) => {
    const [snippet = ''] = blocks(client, 'ts')
    expect(snippet).toContain("'http://127.0.0.1:4000/graphql'")
    expect((await bundle(snippet, client, true)).errors).toEqual([])
  })

  for (const [client, packages] of Object.entries(PACKAGES)) {
    const missing = packages.filter((name) => !existsSync(join(modules, name)))
    if (missing.length > 0) {
      const why = `${missing.join(' and ')} not in ${modules}; CLIENTS_PATH may name another folder.`
      process.stdout.write(`docs/clients.md, ${client}: its snippet is compiled and not run, ${why}\n`)
      continue
    }
    const printed = async (url: string) => {
      const [snippet = ''] = blocks(client, 'ts')
      await bundle(snippet.replace('http://127.0.0.1:4000', url), client, false)
      const { stdout } = await run(process.execPath, [join(folder, `${client.replaceAll(' ', '-')}.mjs`)])
      return stdout.trim().split('\n')
    }

    test(`of ${client} prints the titles of six deployments`, async () => {
      expect(await printed(gateway.url)).toEqual(titles)
    })

    test(`of ${client} prints the titles of one region where the other cannot be read`, async () => {
      const denied = { operation: 'ListDeployments', region: 'eu-west-1', error: { name: 'AccessDeniedException' } }
      const { url } = await start({ faults: [denied] })
      const lines = await printed(url)
      expect(lines.filter((line) => line !== 'undefined').length).toBeGreaterThanOrEqual(3)
    })
  }

  test.each(Object.keys(PACKAGES))('of %s expects null if the schema allows it', (client) => {
    const [snippet = ''] = blocks(client, 'ts')
    expect(snippet).toContain('edge?.node?.title')
    expect(snippet.match(/\.(codeDeployDeployments|edges|pageInfo)\./g)).toBeNull()
  })

  test.each([0, 1])('of curl (%i) prints the answer', async (index) => {
    const command = blocks('curl', 'sh')[index]?.replace('http://127.0.0.1:4000', gateway.url) ?? ''
    const { stdout } = await run('/bin/sh', ['-c', command])
    const { data } = JSON.parse(stdout) as { data: { codeDeployDeployments: { edges: { node: { title: string } }[] } } }
    expect(data.codeDeployDeployments.edges.map(({ node }) => node.title)).toEqual(titles)
  })
})

describe('the fetch function of the example', () => {
  const send = (url: string) =>
    retryingFetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    })

  test('retries a request that was refused by the rate limit', async () => {
    const { url } = await start({ ratePerSecond: 2, rateBurst: 1 })
    const statuses = (await Promise.all([send(url), send(url)])).map(({ status }) => status)
    expect(statuses).toEqual([200, 200])
  })

  test('does not retry a request that is malformed', async () => {
    const response = await retryingFetch(`${gateway.url}/graphql`, { method: 'POST', body: '{' })
    expect(response.status).toBe(415)
  })
})

import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { NOW, ONE_LOCATION, type Options, useGateways } from '../support/gateway.ts'
import { until } from '../support/until.ts'

const lines: string[] = []
const { start, gateway } = useGateways({
  ...{ world: fleetWorld({ targets: 30, events: 2 }), locations: ONE_LOCATION, cache: true },
  ...{ gatewayClock: () => NOW, metricsPort: 0, log: (line) => void lines.push(line) },
})

interface Sent {
  body?: object | string
  headers?: Record<string, string>
  search?: string
}

const agent = new Agent({ keepAlive: true })
afterAll(() => agent.destroy())

const STATUS = 'query Status($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }'
const TWO = 'query A { a: __typename } query B { b: __typename }'
const id = 'd-FLEET0001'

/** Requests of every kind. */
const REQUESTS: Record<string, Sent> = {
  'a constant': { body: { query: '{ __typename }' } },
  'the configuration': { body: { query: '{ locations { name region } }' } },
  'a deployment': { body: { query: STATUS, variables: { id } } },
  'a deployment with its targets, aliases and fragments': {
    body: {
      query: `query T($id: ID!, $n: Int = 2, $deep: Boolean = false) {
        one: codeDeployDeployment(deploymentId: $id) { ...f }
        two: codeDeployDeployment(deploymentId: $id) { ...f @include(if: $deep) status }
      } fragment f on CodeDeployDeployment { s: status targets(first: $n) { nodes { __typename ... on CodeDeployInstanceTarget { targetId } } } }`,
      variables: { id, deep: true },
    },
  },
  'the first of two operations': { body: { query: TWO, operationName: 'A' } },
  'the second of two operations': { body: { query: TWO, operationName: 'B' } },
  'an operation that does not exist': { body: { query: TWO, operationName: 'C' } },
  'none of two operations': { body: { query: TWO } },
  'an empty operation name': { body: { query: '{ __typename }', operationName: '' } },
  'null for everything optional': {
    body: { query: '{ __typename }', operationName: null, variables: null, extensions: null },
  },
  'extensions of a client': { body: { query: '{ __typename }', extensions: { clientLibrary: { name: 'x' } } } },
  'variables that are no object': { body: { query: STATUS, variables: [id] } },
  'variables as text': { body: { query: STATUS, variables: JSON.stringify({ id }) } },
  'extensions that are no object': { body: { query: '{ __typename }', extensions: 'x' } },
  'an operation name that is no text': { body: { query: '{ __typename }', operationName: 1 } },
  'a query that is no text': { body: { query: { kind: 'Document' } } },
  'no query': { body: { variables: {} } },
  'no body': { body: '' },
  'malformed JSON': { body: '{"query":' },
  'a batch': { body: [{ query: '{ __typename }' }] },
  'a variable that is missing': { body: { query: STATUS } },
  'a variable of the wrong type': { body: { query: STATUS, variables: { id: { x: 1 } } } },
  'a page that is too large': {
    body: { query: '{ codeDeployDeployments(first: 5000) { nodes { status } } }' },
  },
  'a cursor that is none': {
    body: { query: 'query C($c: String) { activity(first: 1, after: $c) { nodes { id } } }', variables: { c: 'x' } },
  },
  'a deployment that does not exist': { body: { query: STATUS, variables: { id: 'd-NOSUCH000' } } },
  'an id that is none, beside data': {
    body: { query: '{ locations { name } node(id: "x") { id } codeDeployDeployment(deploymentId: "?") { status } }' },
  },
  'what the caller may not read': {
    body: {
      query:
        '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 1) { nodes { ... on CodeDeployInstanceTarget { lifecycleEvents { diagnostics { logTail } } } } } } }',
    },
  },
  'what AWS refuses': { body: { query: '{ codeDeployApplications(first: 1) { nodes { applicationName } } }' } },
  'what AWS garbles': { body: { query: '{ codeDeployDeploymentConfigs(first: 1) { nodes { id } } }' } },
  'a document with a mistake': { body: { query: '{ nope }' } },
  'a document that cannot be parsed': { body: { query: '{ a } }' } },
  'a subscription': { body: { query: 'subscription { __typename }' } },
  'a mutation': { body: { query: 'mutation { __typename }' } },
  introspection: { body: { query: '{ __schema { queryType { name } } __type(name: "Query") { kind } }' } },
  'the schema of the subgraph': { body: { query: '{ _service { sdl } }' } },
  'what costs too much': {
    body: { query: `{ ${'abcdefgh'.replace(/./g, '$&: activity(first: 1000) { nodes { id title } } ')} }` },
  },
  'the cost alone': { body: { query: STATUS, variables: { id } }, headers: { 'x-cost-only': '1' } },
  'a receipt': { body: { query: STATUS, variables: { id } }, headers: { 'x-aws-receipt': '1' } },
  'the media type of GraphQL': {
    body: { query: STATUS, variables: { id: 'd-NOSUCH000' } },
    headers: { accept: 'application/graphql-response+json' },
  },
  'a refusal in the media type of GraphQL': {
    body: { query: STATUS },
    headers: { accept: 'application/graphql-response+json, application/json;q=0.5' },
  },
  "Apollo's media type for callbacks": {
    body: { query: '{ __typename }' },
    headers: { accept: 'application/json;callbackSpec=1.0, application/json;q=0.5' },
  },
  'no media type that there is': { body: { query: '{ __typename }' }, headers: { accept: 'text/html' } },
  'another content type': { body: '{}', headers: { 'content-type': 'text/plain' } },
  'a compressed answer': {
    body: { query: '{ __schema { types { name } } }' },
    headers: { 'accept-encoding': 'gzip' },
  },
  'a time limit that is none': { body: { query: '{ __typename }' }, headers: { 'x-request-timeout-ms': 'x' } },
  'a GET': { search: `?${new URLSearchParams({ query: '{ __typename }' })}` },
  'a GET that is cached': { search: `?${new URLSearchParams({ query: STATUS, variables: JSON.stringify({ id }) })}` },
  'an unknown hash': { body: { extensions: persisted('{ unknown }') } },
  'a hash with its document': { body: { query: '{ __typename }', extensions: persisted('{ __typename }') } },
  'a hash of another document': { body: { query: '{ __typename }', extensions: persisted('{ other }') } },
  'a hash that is known': { body: { extensions: persisted('{ __typename }') } },
  'an id of a document': { body: { query: '{ __typename }', documentId: 'x' } },
}

function persisted(document: string) {
  return { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(document).digest('hex') } }
}

// What differs each time: moments, AWS's request ids and incidents.
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/g
const same = (received: string) => received.replace(UUID, '<uuid>').replace(/"waitedMs":\d+/, '"waitedMs":0')

/** Sends a request and returns what the client gets, header by header. */
async function send({ body: data, headers, search = '' }: Sent) {
  const sent = request(`${gateway.url}/graphql${search}`, {
    agent,
    method: data === undefined ? 'GET' : 'POST',
    headers: {
      ...{
        'content-type': 'application/json',
        'apollo-require-preflight': '1',
        'x-request-id': 'r-1',
        'x-api-key': 'key',
      },
      ...headers,
    },
  }).end(typeof data === 'object' ? JSON.stringify(data) : data)
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const { statusCode, rawHeaders } = response
  const body = Buffer.concat(await response.toArray())
  const head = rawHeaders.map((value, index) => {
    const name = rawHeaders[index - 1]?.toLowerCase()
    return name === 'date' ? '' : name === 'content-length' ? Number(value) === body.length : value
  })
  return { statusCode, head, body: same(body.toString('latin1')) }
}

/** The counters of answers, errors, saved reads and requests. */
async function counters(): Promise<Map<string, number>> {
  const scraped = await (await fetch(String(gateway.metricsUrl))).text()
  const lines =
    scraped.match(/^deploygraph_(operations|errors|reads_saved)_total.*|^.*_seconds_count.*graphql.*/gm) ?? []
  return new Map(lines.map((line) => [line.replace(/ \S+$/, ''), Number(/\S+$/.exec(line)?.[0])]))
}

const sum = (counts: Map<string, number>, name: string) =>
  [...counts].reduce((total, [of, count]) => total + (of.includes(name) ? count : 0), 0)

/** An answer with everything that was logged and counted for it. */
async function observe(sent: Sent) {
  const before = await counters()
  lines.length = 0
  const answer = await send(sent)
  let after = before
  await until(async () => {
    after = await counters()
    return sum(after, '_seconds_count') > sum(before, '_seconds_count')
  })
  const counted = [...after].map(([name, count]) => [name, count - (before.get(name) ?? 0)] as const)
  const logged = lines.map((line) => {
    const { time: _, pid: __, ms, traceId, err, ...rest } = JSON.parse(same(line))
    return { ...rest, hasMs: ms !== undefined, isTraced: traceId !== undefined, error: err?.message }
  })
  return { answer, logged, counted: counted.filter(([, count]) => count > 0) }
}

interface Span {
  traceId: string
  name: string
  kind: number
  status: object
  attributes: object
}

/** A collector of traces. */
async function startCollector() {
  const spans: Span[] = []
  const server = createServer(async (request, response) => {
    const { resourceSpans } = (await json(request)) as { resourceSpans: { scopeSpans: { spans: Span[] }[] }[] }
    spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((of) => of.spans)))
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { spans, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() }
}

const TIMES = [1, 2, 3]

/** Sends every request three times and returns what was observed each time, traces included. */
async function observeAll(options: Options, requests: Record<string, Sent>) {
  const collector = await startCollector()
  await start({ otlpEndpoint: collector.url, ...options })
  gateway.faults.push(
    { operation: 'ListApplications', error: { name: 'AccessDeniedException', message: 'no' } },
    { operation: 'ListDeploymentConfigs', body: 'malformed' },
  )
  const observed: Record<string, Awaited<ReturnType<typeof observe>>[]> = {}
  const traceOf = (index: number, time: number) => `${String(time).padStart(16, '1')}${String(index).padStart(16, '0')}`
  const entries = Object.entries(requests)
  for (const [index, [name, sent]] of entries.entries()) {
    // Every read is in the cache, and nothing of the document is known.
    const { query } = Object(sent.body) as { query?: unknown }
    if (typeof query === 'string')
      await send({ ...sent, body: { ...Object(sent.body), query: `${query} # warm ${index}` } })
    observed[name] = []
    for (const time of TIMES) {
      const traceparent = `00-${traceOf(index, time)}-b7ad6b7169203331-01`
      observed[name].push(await observe({ ...sent, headers: { ...sent.headers, traceparent } }))
    }
  }
  await gateway.stop()
  collector.stop()
  return entries.map(([name], index) => ({
    name,
    answers: (observed[name] ?? []).map((one, n) => ({
      ...one,
      spans: collector.spans
        .filter(({ traceId }) => traceId === traceOf(index, n + 1))
        .map(({ name, kind, status, attributes }) => ({
          name,
          kind,
          status,
          attributes: same(JSON.stringify(attributes)),
        })),
    })),
  }))
}

const keys = [{ name: 'ada', sha256: createHash('sha256').update('key').digest('hex'), scopes: ['deployments:read'] }]

const CONFIGURATIONS: [string, Options][] = [
  ['by default', {}],
  ['with receipts, without introspection', { receipt: true, introspection: false }],
  [
    'with trusted documents alone',
    {
      trustedDocuments: 'enforce',
      manifest: new Map([
        ['x', '{ __typename }'],
        ['y', TWO],
        ['z', '{ nope }'],
      ]),
    },
  ],
  ['for a caller who may not read logs', { auth: { mode: 'apiKey', keys } }],
  ['with little to spend and small answers', { maxCost: 30, maxResponseBytes: 60 }],
]

test.each(CONFIGURATIONS)('a request sent again has the same answer, log, metrics and trace %s', async (_, options) => {
  const all = await observeAll(options, REQUESTS)
  for (const { name, answers } of all) {
    const [first, ...again] = answers
    expect({ name, again }).toEqual({ name, again: again.map(() => first) })
  }
  expect(all.flatMap(({ answers }) => answers[2]?.spans ?? []).length).toBeGreaterThan(30)
})

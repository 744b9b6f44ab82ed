import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { ONE_LOCATION, useGateway, useGateways } from '../../support/gateway.ts'
import { until } from '../../support/until.ts'

// Without a cache each request calls AWS.
const gateway = useGateway({
  ...{ world: fleetWorld({ targets: 30, events: 1 }), locations: ONE_LOCATION },
  ...{ cache: false, maxRootFields: 500 },
})
beforeEach(() => void gateway.calls())

const post = (body: string) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body,
  })

describe('a refused request', () => {
  const JSON_BODY = { 'content-type': 'application/json' }
  const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
  test.each<[string, RequestInit & { search?: string }, number, string]>([
    [
      'malformed JSON',
      { headers: JSON_BODY, body: '{"query": ' },
      400,
      "Body is not valid JSON but content-type is set to 'application/json'",
    ],
    [
      'a form',
      { headers: FORM, body: 'query=%7B__typename%7D' },
      415,
      'The body is sent as application/x-www-form-urlencoded, expected application/json.',
    ],
    [
      'text',
      {
        headers: { 'content-type': 'text/plain', 'apollo-require-preflight': '1' },
        body: '{"query":"{ __typename }"}',
      },
      415,
      'The body is sent as text/plain, expected application/json.',
    ],
    ['no query', { headers: JSON_BODY, body: '{}' }, 400, expect.stringContaining('POST body missing')],
    ['a list', { headers: JSON_BODY, body: '[{"query":"{ __typename }"}]' }, 400, 'Operation batching disabled.'],
    ['a syntax error', { headers: JSON_BODY, body: '{"query":"{"}' }, 200, 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'an unknown field',
      { headers: JSON_BODY, body: '{"query":"{ nope }"}' },
      200,
      'Cannot query field "nope" on type "Query". Did you mean "node" or "nodes"?',
    ],
    [
      'a missing variable',
      { headers: JSON_BODY, body: '{"query":"query ($id: ID!) { node(id: $id) { id } }"}' },
      200,
      'Variable "$id" of required type "ID!" was not provided.',
    ],
    [
      'a body that is compressed',
      { headers: { ...JSON_BODY, 'content-encoding': 'gzip' }, body: gzipSync('{"query":"{ __typename }"}') },
      415,
      'The body is sent with content-encoding "gzip": send it uncompressed.',
    ],
    [
      'a body that says it is compressed, and is not',
      { headers: { ...JSON_BODY, 'content-encoding': 'br' }, body: '{"query":"{ __typename }"}' },
      415,
      'The body is sent with content-encoding "br": send it uncompressed.',
    ],
    [
      'a body over 1 MB',
      { headers: JSON_BODY, body: `{"query":"{ ${'a'.repeat(1_000_001)} }"}` },
      413,
      'The body is larger than 1000000 bytes, which is the limit.',
    ],
    [
      'a URL over 16 kB',
      { method: 'GET', search: `?query=${'a'.repeat(17_000)}` },
      431,
      'The URL and the headers together exceed 16 kB: send a long query by POST.',
    ],
    [
      'variables in a URL that are not JSON',
      { method: 'GET', search: '?query=%7B__typename%7D&variables=%7B', headers: { 'apollo-require-preflight': '1' } },
      400,
      'The variables search parameter contains invalid JSON.',
    ],
    [
      'another method',
      { method: 'PUT', headers: JSON_BODY, body: '{}' },
      405,
      'GraphQL is served by GET and POST, not by PUT.',
    ],
  ])('for %s gets a JSON body in the shape of GraphQL errors', async (_, { search = '', ...init }, status, message) => {
    const response = await fetch(`${gateway.url}/graphql${search}`, { method: 'POST', ...init })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
    const { errors } = (await response.json()) as { errors: unknown[] }
    expect(errors).toEqual([
      expect.objectContaining({ message, extensions: { code: expect.stringMatching(/^[A-Z_]+$/), retryable: false } }),
    ])
    expect(JSON.stringify(errors)).not.toMatch(/\bat .*\.[jt]s:\d+/)
    expect(gateway.calls()).toEqual({})
  })

  test.each([
    ['is no request of HTTP', 'GET /graphql HTTP/1.1\r\nno header\r\n\r\n'],
    ['has no path', 'GET /%zz HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n'],
  ])('that %s gets such a body too', async (_, bytes) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
    socket.write(bytes)
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n')
    expect(head).toMatch(/^HTTP\/1\.1 400 /)
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST', retryable: false } }] })
  })

  const { start } = useGateways({ world: fleetWorld({ targets: 1, events: 1 }) })
  test('is measured against the configured body limit while it arrives', async () => {
    const small = await start({ bodyBytes: 1_000 })
    const ask = (length: number) =>
      fetch(`${small.url}/graphql`, {
        method: 'POST',
        headers: JSON_BODY,
        // A stream has no Content-Length.
        body: new Blob([JSON.stringify({ query: `{ __typename } # ${'x'.repeat(length)}` })]).stream(),
        duplex: 'half',
      } as RequestInit)
    const statuses = [(await ask(900)).status, (await ask(1_000)).status]
    expect(statuses).toEqual([200, 413])
  })

  test('to another path gets the path of GraphQL', async () => {
    const response = await fetch(`${gateway.url}/api`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Not found: GET /api. GraphQL is served at /graphql.',
          extensions: { code: 'NOT_FOUND', retryable: false },
        },
      ],
    })
  })
})

describe('a query in a URL', () => {
  const get = (query: string) => fetch(`${gateway.url}/graphql${query}`)

  test('is answered, including its variables', async () => {
    const query = 'query Where($of: ID!) { codeDeployDeployment(deploymentId: $of) { status } locations { name } }'
    const search = new URLSearchParams({ query, variables: '{"of":"?&#"}', operationName: 'Where' })
    const response = await get(`?${search}`)
    const { data, errors } = (await response.json()) as Awaited<ReturnType<typeof gateway.query>>
    expect(data).toEqual({ codeDeployDeployment: null, locations: [{ name: 'us-east-1' }] })
    expect(errors).toMatchObject([{ message: expect.stringContaining('"?&#"') }])
  })

  test.each(['', '?', '?query='])('that is only "%s" is a bad request', async (search) => {
    expect((await get(search)).status).toBe(400)
  })
})

describe('a response', () => {
  test.each([1, 400])(
    'with %i copies of a text in many scripts has the right length and every character',
    async (times) => {
      const aliases = Array.from(
        { length: times },
        (_, index) => `alias${index}: codeDeployDeployment(deploymentId: "é → 界 🚀") { id }`,
      )
      const response = await post(JSON.stringify({ query: `{ ${aliases.join(' ')} }` }))
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(response.headers.get('content-length')).toBe(`${bytes.length}`)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      const { errors, extensions } = JSON.parse(bytes.toString()) as {
        errors: { message: string }[]
        extensions?: { omittedErrors: number }
      }
      const reported = aliases.slice(0, 100)
      expect(errors.map(({ message }) => message.includes('"é → 界 🚀"'))).toEqual(reported.map(() => true))
      expect(extensions?.omittedErrors ?? 0).toBe(times - reported.length)
    },
  )
})

describe('the receipt', () => {
  const QUERY = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 30) { nodes { __typename } } } }`

  test('is omitted unless requested', async () => {
    expect((await gateway.query(QUERY)).extensions).toBeUndefined()
  })

  test('lists calls by IAM action, batches, retries and milliseconds', async () => {
    gateway.faults.push({ operation: 'ListDeploymentTargets', times: 1, error: { name: 'ThrottlingException' } })
    const { extensions } = await gateway.query(QUERY, {}, { 'x-aws-receipt': '1' })
    expect(extensions).toEqual({
      aws: {
        calls: {
          'codedeploy:BatchGetDeploymentTargets': 2,
          'codedeploy:BatchGetDeployments': 1,
          'codedeploy:ListDeploymentTargets': 1,
        },
        totalCalls: 4,
        batches: 3,
        retries: 1,
        shared: {},
        remembered: {},
        stale: {},
        waitedMs: expect.any(Number),
      },
    })
  })
})

describe('a client that disconnects', () => {
  test('cancels its remaining AWS calls', async () => {
    gateway.faults.push({ operation: 'BatchGetDeployments', times: 1, delayMs: 400 })
    const { port } = new URL(gateway.url)
    const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 30) { nodes { __typename } } } }`
    const body = JSON.stringify({ query })
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    await until(() => gateway.emulator.calls.length > 0)
    socket.destroy()
    // Another request that meets the same delay and takes longer: the first would have gone on before this ends.
    gateway.faults.push({ operation: 'BatchGetDeployments', times: 1, delayMs: 600 })
    await gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 2 })
  })
})

import { connect } from 'node:net'
import { DEMO_LOCATIONS, fleetWorld } from '../../src/emulator/world.ts'
import { startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({
    world: fleetWorld({ targets: 30, events: 1 }),
    locations: DEMO_LOCATIONS.slice(0, 1),
    cache: false, // every test asks AWS
  })
})
afterAll(() => gateway.stop())
beforeEach(() => void gateway.calls())

const post = (body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(`${gateway.url}/graphql`, { method: 'POST', headers, body })

describe('health', () => {
  test.each(['/livez', '/readyz'])('%s answers 200 without an AWS call', async (path) => {
    const response = await fetch(gateway.url + path)
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }])
    expect(gateway.calls()).toEqual({})
  })
})

describe('a request that is refused', () => {
  test.each([
    ['malformed JSON', '{"query": ', 'application/json', 400],
    ['another content type', 'query=%7B__typename%7D', 'application/x-www-form-urlencoded', 415],
    ['no query', '{}', 'application/json', 400],
    ['a syntax error', '{"query":"{"}', 'application/json', 400],
    ['an unknown field', '{"query":"{ nope }"}', 'application/json', 400],
    ['a missing variable', '{"query":"query ($id: ID!) { node(id: $id) { id } }"}', 'application/json', 400],
    [
      'an operation that the document lacks',
      '{"query":"query A { __typename }","operationName":"B"}',
      'application/json',
      400,
    ],
    [
      'two operations and no choice',
      '{"query":"query A { __typename } query B { __typename }"}',
      'application/json',
      400,
    ],
    ['a body over 1 MB', `{"query":"{ ${'a'.repeat(1_000_001)} }"}`, 'application/json', 413],
  ])('for %s gets a JSON body in the shape of GraphQL errors', async (_, body, type, status) => {
    const response = await post(body, { 'content-type': type })
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toMatch(/json/)
    const { errors } = (await response.json()) as { errors: { message: string; extensions: { code: string } }[] }
    expect(errors[0]).toMatchObject({ message: expect.any(String), extensions: { code: expect.any(String) } })
    expect(JSON.stringify(errors)).not.toMatch(/\bat .*\.[jt]s:\d+/)
    expect(gateway.calls()).toEqual({})
  })

  test('is told where GraphQL is when it goes elsewhere', async () => {
    const response = await fetch(`${gateway.url}/api`)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      errors: [
        {
          message: 'Nothing is at GET /api: GraphQL is at /graphql.',
          extensions: { code: 'NOT_FOUND', retryable: false },
        },
      ],
    })
  })
})

describe('a query in a URL', () => {
  const get = (query: string, headers: Record<string, string> = { 'apollo-require-preflight': '1' }) =>
    fetch(`${gateway.url}/graphql${query}`, { headers })

  test('is answered, variables and all', async () => {
    const query = 'query Where($id: ID!) { node(id: $id) { id } locations { name } }'
    const search = new URLSearchParams({ query, variables: '{"id":"?&#"}', operationName: 'Where' })
    const response = await get(`?${search}`)
    const { data, errors } = (await response.json()) as Awaited<ReturnType<typeof gateway.query>>
    expect(data).toEqual({ node: null, locations: [{ name: 'us-east-1' }] })
    expect(errors).toMatchObject([{ message: expect.stringContaining('"?&#" is not an id') }])
  })

  test.each(['', '?', '?query='])('that is only "%s" is a bad request', async (search) => {
    expect((await get(search)).status).toBe(400)
  })

  // What a page of another site can send without asking: https://www.apollographql.com/docs/graphos/routing/security/csrf
  test('is refused where no header shows that another site cannot have sent it', async () => {
    const query = `?query=${encodeURIComponent('{ __typename }')}`
    expect((await get(query, {})).status).toBe(400)
    expect((await get(query, { 'apollo-require-preflight': '' })).status).toBe(400)
    expect((await get(query)).status).toBe(200)
  })
})

describe('an answer', () => {
  test.each([1, 500])(
    'with %i times the same text of many alphabets has its length and every letter',
    async (times) => {
      const aliases = Array.from({ length: times }, (_, index) => `alias${index}: node(id: "é → 界 🚀") { id }`)
      const response = await post(JSON.stringify({ query: `{ ${aliases.join(' ')} }` }))
      const bytes = Buffer.from(await response.arrayBuffer())
      expect(response.headers.get('content-length')).toBe(`${bytes.length}`)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      const { errors } = JSON.parse(bytes.toString()) as { errors: { message: string }[] }
      expect(errors.map(({ message }) => message.includes('"é → 界 🚀"'))).toEqual(aliases.map(() => true))
    },
  )
})

describe('the receipt', () => {
  const QUERY = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 30) { nodes { __typename } } } }`

  test('is left out unless asked for', async () => {
    expect((await gateway.query(QUERY)).extensions).toBeUndefined()
  })

  test('tells the calls by IAM action, batches, retries and milliseconds', async () => {
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
        waitedMs: expect.any(Number),
      },
    })
  })
})

describe('a client that leaves', () => {
  test('takes the rest of its AWS calls with it', async () => {
    gateway.faults.push({ operation: 'BatchGetDeployments', times: 1, delayMs: 400 })
    const { port } = new URL(gateway.url)
    const query = `{ codeDeployDeployment(deploymentId: "d-FLEET0001") { targets(first: 30) { nodes { __typename } } } }`
    const body = JSON.stringify({ query })
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    while (gateway.emulator.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
    socket.destroy()
    // Another request that meets the same delay and takes longer: the first would have gone on before this ends.
    gateway.faults.push({ operation: 'BatchGetDeployments', times: 1, delayMs: 600 })
    await gateway.query('{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }')
    expect(gateway.calls()).toEqual({ BatchGetDeployments: 2 })
  })
})

import { connect } from 'node:net'
import { DEMO_LOCATIONS, fleetWorld } from '../../src/emulator/world.ts'
import { startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>>
beforeAll(async () => {
  gateway = await startGateway({ world: fleetWorld({ targets: 30, events: 1 }), locations: DEMO_LOCATIONS.slice(0, 1) })
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

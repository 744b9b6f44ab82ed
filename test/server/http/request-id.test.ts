import { ONE_LOCATION, useGateway } from '../../support/gateway.ts'
import { failing, unforeseen } from '../../support/unforeseen.ts'

const lines: Record<string, unknown>[] = []
const gateway = useGateway({
  world: () => ({ appconfig: unforeseen }),
  locations: ONE_LOCATION,
  log: (line) => void lines.push(JSON.parse(line)),
})
beforeEach(() => void lines.splice(0))

async function ask(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  })
  return { id: response.headers.get('x-request-id'), answer: await response.json() }
}

test('the id of a request is in the response and in the log', async () => {
  expect((await ask('{ __typename }', { 'x-request-id': 'Root=1-67891233-abcdef' })).id).toBe('Root=1-67891233-abcdef')
  expect(lines).toEqual([expect.objectContaining({ msg: 'operation', requestId: 'Root=1-67891233-abcdef' })])
})

test('a request without an id gets one', async () => {
  const { id } = await ask('{ __typename }')
  expect(id).toMatch(/^[\da-f-]{36}$/)
  expect(lines).toEqual([expect.objectContaining({ requestId: id })])
})

test.each(['', 'a b', '{"level":60}', 'ü', '"', 'x'.repeat(129)])('the invalid id %j is replaced', async (invalid) => {
  const { id } = await ask('{ __typename }', { 'x-request-id': Buffer.from(invalid).toString('latin1') })
  expect(id).toMatch(/^[\da-f-]{36}$/)
})

test('a request refused before GraphQL also has an id', async () => {
  const response = await fetch(`${gateway.url}/nowhere`, { headers: { 'x-request-id': 'lost' } })
  expect([response.status, response.headers.get('x-request-id')]).toEqual([404, 'lost'])
})

test('an unexpected error is logged with its incident and the id of its request', async () => {
  const { answer } = await ask(`{ ${failing('us-east-1')} }`, { 'x-request-id': 'r-1' })
  const [{ extensions }] = answer.errors
  expect(extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, incident: expect.any(String) })
  expect(lines).toEqual([
    expect.objectContaining({ msg: 'unexpected error', requestId: 'r-1', incident: extensions.incident }),
    expect.objectContaining({ msg: 'operation', requestId: 'r-1', errors: ['INTERNAL_SERVER_ERROR'] }),
  ])
})

test.each([
  ['00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', '0af7651916cd43dd8448eb211c80319c'],
  ['00-00000000000000000000000000000000-b7ad6b7169203331-01', undefined],
  ['whatever', undefined],
])('traceparent %s is logged as trace %s', async (traceparent, traceId) => {
  await ask('{ __typename }', { traceparent })
  expect(lines).toHaveLength(1)
  expect(lines[0]?.traceId).toBe(traceId)
})

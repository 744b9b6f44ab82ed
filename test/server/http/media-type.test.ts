import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { SENT_TYPES } from '../../../src/server/http/media-type.ts'
import { useGateway } from '../../support/gateway.ts'

const gateway = useGateway({ world: fleetWorld({ targets: 1, events: 1 }) })
beforeEach(() => void gateway.calls())

const JSON_TYPE = 'application/json; charset=utf-8'
const GRAPHQL_TYPE = 'application/graphql-response+json; charset=utf-8'

async function post(body: object | string, accept = '*/*') {
  const response = await fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() }
}

describe('the media type of a response', () => {
  test.each([
    ['*/*', JSON_TYPE],
    ['', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/graphql-response+json', GRAPHQL_TYPE],
    ['application/graphql-response+json, application/json;q=0.9', GRAPHQL_TYPE],
    ['application/graphql-response+json;q=0.5, application/json;q=0.9', JSON_TYPE],
    ['application/json;q=0.1, */*', GRAPHQL_TYPE],
    ['text/html, application/xhtml+xml, */*;q=0.8', JSON_TYPE],
  ])('to Accept: %s is %s, for results and errors alike', async (accept, type) => {
    expect(await post({ query: '{ __typename }' }, accept)).toEqual({
      status: 200,
      type,
      body: { data: { __typename: 'Query' } },
    })
    expect(await post('{', accept)).toMatchObject({ status: 400, type })
  })

  test.each(['text/html', 'application/json;q=0', 'image/*'])(
    'to Accept: %s is JSON with status 406, and no AWS call is made',
    async (accept) => {
      const query = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
      expect(await post({ query }, accept)).toEqual({
        status: 406,
        type: JSON_TYPE,
        body: {
          errors: [
            {
              message: `The Accept header is ${JSON.stringify(accept)}: ${SENT_TYPES}`,
              extensions: { code: 'BAD_REQUEST', retryable: false },
            },
          ],
        },
      })
      expect(gateway.calls()).toEqual({})
    },
  )
})

describe('the status of a response', () => {
  const hash = { extensions: { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } } }
  test.each<[string, object, string, [asGraphQL: number, asJson: number, asWhatever: number]]>([
    ['a syntax error', { query: '{' }, 'GRAPHQL_PARSE_FAILED', [400, 200, 200]],
    ['an unknown field', { query: '{ nope }' }, 'GRAPHQL_VALIDATION_FAILED', [400, 200, 200]],
    ['a mutation', { query: 'mutation { nope }' }, 'GRAPHQL_VALIDATION_FAILED', [400, 200, 200]],
    ['a subscription', { query: 'subscription { __typename }' }, 'GRAPHQL_VALIDATION_FAILED', [400, 200, 200]],
    [
      'no such operation',
      { query: 'query A { __typename }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
      [400, 200, 200],
    ],
    [
      'two operations and no name',
      { query: 'query A { __typename } query B { __typename }' },
      'OPERATION_RESOLUTION_FAILURE',
      [400, 200, 200],
    ],
    ['a missing variable', { query: 'query ($id: ID!) { node(id: $id) { id } }' }, 'BAD_USER_INPUT', [400, 200, 200]],
    [
      'a page out of bounds',
      { query: '{ codeDeployDeployments(first: 0) { nodes { title } } }' },
      'BAD_USER_INPUT',
      [400, 200, 200],
    ],
    [
      'too many aliases',
      { query: `{ ${Array.from({ length: 501 }, (_, index) => `a${index}: __typename`).join(' ')} }` },
      'DOCUMENT_TOO_LARGE',
      [400, 200, 200],
    ],
    [
      'an operation that is too expensive',
      {
        query: `{ codeDeployApplications(first: 1000) { nodes { deploymentGroups(first: 1000) { nodes {
          deployments(first: 1000) { nodes { title } } } } } } }`,
      },
      'OPERATION_TOO_EXPENSIVE',
      [400, 200, 200],
    ],
    ['no query', { variables: {} }, 'BAD_REQUEST', [400, 400, 400]],
    ['a hash that is not known', hash, 'PERSISTED_QUERY_NOT_FOUND', [404, 200, 200]],
  ])('to %s (%j) follows the rules of its media type', async (_, body, code, [asGraphQL, asJson, asWhatever]) => {
    const answers = [
      await post(body, 'application/graphql-response+json'),
      await post(body, 'application/json'),
      await post(body),
    ]
    expect(answers.map(({ status }) => status)).toEqual([asGraphQL, asJson, asWhatever])
    for (const answer of answers)
      expect(answer.body).toEqual({
        errors: [
          expect.objectContaining({
            message: expect.any(String),
            extensions: expect.objectContaining({ code, retryable: false }),
          }),
        ],
      })
    expect(gateway.calls()).toEqual({})
  })

  test('is 200 when it has data, even with errors', async () => {
    gateway.faults.push({ error: { name: 'AccessDeniedException' } })
    const query = '{ codeDeployDeployment(deploymentId: "d-FLEET0001") { status } }'
    const { status, body } = await post({ query }, 'application/graphql-response+json')
    gateway.faults.length = 0
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { codeDeployDeployment: null }, errors: [expect.anything()] },
    })
  })
})

test('an empty operationName in the body counts as none', async () => {
  expect(await post({ query: 'query A { __typename }', operationName: '' })).toMatchObject({
    status: 200,
    body: { data: { __typename: 'Query' } },
  })
})

describe('GET', () => {
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/graphql?${new URLSearchParams(parameters)}`, { headers })
  const parameters = {
    query: 'query Fleet($id: ID!) { codeDeployDeployment(deploymentId: $id) { status } }',
    operationName: 'Fleet',
    variables: JSON.stringify({ id: 'd-FLEET0001' }),
  }

  test('executes a query with its variables and operationName', async () => {
    const response = await get(parameters)
    expect([response.status, await response.json()]).toEqual([
      200,
      { data: { codeDeployDeployment: { status: 'SUCCEEDED' } } },
    ])
  })

  test.each(['operationName', 'variables', 'extensions', 'documentId'])(
    'with an empty %s is like a GET without it',
    async (name) => {
      const response = await get({ query: '{ __typename }', [name]: '' })
      expect([response.status, await response.json()]).toEqual([200, { data: { __typename: 'Query' } }])
    },
  )

  test('never executes a mutation', async () => {
    const response = await get({ query: 'mutation { __typename }' })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST'])
  })

  test('from a browser that expects a page gets JSON', async () => {
    const response = await get({}, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' })
    expect([response.status, response.headers.get('content-type')]).toEqual([400, JSON_TYPE])
  })
})

import { readFileSync } from 'node:fs'
import type { Fault } from '../../src/emulator/faults.ts'
import { bearer, JWT, sha256 } from '../auth/callers.ts'
import { type Options, startGateway } from '../support/gateway.ts'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')

/** Every text in quotes between two marks of a source file. */
function quoted(path: string, start: string, end: string): string[] {
  const [, after = ''] = source(path).split(start)
  return [...(after.split(end, 1)[0] ?? '').matchAll(/'([A-Z_]+)'/g)].map(([, code = '']) => code)
}

const codes = new Set([
  ...quoted('src/aws/calls/errors.ts', 'type ReadErrorCode =', '\n\n'),
  ...quoted('src/server/format-error.ts', 'const REQUEST_ERRORS = new Set([', '])'),
  ...quoted('src/server/format-error.ts', 'type BusyCode =', '\n'),
])
const retryable = [
  ...quoted('src/aws/calls/errors.ts', 'const RETRYABLE', '])'),
  ...quoted('src/server/format-error.ts', 'type BusyCode =', '\n'),
]

const sections = page
  .split(/^## (?=`)/m)
  .slice(1)
  .map((section) => ({
    code: /^`(\w+)`/.exec(section)?.[1] ?? '',
    section,
    example: /```json\n(.*?)```/s.exec(section)?.[1],
  }))

const READ = '{ codeDeployDeployment(deploymentId: "d-M1528KX2M", location: "us-east-1") { status } }'
const failing = (name: string, message?: string, status?: number): [string, Fault] => [
  JSON.stringify({ query: READ }),
  { error: { name, message, status } },
]

/** What leads to each example: the body of a request, what AWS does, how the gateway is set. */
const CAUSES: Record<string, [body: string, fault?: Fault, options?: Options, headers?: Record<string, string>]> = {
  BAD_USER_INPUT: [JSON.stringify({ query: '{ codeDeployDeployments(first: 5000) { nodes { status } } }' })],
  NOT_FOUND: [
    JSON.stringify({
      query:
        '{ deploymentTargets(deploymentId: "d-M1528KX2M", targetIds: ["i-0000000000000000f"], location: "us-east-1") { __typename } }',
    }),
  ],
  AWS_ACCESS_DENIED: failing(
    'AccessDeniedException',
    'User: arn:aws:sts::111122223333:assumed-role/deploygraph-reader/deploygraph is not authorized to perform: codedeploy:BatchGetDeployments',
  ),
  AWS_THROTTLED: failing('ThrottlingException', 'Rate exceeded'),
  AWS_UNAVAILABLE: failing('ServiceUnavailable', 'Service is unavailable', 503),
  AWS_TIMEOUT: failing('RequestTimeout', 'The request timed out', 400),
  UNAUTHENTICATED: [JSON.stringify({ query: READ }), undefined, { auth: JWT }],
  FORBIDDEN: [
    JSON.stringify({ query: READ }),
    undefined,
    { auth: { mode: 'apiKey', keys: [{ name: 'nobody', sha256: sha256('key'), scopes: [] }] } },
    { 'x-api-key': 'key' },
  ],
  AUTH_UNAVAILABLE: [
    JSON.stringify({ query: READ }),
    undefined,
    { auth: { ...JWT, key: { jwksUrl: 'http://127.0.0.1:1/' } } },
    bearer('eyJhbGciOiJFUzI1NiJ9.e30.AA'),
  ],
  INTERNAL_SERVER_ERROR: failing('TeapotException', 'not for anybody to see', 418),
  GRAPHQL_PARSE_FAILED: [JSON.stringify({ query: '{ locations { name }' })],
  GRAPHQL_VALIDATION_FAILED: [JSON.stringify({ query: '{ teapots }' })],
  OPERATION_RESOLUTION_FAILURE: [JSON.stringify({ query: 'query A { locations { name } } query B { __typename }' })],
  DOCUMENT_TOO_LARGE: [
    JSON.stringify({
      query: `{ codeDeployDeployment(deploymentId: "d-M1528KX2M") { ${'rollback { rollbackDeployment { '.repeat(7)} id ${'} }'.repeat(7)} } }`,
    }),
  ],
  OPERATION_TOO_EXPENSIVE: [
    JSON.stringify({
      query: '{ codeDeployDeployments(first: 1000) { nodes { targets(first: 100) { nodes { __typename } } } } }',
    }),
  ],
  DOCUMENT_NOT_TRUSTED: [
    JSON.stringify({ query: '{ locations { name region } }' }),
    undefined,
    { trustedDocuments: 'enforce' },
  ],
  RATE_LIMITED: [JSON.stringify({ query: '{ __typename }' }), undefined, { ratePerSecond: 20, rateBurst: 0 }],
  OVERLOADED: [JSON.stringify({ query: '{ __typename }' }), undefined, { maxConcurrentRequests: 0 }],
  BAD_REQUEST: [JSON.stringify({ variables: {} })],
  PERSISTED_QUERY_NOT_FOUND: [
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'e3b0c44298fc1c149afbf4c8996fb924' } } }),
  ],
}
// Ids that are another with every request.
const lasting = (text: string) => JSON.parse(text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'))

test('every code has a section, in which it says when, what to do and whether to try again', () => {
  expect(sections.map(({ code }) => code).sort()).toEqual([...codes].sort())
  const said = /^Retryable: (yes|no)\.\n\n\*\*When\*\*: .*?\n\n\*\*What to do\*\*: /ms
  expect(sections.filter(({ section }) => !said.test(section))).toEqual([])
  const again = sections.filter(({ section }) => section.includes('Retryable: yes.'))
  expect(again.map(({ code }) => code).sort()).toEqual(retryable.sort())
})

test('the index leads to every section once', () => {
  const links = [...page.matchAll(/\[(\w+)\]\(#(\w+)\)/g)]
  expect(links.map(([, name]) => name).sort()).toEqual([...codes].sort())
  expect(links.filter(([, name = '', anchor]) => name.toLowerCase() !== anchor)).toEqual([])
})

test('every code but the one that this gateway does not send has an example', () => {
  const silent = sections.filter(({ example }) => !example).map(({ code }) => code)
  expect(silent).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED'])
  expect(sections.flatMap(({ code, example }) => (example ? code : [])).sort()).toEqual(Object.keys(CAUSES).sort())
})

test.each(sections.flatMap(({ code, example }) => (example ? { code, example } : [])))(
  'the example of $code is what a client gets',
  async ({ code, example }) => {
    const [body = '', fault, options, more] = CAUSES[code] ?? []
    const { url, stop } = await startGateway({ ...options, faults: fault ? [fault] : [] })
    const headers = { 'content-type': 'application/json', ...more }
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body }).finally(stop)
    const { errors } = lasting(await response.text())
    expect(errors).toHaveLength(1)
    const { locations, ...error } = errors[0]
    expect(error).toEqual(lasting(example))
  },
)

import type { Fault } from '../../src/emulator/faults.ts'
import { ERRORS, type ErrorCode } from '../../src/errors.ts'
import { bearer, JWT, sha256 } from '../auth/callers.ts'
import { ONE_LOCATION, type Options, PATIENT, useGateways } from '../support/gateway.ts'
import { firstBlock, readPage, sectionsOf, withoutVarying } from '../support/pages.ts'
import { unforeseen, failing as unforeseenFailure } from '../support/unforeseen.ts'

const page = readPage('docs/errors.md')
const codes = Object.keys(ERRORS)

const sections = sectionsOf(page, '## (?=`)').map(({ text }) => ({
  code: (/^`(\w+)`/.exec(text)?.[1] ?? '') as ErrorCode,
  section: text,
  example: firstBlock(text, 'json'),
}))

const READ = '{ codeDeployDeployment(deploymentId: "d-M1528KX2M", location: "us-east-1") { status } }'
const failing = (name: string, message?: string, status?: number): [string, Fault] => [
  JSON.stringify({ query: READ }),
  { error: { name, message, status } },
]

/** The cause of each example: the body of a request, the fault of AWS, the options of the gateway, further headers. */
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
  INTERNAL_SERVER_ERROR: [
    JSON.stringify({ query: `{ ${unforeseenFailure('us-east-1')} }` }),
    undefined,
    { world: () => ({ appconfig: unforeseen }), locations: ONE_LOCATION },
  ],
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
  RESPONSE_TOO_LARGE: [JSON.stringify({ query: '{ __typename }' }), undefined, { maxResponseBytes: 10 }],
  RATE_LIMITED: [JSON.stringify({ query: '{ __typename }' }), undefined, { ratePerSecond: 20, rateBurst: 0 }],
  OVERLOADED: [JSON.stringify({ query: '{ __typename }' }), undefined, { maxConcurrentRequests: 0 }],
  BAD_REQUEST: [JSON.stringify({ variables: {} })],
  PERSISTED_QUERY_NOT_FOUND: [
    JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'e3b0c44298fc1c149afbf4c8996fb924' } } }),
  ],
}
// Ids differ with every request.
const withoutIds = (text: string) => JSON.parse(text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '…'))

const { start } = useGateways()

test('the table of codes on the page matches ERRORS', () => {
  const rows = Object.entries(ERRORS).map(
    ([code, { retryable, status, meaning }]) =>
      `| [${code}](#${code.toLowerCase()}) | ${retryable ? 'yes' : 'no'} | ${status} | ${meaning} |`,
  )
  const [, table] = /^\| Code \| Retryable \| HTTP status \| Meaning \|\n\| --- .*\n((?:\|.*\n)*)/m.exec(page) ?? []
  expect(table?.trimEnd().split('\n')).toEqual(rows)
})

test('every code has a section, in the order of the table, with its causes, what to do and whether to retry', () => {
  expect(sections.map(({ code }) => code)).toEqual(codes)
  const layout = /^Retryable: (yes|no)\.\n\n\*\*When\*\*: .*?\n\n\*\*What to do\*\*: /ms
  expect(sections.filter(({ section }) => !layout.test(section))).toEqual([])
  const retryable = sections.filter(({ section }) => section.includes('Retryable: yes.')).map(({ code }) => code)
  expect(retryable).toEqual(Object.entries(ERRORS).flatMap(([code, entry]) => (entry.retryable ? code : [])))
})

test('every code has an example, except the one that this gateway does not send', () => {
  const silent = sections.filter(({ example }) => !example).map(({ code }) => code)
  expect(silent).toEqual(['PERSISTED_QUERY_NOT_SUPPORTED'])
  expect(sections.flatMap(({ code, example }) => (example ? code : [])).sort()).toEqual(Object.keys(CAUSES).sort())
})

test.each(sections.flatMap(({ code, example }) => (example ? { code, example } : [])))(
  'the example of $code matches the answer of a gateway',
  async ({ code, example }) => {
    const [body = '', fault, options, more] = CAUSES[code] ?? []
    const { url } = await start({ ...options, faults: fault ? [fault] : [] })
    const headers = { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...more }
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body })
    const { data, errors } = withoutIds(await response.text())
    expect(errors).toHaveLength(1)
    if (data === undefined) expect(response.status).toBe(ERRORS[code].status)
    const { locations, ...error } = errors[0]
    expect(error).toEqual(withoutIds(example))
  },
)

test('a denied region is one null with an error, as the page shows it', async () => {
  const shown = JSON.parse(firstBlock(page, 'json') ?? '')
  const [{ message, extensions }] = shown.errors
  const awsMessage = `User: arn:aws:sts::111122223333:assumed-role/reader/ci is ${message.replace('Not', 'not').replace(/\.$/, '')}`
  const fault: Fault = {
    region: extensions.aws.location,
    error: { name: extensions.aws.errorName, message: awsMessage },
  }
  const [, query = ''] = /^This is the answer to `(.*?)`/m.exec(page) ?? []
  const gateway = await start({ ...PATIENT, faults: [fault] })
  const { status, ...answer } = await gateway.query(query)
  expect(status).toBe(200)
  expect(withoutVarying(answer)).toEqual(withoutVarying(shown))
})

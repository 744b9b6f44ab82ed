import { ERRORS, type ErrorCode } from '../../src/errors.ts'
import { useGateway } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { startRawAws } from './raw-aws.ts'

useShortestRetryDelays()

interface Row {
  status: number
  /** Of the answer; an object is sent as AWS sends errors. */
  body: string | object
  headers?: Record<string, string>
  code: ErrorCode
  attempts?: number
  /** The message of the error; `$` stands for the service and the location. */
  message?: string
}

const HTML = { 'content-type': 'text/html' }
const named = (name: string, message = 'why') => ({ __type: `com.amazonaws.codedeploy.v20141006#${name}`, message })
const row = (code: ErrorCode, status: number, body: Row['body'], more: Partial<Row> = {}): Row => ({
  ...{ code, status, body },
  ...more,
})

// Each row shows how the gateway recognizes an error: by the SDK's names, exact names, the status or words.
const ROWS: Record<string, Row> = {
  'is a throttling error of the SDK': row('AWS_THROTTLED', 400, named('ThrottlingException'), { attempts: 3 }),
  'throttles with a 503': row('AWS_THROTTLED', 503, named('ThrottlingException'), { attempts: 3 }),
  'is LimitExceededException': row('AWS_THROTTLED', 400, named('LimitExceededException'), { attempts: 3 }),
  'is BandwidthLimitExceeded': row('AWS_THROTTLED', 400, named('BandwidthLimitExceeded'), { attempts: 3 }),
  'is PriorRequestNotComplete': row('AWS_THROTTLED', 400, named('PriorRequestNotComplete'), { attempts: 3 }),
  'is a 429 in HTML': row('AWS_THROTTLED', 429, '<h1>Too many</h1>', { headers: HTML, attempts: 3 }),
  'is the text "Rate exceeded"': row('AWS_THROTTLED', 400, 'Rate exceeded', { attempts: 3 }),
  'has "Rate exceeded" and no name': row('AWS_THROTTLED', 400, { message: 'Rate exceeded' }, { attempts: 3 }),
  'is RequestTimeout': row('AWS_TIMEOUT', 400, named('RequestTimeout'), { attempts: 3 }),
  'is an empty 408': row('AWS_TIMEOUT', 408, ''),
  'is SubscriptionRequiredException': row('AWS_ACCESS_DENIED', 400, named('SubscriptionRequiredException'), {
    message: '$ denied access (SubscriptionRequiredException).',
  }),
  'is OptInRequired': row('AWS_ACCESS_DENIED', 403, named('OptInRequired')),
  'is ExpiredTokenException': row('AWS_ACCESS_DENIED', 400, named('ExpiredTokenException')),
  'is an empty 403': row('AWS_ACCESS_DENIED', 403, ''),
  'is a 403 of a firewall': row('AWS_ACCESS_DENIED', 403, '<html>Blocked by policy</html>', { headers: HTML }),
  'is an id that does not exist': row('NOT_FOUND', 400, named('DeploymentIdDoesNotExistException')),
  'is an invalid input': row('BAD_USER_INPUT', 400, named('InvalidTagException', 'The tag is wrong.'), {
    message: 'The tag is wrong.',
  }),
  'is a redirect': row('AWS_UNAVAILABLE', 302, '', { headers: { location: '/login' } }),
  'is a 404 in HTML': row('AWS_UNAVAILABLE', 404, '<html>Not Found</html>', {
    headers: HTML,
    message: '$ answered BatchGetDeployments with HTTP 404 and no error of AWS.',
  }),
  'is an error of a proxy in JSON': row(
    'AWS_UNAVAILABLE',
    502,
    { message: 'upstream http://user:hunter2@10.0.0.1:8080 failed' },
    { attempts: 3, message: '$ answered BatchGetDeployments with HTTP 502 and no error of AWS.' },
  ),
  'has a credential in its text': row('BAD_USER_INPUT', 400, named('InvalidTagException', 'password=hunter2hunter2'), {
    message: 'password=[redacted]',
  }),
  'has a number as its message': row(
    'AWS_THROTTLED',
    400,
    { ...named('ThrottlingException'), message: 7 },
    { attempts: 3 },
  ),
  'has a structure as its message': row(
    'BAD_USER_INPUT',
    400,
    { ...named('InvalidTagException'), message: { a: 1 } },
    {
      message: '$ answered BatchGetDeployments with InvalidTagException (HTTP 400).',
    },
  ),
  'is an error of a web framework, which has a path': row(
    'AWS_UNAVAILABLE',
    404,
    { timestamp: '2026-11-28T12:00:00Z', status: 404, error: 'Not Found', path: '/' },
    { message: '$ answered BatchGetDeployments with HTTP 404 and no error of AWS.' },
  ),
  'has the members of an error of Node': row(
    'BAD_USER_INPUT',
    400,
    { ...named('InvalidTagException'), code: 'ECONNRESET', path: '/etc/token', cause: { name: 'TimeoutError' } },
    { message: 'why' },
  ),
  'has a sentence as its name': row(
    'AWS_UNAVAILABLE',
    400,
    { __type: 'an error of <b>ours</b>', message: 'why' },
    {
      message: '$ answered BatchGetDeployments with HTTP 400 and no error of AWS.',
    },
  ),
  'has a very long name': row('AWS_UNAVAILABLE', 400, named('x'.repeat(10_000)), {
    message: '$ answered BatchGetDeployments with HTTP 400 and no error of AWS.',
  }),
  'has null as its name': row('AWS_UNAVAILABLE', 400, { __type: null, message: 'why' }),
  'is a 413': row('AWS_UNAVAILABLE', 413, '<html>Too large</html>', { headers: HTML }),
  'is a 407': row('AWS_UNAVAILABLE', 407, 'Proxy Authentication Required'),
  'is an empty 400': row('AWS_UNAVAILABLE', 400, ''),
  'is an empty 404': row('AWS_UNAVAILABLE', 404, ''),
  'is an empty 418': row('AWS_UNAVAILABLE', 418, ''),
  'is truncated JSON': row('AWS_UNAVAILABLE', 400, '{"__type":"InvalidDeplo'),
  'is UnknownOperationException': row('AWS_UNAVAILABLE', 400, named('UnknownOperationException')),
  'is MalformedHttpRequestException': row('AWS_UNAVAILABLE', 400, named('MalformedHttpRequestException')),
  'is an unsupported service of another emulator': row('AWS_UNAVAILABLE', 400, 'Unsupported service: codedeploy'),
  'has an unknown name': row('AWS_UNAVAILABLE', 418, named('TeapotException', 'I am a teapot.'), {
    message: 'I am a teapot.',
  }),
  'is a 500 in HTML': row('AWS_UNAVAILABLE', 500, '<html>Error</html>', { headers: HTML, attempts: 3 }),
  'is a 501': row('AWS_UNAVAILABLE', 501, named('NotImplemented')),
  'is a success in HTML': row('AWS_UNAVAILABLE', 200, '<html>Welcome to the hotel</html>', {
    headers: HTML,
    message: '$ answered BatchGetDeployments with an answer that cannot be read (HTTP 200).',
  }),
  'is an empty success': row('AWS_UNAVAILABLE', 200, '', {
    message: '$ answered BatchGetDeployments with an answer that cannot be read (HTTP 200).',
  }),
  'has an invalid timestamp': row(
    'AWS_UNAVAILABLE',
    200,
    { deploymentsInfo: [{ deploymentId: 'd-ROW000000', createTime: 'soon' }] },
    { message: '$ answered BatchGetDeployments with an answer that cannot be read (HTTP 200).' },
  ),
}

const names = Object.keys(ROWS)
const regionOf = (name: string) => `us-row-${names.indexOf(name) + 1}`

let aws: Awaited<ReturnType<typeof startRawAws>>
const lines: string[] = []
beforeAll(async () => {
  aws = await startRawAws(({ region }, response) => {
    const answer = ROWS[names.find((name) => regionOf(name) === region) ?? '']
    const body = typeof answer?.body === 'string' ? answer.body : JSON.stringify(answer?.body)
    response.writeHead(answer?.status ?? 500, { 'x-amzn-requestid': 'r-1', ...answer?.headers }).end(body)
  })
})
const gateway = useGateway(() => ({
  locations: names.map((name) => ({ name: regionOf(name), region: regionOf(name), endpoint: aws.endpoint })),
  log: (line) => lines.push(line),
}))
afterAll(() => aws.stop())

const ask = (location: string) =>
  gateway.query(
    'query ($location: String!) { codeDeployDeployment(deploymentId: "d-ROW000000", location: $location) { status } }',
    { location },
  )

test.each(Object.entries(ROWS))(
  'an error response that %s gets the documented code and names its call',
  async (name, expected) => {
    const location = regionOf(name)
    const { data, errors } = await ask(location)
    expect(data).toEqual({ codeDeployDeployment: null })
    const { code, status, attempts = 1, message } = expected
    if (code === 'NOT_FOUND') return expect(errors).toBeUndefined() // an id that AWS does not know is null
    expect(errors).toMatchObject([
      {
        ...(message && { message: message.replace('$', `codedeploy in ${location}`) }),
        extensions: {
          ...{ code, retryable: ERRORS[code].retryable },
          aws: { service: 'codedeploy', operation: 'BatchGetDeployments', location, httpStatus: status, attempts },
        },
      },
    ])
    // Messages of the SDK and of Node for programmers.
    expect(errors?.[0]?.message).not.toMatch(/\$response|JSON|Unexpected|implicit|undefined|<html/)
  },
)

test('the log shows the beginning of a body that AWS did not send, without credentials', async () => {
  const region = regionOf('is a 404 in HTML')
  const logged = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'AWS error')
  expect(logged).toContainEqual(
    expect.objectContaining({ location: region, httpStatus: 404, body: '<html>Not Found</html>' }),
  )
  const proxy = ROWS['is a 407']
  if (proxy) proxy.body = `password=hunter2hunter2 ${'x'.repeat(1_000)}`
  if (proxy) proxy.status = 405
  await ask(regionOf('is a 407'))
  const { body } = JSON.parse(lines.find((line) => line.includes('"httpStatus":405')) ?? '{}')
  expect(body).toMatch(/^password=\[redacted\] x+$/)
  expect(body).toHaveLength(300)
})

test('the log shows the beginning of the body when the endpoint does not know the operation', async () => {
  const region = regionOf('is UnknownOperationException')
  await ask(region)
  const logged = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'AWS error')
  expect(logged).toContainEqual(
    expect.objectContaining({ location: region, body: expect.stringContaining('UnknownOperationException') }),
  )
})

test('a 501 response does not open the circuit breaker of the service', async () => {
  const [isImplemented, isDown] = [regionOf('is a 501'), regionOf('is a 500 in HTML')]
  for (const region of [isImplemented, isDown]) for (let times = 0; times < 6; times++) await ask(region)
  const sent = (region: string) => aws.requests.filter((request) => request.region === region).length
  const [before, down] = [sent(isImplemented), sent(isDown)]
  await ask(isImplemented)
  await ask(isDown)
  expect(sent(isImplemented)).toBe(before + 1)
  expect(sent(isDown)).toBe(down)
})

import type { ErrorCode } from '../../src/errors.ts'
import { useGateways } from '../support/gateway.ts'
import { useShortestRetryDelays } from '../support/retry-delays.ts'
import { startRawAws } from './raw-aws.ts'

useShortestRetryDelays()

const ROLE = 'arn:aws:iam::444455556666:role/secret-reader'
const error = (code: string, message: string) =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`

type Row = [how: string, status: number, body: string, code: ErrorCode, errorName: string, message?: string]

const NOT_LOADED = 'Could not load AWS credentials for codedeploy in here'
const ROWS: Row[] = [
  [
    ...([
      'a denial',
      403,
      error('AccessDenied', `User: x is not authorized to perform: sts:AssumeRole on ${ROLE}`),
    ] as const),
    ...(['AWS_ACCESS_DENIED', 'AccessDenied', 'Not authorized to perform: sts:AssumeRole.'] as const),
  ],
  ['an expired token', 403, error('ExpiredToken', 'It is expired.'), 'AWS_ACCESS_DENIED', 'ExpiredToken'],
  ['an invalid role', 400, error('ValidationError', `Not a role: ${ROLE}`), 'AWS_ACCESS_DENIED', 'ValidationError'],
  ['a throttle', 400, error('Throttling', 'Rate exceeded'), 'AWS_THROTTLED', 'Throttling'],
  ['a proxy’s error page', 502, '<html>Bad Gateway</html>', 'AWS_UNAVAILABLE', 'Unknown'],
  ['an unreadable success', 200, '<html>', 'AWS_UNAVAILABLE', 'Error'],
]

const { env } = process
let answer: { status: number; body: string }
let aws: Awaited<ReturnType<typeof startRawAws>>
let sts: Awaited<ReturnType<typeof startRawAws>>
const { start, gateway } = useGateways()
beforeEach(async () => {
  aws = await startRawAws((_, response) => response.end('{}'))
  sts = await startRawAws((_, response) =>
    response.writeHead(answer.status, { 'content-type': 'text/xml' }).end(answer.body),
  )
  process.env = {
    ...{ PATH: env.PATH, AWS_EC2_METADATA_DISABLED: 'true', AWS_ENDPOINT_URL_STS: sts.endpoint },
    ...{ AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' },
  }
  await start({
    locations: [{ name: 'here', region: 'us-east-1', endpoint: aws.endpoint, roleArn: ROLE, credentials: undefined }],
  })
})
afterEach(async () => {
  await aws.stop()
  await sts.stop()
  process.env = env
})

test.each(ROWS)(
  'the gateway reports that it could not load credentials, not a caller’s mistake, when STS answers AssumeRole with %s',
  async (_, status, body, code, errorName, message = `${NOT_LOADED} (${errorName}).`) => {
    answer = { status, body }
    const { errors } = await gateway.query('{ codeDeployDeployment(deploymentId: "d-ROLE00000") { status } }')
    expect(errors).toMatchObject([{ message, extensions: { code, aws: { errorName, location: 'here' } } }])
    expect(aws.requests).toHaveLength(0)
    const ready = await fetch(`${gateway.url}/readyz`)
    expect(ready.status).toBe(503)
    expect(await ready.json()).toMatchObject({
      locations: { [code === 'AWS_UNAVAILABLE' ? 'unreachable' : 'credentials']: 1 },
    })
  },
)

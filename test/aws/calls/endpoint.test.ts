import { startRawAws } from '../../faults/raw-aws.ts'
import { useGateways } from '../../support/gateway.ts'

const ANSWERS: Record<string, string> = {
  '/base/': '{"applications":["web"]}',
  '/base/applications': '{"Items":[{"Id":"app0001","Name":"checkout"}]}',
  '/base/ListLifecyclePolicies': '{"lifecyclePolicySummaryList":[]}',
}

let aws: Awaited<ReturnType<typeof startRawAws>>
const { env } = process
const { start } = useGateways()
beforeEach(async () => {
  aws = await startRawAws(({ url }, response) => {
    const body = ANSWERS[url.replace(/\?.*/, '')]
    response.writeHead(body ? 200 : 404).end(body)
  })
})
afterEach(async () => {
  process.env = env
  await aws.stop()
})

test.each(['/base', '/base/', '/base//'])(
  'an endpoint with the path %s works for all services, from the file and from the environment',
  async (path) => {
    const url = `${aws.endpoint}${path}`
    process.env = { ...env, AWS_ENDPOINT_URL: url, AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
    const { query } = await start({
      locations: [
        { name: 'file', region: 'us-east-1', endpoint: url },
        // The harness gives every location the endpoint of its own emulator.
        { name: 'environment', region: 'us-east-1', endpoint: undefined, credentials: undefined },
      ],
    })
    for (const location of ['file', 'environment']) {
      const { data, errors } = await query(
        `query ($location: String!) {
          codeDeployApplications(location: $location) { pageInfo { hasNextPage } }
          appConfigApplications(location: $location) { nodes { name } }
          lifecyclePolicies(location: $location) { nodes { name } }
        }`,
        { location },
      )
      expect(errors).toBeUndefined()
      expect(data).toEqual({
        codeDeployApplications: { pageInfo: { hasNextPage: false } },
        appConfigApplications: { nodes: [{ name: 'checkout' }] },
        lifecyclePolicies: { nodes: [] },
      })
    }
    expect(aws.requests.map(({ url }) => url).filter((url) => !/^\/base\/(?!\/)/.test(url))).toEqual([])
  },
)

test.each<[what: string, variables: object, errorName: string]>([
  ['without a scheme', { AWS_ENDPOINT_URL: '127.0.0.1:4566' }, 'ERR_INVALID_URL'],
  [
    'that AWS does not have',
    { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_USE_FIPS_ENDPOINT: 'true' },
    'EndpointError',
  ],
])(
  'an endpoint %s in the environment is AWS_UNAVAILABLE, and the log has the reason',
  async (_, variables, errorName) => {
    process.env = { ...env, ...variables, AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' }
    const lines: string[] = []
    const { query } = await start({
      locations: [{ name: 'here', region: 'us-east-1', endpoint: undefined, credentials: undefined }],
      log: (line) => lines.push(line),
    })
    const { errors } = await query('{ codeDeployDeployment(deploymentId: "d-ENDPOINT0") { status } }')
    expect(errors).toMatchObject([
      {
        message: `codedeploy in here could not be reached (${errorName}).`,
        extensions: { code: 'AWS_UNAVAILABLE', aws: { service: 'codedeploy', location: 'here', errorName } },
      },
    ])
    expect(lines.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ msg: 'AWS error', errorName, reason: expect.stringMatching(/Invalid URL|FIPS/) }),
    )
  },
)

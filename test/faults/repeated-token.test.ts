import { useGateway } from '../support/gateway.ts'
import { startRawAws } from './raw-aws.ts'

// By what a request is for: a page that always leads to itself, under the token `secret-token`.
const PAGES: readonly (readonly [pattern: RegExp, page: object])[] = [
  [/ListDeploymentTargets/, { targetIds: ['i-1'] }],
  [/ListApplications/, { applications: ['web'] }],
  [/BatchGetDeployments/, { deploymentsInfo: [{ deploymentId: 'd-TOKEN0000', status: 'Succeeded' }] }],
  [/environments/, { Items: [{ Id: 'env0001', Name: 'prod' }] }],
  [/ListLifecyclePolicies/, { lifecyclePolicySummaryList: [{ arn: 'arn:aws:imagebuilder:1', name: 'expire' }] }],
  [/applications/, { Items: [{ Id: 'app0001', Name: 'web' }] }],
]

let aws: Awaited<ReturnType<typeof startRawAws>>
beforeAll(async () => {
  aws = await startRawAws(({ url, headers }, response) => {
    const operation = `${url} ${headers['x-amz-target'] ?? ''}`
    const [, page] = PAGES.find(([pattern]) => pattern.test(operation)) ?? []
    response.end(JSON.stringify({ ...page, nextToken: 'secret-token', NextToken: 'secret-token' }))
  })
})
const gateway = useGateway(() => ({ locations: [{ name: 'here', region: 'us-east-1', endpoint: aws.endpoint }] }))
afterAll(() => aws.stop())

test.each([
  [
    ...['codeDeployDeployment(deploymentId: "d-TOKEN0000") { rawStatus targets { totalCount } }', 'targets.totalCount'],
    ...['codedeploy', 'ListDeploymentTargets'],
  ],
  ['codeDeployApplications { edges { cursor } }', 'edges.1', 'codedeploy', 'ListApplications'],
  ['appConfigApplications { nodes { name } }', 'nodes.1', 'appconfig', 'ListApplications'],
  ['lifecyclePolicies { edges { cursor } }', 'edges.1', 'imagebuilder', 'ListLifecyclePolicies'],
])(
  'a repeated page token is an error that names the call and not the token: %s',
  async (field, at, service, operation) => {
    const { data, errors } = await gateway.query(`{ list: ${field} sibling: locations { name } }`)
    expect(data.sibling).toEqual([{ name: 'here' }])
    expect(errors?.map(({ path, message, extensions }) => [path?.join('.'), message, extensions])).toEqual([
      [
        `list.${at}`,
        `${service} in here repeated a page token of ${operation}, so the list cannot be read to its end.`,
        expect.objectContaining({
          ...{ code: 'AWS_UNAVAILABLE', retryable: true },
          aws: expect.objectContaining({ service, operation, location: 'here' }),
        }),
      ],
    ])
    expect(JSON.stringify(errors)).not.toMatch(/secret-token|\[\\"/)
  },
)

test('the feed reports a repeated page token as a problem', async () => {
  const { data, errors } = await gateway.query('{ activity { problems { service location { name } code message } } }')
  expect(errors).toBeUndefined()
  expect(data.activity.problems).toContainEqual({
    ...{ service: 'APPCONFIG', location: { name: 'here' }, code: 'AWS_UNAVAILABLE' },
    message: 'appconfig in here repeated a page token of ListApplications, so the list cannot be read to its end.',
  })
})

import { createSchema } from '../../src/schema.ts'
import { company, DEMO_LOCATIONS, EXECUTION, id, POLICY } from '../federation/company.ts'
import { useGateway } from '../support/gateway.ts'
import { bearer, bytes, JWT, token, unsigned } from './callers.ts'

const HOME = 'us-east-1'
const node = id('CodeDeployDeployment', HOME, 'd-000000001')
const LIST = '{ nodes { __typename } }'
const NOTHING_LISTED = { nodes: [] }

/**
 * For each field of Query: a query of something that only us-east-1 has, without naming the location, and the value for a
 * caller who sees only eu-west-1. Error: the error of a gateway without us-east-1.
 */
const FIELDS: Record<string, [query: string, elsewhere: unknown]> = {
  node: [`{ node(id: "${node}") { id } }`, null],
  nodes: [`{ nodes(ids: ["${node}"]) { id } }`, [null]],
  locations: ['{ locations { name } }', [{ name: 'eu-west-1' }]],
  activity: [`{ activity ${LIST} }`, NOTHING_LISTED],
  codeDeployDeployment: ['{ codeDeployDeployment(deploymentId: "d-000000001") { id } }', null],
  codeDeployDeployments: [`{ codeDeployDeployments ${LIST} }`, NOTHING_LISTED],
  codeDeployApplication: ['{ codeDeployApplication(applicationName: "shop") { id } }', null],
  codeDeployApplications: [`{ codeDeployApplications ${LIST} }`, NOTHING_LISTED],
  deploymentGroup: ['{ deploymentGroup(applicationName: "shop", deploymentGroupName: "group-1") { id } }', null],
  deploymentConfig: ['{ deploymentConfig(deploymentConfigName: "careful") { id } }', null],
  // The built-in ones are in every location; the one of us-east-1 would be the first.
  deploymentConfigs: [
    '{ deploymentConfigs(first: 1) { nodes { location { name } } } }',
    { nodes: [{ location: { name: 'eu-west-1' } }] },
  ],
  deploymentGroupStates: [`{ deploymentGroupStates ${LIST} }`, NOTHING_LISTED],
  deploymentStatistics: ['{ deploymentStatistics(applicationName: "shop") { deployments } }', Error],
  configurationStates: [`{ configurationStates ${LIST} }`, NOTHING_LISTED],
  deploymentTargets: [
    '{ deploymentTargets(deploymentId: "d-000000001", targetIds: ["mailer"]) { __typename } }',
    Error,
  ],
  deploymentInstance: ['{ deploymentInstance(deploymentId: "d-000000000", instanceId: "i-1") { instanceId } }', null],
  deploymentInstances: [
    '{ deploymentInstances(deploymentId: "d-000000000", instanceIds: ["i-1"]) { errorMessage } }',
    null,
  ],
  appConfigDeployment: [
    '{ appConfigDeployment(applicationId: "flags01", environmentId: "prod001", deploymentNumber: 1) { id } }',
    null,
  ],
  appConfigDeployments: [`{ appConfigDeployments(applicationId: "flags01", environmentId: "prod001") ${LIST} }`, Error],
  appConfigEnvironment: ['{ appConfigEnvironment(applicationId: "flags01", environmentId: "prod001") { id } }', null],
  configurationProfile: [
    '{ configurationProfile(applicationId: "flags01", configurationProfileId: "prof001") { id } }',
    null,
  ],
  deploymentStrategy: ['{ deploymentStrategy(deploymentStrategyId: "strat01") { id } }', null],
  appConfigApplication: ['{ appConfigApplication(applicationId: "flags01") { id } }', null],
  appConfigApplications: [`{ appConfigApplications ${LIST} }`, NOTHING_LISTED],
  lifecycleExecution: [`{ lifecycleExecution(lifecycleExecutionId: "${EXECUTION}") { id } }`, null],
  lifecycleExecutions: [`{ lifecycleExecutions(resourceArn: "${POLICY}") ${LIST} }`, Error],
  lifecyclePolicy: [`{ lifecyclePolicy(arn: "${POLICY}") { id } }`, Error],
  lifecyclePolicies: [`{ lifecyclePolicies ${LIST} }`, NOTHING_LISTED],
  _entities: [
    '{ _entities(representations: [{ __typename: "CodeDeployDeployment", deploymentId: "d-000000001" }]) { __typename } }',
    [null],
  ],
  _service: ['{ _service { sdl } }', { sdl: expect.stringContaining('@key') }],
}

const INVALID_CALLERS: Record<string, [status: number, code: string, headers: () => unknown]> = {
  'no token': [401, 'UNAUTHENTICATED', () => ({})],
  'an expired token': [401, 'UNAUTHENTICATED', async () => bearer(await token({ expires: -60 }))],
  'a token of another key': [401, 'UNAUTHENTICATED', async () => bearer(await token({ key: bytes('x'.repeat(40)) }))],
  'a token that is not signed': [401, 'UNAUTHENTICATED', () => bearer(unsigned())],
  'a token for another audience': [
    401,
    'UNAUTHENTICATED',
    async () => bearer(await token({ claims: { aud: 'other' } })),
  ],
  'no scope': [403, 'FORBIDDEN', async () => bearer(await token({ claims: { scope: 'logs:read' } }))],
}

const gateway = useGateway({
  world: company(HOME),
  locations: DEMO_LOCATIONS,
  auth: JWT,
  introspection: true,
  cache: true,
})

test('every field of Query has a row in this table', () => {
  expect(Object.keys(createSchema().getQueryType()?.getFields() ?? {}).sort()).toEqual(Object.keys(FIELDS).sort())
})

describe.each(Object.entries(FIELDS))('the field %s', (field, [query, elsewhere]) => {
  test('has a value for a caller who may read it', async () => {
    const { status, data, errors } = await gateway.query(query, {}, bearer(await token()))
    expect({ status, errors }).toEqual({ status: 200, errors: undefined })
    expect(JSON.stringify(data[field])).not.toMatch(/^(null|\[null\]|\{"nodes":\[\]\})$/)
    gateway.calls()
  })

  test.each(Object.entries(INVALID_CALLERS))(
    'is refused with %s, without an AWS call',
    async (_, [status, code, headers]) => {
      const answer = await gateway.query(query, {}, (await headers()) as Record<string, string>)
      expect(answer).toEqual({
        status,
        errors: [{ message: expect.any(String), extensions: { code, retryable: false } }],
      })
      expect(gateway.calls()).toEqual({})
    },
  )

  test('is empty for a caller who sees only another location', async () => {
    const claims = { scope: 'deployments:read logs:read location:eu-west-1' }
    const answer = await gateway.query(query, {}, bearer(await token({ claims })))
    const { emulator } = gateway
    expect(new Set(emulator.calls.splice(0).map(({ region }) => region))).not.toContain(HOME)
    expect(answer.status).toBe(200)
    const [first] = answer.errors ?? []
    if (elsewhere !== Error) expect(answer).toEqual({ status: 200, data: { [field]: elsewhere } })
    else expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(first?.extensions.code)
    // The message repeats the name that the caller sent, and lists only the locations that the caller sees.
    expect(first?.message ?? '').not.toMatch(/expected one of .*us-east-1/)
  })
})

import { DEPLOYMENT } from '../codedeploy/sample.ts'
import { EXECUTION } from '../imagebuilder/sample.ts'
import { useGateway } from '../support/gateway.ts'
import { sampleWorld } from '../support/samples.ts'

const gateway = useGateway({ world: sampleWorld })

test.each([
  'codeDeployDeployments(location: "typo") { nodes { id } }',
  'codeDeployDeployments(deploymentGroupName: "production") { nodes { id } }',
  'codeDeployApplications(location: "typo") { pageInfo { hasNextPage } }',
  'deploymentConfigs(location: "typo") { edges { cursor } }',
  'appConfigApplications(location: "typo") { nodes { id } }',
  'appConfigDeployments(applicationId: "typo!", environmentId: "prod001") { nodes { id } }',
  'lifecyclePolicies(location: "typo") { nodes { id } }',
  'lifecycleExecutions(resourceArn: "typo") { nodes { id } }',
  'activity(filter: { locations: ["typo"] }) { nodes { id } }',
  'deploymentTargets(deploymentId: "typo", targetIds: ["a"]) { __typename }',
  `nodes(ids: ${JSON.stringify(Array(101).fill('id'))}) { id }`,
  `deploymentInstances(deploymentId: "${DEPLOYMENT}", instanceIds: ["i-1"], location: "typo") { errorMessage }`,
])('a root field with refused arguments does not affect other fields: %s', async (field) => {
  const { data, errors } = await gateway.query(`{ locations { name } wrong: ${field} }`)
  expect(data).toEqual({ locations: [{ name: 'us-east-1' }, { name: 'eu-west-1' }], wrong: null })
  expect(errors).toMatchObject([{ path: ['wrong'], extensions: { code: 'BAD_USER_INPUT' } }])
})

const AFTER = Buffer.from('["another list",null,0,"x"]').toString('base64url')
const NEVER = 'createdAfter: "2026-02-01T00:00:00Z", createdBefore: "2026-01-01T00:00:00Z"'
const RESOURCES = `lifecycleExecution(lifecycleExecutionId: "${EXECUTION}", location: "us-east-1")`

test.each([
  [`codeDeployDeployment(deploymentId: "${DEPLOYMENT}")`, 'targets(filter: { instanceLabels: UNKNOWN })'],
  [`codeDeployDeployment(deploymentId: "${DEPLOYMENT}")`, `targets(after: "${AFTER}")`],
  ['codeDeployApplication(applicationName: "fleet")', 'deployments(filter: { statuses: UNKNOWN })'],
  ['codeDeployApplication(applicationName: "fleet")', `deployments(filter: { ${NEVER} })`],
  ['codeDeployApplication(applicationName: "fleet")', `deploymentGroups(after: "${AFTER}")`],
  ['appConfigApplication(applicationId: "app0001")', `environments(after: "${AFTER}")`],
  [RESOURCES, 'resources(parentResourceId: "")'],
])('a list below %s with refused arguments is an error only at its own fields: %s', async (parent, list) => {
  const { data, errors } = await gateway.query(
    `{ parent: ${parent} { id list: ${list} { nodes { __typename } edges { cursor } pageInfo { hasNextPage } } } }`,
  )
  expect(data).toEqual({ parent: { id: expect.any(String), list: { nodes: null, edges: null, pageInfo: null } } })
  expect(errors?.map(({ path }) => path?.at(-1)).toSorted()).toEqual(['edges', 'nodes', 'pageInfo'])
  for (const { extensions } of errors ?? []) expect(extensions.code).toBe('BAD_USER_INPUT')
})

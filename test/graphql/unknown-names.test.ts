import {
  type GraphQLArgument,
  type GraphQLInputField,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
} from 'graphql'
import { createSchema } from '../../src/schema.ts'
import { useGateway, useGateways } from '../support/gateway.ts'

const BOTH = 'us-east-1, eu-west-1'
const POLICY = 'arn:aws:imagebuilder:eu-west-1:111122223333:lifecycle-policy/expirre'

/**
 * Of each name or id by which a list can be asked for: a list asked for by one that nobody has, and what is said then.
 * A text alone: why AWS says nothing.
 */
const TYPOS: Record<string, string | [field: string, message: string]> = {
  'Query.codeDeployDeployments(applicationName:)': [
    'codeDeployDeployments(applicationName: "chekout-api") { nodes { id } }',
    `No application "chekout-api" in ${BOTH}.`,
  ],
  'Query.codeDeployDeployments(deploymentGroupName:)': [
    'codeDeployDeployments(applicationName: "checkout-api", deploymentGroupName: "prod") { nodes { id } }',
    `No deployment group "prod" of an application "checkout-api" in ${BOTH}.`,
  ],
  'Query.deploymentTargets(deploymentId:)': [
    'deploymentTargets(deploymentId: "d-NOBODYHAS", targetIds: ["i-0123456789abcdef0"]) { __typename }',
    'No deployment d-NOBODYHAS was found.',
  ],
  'Query.deploymentTargets(targetIds:)': [
    'deploymentTargets(deploymentId: "d-M1528KX2M", targetIds: ["i-0123456789abcdef0"]) { __typename }',
    'd-M1528KX2M has no target "i-0123456789abcdef0".',
  ],
  'Query.appConfigDeployments(applicationId:)': [
    'appConfigDeployments(applicationId: "nope123", environmentId: "bqc6duj") { nodes { id } }',
    `No environment "bqc6duj" of an application "nope123" in ${BOTH}.`,
  ],
  'Query.appConfigDeployments(environmentId:)': [
    'appConfigDeployments(applicationId: "26dsmkn", environmentId: "nope123", location: "us-east-1") { nodes { id } }',
    'No environment "nope123" of an application "26dsmkn" in us-east-1.',
  ],
  'Query.configurationStates(applicationId:)': [
    'configurationStates(applicationId: "nope123") { nodes { configurationName } }',
    `No application "nope123" in ${BOTH}.`,
  ],
  'Query.deploymentGroupStates(applicationName:)': [
    'deploymentGroupStates(applicationName: "chekout-api") { nodes { deploymentGroupName } }',
    `No application "chekout-api" in ${BOTH}.`,
  ],
  'Query.lifecycleExecutions(resourceArn:)': [
    `lifecycleExecutions(resourceArn: "${POLICY}") { nodes { id } }`,
    `No Image Builder resource "${POLICY}" in eu-west-1.`,
  ],
  'Query.lifecyclePolicies(name:)': [
    'lifecyclePolicies(name: "expirre") { nodes { id } }',
    `No lifecycle policy "expirre" in ${BOTH}.`,
  ],
  'ActivityFilter.applicationName': [
    'activity(filter: { applicationName: "chekout-api" }) { nodes { id } }',
    `No application "chekout-api" in ${BOTH}.`,
  ],
  'ActivityFilter.locations': [
    'activity(filter: { locations: ["mars"] }) { nodes { id } }',
    'Unknown location "mars": expected one of "us-east-1", "eu-west-1".',
  ],
  'CodeDeployDeploymentFilter.externalId': 'ListDeployments lists what has it, and knows no other external ids.',
  'LifecycleExecution.resources(parentResourceId:)': 'ListLifecycleExecutionResources has no error for an unknown one.',
  'Query.nodes(ids:)': 'An id that nobody has is null in its own slot.',
}

const isName = ({ name, type }: GraphQLArgument | GraphQLInputField) =>
  ['ID', 'String'].includes(getNamedType(type).name) && !['after', 'location'].includes(name)

/** Every argument of a list that is a name or an id, those within its filters included. */
const names = Object.values(createSchema().getTypeMap()).flatMap((type) => {
  if (isInputObjectType(type))
    return Object.values(type.getFields()).flatMap((field) => (isName(field) ? [`${type.name}.${field.name}`] : []))
  if (!isObjectType(type) || type.name.startsWith('__')) return []
  return Object.values(type.getFields())
    .filter((field) => isListType(getNullableType(field.type)) || getNamedType(field.type).name.endsWith('Connection'))
    .flatMap((field) => field.args.filter(isName).map(({ name }) => `${type.name}.${field.name}(${name}:)`))
})

test('the table covers every name and every id that selects a list', () => {
  expect(Object.keys(TYPOS).sort()).toEqual(names.sort())
})

describe('an unknown name is an error at the field, not an empty list', () => {
  const gateway = useGateway()

  test.each(Object.entries(TYPOS).flatMap(([at, typo]) => (typeof typo === 'string' ? [] : [[at, ...typo] as const])))(
    '%s',
    async (_, field, message) => {
      const { errors } = await gateway.query(`{ ${field} }`)
      expect(errors).toHaveLength(1)
      expect(errors?.[0]).toMatchObject({ message, path: expect.arrayContaining([field.split('(')[0]]) })
      expect(['NOT_FOUND', 'BAD_USER_INPUT']).toContain(errors?.[0]?.extensions.code)
    },
  )
})

const { start } = useGateways()

describe('a name that exists in one location', () => {
  // In us-east-1 alone.
  const US = 'applicationName: "storefront-us-only"'

  test('lists what is there, although it is unknown elsewhere', async () => {
    const { query } = await start({
      world: (region) => ({
        codedeploy: {
          applications: [{ applicationName: region === 'us-east-1' ? 'storefront-us-only' : 'other' }],
        },
      }),
    })
    const { data, errors } = await query(`{ codeDeployDeployments(${US}) { nodes { id } pageInfo { hasNextPage } } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployments).toEqual({ nodes: [], pageInfo: { hasNextPage: false } })
  })

  test('is reported as possibly being in the location that cannot be read', async () => {
    const { query } = await start({
      world: () => ({}),
      faults: [{ operation: 'ListDeploymentGroups', region: 'eu-west-1', error: { name: 'AccessDeniedException' } }],
    })
    const { errors } = await query(`{ codeDeployDeployments(${US}) { nodes { id } } }`)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['AWS_ACCESS_DENIED'])
  })
})

test('a list selected by name makes no more AWS calls than the list itself', async () => {
  const { query, calls } = await start()
  await query(
    '{ codeDeployDeployments(applicationName: "checkout-api", deploymentGroupName: "production") { nodes { id } } }',
  )
  expect(calls()).toEqual({ ListDeployments: 2, BatchGetDeployments: 2 })
  await query('{ codeDeployDeployments(applicationName: "chekout-api") { nodes { id } } }')
  expect(calls()).toEqual({ ListDeploymentGroups: 2 })
})

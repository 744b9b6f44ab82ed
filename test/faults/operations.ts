import { readdirSync, readFileSync } from 'node:fs'
import type { World } from '../../src/emulator/world.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'

const AT = new Date('2026-11-20T12:00:00Z')
const EXECUTION = 'lce-00000000-0000-4000-8000-000000000001'
export const policyIn = (region: string) => `arn:aws:imagebuilder:${region}:111122223333:lifecycle-policy/expire`

const fleet = fleetWorld({ targets: 2, events: 1 })

/** One of each thing, equal in every region. */
export const world: World = (region, now) => ({
  ...fleet(region, now),
  appconfig: {
    applications: [{ Id: 'app0001', Name: 'checkout' }],
    environments: [{ ApplicationId: 'app0001', Id: 'prod001', Name: 'prod', State: 'READY_FOR_DEPLOYMENT' }],
    configurationProfiles: [{ ApplicationId: 'app0001', Id: 'prof001', Name: 'flags', RetrievalRoleArn: 'arn:role' }],
    deployments: [
      {
        ...{ ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'COMPLETE' },
        ...{ DeploymentStrategyId: 'AppConfig.AllAtOnce', StartedAt: AT, CompletedAt: AT },
      },
    ],
  },
  imagebuilder: {
    policies: [{ arn: policyIn(region), name: 'expire', status: 'ENABLED', executionRole: 'arn:role' }],
    executions: [
      {
        execution: {
          ...{ lifecycleExecutionId: EXECUTION, lifecyclePolicyArn: policyIn(region) },
          ...{ state: { status: 'SUCCESS' }, startTime: AT, endTime: AT },
        },
        resources: [{ resource: { resourceId: 'ami-1', state: { status: 'SUCCESS' } } }],
      },
    ],
  },
})

const DEPLOYMENT = 'codeDeployDeployment(deploymentId: "d-FLEET0001", location: $at)'
const APPLICATION = 'codeDeployApplication(applicationName: "fleet", location: $at)'
const CHECKOUT = 'appConfigApplication(applicationId: "app0001", location: $at)'
const FLAGS =
  'appConfigDeployment(applicationId: "app0001", environmentId: "prod001", deploymentNumber: 1, location: $at)'
const INSTANCE = `"i-${'0'.repeat(17)}"`
const ENVIRONMENT = `${CHECKOUT} { environments(first: 1) { nodes`

/**
 * Of each AWS operation that is called: a field that calls it in the location `$at` (or for `$arn`), and the path below
 * that field where an error of it belongs. None asks for more than a call of it and what comes before.
 */
export const OPERATIONS: Record<string, [field: string, path: (string | number)[]]> = {
  'codedeploy:ListApplications': ['codeDeployApplications(location: $at) { nodes { applicationName } }', ['nodes', 0]],
  'codedeploy:BatchGetApplications': [`${APPLICATION} { computePlatform }`, []],
  'codedeploy:ListDeploymentGroups': [
    `${APPLICATION} { deploymentGroups { nodes { deploymentGroupName } } }`,
    ['deploymentGroups', 'nodes', 0],
  ],
  'codedeploy:BatchGetDeploymentGroups': [
    'deploymentGroup(applicationName: "fleet", deploymentGroupName: "production", location: $at) { computePlatform }',
    [],
  ],
  'codedeploy:ListDeployments': ['codeDeployDeployments(location: $at) { nodes { status } }', ['nodes', 0]],
  'codedeploy:BatchGetDeployments': [`${DEPLOYMENT} { status }`, []],
  'codedeploy:ListDeploymentTargets': [
    `${DEPLOYMENT} { targets { nodes { ... on InstanceTarget { status } } } }`,
    ['targets', 'nodes', 0],
  ],
  'codedeploy:BatchGetDeploymentTargets': [
    `deploymentTargets(deploymentId: "d-FLEET0001", targetIds: [${INSTANCE}], location: $at) {
      ... on InstanceTarget { status } }`,
    [0],
  ],
  'codedeploy:ListDeploymentConfigs': [
    'deploymentConfigs(location: $at, first: 1) { nodes { deploymentConfigName } }',
    ['nodes', 0],
  ],
  'codedeploy:GetDeploymentConfig': [
    'deploymentConfig(deploymentConfigName: "CodeDeployDefault.OneAtATime", location: $at) { computePlatform }',
    [],
  ],
  'codedeploy:GetDeploymentInstance': [
    `deploymentInstance(deploymentId: "d-FLEET0001", instanceId: ${INSTANCE}, location: $at) { rawStatus }`,
    [],
  ],
  'codedeploy:BatchGetDeploymentInstances': [
    `deploymentInstances(deploymentId: "d-FLEET0001", instanceIds: [${INSTANCE}], location: $at) {
      instances { rawStatus } }`,
    ['instances', 0],
  ],
  'appconfig:ListApplications': ['appConfigApplications(location: $at) { nodes { name } }', ['nodes', 0]],
  'appconfig:GetApplication': [`${CHECKOUT} { name }`, []],
  'appconfig:ListEnvironments': [`${ENVIRONMENT} { name } } }`, ['environments', 'nodes', 0]],
  'appconfig:GetEnvironment': [`${FLAGS} { environment { name } }`, ['environment']],
  'appconfig:ListConfigurationProfiles': [
    `${CHECKOUT} { configurationProfiles { nodes { name } } }`,
    ['configurationProfiles', 'nodes', 0],
  ],
  'appconfig:GetConfigurationProfile': [
    `${CHECKOUT} { configurationProfiles { nodes { retrievalRoleArn } } }`,
    ['configurationProfiles', 'nodes', 0, 'retrievalRoleArn'],
  ],
  'appconfig:ListDeployments': [
    'appConfigDeployments(applicationId: "app0001", environmentId: "prod001", location: $at) { nodes { state } }',
    ['nodes', 0],
  ],
  'appconfig:GetDeployment': [`${FLAGS} { state }`, []],
  'appconfig:GetDeploymentStrategy': [`${FLAGS} { deploymentStrategy { name } }`, ['deploymentStrategy']],
  'imagebuilder:ListLifecyclePolicies': ['lifecyclePolicies(location: $at) { nodes { name } }', ['nodes', 0]],
  'imagebuilder:GetLifecyclePolicy': ['lifecyclePolicy(arn: $arn) { executionRole }', []],
  'imagebuilder:ListLifecycleExecutions': [
    'lifecycleExecutions(resourceArn: $arn) { nodes { rawStatus } }',
    ['nodes', 0],
  ],
  'imagebuilder:GetLifecycleExecution': [
    `lifecycleExecution(lifecycleExecutionId: "${EXECUTION}", location: $at) { rawStatus }`,
    [],
  ],
  'imagebuilder:ListLifecycleExecutionResources': [
    `lifecycleExecution(lifecycleExecutionId: "${EXECUTION}", location: $at) {
      resources { nodes { resourceId } } }`,
    ['resources', 'nodes', 0],
  ],
}

/** A query that asks the same in two locations. */
export const queryOf = (field: string): string => {
  const [name, type] = field.includes('$arn') ? ['arn', 'ID'] : ['at', 'String']
  const as = (alias: string) => `${alias}: ${field.replaceAll(`$${name}`, `$${alias}`)}`
  return `query ($sick: ${type}!, $well: ${type}!) { ${as('sick')} ${as('well')} }`
}

/** The operations that the sources of every service send. */
export const sent = ['codedeploy', 'appconfig', 'imagebuilder'].flatMap((service) => {
  const folder = new URL(`../../src/${service}/`, import.meta.url)
  const sources = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'))
  const names = sources.join().match(/\b(Get|BatchGet|List)\w+(?=Command\b)/g) ?? []
  return [...new Set(names)].map((name) => `${service}:${name}`)
})

import type { Deployment } from '@aws-sdk/client-appconfig'
import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import type { LifecycleExecution } from '@aws-sdk/client-imagebuilder'
import type { AppConfigWorld } from '../../../src/emulator/appconfig/world.ts'
import { appSpecRevision } from '../../../src/emulator/codedeploy/revision-record.ts'
import type { ImageBuilderWorld } from '../../../src/emulator/imagebuilder/world.ts'
import { startEmulator } from '../../../src/emulator/server.ts'
import type { World } from '../../../src/emulator/world.ts'
import { demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { fleetWorld } from '../../../src/emulator/worlds/fleet/fleet-world.ts'
import { bothCodecs, OPERATIONS, operationNamed } from './codecs.ts'

const NOW = Date.parse('2026-11-21T09:30:00Z')
const NINE = new Date('2026-11-20T09:00:00.125Z')
const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/base'
const EXECUTION = 'lce-00000000-0000-0000-0000-000000000001'

const rollout: Deployment = {
  ApplicationId: 'shop001',
  EnvironmentId: 'prod001',
  DeploymentStrategyId: 'slow001',
  ConfigurationProfileId: 'flags01',
  DeploymentNumber: 2,
  DeploymentDurationInMinutes: 20,
  GrowthFactor: 2.5,
  State: 'COMPLETE',
  EventLog: [{ EventType: 'DEPLOYMENT_STARTED', Description: 'null: {"a":null}', OccurredAt: NINE }],
  PercentageComplete: 100,
  StartedAt: NINE,
  CompletedAt: NINE,
  AppliedExtensions: [{ ExtensionId: 'ext0001', VersionNumber: 1, Parameters: { constructor: 'x', topic: '' } }],
}

const appconfig: AppConfigWorld = {
  applications: [{ Id: 'shop001', Name: 'shop', Description: 'Überall 🛒' }],
  environments: [{ ApplicationId: 'shop001', Id: 'prod001', Name: 'production', Monitors: [{ AlarmArn: 'arn:a' }] }],
  configurationProfiles: [
    { ApplicationId: 'shop001', Id: 'flags01', Name: 'flags', Validators: [{ Type: 'JSON_SCHEMA', Content: 'null' }] },
  ],
  deploymentStrategies: [{ Id: 'slow001', Name: 'slow', DeploymentDurationInMinutes: 60, GrowthFactor: 12.5 }],
  deployments: [rollout],
}

const execution: LifecycleExecution = {
  lifecycleExecutionId: EXECUTION,
  lifecyclePolicyArn: POLICY,
  resourcesImpactedSummary: { hasImpactedResources: true },
  state: { status: 'FAILED', reason: 'No role' },
  startTime: NINE,
  endTime: NINE,
}

const imagebuilder: ImageBuilderWorld = {
  policies: [
    {
      arn: POLICY,
      name: 'base',
      policyDetails: [
        {
          action: { type: 'DELETE' },
          filter: { type: 'AGE', value: 6, unit: 'MONTHS' },
          exclusionRules: { tagMap: { Keep: 'yes' }, amis: { lastLaunched: { value: 2, unit: 'WEEKS' } } },
        },
      ],
      dateCreated: NINE,
      dateLastRun: NINE,
      tags: { Team: 'platform' },
    },
  ],
  executions: [{ execution, resources: [{ resource: { resourceId: 'ami-1', startTime: NINE, endTime: NINE } }] }],
}

// The services in both worlds; codec.test.ts compares the answers of all.
const WALKED = OPERATIONS.filter(({ service }) => ['codedeploy', 'appconfig', 'imagebuilder'].includes(service))

const demo = demoWorld()
const WORLDS: [string, World][] = [
  ['the demo', (region, now) => ({ ...demo(region, now), appconfig, imagebuilder })],
  [
    'a fleet',
    (region, now) => ({
      ...fleetWorld({ targets: 30, info: { revision: appSpecRevision('a: 1') } })(region, now),
      appconfig,
      imagebuilder,
    }),
  ],
]

test.each(WORLDS)(
  'both codecs return the same answers for every operation of three services in the world of %s',
  async (_, world) => {
    const emulator = await startEmulator({ world, clock: () => NOW })
    const codecs = bothCodecs(emulator.endpoint, emulator.credentials)
    const compared = new Set<string>()

    /** The items in one member of the answer, which both codecs agree on. */
    async function both<Item = string>(
      service: (typeof OPERATIONS)[number]['service'],
      name: string,
      input: object,
      member = '',
    ) {
      const [ours, theirs] = [
        await codecs.ours(operationNamed(service, name), input),
        await codecs.theirs(operationNamed(service, name), input),
      ]
      expect(ours).toStrictEqual(theirs)
      if ('error' in ours) return [] // a deployment that waits has no targets yet, one to ECS has no instances
      compared.add(`${service} ${name}`)
      return (ours.output[member] ?? []) as Item[]
    }

    try {
      const applications = await both('codedeploy', 'ListApplications', {}, 'applications')
      await both('codedeploy', 'BatchGetApplications', { applicationNames: applications })
      for (const applicationName of applications) {
        await both('codedeploy', 'GetApplication', { applicationName })
        const groups = await both('codedeploy', 'ListDeploymentGroups', { applicationName }, 'deploymentGroups')
        await both('codedeploy', 'BatchGetDeploymentGroups', { applicationName, deploymentGroupNames: groups })
      }
      const configs = await both('codedeploy', 'ListDeploymentConfigs', {}, 'deploymentConfigsList')
      for (const deploymentConfigName of configs)
        await both('codedeploy', 'GetDeploymentConfig', { deploymentConfigName })
      const deployments = await both('codedeploy', 'ListDeployments', {}, 'deployments')
      const infos = await both<DeploymentInfo>(
        'codedeploy',
        'BatchGetDeployments',
        { deploymentIds: deployments.slice(0, 25) },
        'deploymentsInfo',
      )
      for (const { applicationName, revision } of infos) {
        if (!applicationName || !revision) continue
        await both('codedeploy', 'BatchGetApplicationRevisions', { applicationName, revisions: [revision] })
        await both('codedeploy', 'GetApplicationRevision', { applicationName, revision })
      }
      for (const deploymentId of deployments.slice(0, 25)) {
        const targets = await both('codedeploy', 'ListDeploymentTargets', { deploymentId }, 'targetIds')
        const [targetId] = targets
        if (targetId === undefined) continue
        await both('codedeploy', 'BatchGetDeploymentTargets', { deploymentId, targetIds: targets.slice(0, 25) })
        await both('codedeploy', 'GetDeploymentTarget', { deploymentId, targetId })
        await both('codedeploy', 'BatchGetDeploymentInstances', { deploymentId, instanceIds: targets.slice(0, 25) })
        await both('codedeploy', 'GetDeploymentInstance', { deploymentId, instanceId: targetId })
      }
      const input = { ...rollout, lifecycleExecutionId: EXECUTION, lifecyclePolicyArn: POLICY, resourceArn: POLICY }
      for (const { service, name } of WALKED) if (service !== 'codedeploy') await both(service, name, input)
      expect([...compared]).toEqual(expect.arrayContaining(WALKED.map(({ service, name }) => `${service} ${name}`)))
    } finally {
      codecs.destroy()
      await emulator.stop()
    }
  },
)

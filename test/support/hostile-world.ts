import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { NOW } from './gateway.ts'

const AT = new Date(NOW - 60_000)
const POLICY = 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire'

/** A deployment with one target, on which a script failed and printed; all that people and scripts write is the text. */
const deployment = (text: string, info: DeploymentInfo, targetId: string) =>
  deploymentOf(
    {
      ...{ applicationName: text, deploymentGroupName: `${text} group`, deploymentConfigName: `${text} config` },
      ...{ computePlatform: 'Server', status: 'Failed', createTime: AT, startTime: AT },
      ...{
        description: text,
        externalId: text,
        additionalDeploymentStatusInfo: text,
        deploymentStatusMessages: [text],
      },
      errorInformation: { code: 'HEALTH_CONSTRAINTS', message: text },
      revision: { revisionType: 'S3', s3Location: { bucket: text, key: `${text}.zip`, bundleType: 'zip' } },
      previousRevision: { revisionType: 'GitHub', gitHubLocation: { repository: `a/${text}`, commitId: text } },
      rollbackInfo: { rollbackMessage: text },
      overrideAlarmConfiguration: { enabled: true, alarms: [{ name: text }] },
      targetInstances: { tagFilters: [{ Key: text, Value: text, Type: 'KEY_AND_VALUE' }], autoScalingGroups: [text] },
      ...info,
    },
    [
      {
        deploymentTargetType: 'InstanceTarget',
        instanceTarget: {
          ...{ targetId, targetArn: `arn:aws:ec2:us-east-1:111122223333:instance/${text}`, status: 'Failed' },
          lifecycleEvents: [
            {
              ...{ lifecycleEventName: 'Install', status: 'Failed', endTime: AT },
              diagnostics: { errorCode: 'ScriptFailed', scriptName: text, message: text, logTail: text },
            },
          ],
        },
      },
    ],
  )

/**
 * A world in which all that people and scripts can write is this text: deployments `d-HOSTILE01`, which failed on the target
 * `targetId`, and `d-RUNNING01`; `app0001/prod001/1`; an execution whose id ends in 1.
 */
export const hostileWorld =
  (text: string, targetId = `${text}-1`): World =>
  () => ({
    codedeploy: {
      applications: [{ applicationName: text, computePlatform: 'Server', gitHubAccountName: text }],
      groups: [
        {
          ...{ applicationName: text, deploymentGroupName: `${text} group`, computePlatform: 'Server' },
          ec2TagFilters: [{ Key: text, Value: text, Type: 'KEY_AND_VALUE' }],
        },
      ],
      deployments: [
        deployment(text, { deploymentId: 'd-HOSTILE01', completeTime: AT }, targetId),
        deployment(
          text,
          { deploymentId: 'd-RUNNING01', status: 'InProgress', errorInformation: undefined },
          `${text}-2`,
        ),
      ],
    },
    appconfig: {
      applications: [{ Id: 'app0001', Name: text, Description: text }],
      environments: [
        {
          ...{ ApplicationId: 'app0001', Id: 'prod001', Name: text, Description: text, State: 'READY_FOR_DEPLOYMENT' },
          Monitors: [{ AlarmArn: `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${text}` }],
        },
      ],
      configurationProfiles: [
        { ApplicationId: 'app0001', Id: 'prof001', Name: text, Description: text, LocationUri: text },
      ],
      deployments: [
        {
          ...{ ApplicationId: 'app0001', EnvironmentId: 'prod001', DeploymentNumber: 1, State: 'ROLLED_BACK' },
          ...{ ConfigurationProfileId: 'prof001', ConfigurationName: text, ConfigurationVersion: text },
          ...{ VersionLabel: text, ConfigurationLocationUri: text, Description: text, StartedAt: AT, CompletedAt: AT },
          EventLog: [
            { EventType: 'ROLLBACK_STARTED', TriggeredBy: 'CLOUDWATCH_ALARM', Description: text, OccurredAt: AT },
          ],
        },
      ],
    },
    imagebuilder: {
      policies: [
        {
          arn: POLICY,
          name: text,
          description: text,
          status: 'ENABLED',
          resourceSelection: { tagMap: { [text]: text } },
        },
      ],
      executions: [
        {
          execution: {
            ...{ lifecycleExecutionId: 'lce-00000000-0000-4000-8000-000000000001', lifecyclePolicyArn: POLICY },
            ...{ state: { status: 'FAILED', reason: text }, startTime: AT, endTime: AT },
          },
          resources: [
            {
              resource: {
                ...{ resourceId: text, state: { status: 'FAILED', reason: text } },
                action: { name: 'DELETE', reason: text },
              },
            },
          ],
        },
      ],
    },
  })

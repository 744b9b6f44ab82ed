import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import type { World } from '../../src/emulator/world.ts'
import { ONE_LOCATION, useGateway } from '../support/gateway.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-20T12:00:00.000Z') + seconds * 1000)
const iso = (seconds: number) => at(seconds).toISOString()

// A value that a newer API version may have, and that the types of the installed SDK lack.
const newer = <T>(value: string) => value as T

const world: World = () => ({
  codedeploy: {
    deployments: [
      deploymentOf(
        {
          deploymentId: 'd-SERVER001',
          applicationName: 'shop',
          deploymentGroupName: 'production',
          status: 'InProgress',
          computePlatform: 'Server',
          creator: 'user',
          createTime: at(0),
          startTime: at(1),
          deploymentOverview: { Pending: 1, InProgress: 1, Succeeded: 1, Failed: 1, Skipped: 0, Ready: 0 },
          revision: { revisionType: 'S3', s3Location: { bucket: 'builds', key: 'shop.zip', bundleType: 'zip' } },
          errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'Too many failed' },
          rollbackInfo: { rollbackDeploymentId: 'd-NEWER0001', rollbackMessage: 'rolled back' },
          autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
        },
        [
          {
            deploymentTargetType: 'InstanceTarget',
            instanceTarget: {
              deploymentId: 'd-SERVER001',
              targetId: 'i-1',
              targetArn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
              status: 'Failed',
              instanceLabel: 'Blue',
              lastUpdatedAt: at(40),
              lifecycleEvents: [
                {
                  lifecycleEventName: 'AfterInstall',
                  status: 'Failed',
                  startTime: at(10),
                  endTime: at(40.25),
                  diagnostics: {
                    errorCode: 'ScriptTimedOut',
                    scriptName: 'scripts/migrate.sh',
                    message: 'Script at specified location timed out',
                    logTail: '[stderr]waiting for lock\n',
                  },
                },
                {
                  lifecycleEventName: 'ValidateService',
                  status: 'Skipped',
                  endTime: at(40.25),
                  diagnostics: { errorCode: newer(''), scriptName: '', message: '', logTail: '' },
                },
              ],
            },
          },
        ],
      ),
      deploymentOf({
        deploymentId: 'd-NEWER0001',
        status: newer('Pondering'),
        computePlatform: newer('Quantum'),
        createTime: at(-60),
        fileExistsBehavior: newer('MERGE'),
        revision: { revisionType: newer('OCI') },
      }),
      deploymentOf({ deploymentId: 'd-ECS000001', status: 'Ready', computePlatform: 'ECS', createTime: at(-120) }, [
        {
          deploymentTargetType: 'ECSTarget',
          ecsTarget: {
            deploymentId: 'd-ECS000001',
            targetId: 'main:web',
            status: newer('Levitating'),
            taskSetsInfo: [
              {
                identifer: 'ecs-svc/1',
                desiredCount: 2,
                runningCount: 2,
                pendingCount: 0,
                status: 'PRIMARY',
                trafficWeight: 90,
                targetGroup: { name: 'tg-1' },
                taskSetLabel: 'Blue',
              },
              { identifer: 'ecs-svc/2', trafficWeight: 10, taskSetLabel: newer('Purple') },
            ],
            lifecycleEvents: [{ lifecycleEventName: 'Install', status: newer('Dreaming') }],
          },
        },
      ]),
      deploymentOf({ deploymentId: 'd-LAMBDA001', status: 'Baking', computePlatform: 'Lambda', createTime: at(-180) }, [
        {
          deploymentTargetType: 'LambdaTarget',
          lambdaTarget: {
            deploymentId: 'd-LAMBDA001',
            targetId: 'mailer',
            status: 'Succeeded',
            lambdaFunctionInfo: {
              functionName: 'mailer',
              currentVersion: '7',
              targetVersion: '8',
              targetVersionWeight: 0.1,
            },
          },
        },
      ]),
    ],
  },
})

const gateway = useGateway({ world, locations: ONE_LOCATION })

describe('a deployment', () => {
  test('has the members of DeploymentInfo, and the fields that all activities have', async () => {
    const { data, errors } = await gateway.query(`{ codeDeployDeployment(deploymentId: "d-SERVER001") {
      service title phase rawStatus status createdAt startedAt completedAt consoleUrl percentComplete creator computePlatform
      overview { pending inProgress succeeded failed skipped ready total }
      revision { type s3 { bucket key bundleType version } github { repository } appSpec { sha256 } }
      error { code message } autoRollbackConfiguration { enabled events } deploymentStatusMessages
      rollback { message rollbackDeploymentId rollbackDeployment { deploymentId } triggeringDeployment { deploymentId } }
    } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment).toEqual({
      service: 'CODEDEPLOY',
      title: 'shop → production',
      phase: 'IN_PROGRESS',
      rawStatus: 'InProgress',
      status: 'IN_PROGRESS',
      createdAt: iso(0),
      startedAt: iso(1),
      completedAt: null,
      consoleUrl:
        'https://us-east-1.console.aws.amazon.com/codesuite/codedeploy/deployments/d-SERVER001?region=us-east-1',
      percentComplete: 50,
      creator: 'user',
      computePlatform: 'SERVER',
      overview: { pending: 1, inProgress: 1, succeeded: 1, failed: 1, skipped: 0, ready: 0, total: 4 },
      revision: {
        type: 'S3',
        s3: { bucket: 'builds', key: 'shop.zip', bundleType: 'ZIP', version: null },
        github: null,
        appSpec: null,
      },
      error: { code: 'HEALTH_CONSTRAINTS', message: 'Too many failed' },
      autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
      deploymentStatusMessages: [],
      rollback: {
        message: 'rolled back',
        rollbackDeploymentId: 'd-NEWER0001',
        rollbackDeployment: { deploymentId: 'd-NEWER0001' },
        triggeringDeployment: null,
      },
    })
  })

  test("with values newer than the schema has UNKNOWN and AWS's own word", async () => {
    const { data, errors } = await gateway.query(`{
      codeDeployDeployment(deploymentId: "d-NEWER0001") { status rawStatus phase computePlatform fileExistsBehavior
        percentComplete title revision { type } }
      ecs: deploymentTargets(deploymentId: "d-ECS000001", targetIds: ["main:web"]) { ... on EcsTarget {
        status rawStatus taskSets { label } lifecycleEvents { status rawStatus } } } }`)
    expect(errors).toBeUndefined()
    expect(data).toEqual({
      codeDeployDeployment: {
        status: 'UNKNOWN',
        rawStatus: 'Pondering',
        phase: 'UNKNOWN',
        computePlatform: 'UNKNOWN',
        fileExistsBehavior: 'UNKNOWN',
        percentComplete: null,
        title: 'd-NEWER0001',
        revision: { type: 'UNKNOWN' },
      },
      ecs: [
        {
          status: 'UNKNOWN',
          rawStatus: 'Levitating',
          taskSets: [{ label: 'BLUE' }, { label: 'UNKNOWN' }],
          lifecycleEvents: [{ status: 'UNKNOWN', rawStatus: 'Dreaming' }],
        },
      ],
    })
  })
})

describe('a target', () => {
  test('in a fleet has the status, the times and the diagnostics of each lifecycle event', async () => {
    const { data, errors } = await gateway.query(`{ codeDeployDeployment(deploymentId: "d-SERVER001") {
      target(targetId: "i-1") { __typename ... on InstanceTarget { targetId targetArn status rawStatus instanceLabel lastUpdatedAt
        deployment { deploymentId }
        lifecycleEvents { name status startedAt endedAt durationMs diagnostics { errorCode scriptName message logTail } } } } } }`)
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment.target).toEqual({
      __typename: 'InstanceTarget',
      targetId: 'i-1',
      targetArn: 'arn:aws:ec2:us-east-1:111122223333:instance/i-1',
      status: 'FAILED',
      rawStatus: 'Failed',
      instanceLabel: 'BLUE',
      lastUpdatedAt: iso(40),
      deployment: { deploymentId: 'd-SERVER001' },
      lifecycleEvents: [
        {
          name: 'AfterInstall',
          status: 'FAILED',
          startedAt: iso(10),
          endedAt: iso(40.25),
          durationMs: 30_250,
          diagnostics: {
            errorCode: 'SCRIPT_TIMED_OUT',
            scriptName: 'scripts/migrate.sh',
            message: 'Script at specified location timed out',
            logTail: '[stderr]waiting for lock\n',
          },
        },
        {
          name: 'ValidateService',
          status: 'SKIPPED',
          startedAt: null,
          endedAt: iso(40.25),
          durationMs: null,
          diagnostics: { errorCode: null, scriptName: '', message: '', logTail: '' },
        },
      ],
    })
  })

  test('in ECS has the share of traffic of each task set', async () => {
    const { data } = await gateway.query(`{ deploymentTargets(deploymentId: "d-ECS000001", targetIds: ["main:web"]) {
      ... on EcsTarget { targetId taskSets { identifier desiredCount pendingCount runningCount status trafficWeight targetGroupName label } } } }`)
    expect(data.deploymentTargets[0].taskSets[0]).toEqual({
      identifier: 'ecs-svc/1',
      desiredCount: 2,
      pendingCount: 0,
      runningCount: 2,
      status: 'PRIMARY',
      trafficWeight: 90,
      targetGroupName: 'tg-1',
      label: 'BLUE',
    })
  })

  test('in Lambda has the versions that share the traffic', async () => {
    const { data } = await gateway.query(`{ deploymentTargets(deploymentId: "d-LAMBDA001", targetIds: ["mailer"]) {
      ... on LambdaTarget { function { functionName functionAlias currentVersion targetVersion targetVersionWeight } } } }`)
    expect(data.deploymentTargets[0].function).toEqual({
      functionName: 'mailer',
      functionAlias: null,
      currentVersion: '7',
      targetVersion: '8',
      targetVersionWeight: 0.1,
    })
  })
})

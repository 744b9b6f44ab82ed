import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

const deploymentId = 'd-BACK00001'

const DEPLOYMENTS: [string, DeploymentInfo, boolean][] = [
  ['started by a user', { creator: 'user' }, false],
  ['of which AWS names no creator', {}, false],
  ['started by CodeDeploy to roll back', { creator: 'codeDeployRollback' }, true],
  ['started by CloudFormation to roll back', { creator: 'CloudFormationRollback' }, true],
  ['started by CloudFormation', { creator: 'CloudFormation' }, false],
  [
    'that another one triggered',
    { creator: 'user', rollbackInfo: { rollbackTriggeringDeploymentId: 'd-OTHER0001' } },
    true,
  ],
  ['that was rolled back by another one', { rollbackInfo: { rollbackDeploymentId: 'd-OTHER0001' } }, false],
  ['that triggered its rollback', { rollbackInfo: { rollbackTriggeringDeploymentId: deploymentId } }, false],
  ['that has just failed, whose rollback AWS has not named yet', { status: 'Failed', rollbackInfo: {} }, false],
]

test.each(DEPLOYMENTS)(
  'a deployment %s is distinguished from a rollback without a call, and by its title',
  async (_, info, isRollback) => {
    const world = () => ({
      codedeploy: {
        deployments: [
          deploymentOf({
            ...{ deploymentId, applicationName: 'web', deploymentGroupName: 'production', status: 'Succeeded' },
            ...{ createTime: new Date(NOW), ...info },
          }),
        ],
      },
    })
    const { query, calls } = await start({ world })
    const { data, errors } = await query(
      `{ codeDeployDeployment(deploymentId: "${deploymentId}") { isRollback title } }`,
    )
    expect(errors).toBeUndefined()
    expect(data.codeDeployDeployment).toEqual({
      isRollback,
      title: `web → production${isRollback ? ' (rollback)' : ''}`,
    })
    expect(calls()).toEqual({ BatchGetDeployments: 1 })
  },
)

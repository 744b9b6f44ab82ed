import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { ONE_LOCATION, useGateways } from '../support/gateway.ts'

const { start } = useGateways({ locations: ONE_LOCATION })

describe('the title of a deployment', () => {
  const stack =
    'arn:aws:cloudformation:eu-west-1:111122223333:stack/checkout-stack/51af3dc0-da77-11e4-872e-1234567db123'
  const titleOf = async (info: DeploymentInfo) => {
    const { query } = await start({
      world: () => ({ codedeploy: { deployments: [deploymentOf({ deploymentId: 'd-TITLED001', ...info })] } }),
    })
    const { data, errors } = await query('{ codeDeployDeployment(deploymentId: "d-TITLED001") { title } }')
    expect(errors).toBeUndefined()
    return data.codeDeployDeployment.title
  }
  const group = { applicationName: 'checkout-api', deploymentGroupName: 'production' }

  test.each<[string, DeploymentInfo, string]>([
    ['its application and group', group, 'checkout-api → production'],
    ['its id where it has neither', {}, 'd-TITLED001'],
    ["CloudFormation's stack", { externalId: stack, creator: 'CloudFormation' }, 'checkout-stack'],
    ["CloudFormation's stack, even beside an application", { ...group, externalId: stack }, 'checkout-stack'],
    [
      'its application and group where its external id is not a stack',
      { ...group, externalId: 'b-1' },
      'checkout-api → production',
    ],
    [
      'its application and group, marked as a rollback',
      { ...group, creator: 'codeDeployRollback' },
      'checkout-api → production (rollback)',
    ],
    [
      "CloudFormation's stack, marked as a rollback",
      { externalId: stack, creator: 'CloudFormationRollback' },
      'checkout-stack (rollback)',
    ],
    [
      'marked as a rollback where AWS names the deployment that triggered it',
      { ...group, rollbackInfo: { rollbackTriggeringDeploymentId: 'd-1' } },
      'checkout-api → production (rollback)',
    ],
    [
      'not marked as a rollback where it triggered one',
      { ...group, rollbackInfo: { rollbackDeploymentId: 'd-1' } },
      'checkout-api → production',
    ],
  ])('is %s', async (_, info, title) => {
    expect(await titleOf(info)).toBe(title)
  })
})

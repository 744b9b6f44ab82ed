import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { start } from './one-location.ts'

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
    ['application and group', group, 'checkout-api → production'],
    ['its id where it has neither', {}, 'd-TITLED001'],
    ["CloudFormation's stack", { externalId: stack, creator: 'CloudFormation' }, 'checkout-stack'],
    ["CloudFormation's stack, also beside an application", { ...group, externalId: stack }, 'checkout-stack'],
    [
      'application and group where its external id is no stack',
      { ...group, externalId: 'b-1' },
      'checkout-api → production',
    ],
    [
      'what it is, and that it rolls back',
      { ...group, creator: 'codeDeployRollback' },
      'checkout-api → production (rollback)',
    ],
    [
      "a stack's, and that it rolls back",
      { externalId: stack, creator: 'CloudFormationRollback' },
      'checkout-stack (rollback)',
    ],
    [
      'that it rolls back where AWS tells for which deployment',
      { ...group, rollbackInfo: { rollbackTriggeringDeploymentId: 'd-1' } },
      'checkout-api → production (rollback)',
    ],
    [
      'nothing of a rollback that it caused',
      { ...group, rollbackInfo: { rollbackDeploymentId: 'd-1' } },
      'checkout-api → production',
    ],
  ])('is %s', async (_, info, title) => {
    expect(await titleOf(info)).toBe(title)
  })
})

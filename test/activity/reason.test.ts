import type { World } from '../../src/emulator/world.ts'
import { NOW, ONE_LOCATION, useGateways } from '../support/gateway.ts'

const at = (minutes: number) => new Date(NOW - minutes * 60_000)
const LONG = `${'The image is in use.\n'.repeat(12)}😀`.repeat(3)

/** One thing of each service that has something long to say. */
const world: World = () => ({
  codedeploy: {
    deployments: [
      {
        info: {
          ...{ deploymentId: 'd-LONG00001', applicationName: 'shop', deploymentGroupName: 'production' },
          ...{ status: 'Failed', createTime: at(3), completeTime: at(2) },
          errorInformation: { code: 'INTERNAL_ERROR', message: LONG.replaceAll('.', ',') },
        },
        targetIds: [],
        target: () => undefined,
      },
    ],
  },
  appconfig: {
    applications: [{ Id: 'flags01', Name: 'flags' }],
    environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'production' }],
    deployments: [
      {
        ...{ ApplicationId: 'flags01', EnvironmentId: 'prod001', DeploymentNumber: 1, ConfigurationName: 'checkout' },
        ...{ State: 'ROLLED_BACK', StartedAt: at(5), CompletedAt: at(4) },
        EventLog: [{ EventType: 'ROLLBACK_STARTED', Description: LONG }],
      },
    ],
  },
  imagebuilder: {
    policies: [{ arn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire', name: 'expire' }],
    executions: [
      {
        execution: {
          lifecycleExecutionId: 'lce-00000000-0000-4000-8000-000000000001',
          lifecyclePolicyArn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
          ...{ state: { status: 'FAILED', reason: LONG }, startTime: at(7), endTime: at(6) },
        },
      },
    ],
  },
})

const { start } = useGateways({ world, locations: ONE_LOCATION })

test('the reason of every activity is one line of at most 200 characters, without a fragment and without half a character', async () => {
  const { query, calls } = await start()
  const { data, errors } = await query('{ activity { nodes { title phase reason } problems { code } } }')
  expect(errors).toBeUndefined()
  expect(data.activity.nodes).toEqual(
    ['shop → production', 'checkout → production', 'expire'].map((title, index) => ({
      title,
      phase: index === 1 ? 'ROLLED_BACK' : 'FAILED',
      reason: expect.stringMatching(/^The image is in use[^\n]{170,180}…$/),
    })),
  )
  for (const { reason } of data.activity.nodes) {
    expect(reason.length).toBeLessThanOrEqual(200)
    expect(Buffer.from(reason).toString()).toBe(reason)
  }
  expect(calls().GetDeployment).toBe(1)
})

import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { NOW, ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { run } from './terminals.ts'

const AT = new Date(NOW - 60_000)
const idOf = (number: number) => `lce-00000000-0000-4000-8000-00000000000${number}`

const gateway = useGateway({
  locations: ONE_LOCATION,
  gatewayClock: () => NOW,
  world: () => ({
    codedeploy: {
      deployments: [
        deploymentOf({
          ...{ deploymentId: 'd-READY0001', applicationName: 'web', deploymentGroupName: 'production' },
          ...{ status: 'Ready', createTime: AT, startTime: AT },
          deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
          blueGreenDeploymentConfiguration: {
            deploymentReadyOption: { actionOnTimeout: 'STOP_DEPLOYMENT', waitTimeInMinutes: 60 },
          },
        }),
      ],
    },
    imagebuilder: {
      executions: [1, 2].map((number) => ({
        execution: {
          ...{ lifecycleExecutionId: idOf(number), state: { status: 'IN_PROGRESS' as const }, startTime: AT },
          lifecyclePolicyArn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
        },
      })),
      policies: [
        {
          arn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
          name: 'expire',
          status: 'ENABLED',
        },
      ],
    },
  }),
})

describe('deploygraph now', () => {
  test('has each execution of a lifecycle policy, and each deployment once', async () => {
    const { stdout } = await run('now', '--json', '--url', gateway.url)
    const all = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    const ids = all.map(({ deploymentId, lifecycleExecutionId }) => deploymentId ?? lifecycleExecutionId)
    expect(ids.sort()).toEqual(['d-READY0001', idOf(1), idOf(2)])
  })
})

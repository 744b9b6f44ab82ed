import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { NOW, ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { run, runOn } from './terminals.ts'

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
        deploymentOf({
          ...{ deploymentId: 'd-FAILING01', applicationName: 'fleet', deploymentGroupName: 'production' },
          ...{ status: 'InProgress', createTime: AT, startTime: AT },
          deploymentOverview: { Pending: 80, InProgress: 10, Succeeded: 20, Failed: 10, Skipped: 0, Ready: 0 },
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
    expect(ids.sort()).toEqual(['d-FAILING01', 'd-READY0001', idOf(1), idOf(2)])
  })

  test('says in red how many targets of a rollout that goes on have failed', async () => {
    const { stdout } = await runOn({ colours: true }, ['now', '--url', gateway.url])
    const [line = ''] = stdout.split('\n').filter((text) => text.includes('fleet → production'))
    expect(line).toContain('\u001b[31mIN_PROGRESS')
    expect(line).toContain('\u001b[31m10 of 120 failed\u001b[0m')
  })
})

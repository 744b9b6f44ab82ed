import type { DeploymentInfo } from '@aws-sdk/client-codedeploy'
import { deploymentOf } from '../../src/emulator/codedeploy/deployment-record.ts'
import { NOW, ONE_LOCATION, useGateway } from '../support/gateway.ts'
import { run } from './terminals.ts'

const at = (minutes: number) => new Date(NOW + minutes * 60_000)

/** A blue/green deployment whose last event ended a minute ago; a larger number is newer. */
const waitingOf = (number: number, info: DeploymentInfo) =>
  deploymentOf(
    {
      ...{
        deploymentId: `d-WAITS${String(number).padStart(4, '0')}`,
        computePlatform: 'ECS',
        createTime: at(number - 600),
      },
      ...{ applicationName: `web-${number}`, deploymentGroupName: 'production' },
      ...info,
    },
    [
      {
        deploymentTargetType: 'ECSTarget',
        ecsTarget: {
          ...{ targetId: 'cluster:web', status: info.status === 'Ready' ? 'Ready' : 'InProgress' },
          lifecycleEvents: [{ lifecycleEventName: 'Install', status: 'Succeeded', startTime: at(-2), endTime: at(-1) }],
        },
      },
    ],
  )

/** Their deadlines are in another order than their beginnings. */
const forSomebody = (number: number) =>
  waitingOf(number, {
    status: 'Ready',
    blueGreenDeploymentConfiguration: {
      deploymentReadyOption: {
        actionOnTimeout: 'STOP_DEPLOYMENT',
        waitTimeInMinutes: number % 2 ? 200 - number : 100 + number,
      },
    },
  })
const byItself = (number: number) =>
  waitingOf(number, {
    ...{ status: 'InProgress', instanceTerminationWaitTimeStarted: true },
    blueGreenDeploymentConfiguration: {
      terminateBlueInstancesOnDeploymentSuccess: { action: 'TERMINATE', terminationWaitTimeInMinutes: 5 },
    },
  })

const deployments = [...Array.from({ length: 50 }, (_, number) => forSomebody(number)), byItself(50)]
const gateway = useGateway({
  locations: ONE_LOCATION,
  gatewayClock: () => NOW,
  cache: false,
  world: () => ({ codedeploy: { deployments } }),
})

test('deploygraph waiting has the soonest deadline first, then what goes on by itself, and says that there are more', async () => {
  const { stdout, stderr } = await run('waiting', '--json', '--url', gateway.url)
  const all = stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(all).toHaveLength(50)
  expect(all.pop()).toMatchObject({ title: 'web-50 → production', waiting: { kind: 'ORIGINAL_TERMINATION' } })
  const deadlines = all.map(({ waiting }) => waiting.deadline)
  expect(deadlines).toEqual([...deadlines].sort())
  expect(stderr).toBe('deploygraph: there are more: name a --location\n')
})

test('deploygraph waiting has a section for what goes on by itself', async () => {
  const { stdout } = await run('waiting', '--url', gateway.url)
  const [people = '', alone = ''] = stdout.split('\n\nGoes on by itself:\n')
  expect(people).not.toContain('web-50 ')
  expect(alone).toMatch(/^STATE .*\nIN_PROGRESS +web-50 → production .*SUCCEEDED in 4 min/)
})

test('deploygraph waiting has no column that is empty for most, and reads the targets of each deployment once', async () => {
  gateway.calls()
  const { stdout } = await run('waiting', '--url', gateway.url)
  expect(stdout).toMatch(/^STATE +WHAT +STARTED +ENDS +WHERE +ID\b/)
  expect(gateway.calls()).toMatchObject({ ListDeploymentTargets: 50, BatchGetDeploymentTargets: 50 })
})

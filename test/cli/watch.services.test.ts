import type { Deployment } from '@aws-sdk/client-appconfig'
import type { World } from '../../src/emulator/world.ts'
import { useLiveGateways } from '../live/live-gateway.ts'
import { NOW } from '../support/gateway.ts'
import { until } from '../support/until.ts'
import { runOn } from './terminals.ts'

const { start } = useLiveGateways()

const at = (second: number) => new Date(NOW + second * 1000)
const EXECUTION = 'lce-11111111-2222-4333-8444-555555555555'

/** An AppConfig deployment in five steps of twelve seconds that ends after thirty. */
const appConfig =
  (ending: Partial<Deployment>): World =>
  (_, now) => ({
    appconfig: {
      applications: [{ Id: 'flags01', Name: 'flags' }],
      environments: [{ ApplicationId: 'flags01', Id: 'prod001', Name: 'prod' }],
      deployments: [
        {
          ...{ ApplicationId: 'flags01', EnvironmentId: 'prod001', DeploymentNumber: 1, ConfigurationName: 'checkout' },
          ...{ GrowthType: 'LINEAR', GrowthFactor: 25, DeploymentDurationInMinutes: 1, StartedAt: at(0) },
          ...{ State: 'DEPLOYING', PercentageComplete: now < NOW + 12_000 ? 0 : 25 },
          ...(now >= NOW + 30_000 && { CompletedAt: at(30), ...ending }),
        },
      ],
    },
  })

/** A lifecycle execution that ends after thirty seconds. */
const execution =
  (status: 'SUCCESS' | 'FAILED' | 'CANCELLED'): World =>
  (_, now) => ({
    imagebuilder: {
      executions: [
        {
          execution: {
            ...{ lifecycleExecutionId: EXECUTION, startTime: at(0) },
            lifecyclePolicyArn: 'arn:aws:imagebuilder:us-east-1:111122223333:lifecycle-policy/expire',
            ...(now < NOW + 30_000 ? { state: { status: 'IN_PROGRESS' } } : { state: { status }, endTime: at(30) }),
          },
        },
      ],
    },
  })

const PATH = 'flags01/prod001/1'

describe('deploygraph watch', () => {
  test.each<[string, World, string, string, number]>([
    [
      'an AppConfig deployment that completes',
      appConfig({ State: 'COMPLETE', PercentageComplete: 100 }),
      PATH,
      'SUCCEEDED',
      0,
    ],
    ['one that is rolled back', appConfig({ State: 'ROLLED_BACK', PercentageComplete: 0 }), PATH, 'ROLLED_BACK', 1],
    ['one that is reverted', appConfig({ State: 'REVERTED' as never }), PATH, 'ROLLED_BACK', 1],
    ['a lifecycle execution that succeeds', execution('SUCCESS'), EXECUTION, 'SUCCEEDED', 0],
    ['one that fails', execution('FAILED'), EXECUTION, 'FAILED', 1],
    ['one that is cancelled', execution('CANCELLED'), EXECUTION, 'STOPPED', 1],
  ])('follows %s to its end, and exits with its outcome', async (_, world, id, phase, code) => {
    const { url, timers } = await start({ world })
    const lines: string[] = []
    const over = runOn({ out: (text) => lines.push(text) }, ['watch', id, '--url', url])
    await until(() => lines.length > 0)
    expect(lines[0]).toMatch(/^IN_PROGRESS /)
    let isOver = false
    over.finally(() => {
      isOver = true
    })
    // The next read is due once the one before is answered.
    await until(() => {
      if (!isOver && timers.due(60_000)) timers.advance(5_000)
      return isOver
    })
    expect((await over).code).toBe(code)
    expect(lines.at(-1)).toMatch(new RegExp(`^${phase} `))
  })

  test.each<[string, World, string]>([
    ['an AppConfig deployment', appConfig({}), PATH],
    ['a lifecycle execution', execution('SUCCESS'), EXECUTION],
  ])('exits with 3 where %s has not ended within --timeout', async (_, world, id) => {
    const { url } = await start({ world })
    const { code, stderr } = await runOn({}, ['watch', id, '--timeout', '1s', '--url', url])
    expect({ code, stderr }).toEqual({ code: 3, stderr: `deploygraph: ${id} had not ended after 1s\n` })
  })

  test('has the share of an AppConfig deployment as a bar, and each change of it as a line', async () => {
    const { url, timers } = await start({ world: appConfig({ State: 'COMPLETE', PercentageComplete: 100 }) })
    const lines: string[] = []
    const over = runOn({ out: (text) => lines.push(text) }, ['watch', PATH, '--url', url])
    await until(() => lines.length > 0)
    timers.goTo(NOW + 14_000)
    await until(() => lines.length > 1)
    timers.goTo(NOW + 70_000)
    expect((await over).code).toBe(0)
    expect(lines.map((line) => /\d+ %/.exec(line)?.[0])).toEqual(['0 %', '25 %', '100 %'])
  })
})

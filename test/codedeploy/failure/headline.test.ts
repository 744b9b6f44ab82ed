import fc from 'fast-check'
import { type FailureGroup, failureGroups } from '../../../src/codedeploy/failure/failure-groups.ts'
import { alarmNamesOf, headline } from '../../../src/codedeploy/failure/headline.ts'
import type { Deployment, Target } from '../../../src/codedeploy/model.ts'
import { reasonOf } from '../../../src/codedeploy/reason.ts'

const deployment = (info: Partial<Deployment>): Deployment => ({
  kind: 'CodeDeployDeployment',
  location: 'prod',
  deploymentId: 'd-A',
  computePlatform: 'Server',
  ...info,
})

const failed = (count: number, lifecycleEventName?: string, errorCode?: string, scriptName?: string): Target[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: 'InstanceTarget',
    location: 'prod',
    deploymentId: 'd-A',
    targetId: `${lifecycleEventName}-${errorCode}-${index}`,
    lifecycleEvents: lifecycleEventName
      ? [{ lifecycleEventName, status: 'Failed', diagnostics: { errorCode, scriptName } as never }]
      : [],
  }))
const groupsOf = (...targets: Target[][]) => failureGroups(targets.flat())

const ALARM = (names: string) =>
  `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: ${names}`
const counts = { failed: undefined, total: undefined, inspected: 0 }
const NO_INSTANCES = {
  code: 'NO_INSTANCES',
  message: 'The deployment failed because no instances were found for your group. Check your settings, and try again.',
} as const

describe('the headline of a failed deployment', () => {
  const timeouts = failed(11, 'AfterInstall', 'ScriptTimedOut', 'scripts/warm_cache.sh')
  const checks = failed(9, 'ValidateService', 'ScriptFailed', 'scripts/health_check.sh')

  test.each<[string, Partial<Deployment>, FailureGroup[], Parameters<typeof headline>[2], string]>([
    [
      'counts the targets of each cause, the most frequent first',
      {},
      groupsOf(timeouts, checks),
      { failed: 20, total: 120, inspected: 20 },
      '11 of 120 targets timed out in AfterInstall (scripts/warm_cache.sh); 9 failed in ValidateService (scripts/health_check.sh)',
    ],
    [
      'says that only some of the failed targets were read',
      {},
      groupsOf(timeouts),
      { failed: 300, total: 900, inspected: 11 },
      '11 of 900 targets timed out in AfterInstall (scripts/warm_cache.sh) (11 of 300 failed targets read)',
    ],
    [
      'leaves out the total where AWS counts none',
      {},
      groupsOf(failed(1, 'BeforeInstall', 'ScriptMissing', 'a.sh')),
      { failed: undefined, total: undefined, inspected: 1 },
      '1 target found no script for BeforeInstall (a.sh)',
    ],
    [
      'says that nothing failed within a lifecycle event where an agent was lost',
      {},
      groupsOf(failed(2)),
      { failed: 2, total: 3, inspected: 2 },
      '2 of 3 targets failed outside a lifecycle event',
    ],
    [
      'counts together what no longer fits',
      {},
      groupsOf(
        ...['One', 'Two', 'Three', 'Four', 'Five', 'Six'].map((name, index) =>
          failed(9 - index, name, 'ScriptFailed', `scripts/deploy/steps/${name.toLowerCase()}_of_many.sh`),
        ),
      ),
      { failed: 39, total: 40, inspected: 39 },
      '9 of 40 targets failed in One (scripts/deploy/steps/one_of_many.sh); 8 failed in Two (scripts/deploy/steps/two_of_many.sh); 7 failed in Three (scripts/deploy/steps/three_of_many.sh); 15 otherwise',
    ],
    [
      'names the alarm, not the event that was under way',
      { errorInformation: { code: 'ALARM_ACTIVE', message: ALARM('<checkout-5xx>') } },
      groupsOf(failed(1, 'Install')),
      { failed: 1, total: 1, inspected: 1 },
      'Stopped by alarm checkout-5xx',
    ],
    [
      'names several alarms',
      { errorInformation: { code: 'ALARM_ACTIVE', message: ALARM('<a>, <b>') } },
      [],
      counts,
      'Stopped by 2 alarms: a, b',
    ],
    [
      'says that an alarm stopped it also where AWS does not name it',
      { errorInformation: { code: 'ALARM_ACTIVE' } },
      [],
      counts,
      'Stopped by a CloudWatch alarm',
    ],
    [
      'is the first sentence of the error of AWS where no target started',
      { errorInformation: NO_INSTANCES },
      [],
      { failed: 0, total: 0, inspected: 0 },
      'The deployment failed because no instances were found for your group',
    ],
    ['is the error code where AWS says no more', { errorInformation: { code: 'TIMEOUT' } }, [], counts, 'TIMEOUT'],
    ['says that AWS gives no reason', { status: 'Failed' }, [], counts, 'Failed without a reason from AWS'],
    [
      'counts the targets that failed where none of them could be read',
      { status: 'Failed', deploymentOverview: { Failed: 3, Succeeded: 7 } },
      [],
      { failed: 3, total: 10, inspected: 0 },
      '3 of 10 targets failed (0 of 3 failed targets read)',
    ],
    [
      'does not count the one target of ECS, Lambda and CloudFormation',
      { computePlatform: 'Lambda', status: 'Failed', deploymentOverview: { Failed: 1 } },
      groupsOf(failed(1, 'AllowTraffic')),
      { failed: 1, total: 1, inspected: 1 },
      'Failed in AllowTraffic',
    ],
    [
      'is the failed event of the one target of ECS, Lambda and CloudFormation, and the error of AWS',
      { computePlatform: 'ECS', errorInformation: { code: 'HOOK_EXECUTION_FAILURE', message: 'The hook failed.' } },
      groupsOf(failed(1, 'AfterAllowTestTraffic')),
      { failed: 1, total: 1, inspected: 1 },
      'Failed in AfterAllowTestTraffic: The hook failed',
    ],
  ])('%s', (_, info, groups, numbers, expected) => {
    expect(headline(deployment(info), groups, numbers)).toBe(expected)
  })

  test('has at most 200 characters, on one line', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 300, unit: 'binary' }),
      fc.string({ maxLength: 300, unit: 'grapheme' }),
    )
    const group = fc.tuple(
      fc.integer({ min: 1, max: 5 }),
      text,
      fc.constantFrom('ScriptFailed', 'ScriptTimedOut'),
      text,
    )
    fc.assert(
      fc.property(
        fc.array(group, { maxLength: 12 }),
        fc.option(fc.record({ code: text, message: text }), { nil: undefined }),
        fc.constantFrom('Server', 'ECS', undefined),
        (groups, errorInformation, computePlatform) => {
          const targets = groupsOf(...groups.map((one) => failed(...one)))
          const info = deployment({ errorInformation, computePlatform } as Partial<Deployment>)
          const line = headline(info, targets, { failed: 1000, total: 10_000, inspected: 12 })
          expect(line.length).toBeLessThanOrEqual(200)
          expect(line).not.toMatch(/[\n\r]/)
          const reason = reasonOf(info) ?? ''
          expect(reason.length).toBeLessThanOrEqual(200)
          expect(reason === '' || /[.!?…]$/.test(reason)).toBe(true)
          for (const one of [line, reason]) expect(Buffer.from(one).toString()).toBe(one) // has no half of a character
        },
      ),
    )
  })
})

test.each([
  ['<checkout-5xx>', ['checkout-5xx']],
  ['checkout-5xx', ['checkout-5xx']],
  ['<a>, <b>,<c>', ['a', 'b', 'c']],
  ['a, b', ['a', 'b']],
  ['<with > and < in it>', ['with > and < in it']],
  ['<with, a comma>, <b>', ['with, a comma', 'b']],
  ['', []],
])('the activated alarms %j are named', (names, expected) => {
  expect(alarmNamesOf({ code: 'ALARM_ACTIVE', message: ALARM(names) })).toEqual(expected)
})

describe('the reason of a deployment', () => {
  const ready = (actionOnTimeout: 'STOP_DEPLOYMENT' | 'CONTINUE_DEPLOYMENT', waitTimeInMinutes: number) => ({
    status: 'Ready' as const,
    blueGreenDeploymentConfiguration: { deploymentReadyOption: { actionOnTimeout, waitTimeInMinutes } },
  })

  test.each<[string, Partial<Deployment>, string | undefined]>([
    ['is nothing while it runs well', { status: 'InProgress' }, undefined],
    ['is nothing where it succeeded', { status: 'Succeeded' }, undefined],
    [
      'says how many targets failed where that is what AWS means',
      {
        status: 'Failed',
        deploymentConfigName: 'CodeDeployDefault.HalfAtATime',
        errorInformation: { code: 'HEALTH_CONSTRAINTS', message: 'The overall deployment failed because…' },
        deploymentOverview: { Succeeded: 98, Failed: 22 },
        rollbackInfo: { rollbackDeploymentId: 'd-B' },
      },
      '22 of 120 targets failed, more than CodeDeployDefault.HalfAtATime allows. Rolled back by d-B.',
    ],
    [
      'is the error of AWS and the rollback that it caused',
      { errorInformation: NO_INSTANCES, rollbackInfo: { rollbackDeploymentId: 'd-B' } },
      'The deployment failed because no instances were found for your group. Rolled back by d-B.',
    ],
    [
      'counts the targets that failed where AWS names no error',
      { status: 'Failed', deploymentOverview: { Failed: 1, Succeeded: 3 } },
      '1 of 4 targets failed.',
    ],
    [
      'of a rollback of which AWS says no more is the deployment that it rolls back',
      { creator: 'codeDeployRollback', rollbackInfo: { rollbackTriggeringDeploymentId: 'd-B' } },
      'Rolls back d-B.',
    ],
    [
      'names the alarm that stopped it',
      { status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE', message: ALARM('<checkout-5xx>') } },
      'Stopped by alarm checkout-5xx.',
    ],
    [
      'of a rollback is the deployment that it rolls back',
      {
        creator: 'codeDeployRollback',
        rollbackInfo: { rollbackMessage: 'Deployment d-A is triggered to roll back d-B.' },
      },
      'Deployment d-A is triggered to roll back d-B.',
    ],
    [
      'says what happens when nobody reroutes the traffic',
      ready('STOP_DEPLOYMENT', 60),
      'Waits for traffic to be rerouted, and is stopped after 60 minutes without it.',
    ],
    ['is nothing where it goes on by itself', ready('CONTINUE_DEPLOYMENT', 0), undefined],
  ])('%s', (_, info, expected) => {
    expect(reasonOf(deployment(info))).toBe(expected)
  })
})

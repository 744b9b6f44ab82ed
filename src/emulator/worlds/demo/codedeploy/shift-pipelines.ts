import type { DeploymentStyle } from '@aws-sdk/client-codedeploy'
import { hexOf } from '../random.ts'
import { MINUTE, type Pipeline, SECOND } from './pipeline.ts'
import type { Shift } from './traffic-shift.ts'

const BLUE_GREEN: DeploymentStyle = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' }

/** Without a wait, on a platform with nothing to install or terminate. */
const PLAIN = {
  created: 5 * SECOND,
  queued: 15 * SECOND,
  before: [],
  ready: 0,
  hook: 10 * SECOND,
  bake: 0,
  terminationWait: 0,
  alarmIn: 'AllowTraffic',
} satisfies Omit<Shift, 'traffic'>

/** An ECS service with a test listener, whose old tasks are terminated five minutes after the last event. */
const TESTED = {
  ...PLAIN,
  before: [
    ['BeforeInstall', 10 * SECOND],
    ['Install', 100 * SECOND],
    ['AfterInstall', 15 * SECOND],
    ['AllowTestTraffic', 10 * SECOND],
    ['AfterAllowTestTraffic', 60 * SECOND],
  ],
  terminationWait: 5 * MINUTE,
} satisfies Omit<Shift, 'traffic'>

/** The pipelines of a region that move traffic from one version to another: ECS, Lambda and CloudFormation. */
export function shiftPipelinesOf(region: string): Pipeline[] {
  const ecs = { region, style: BLUE_GREEN, platform: 'ECS' as const }
  return [
    {
      ...ecs,
      application: 'storefront',
      group: 'production',
      config: 'storefront-linear',
      plan: {
        kind: 'ecs',
        cluster: 'web',
        service: 'storefront',
        shift: {
          ...TESTED,
          ready: 14 * MINUTE,
          traffic: { kind: 'linear', percent: 10, every: 12 * SECOND },
          failsIn: 'AfterAllowTraffic',
        },
      },
      every: 26 * MINUTE,
      keep: 55,
    },
    {
      ...ecs,
      application: 'catalog-service',
      group: 'production',
      config: 'CodeDeployDefault.ECSAllAtOnce',
      plan: {
        kind: 'ecs',
        cluster: 'web',
        service: 'catalog',
        // No event fails: every failure happens while the deployment bakes.
        shift: { ...TESTED, traffic: { kind: 'canary', percent: 100, every: 20 * SECOND }, bake: 12 * MINUTE },
      },
      every: 22 * MINUTE,
      keep: 58,
    },
    {
      ...ecs,
      application: 'invoice-service',
      group: 'production',
      config: 'CodeDeployDefault.ECSCanary10Percent5Minutes',
      plan: {
        kind: 'ecs',
        cluster: 'back-office',
        service: 'invoices',
        shift: {
          ...TESTED,
          traffic: { kind: 'canary', percent: 10, every: 5 * MINUTE },
          failsIn: 'Install',
          alarmIn: 'Install',
        },
      },
      every: 34 * MINUTE,
      keep: 43,
      alarmsEvery: 3,
    },
    {
      region,
      style: BLUE_GREEN,
      platform: 'Lambda',
      application: 'receipt-mailer',
      group: 'live',
      config: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      plan: {
        kind: 'lambda',
        functionName: 'receipt-mailer',
        alias: 'live',
        shift: {
          ...PLAIN,
          traffic: { kind: 'canary', percent: 10, every: 5 * MINUTE },
          failsIn: 'AfterAllowTraffic',
        },
      },
      every: 11 * MINUTE,
      keep: 130,
      alarmsEvery: 8,
    },
    {
      ...ecs,
      plan: {
        kind: 'cloudFormation',
        stack: `arn:aws:cloudformation:${region}:111122223333:stack/loyalty-api/5c0f${hexOf(4, region, 'loyalty')}-8e1d-11f0-9a51-0e4f1c2d3b6a`,
        shift: {
          ...TESTED,
          traffic: { kind: 'linear', percent: 20, every: 45 * SECOND },
          failsIn: 'AfterAllowTestTraffic',
        },
      },
      every: 26 * MINUTE,
      keep: 60,
    },
  ]
}

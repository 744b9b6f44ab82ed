import type { ComputePlatform, DeploymentStyle } from '@aws-sdk/client-codedeploy'
import { hexOf } from '../random.ts'
import type { Replacement } from './blue-green.ts'
import type { Rollout } from './instance-fleet.ts'
import type { Shift } from './traffic-shift.ts'

/** What a pipeline deploys to, and how. */
export type Plan =
  | { kind: 'rolling'; rollout: Rollout; onPremises?: boolean }
  | { kind: 'blueGreen'; replacement: Replacement }
  | { kind: 'ecs'; cluster: string; service: string; shift: Shift }
  | { kind: 'lambda'; functionName: string; shift: Shift }
  | { kind: 'cloudFormation'; stack: string; shift: Shift }

/** A deployment group that deploys again and again. */
export interface Pipeline {
  region: string
  /** CloudFormation's deployments have neither application nor group. */
  application?: string
  group?: string
  config?: string
  platform: ComputePlatform
  style: DeploymentStyle
  plan: Plan
  /** Between two deployments, ms; the second region's run half of it later. */
  every: number
  /** Every so many deployments one stays in the history for two weeks; the others go after two hours. */
  keep: number
  /** Every so many of the others fail, too. */
  failsEvery?: number
  /** Instances that join while it deploys are brought up to date by a deployment of their own. */
  autoUpdates?: boolean
}

const SECOND = 1_000
const MINUTE = 60_000
const TEST_TRAFFIC: Shift['before'] = [
  ['BeforeInstall', 10 * SECOND],
  ['Install', 100 * SECOND],
  ['AfterInstall', 15 * SECOND],
  ['AllowTestTraffic', 10 * SECOND],
  ['AfterAllowTestTraffic', 60 * SECOND],
]
const IN_PLACE: DeploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' }
const BALANCED: DeploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' }
const BLUE_GREEN: DeploymentStyle = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' }

/**
 * What the demo's company deploys in a region. Two regions run half a period apart, and five statuses each have a pipeline
 * that holds them for more than half of it, so that every status can be seen at any moment: Created search-indexer,
 * Queued payments-worker, InProgress checkout-api, Ready storefront, Baking catalog-service.
 */
export function pipelinesOf(region: string): Pipeline[] {
  const us = region === 'us-east-1'
  const rolling = { region, platform: 'Server' as const, style: IN_PLACE }
  const shifting = { region, style: BLUE_GREEN }
  const pipelines: Pipeline[] = [
    {
      ...rolling,
      application: 'checkout-api',
      group: 'production',
      config: 'checkout-api-ten-percent',
      style: BALANCED,
      plan: {
        kind: 'rolling',
        rollout: fleet(region, 'checkout-api', us ? 120 : 40, { wave: us ? 10 : 4, gap: 42, run: 75, balanced: true }),
      },
      every: 16 * MINUTE,
      keep: 75,
      failsEvery: 6,
      autoUpdates: true,
    },
    {
      ...rolling,
      application: 'checkout-api',
      group: 'staging',
      config: 'CodeDeployDefault.AllAtOnce',
      plan: { kind: 'rolling', rollout: fleet(region, 'checkout-api-staging', 6, { wave: 6, gap: 0, run: 90 }) },
      every: 48 * MINUTE,
      keep: 35,
    },
    {
      ...rolling,
      application: 'search-indexer',
      group: 'workers',
      config: 'CodeDeployDefault.HalfAtATime',
      plan: {
        kind: 'rolling',
        rollout: fleet(region, 'search-indexer', 12, { wave: 6, gap: 80, run: 70, created: 390, queued: 10 }),
      },
      every: 12 * MINUTE,
      keep: 140,
    },
    {
      ...rolling,
      application: 'payments-worker',
      group: 'production',
      config: 'CodeDeployDefault.HalfAtATime',
      plan: {
        kind: 'rolling',
        rollout: fleet(region, 'payments-worker', 24, { wave: 12, gap: 95, run: 80, queued: 450 }),
      },
      every: 14 * MINUTE,
      keep: 120,
    },
    {
      ...shifting,
      application: 'storefront',
      group: 'production',
      config: 'storefront-linear',
      platform: 'ECS',
      plan: {
        kind: 'ecs',
        cluster: 'web',
        service: 'storefront',
        shift: {
          before: TEST_TRAFFIC,
          ready: 11 * MINUTE,
          traffic: { kind: 'linear', percent: 10, every: 12 * SECOND },
          bake: 0,
          fragile: 'AfterAllowTraffic',
        },
      },
      every: 20 * MINUTE,
      keep: 72,
    },
    {
      ...shifting,
      application: 'catalog-service',
      group: 'production',
      config: 'CodeDeployDefault.ECSAllAtOnce',
      platform: 'ECS',
      plan: {
        kind: 'ecs',
        cluster: 'web',
        service: 'catalog',
        shift: {
          before: TEST_TRAFFIC,
          ready: 0,
          traffic: { kind: 'canary', percent: 100, every: 20 * SECOND },
          bake: 9 * MINUTE,
        },
      },
      every: 16 * MINUTE,
      keep: 80,
    },
    {
      ...shifting,
      application: 'receipt-mailer',
      group: 'live',
      config: 'CodeDeployDefault.LambdaCanary10Percent5Minutes',
      platform: 'Lambda',
      plan: {
        kind: 'lambda',
        functionName: 'receipt-mailer',
        shift: {
          before: [],
          ready: 0,
          traffic: { kind: 'canary', percent: 10, every: 5 * MINUTE },
          bake: 0,
          fragile: 'AfterAllowTraffic',
        },
      },
      every: 11 * MINUTE,
      keep: 130,
    },
    {
      ...shifting,
      platform: 'ECS',
      plan: {
        kind: 'cloudFormation',
        stack: `arn:aws:cloudformation:${region}:111122223333:stack/loyalty-api/5c0f${hexOf(4, region, 'loyalty')}-8e1d-11f0-9a51-0e4f1c2d3b6a`,
        shift: {
          before: TEST_TRAFFIC,
          ready: 0,
          traffic: { kind: 'linear', percent: 20, every: 45 * SECOND },
          bake: 0,
          fragile: 'AfterAllowTestTraffic',
        },
      },
      every: 26 * MINUTE,
      keep: 60,
    },
    {
      ...shifting,
      application: 'accounts-web',
      group: 'production',
      config: 'CodeDeployDefault.AllAtOnce',
      platform: 'Server',
      plan: {
        kind: 'blueGreen',
        replacement: {
          green: instanceIds(region, 'accounts-web-green', 8),
          blue: instanceIds(region, 'accounts-web-blue', 8),
          install: 150 * SECOND,
          ready: 3 * MINUTE,
        },
      },
      every: 30 * MINUTE,
      keep: 50,
    },
  ]
  if (!us) pipelines.push(warehouse(region))
  return pipelines
}

/** Machines of the company's own, in Europe only. */
function warehouse(region: string): Pipeline {
  const machines = ['rotterdam-01', 'rotterdam-02', 'rotterdam-03', 'gdansk-01', 'gdansk-02', 'porto-01']
  const pace = { created: 5, queued: 15, wave: 1, gap: 45, run: 60 }
  return {
    region,
    application: 'warehouse-agent',
    group: 'on-premises',
    config: 'CodeDeployDefault.OneAtATime',
    platform: 'Server',
    style: IN_PLACE,
    plan: {
      kind: 'rolling',
      rollout: rolloutOf(
        machines.map((name) => `warehouse-${name}`),
        pace,
      ),
      onPremises: true,
    },
    every: 240 * MINUTE,
    keep: 9,
  }
}

/** In seconds. */
interface Pace {
  created?: number
  queued?: number
  wave: number
  gap: number
  run: number
  balanced?: boolean
}

function fleet(region: string, name: string, size: number, pace: Pace): Rollout {
  return rolloutOf(instanceIds(region, name, size), pace)
}

function rolloutOf(instances: string[], { created = 5, queued = 15, wave, gap, run, balanced = false }: Pace): Rollout {
  const times = { created: created * SECOND, queued: queued * SECOND, gap: gap * SECOND, run: run * SECOND }
  return { instances, wave, ...times, loadBalanced: balanced }
}

function instanceIds(region: string, name: string, size: number): string[] {
  return Array.from({ length: size }, (_, index) => `i-0${hexOf(16, region, name, index)}`)
}

import type { DeploymentStyle } from '@aws-sdk/client-codedeploy'
import { hexOf } from '../random.ts'
import type { FleetFailure, Rollout } from './instance-fleet.ts'
import { MINUTE, type Pipeline, SECOND } from './pipeline.ts'

const IN_PLACE: DeploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITHOUT_TRAFFIC_CONTROL' }
const BALANCED: DeploymentStyle = { deploymentType: 'IN_PLACE', deploymentOption: 'WITH_TRAFFIC_CONTROL' }
const BLUE_GREEN: DeploymentStyle = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' }

/** The pipelines of a region that deploy to instances. The on-premises machines are in Europe. */
export function fleetPipelinesOf(region: string): Pipeline[] {
  const us = region === 'us-east-1'
  const inPlace = { region, platform: 'Server' as const, style: IN_PLACE }
  const instances = (name: string, size: number) => instanceIds(region, name, size)
  const pipelines: Pipeline[] = [
    {
      ...inPlace,
      application: 'checkout-api',
      group: 'production',
      config: 'checkout-api-ten-percent',
      style: BALANCED,
      plan: {
        kind: 'rolling',
        rollout: rolloutOf(instances('checkout-api', us ? 120 : 40), { wave: us ? 10 : 4, gap: 42, run: 60 }, true),
      },
      every: 16 * MINUTE,
      keep: 75,
      failsEvery: 6,
      autoUpdates: true,
    },
    {
      ...inPlace,
      application: 'checkout-api',
      group: 'staging',
      config: 'CodeDeployDefault.AllAtOnce',
      plan: {
        kind: 'rolling',
        rollout: rolloutOf(instances('checkout-api-staging', 6), { wave: 6, gap: 0, run: 90, failure: 'no instances' }),
      },
      every: 48 * MINUTE,
      keep: 35,
    },
    {
      ...inPlace,
      application: 'search-indexer',
      group: 'workers',
      config: 'CodeDeployDefault.HalfAtATime',
      plan: {
        kind: 'rolling',
        rollout: rolloutOf(instances('search-indexer', 12), {
          ...{ wave: 6, gap: 80, run: 70, created: 390, queued: 10 },
          failure: 'script missing',
        }),
      },
      every: 12 * MINUTE,
      keep: 140,
      restartsEvery: 4,
    },
    {
      ...inPlace,
      application: 'payments-worker',
      group: 'production',
      config: 'payments-worker-by-zone',
      plan: {
        kind: 'rolling',
        rollout: rolloutOf(instances('payments-worker', 24), {
          ...{ wave: 12, gap: 95, run: 80, queued: 450 },
          failure: 'agent silent',
        }),
      },
      every: 14 * MINUTE,
      keep: 120,
    },
    {
      ...inPlace,
      application: 'accounts-web',
      group: 'production',
      config: 'CodeDeployDefault.AllAtOnce',
      style: BLUE_GREEN,
      plan: {
        kind: 'blueGreen',
        replacement: {
          green: instances('accounts-web-green', 8),
          blue: instances('accounts-web-blue', 8),
          install: 150 * SECOND,
          ready: 3 * MINUTE,
        },
      },
      every: 30 * MINUTE,
      keep: 50,
    },
  ]
  if (us) return pipelines
  const machines = ['rotterdam-01', 'rotterdam-02', 'rotterdam-03', 'gdansk-01', 'gdansk-02', 'porto-01']
  const names = machines.map((name) => `warehouse-${name}`)
  pipelines.push({
    ...inPlace,
    application: 'warehouse-agent',
    group: 'on-premises',
    config: 'CodeDeployDefault.OneAtATime',
    plan: { kind: 'rolling', rollout: rolloutOf(names, { wave: 1, gap: 45, run: 60 }), onPremises: true },
    every: 240 * MINUTE,
    keep: 9,
  })
  return pipelines
}

/** In seconds. */
interface RolloutTiming {
  created?: number
  queued?: number
  wave: number
  gap: number
  run: number
  failure?: FleetFailure
}

function rolloutOf(instances: string[], timing: RolloutTiming, loadBalanced = false): Rollout {
  const { created = 5, queued = 15, wave, gap, run, failure = 'scripts' } = timing
  const times = { created: created * SECOND, queued: queued * SECOND, gap: gap * SECOND, run: run * SECOND }
  return { instances, wave, ...times, loadBalanced, failure }
}

function instanceIds(region: string, name: string, size: number): string[] {
  return Array.from({ length: size }, (_, index) => `i-0${hexOf(16, region, name, index)}`)
}

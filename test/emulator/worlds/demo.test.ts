import { type DeploymentInfo, DeploymentStatus } from '@aws-sdk/client-codedeploy'
import fc from 'fast-check'
import { detailOf } from '../../../src/emulator/codedeploy/deployment-record.ts'
import type { DeploymentRecord } from '../../../src/emulator/codedeploy/world.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'

const world = demoWorld()
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const NOW = Date.parse('2026-11-21T09:30:00Z')
const FINAL: unknown[] = ['Succeeded', 'Failed', 'Stopped']

/** Any millisecond of six years. */
const instants = fc.integer({ min: Date.UTC(2024, 5), max: Date.UTC(2030, 5) })

function deploymentsAt(now: number, regions = DEMO_LOCATIONS.map(({ region }) => region)): DeploymentRecord[] {
  return regions.flatMap((region) => world(region, now).codedeploy?.deployments ?? [])
}

function targetsOf(deployment: DeploymentRecord) {
  return deployment.targetIds.map((id) => deployment.target(id))
}

const runs = (property: fc.IProperty<[number]>, numRuns = 12) => fc.assert(property, { numRuns })

test('the same seed and time give the same world, whatever was read before', () => {
  runs(
    fc.property(instants, (now) => {
      const fresh = demoWorld()('us-east-1', now)
      world('us-east-1', now + 3 * DAY)
      const again = world('us-east-1', now)
      expect(JSON.stringify(again)).toBe(JSON.stringify(fresh))
      const targets = (codedeploy = fresh.codedeploy) => JSON.stringify(codedeploy?.deployments?.map(targetsOf))
      expect(targets(again.codedeploy) === targets()).toBe(true)
    }),
    3,
  )
})

test('another seed gives other deployment ids', () => {
  const ids = (seed: number) =>
    demoWorld(seed)('us-east-1', NOW).codedeploy?.deployments?.map(({ info }) => info.deploymentId) ?? []
  const others = new Set(ids(1))
  expect(ids(2).filter((id) => others.has(id))).toEqual([])
})

test('every status exists at any moment', () => {
  runs(
    fc.property(instants, (now) => {
      const seen = new Set(deploymentsAt(now).map(({ info }) => info.status))
      expect([...seen].sort()).toEqual(Object.values(DeploymentStatus).sort())
    }),
    100,
  )
})

test('two weeks of history have at least 60 deployments in each region, each with an id of its own', () => {
  runs(
    fc.property(instants, (now) => {
      for (const { region } of DEMO_LOCATIONS) {
        const infos = deploymentsAt(now, [region]).map(({ info }) => info)
        expect(infos.length).toBeGreaterThanOrEqual(60)
        expect(new Set(infos.map(({ deploymentId }) => deploymentId)).size).toBe(infos.length)
        const oldest = Math.min(...infos.map(({ createTime }) => Number(createTime)))
        expect(now - oldest).toBeGreaterThan(13 * DAY)
      }
    }),
  )
})

test('the past does not change as time goes on', () => {
  runs(
    fc.property(instants, (now) => {
      const later = new Map(deploymentsAt(now + DAY).map(({ info }) => [info.deploymentId, info]))
      const past = deploymentsAt(now).filter(({ info }) => {
        const age = now - Number(info.createTime)
        return age > 3 * 60 * MINUTE && age < 12 * DAY
      })
      expect(past.length).toBeGreaterThan(100)
      for (const { info } of past) expect(later.get(info.deploymentId)).toEqual(info)
    }),
    20,
  )
})

test('status and times of a deployment agree', () => {
  runs(
    fc.property(instants, (now) => {
      for (const { info } of deploymentsAt(now)) {
        const { status = 'Created', createTime, startTime, completeTime } = info
        expect(Number(createTime)).toBeLessThanOrEqual(now)
        expect(startTime === undefined).toBe(status === 'Created' || status === 'Queued')
        expect(completeTime !== undefined).toBe(FINAL.includes(status))
        expect(Number(startTime ?? createTime)).toBeGreaterThanOrEqual(Number(createTime))
        expect(Number(completeTime ?? now)).toBeGreaterThanOrEqual(Number(startTime ?? createTime))
        expect(Number(completeTime ?? now)).toBeLessThanOrEqual(now)
        expect(info.errorInformation !== undefined).toBe(status === 'Failed' || status === 'Stopped')
      }
    }),
  )
})

test('the overview counts the targets by their statuses, where there is one', () => {
  runs(
    fc.property(instants, (now) => {
      for (const deployment of deploymentsAt(now).filter(({ info }) => info.deploymentOverview)) {
        const counts = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0, Unknown: 0 }
        for (const target of targetsOf(deployment)) counts[detailOf(target)?.status ?? 'Unknown']++
        expect({ ...deployment.info.deploymentOverview, Unknown: 0 }).toEqual(counts)
      }
    }),
    5,
  )
})

test('status and times of a lifecycle event agree, and a skipped one has an end but no start', () => {
  runs(
    fc.property(instants, (now) => {
      const events = deploymentsAt(now)
        .filter(({ info }) => info.startTime)
        .flatMap(targetsOf)
        .flatMap((target) => detailOf(target)?.lifecycleEvents ?? [])
      const wrong = events.filter(({ status = 'Unknown', startTime, endTime, diagnostics }) => {
        const hasStart = ['InProgress', 'Succeeded', 'Failed'].includes(status)
        const hasEnd = ['Succeeded', 'Failed', 'Skipped'].includes(status)
        const end = Number(endTime ?? now)
        return (
          (startTime !== undefined) !== hasStart ||
          (endTime !== undefined) !== hasEnd ||
          end < Number(startTime ?? 0) ||
          end > now ||
          Buffer.byteLength(diagnostics?.logTail ?? '') > 4096
        )
      })
      expect(events.length).toBeGreaterThan(1000)
      expect(wrong).toEqual([])
    }),
    5,
  )
})

test('a finished deployment has no target left that is pending or in progress', () => {
  runs(
    fc.property(instants, (now) => {
      for (const deployment of deploymentsAt(now).filter(({ info }) => FINAL.includes(info.status))) {
        const { Pending, InProgress, Ready, Failed } = deployment.info.deploymentOverview ?? {}
        expect([Pending, InProgress, Ready]).toEqual([0, 0, 0])
        if (deployment.info.status === 'Succeeded') expect(Failed).toBe(0)
      }
    }),
  )
})

test('a deployment group has at most one deployment under way', () => {
  runs(
    fc.property(instants, (now) => {
      for (const { region } of DEMO_LOCATIONS) {
        const active = deploymentsAt(now, [region])
          .filter(({ info }) => !FINAL.includes(info.status))
          .map(({ info }) => `${info.applicationName}/${info.deploymentGroupName}`)
        expect(active.length).toBe(new Set(active).size)
      }
    }),
    100,
  )
})

test('within two minutes a running deployment makes visible progress', () => {
  const shown = (now: number) =>
    JSON.stringify(deploymentsAt(now).map(({ info }) => [info.status, info.deploymentOverview]))
  runs(fc.property(instants, (now) => expect(shown(now + 2 * MINUTE)).not.toBe(shown(now))))
})

test('within an hour each group that is running has a new deployment', () => {
  runs(
    fc.property(instants, (now) => {
      const before = new Set(deploymentsAt(now).map(({ info }) => info.deploymentId))
      const fresh = deploymentsAt(now + 60 * MINUTE).filter(({ info }) => !before.has(info.deploymentId))
      const applications = new Set(fresh.map(({ info }) => info.applicationName))
      expect(applications).toEqual(
        new Set([
          ...['checkout-api', 'search-indexer', 'payments-worker', 'storefront', 'catalog-service'],
          ...['receipt-mailer', 'invoice-service', 'accounts-web', undefined],
          ...[...applications].filter((name) => name === 'warehouse-agent'),
        ]),
      )
    }),
  )
})

test('a failed fleet deployment of 120 instances shows timeouts, unhealthy instances and skipped ones', () => {
  runs(
    fc.property(instants, (now) => {
      const failed = deploymentsAt(now, ['us-east-1']).find(
        ({ info, targetIds }) => info.status === 'Failed' && targetIds.length === 120,
      )
      const targets = failed ? targetsOf(failed).map(detailOf) : []
      const reasons = targets.flatMap((target) =>
        (target?.lifecycleEvents ?? [])
          .filter(({ status }) => status === 'Failed')
          .map(({ lifecycleEventName, diagnostics }) => `${lifecycleEventName} ${diagnostics?.errorCode}`),
      )
      expect(new Set(reasons)).toEqual(new Set(['AfterInstall ScriptTimedOut', 'ValidateService ScriptFailed']))
      expect(new Set(targets.map((target) => target?.status))).toEqual(new Set(['Failed', 'Skipped', 'Succeeded']))
    }),
  )
})

test('a deployment that failed or was stopped and its rollback refer to each other', () => {
  const infos = new Map(deploymentsAt(NOW).map(({ info }) => [info.deploymentId, info]))
  const failed = [...infos.values()].filter(({ rollbackInfo }) => rollbackInfo?.rollbackDeploymentId)
  expect(failed.length).toBeGreaterThan(5)
  for (const { deploymentId, rollbackInfo, status } of failed) {
    const rollback = infos.get(rollbackInfo?.rollbackDeploymentId)
    expect(['Failed', 'Stopped']).toContain(status)
    expect(rollback?.creator).toBe('codeDeployRollback')
    expect(rollback?.rollbackInfo?.rollbackTriggeringDeploymentId).toBe(deploymentId)
  }
})

test('a deployment and the automatic update after it refer to each other', () => {
  runs(
    fc.property(instants, (now) => {
      const infos = new Map(deploymentsAt(now).map(({ info }) => [info.deploymentId, info]))
      const roots = [...infos.values()].filter(
        ({ relatedDeployments }) => relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds?.length,
      )
      expect(roots.length).toBeGreaterThan(0)
      for (const { deploymentId, relatedDeployments } of roots) {
        const update = infos.get(relatedDeployments?.autoUpdateOutdatedInstancesDeploymentIds?.[0])
        expect(update?.creator).toBe('CodeDeployAutoUpdate')
        expect(update?.relatedDeployments?.autoUpdateOutdatedInstancesRootDeploymentId).toBe(deploymentId)
      }
    }),
  )
})

test('a group has its last attempted and its last successful deployment', () => {
  runs(
    fc.property(instants, (now) => {
      for (const { region } of DEMO_LOCATIONS) {
        const { deployments = [], groups = [] } = world(region, now).codedeploy ?? {}
        for (const group of groups) {
          const own = deployments
            .map(({ info }) => info)
            .filter((info) => info.applicationName === group.applicationName)
            .filter((info) => info.deploymentGroupName === group.deploymentGroupName)
            .sort((a, b) => Number(b.createTime) - Number(a.createTime))
          expect(group.lastAttemptedDeployment).toEqual(brief(own[0]))
          expect(group.lastSuccessfulDeployment).toEqual(brief(own.find(({ status }) => status === 'Succeeded')))
        }
      }
    }),
  )
})

function brief(info: DeploymentInfo | undefined) {
  if (!info) return undefined
  const { deploymentId, status, completeTime, createTime } = info
  return { deploymentId, status, endTime: completeTime, createTime }
}

import type { Deployment, DeploymentState } from '@aws-sdk/client-appconfig'
import fc from 'fast-check'
import type { AppConfigWorld } from '../../../src/emulator/appconfig/world.ts'
import { demoOf } from '../../../src/emulator/worlds/demo/appconfig/region.ts'
import { DEMO_LOCATIONS, demoWorld } from '../../../src/emulator/worlds/demo/demo-world.ts'

const worlds = DEMO_LOCATIONS.map(({ region }) => demoOf(region, 1))
const MINUTE = 60_000
const NOW = Date.parse('2026-11-21T09:30:00Z')
const PROGRESS: (DeploymentState | undefined)[] = ['VALIDATING', 'DEPLOYING', 'BAKING', 'ROLLING_BACK']

/** Any millisecond of six years. */
const instants = fc.integer({ min: Date.UTC(2024, 5), max: Date.UTC(2030, 5) })
const runs = (check: (now: number) => void, numRuns = 12) => fc.assert(fc.property(instants, check), { numRuns })

function partsAt(now: number): AppConfigWorld[] {
  return worlds.map((world) => world(now))
}

function deploymentsAt(now: number): Deployment[] {
  return partsAt(now).flatMap(({ deployments = [] }) => deployments)
}

const nameOf = (one: Deployment) => `${one.ApplicationId}/${one.EnvironmentId}/${one.DeploymentNumber}`

test('the same seed and time give the same world, whatever was read before', () => {
  runs((now) => {
    const [used, fresh] = [demoOf('us-east-1', 1), demoOf('us-east-1', 1)]
    used(now + 3 * 24 * 60 * MINUTE)
    // A diff of texts of megabytes would not be readable.
    expect(JSON.stringify(used(now)) === JSON.stringify(fresh(now))).toBe(true)
  }, 3)
})

test('each state exists at any moment', () => {
  runs((now) => {
    const seen = new Set(deploymentsAt(now).map(({ State }) => State))
    for (const state of ['DEPLOYING', 'BAKING', 'COMPLETE', 'ROLLED_BACK', 'REVERTED']) expect(seen).toContain(state)
  }, 20)
})

test('a deployment is validating at first, and rolling back before it is rolled back', () => {
  const back = deploymentsAt(NOW).find(({ State }) => State === 'ROLLED_BACK')
  const stateAt = (time: Date | undefined) => {
    const then = deploymentsAt(Number(time)).find((one) => back && nameOf(one) === nameOf(back))
    return then?.State
  }
  expect(stateAt(back?.StartedAt)).toBe('VALIDATING')
  const turn = back?.EventLog?.find(({ EventType }) => EventType === 'ROLLBACK_STARTED')
  expect(stateAt(turn?.OccurredAt)).toBe('ROLLING_BACK')
})

test('a rollout makes visible progress within two minutes', () => {
  runs((now) => {
    const rising = deploymentsAt(now).filter(({ State }) => State === 'DEPLOYING')
    const later = new Map(deploymentsAt(now + 2 * MINUTE).map((one) => [nameOf(one), one]))
    const moved = rising.filter((one) => {
      const then = later.get(nameOf(one))
      return then && (then.EventLog?.length ?? 0) > (one.EventLog?.length ?? 0)
    })
    expect(moved.length).toBeGreaterThan(0)
  })
})

test('rollouts grow linearly and exponentially', () => {
  const growth = new Set(deploymentsAt(NOW).map(({ GrowthType }) => GrowthType))
  expect(growth).toEqual(new Set(['LINEAR', 'EXPONENTIAL']))
})

test('no deployment contradicts its event log', () => {
  runs((now) => {
    for (const one of deploymentsAt(now)) {
      const log = one.EventLog ?? []
      const times = log.map(({ OccurredAt }) => Number(OccurredAt))
      expect(times).toEqual(times.toSorted((a, b) => b - a))
      expect(Math.max(...times)).toBeLessThanOrEqual(now)
      expect(log.at(-1)).toMatchObject({ EventType: 'DEPLOYMENT_STARTED', OccurredAt: one.StartedAt })
      const available = log.find(({ EventType }) => EventType === 'PERCENTAGE_UPDATED')?.Description
      const back = one.State === 'ROLLED_BACK' || one.State === 'REVERTED'
      const share = back || !available ? '0.00%' : available
      expect(share).toContain(`${one.PercentageComplete?.toFixed(2)}%`)
      expect(one.CompletedAt === undefined).toBe(PROGRESS.includes(one.State))
    }
  }, 3)
})

test('the log distinguishes alarms, users and reverts', () => {
  const latest = (state: DeploymentState) => deploymentsAt(NOW).filter(({ State }) => State === state)
  const causes = new Set(
    latest('ROLLED_BACK').map(
      ({ EventLog }) => EventLog?.find((one) => one.EventType === 'ROLLBACK_STARTED')?.TriggeredBy,
    ),
  )
  expect(causes).toEqual(new Set(['CLOUDWATCH_ALARM', 'USER']))
  expect(latest('REVERTED')[0]?.EventLog?.[0]).toMatchObject({ EventType: 'REVERT_COMPLETED', TriggeredBy: 'USER' })
})

test('deployment numbers have no gap within an environment, and each keeps its start time', () => {
  runs((now) => {
    const before = deploymentsAt(now)
    const byEnvironment = new Map<unknown, number[]>()
    for (const { EnvironmentId, DeploymentNumber = 0 } of before) {
      byEnvironment.set(EnvironmentId, [...(byEnvironment.get(EnvironmentId) ?? []), DeploymentNumber])
    }
    // Environments are replaced: for two weeks the previous one exists too.
    expect([8, 16]).toContain(byEnvironment.size)
    for (const numbers of byEnvironment.values()) {
      expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) - index))
    }
    const later = new Map(deploymentsAt(now + 90 * MINUTE).map((one) => [nameOf(one), one]))
    const remaining = before.filter((one) => later.has(nameOf(one)))
    expect(remaining.length).toBeGreaterThan(before.length * 0.9)
    for (const one of remaining) expect(later.get(nameOf(one))?.StartedAt).toEqual(one.StartedAt)
  }, 3)
})

test('an environment has at most one deployment under way, and shows it in its state', () => {
  runs((now) => {
    for (const { environments = [], deployments = [] } of partsAt(now)) {
      for (const { Id, State } of environments) {
        const own = deployments.filter(({ EnvironmentId }) => EnvironmentId === Id)
        const busy = own.filter((one) => PROGRESS.includes(one.State))
        expect(busy).toEqual(busy.length ? [own[0]] : [])
        expect(State === 'DEPLOYING' || State === 'ROLLING_BACK').toBe(busy.length === 1)
      }
    }
  })
})

test('everything that a deployment refers to exists, with ids as AWS writes them', () => {
  for (const part of partsAt(NOW)) {
    const ids = new Set<unknown>(
      [part.applications, part.environments, part.configurationProfiles, part.deploymentStrategies].flatMap(
        (list) => list?.map(({ Id }) => Id) ?? [],
      ),
    )
    for (const one of part.deployments ?? []) {
      expect(ids).toContain(one.ApplicationId)
      expect(ids).toContain(one.EnvironmentId)
      expect(ids).toContain(one.ConfigurationProfileId)
      if (!one.DeploymentStrategyId?.startsWith('AppConfig.')) expect(ids).toContain(one.DeploymentStrategyId)
    }
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{7}$/)
  }
})

test('some deployments have extensions with parameters, refused invocations, version labels and a KMS key', () => {
  const deployments = deploymentsAt(NOW)
  const invocations = deployments.flatMap(
    ({ EventLog }) => EventLog?.flatMap((one) => one.ActionInvocations ?? []) ?? [],
  )
  expect(invocations.some(({ ErrorCode }) => ErrorCode === 'AccessDenied')).toBe(true)
  expect(invocations.some(({ ErrorCode }) => ErrorCode === undefined)).toBe(true)
  expect(deployments.some((one) => one.AppliedExtensions?.some(({ Parameters }) => Parameters?.topicArn))).toBe(true)
  expect(deployments.some((one) => one.VersionLabel && one.KmsKeyArn && one.KmsKeyIdentifier)).toBe(true)
  expect(deployments.some((one) => !one.VersionLabel && !one.KmsKeyArn)).toBe(true)
})

test('regions without a demo are empty', () => {
  expect(demoWorld()('ap-south-1', NOW).appconfig).toBeUndefined()
})

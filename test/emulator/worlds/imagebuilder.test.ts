import fc from 'fast-check'
import type { ExecutionRecord, ImageBuilderWorld } from '../../../src/emulator/imagebuilder/world.ts'
import { DEMO_LOCATIONS } from '../../../src/emulator/worlds/demo/demo-world.ts'
import { demoOf } from '../../../src/emulator/worlds/demo/imagebuilder/region.ts'

const worlds = DEMO_LOCATIONS.map(({ region }) => demoOf(region, 1))
const MINUTE = 60_000
const NOW = Date.parse('2026-11-21T09:30:00Z')
const FINAL: unknown[] = ['SUCCESS', 'FAILED', 'CANCELLED']

/** Any millisecond of six years. */
const instants = fc.integer({ min: Date.UTC(2024, 5), max: Date.UTC(2030, 5) })
const runs = (check: (now: number) => void, numRuns = 12) => fc.assert(fc.property(instants, check), { numRuns })

function partsAt(now: number): ImageBuilderWorld[] {
  return worlds.map((world) => world(now))
}

function executionsAt(now: number): ExecutionRecord[] {
  return partsAt(now).flatMap(({ executions = [] }) => executions)
}

const statusOf = ({ execution }: ExecutionRecord) => execution.state?.status
const resourcesOf = (records: ExecutionRecord[]) => records.flatMap(({ resources = [] }) => resources)

test('the same seed and time give the same world, whatever was read before', () => {
  runs((now) => {
    const [used, fresh] = [demoOf('us-east-1', 1), demoOf('us-east-1', 1)]
    used(now + 3 * 24 * 60 * MINUTE)
    // A diff of texts of megabytes would not be readable.
    expect(JSON.stringify(used(now)) === JSON.stringify(fresh(now))).toBe(true)
  }, 3)
})

test('each final status exists at any moment, as does an execution that is paused or in progress', () => {
  runs((now) => {
    const seen = new Set(executionsAt(now).map(statusOf))
    for (const status of FINAL) expect(seen).toContain(status)
    expect(seen.has('PENDING') || seen.has('IN_PROGRESS')).toBe(true)
  }, 20)
})

test('an execution is in progress from the start, and is being cancelled before it is cancelled', () => {
  const cancelled = executionsAt(NOW).find((record) => statusOf(record) === 'CANCELLED')?.execution
  const statusAt = (time: number) =>
    executionsAt(time)
      .filter(({ execution }) => execution.lifecycleExecutionId === cancelled?.lifecycleExecutionId)
      .map(statusOf)
  expect(statusAt(Number(cancelled?.startTime))).toEqual(['IN_PROGRESS'])
  expect(statusAt(Number(cancelled?.endTime) - 1)).toEqual(['CANCELLING'])
})

test('an execution processes its resources one after the other', () => {
  const succeeded = (one: ExecutionRecord) =>
    statusOf(one) === 'SUCCESS' && one.resourceArns?.length && one.execution.lifecyclePolicyArn?.endsWith('/containers')
  const whole = executionsAt(NOW).find(succeeded)
  const { startTime, endTime, lifecycleExecutionId } = whole?.execution ?? {}
  const half = executionsAt((Number(startTime) + Number(endTime)) / 2).find(
    ({ execution }) => execution.lifecycleExecutionId === lifecycleExecutionId,
  )
  expect(half?.resources?.at(0)?.resource.state?.status).toBe('SUCCESS')
  expect(half?.resources?.at(-1)?.resource.state?.status).toBe('IN_PROGRESS')
  expect(half?.resources?.length).toBeLessThan(whole?.resources?.length ?? 0)
})

test('a finished execution has an end time, a final list of resources, and a reason where it failed', () => {
  runs((now) => {
    for (const record of executionsAt(now)) {
      const over = FINAL.includes(statusOf(record))
      expect(record.execution.endTime !== undefined).toBe(over)
      expect(Number(record.execution.startTime)).toBeLessThanOrEqual(now)
      if (statusOf(record) === 'FAILED') expect(record.execution.state?.reason).toMatch(/assume the role/)
      const running = resourcesOf([record]).filter(({ resource }) => resource.state?.status === 'IN_PROGRESS')
      if (over) expect(running).toEqual([])
      const failed = resourcesOf([record]).some(({ resource }) => resource.state?.status === 'FAILED')
      expect(failed && statusOf(record) === 'SUCCESS').toBe(false)
    }
  }, 3)
})

test('the children of a resource are listed after it, in the same execution', () => {
  for (const { resources = [] } of executionsAt(NOW)) {
    const seen = new Set<unknown>([undefined])
    for (const { resource, parentResourceId } of resources) {
      expect(seen).toContain(parentResourceId)
      seen.add(resource.resourceId)
    }
  }
})

test('AMIs with snapshots and container images are impacted in two accounts and two regions', () => {
  for (const { executions = [] } of partsAt(NOW)) {
    const impacted = resourcesOf(executions).map(({ resource }) => resource)
    expect(new Set(impacted.map(({ accountId }) => accountId)).size).toBe(2)
    expect(new Set(impacted.map(({ region }) => region)).size).toBe(2)
    const snapshots = impacted.flatMap((one) => one.snapshots ?? [])
    const children = new Set(impacted.map(({ resourceId }) => resourceId))
    expect(snapshots.length).toBeGreaterThan(0)
    expect(snapshots.some(({ snapshotId }) => children.has(snapshotId))).toBe(true)
    expect(impacted.some(({ imageUris }) => imageUris?.[0]?.includes('.dkr.ecr.'))).toBe(true)
    const statuses = new Set(impacted.map(({ state }) => state?.status))
    expect([...statuses].sort()).toEqual(expect.arrayContaining(['FAILED', 'SKIPPED', 'SUCCESS']))
  }
})

test('each policy has the time of its last run, except the disabled one', () => {
  for (const { policies = [], executions = [] } of partsAt(NOW)) {
    expect(policies.map(({ name }) => name)).toEqual(['base-images', 'ci-runners', 'containers', 'windows-images'])
    for (const { arn, status, dateLastRun } of policies) {
      const own = executions.filter(({ execution }) => execution.lifecyclePolicyArn === arn)
      const starts = own.map(({ execution }) => Number(execution.startTime))
      expect(own.length > 0).toBe(status === 'ENABLED')
      expect(dateLastRun !== undefined).toBe(status === 'ENABLED')
      // A run may go on with an earlier execution.
      if (dateLastRun) expect(Number(dateLastRun)).toBeGreaterThanOrEqual(Math.max(...starts))
      if (dateLastRun) expect(NOW - Number(dateLastRun)).toBeLessThan(24 * 60 * MINUTE + 20_000)
    }
  }
})

test('executions are also listed for the images that they changed, with ids as AWS writes them', () => {
  for (const { execution, resourceArns = [], resources = [] } of executionsAt(NOW)) {
    expect(execution.lifecycleExecutionId).toMatch(/^lce-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
    const images = resources
      .filter(({ parentResourceId }) => !parentResourceId)
      .map(({ resource }) => resource.resourceId)
    for (const arn of images) expect(resourceArns).toContain(arn)
    expect(execution.resourcesImpactedSummary?.hasImpactedResources).toBe(resourceArns.length > 0)
  }
})

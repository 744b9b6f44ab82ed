import fc from 'fast-check'
import { LRUCache } from 'lru-cache'
import type { AwsRequest } from '../../../src/aws/request/aws-request.ts'
import { estimateFromHistory } from '../../../src/codedeploy/estimate/estimate-history.ts'
import { createSamples } from '../../../src/codedeploy/estimate/samples.ts'
import { shiftMs } from '../../../src/codedeploy/estimate/traffic-schedule.ts'
import { percentile } from '../../../src/codedeploy/history/percentiles.ts'

import type { Deployment } from '../../../src/codedeploy/model.ts'
import { GatewayError } from '../../../src/errors.ts'

const NOW = Date.parse('2026-11-21T09:30:00Z')
const MINUTE = 60_000
const minutes = (...values: number[]) => values.map((value) => ({ durationMs: value * MINUTE, targets: undefined }))
const at = (value: number) => new Date(NOW + value * MINUTE)

describe('the time that traffic takes to move', () => {
  test.each([
    [{ type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 5 } }, 5],
    [{ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 10, linearInterval: 3 } }, 27],
    [{ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 30, linearInterval: 2 } }, 6],
    [{ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 0, linearInterval: 2 } }, undefined],
    [{ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 10 } }, undefined],
    [{ type: 'TimeBasedCanary' }, undefined],
    [{ type: 'AllAtOnce' }, undefined],
    [undefined, undefined],
  ] as const)('of %j is %s minutes', (config, expected) => {
    expect(shiftMs(config)).toBe(expected && expected * MINUTE)
  })
})

describe('an estimate from history', () => {
  test('is the median of those that took longer', () => {
    const samples = minutes(10, 12, 14, 16, 18)
    expect(estimateFromHistory({ elapsedMs: 5 * MINUTE, targets: undefined }, samples, NOW)).toEqual({
      ...{ at: at(9), latest: at(13), basis: 'HISTORY', samples: 5, isOverdue: false },
      usualSeconds: 14 * 60,
    })
    // Of 14, 16 and 18 minutes.
    expect(estimateFromHistory({ elapsedMs: 13 * MINUTE, targets: undefined }, samples, NOW)).toMatchObject({
      ...{ at: at(3), latest: at(5), isOverdue: false },
    })
  })

  test('is no moment where a deployment takes longer than nine in ten did', () => {
    expect(estimateFromHistory({ elapsedMs: 19 * MINUTE, targets: undefined }, minutes(10, 18), NOW)).toEqual({
      ...{ at: undefined, latest: undefined, basis: 'HISTORY', samples: 2, isOverdue: true },
      usualSeconds: 10 * 60,
    })
  })

  test('is none without a history', () => {
    expect(
      estimateFromHistory({ elapsedMs: MINUTE, targets: { total: 3, left: 3, pending: 0 } }, [], NOW),
    ).toMatchObject({
      ...{ at: undefined, basis: 'NONE', samples: 0 },
    })
  })

  // How long it has run; the targets that wait, that are in progress, that are done; minutes left at most likely and at
  // the latest. The samples took 1, 2 and 3 minutes per target.
  test.each([
    ['is the time per target for each of them at its start', 0, 90, 10, 0, 200, 300],
    ['counts down while targets are in progress', 15, 90, 10, 0, 185, 285],
    ['waits for those that are late', 25, 90, 10, 0, 180, 275],
    ['counts for each that is left what it takes, where it is faster than others were', 50, 60, 10, 30, 140, 210],
    ['counts for each that waits what it takes, where it is slower than others were', 150, 60, 10, 30, 120, 180],
    ['is now where all should be done', 205, 0, 10, 90, 0, 30],
  ])('of a fleet %s', (_, elapsed, pending, inProgress, done, likely, latest) => {
    const samples = [1, 2, 3].map((perTarget) => ({ durationMs: perTarget * 100 * MINUTE, targets: 100 }))
    const targets = { total: pending + inProgress + done, left: pending + inProgress, pending }
    expect(estimateFromHistory({ elapsedMs: elapsed * MINUTE, targets }, samples, NOW)).toEqual({
      ...{ at: at(likely), latest: at(latest), basis: 'HISTORY', samples: 3, isOverdue: false },
      usualSeconds: 200 * 60,
    })
  })

  test('of a fleet is overdue where each of its targets takes longer than nine in ten did', () => {
    const samples = [1, 2, 3].map((perTarget) => ({ durationMs: perTarget * 100 * MINUTE, targets: 100 }))
    const targets = { total: 10, left: 3, pending: 1 }
    expect(estimateFromHistory({ elapsedMs: 31 * MINUTE, targets }, samples, NOW)).toEqual({
      ...{ at: undefined, latest: undefined, basis: 'HISTORY', samples: 3, isOverdue: true },
      usualSeconds: 20 * 60,
    })
  })

  test('is never in the past, and its latest moment never before its most likely one', () => {
    const sample = fc.record({
      durationMs: fc.integer({ min: 1, max: 10_000_000 }),
      targets: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    })
    const running = fc.record({
      elapsedMs: fc.integer({ min: 0, max: 20_000_000 }),
      targets: fc.option(
        fc.tuple(fc.nat(200), fc.nat(200), fc.nat(200)).map(([pending, inProgress, done]) => ({
          ...{ total: pending + inProgress + done, left: pending + inProgress, pending },
        })),
        { nil: undefined },
      ),
    })
    fc.assert(
      fc.property(running, fc.array(sample, { maxLength: 10 }), (state, samples) => {
        const { at: likely, latest } = estimateFromHistory(state, samples, NOW)
        expect(likely === undefined).toBe(latest === undefined)
        if (!likely || !latest) return
        expect(likely.getTime()).toBeGreaterThanOrEqual(NOW)
        expect(latest.getTime()).toBeGreaterThanOrEqual(likely.getTime())
      }),
    )
  })
})

test('an estimate from successes that were read in part is not kept', async () => {
  const kept = new LRUCache<string, { successes: readonly object[] }>({ max: 10 })
  const remembered = () => undefined
  const aws = {
    shared: () => kept,
    clock: () => NOW,
    enumerationSeconds: 60,
    caller: { receipt: { remembered } },
  } as unknown as AwsRequest
  const group = { location: 'prod', applicationName: 'web', deploymentGroupName: 'production' }
  const deployment = (value: object) =>
    ({ kind: 'CodeDeployDeployment', deploymentId: 'd-A', ...group, ...value }) as Deployment
  const success = deployment({ startTime: new Date(NOW), completeTime: at(20) })
  const slice =
    (values: (Deployment | GatewayError)[], failures: unknown[] = []) =>
    async () => ({
      items: values.map((value, index) => ({ at: index, id: String(index), value })),
      ...{ hasNextPage: false, failures },
    })
  const missing = new GatewayError('NOT_FOUND', 'BatchGetDeployments did not return d-A.')
  const running = deployment({ startTime: new Date(NOW) })
  for (const list of [slice([success, missing]), slice([success], [missing])])
    expect(await createSamples(aws, list)(running)).toEqual([{ durationMs: 20 * MINUTE, targets: undefined }])
  await expect(createSamples(aws, slice([], [missing]))(running)).rejects.toBe(missing)
  expect(kept.size).toBe(0)
  await createSamples(aws, slice([success]))(running)
  expect(kept.size).toBe(1)
})

test('a percentile is the nearest rank', () => {
  expect(percentile([], 50)).toBeUndefined()
  expect([0, 10, 50, 90, 100].map((percent) => percentile([5, 3, 1, 4, 2], percent))).toEqual([1, 1, 3, 5, 5])
})

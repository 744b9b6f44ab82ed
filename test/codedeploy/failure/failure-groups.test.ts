import type { LifecycleEvent } from '@aws-sdk/client-codedeploy'
import fc from 'fast-check'
import { type FailureGroup, failureGroups } from '../../../src/codedeploy/failure/failure-groups.ts'
import type { Target } from '../../../src/codedeploy/model.ts'

const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined })
const few = (...values: string[]) => optional(fc.constantFrom('', ...values))
const time = optional(fc.integer({ min: 0, max: 50 }).map((second) => new Date(second * 1_000)))

const lifecycleEvent = fc.record({
  lifecycleEventName: few('Install', 'AfterInstall', 'ValidateService'),
  status: optional(fc.constantFrom('Pending', 'Succeeded', 'Failed', 'Failed', 'Skipped', 'NewerThanTheSdk')),
  startTime: time,
  endTime: time,
  diagnostics: optional(
    fc.record({
      errorCode: few('ScriptFailed', 'ScriptTimedOut', 'NewerThanTheSdk'),
      scriptName: few('scripts/a.sh', 'scripts/b.sh'),
      message: few('no space left', 'exit code 1'),
    }),
  ),
}) as fc.Arbitrary<LifecycleEvent>

// Ids may repeat: nothing here may depend on their being unique.
const target = fc.record({
  kind: fc.constantFrom('InstanceTarget', 'EcsTarget', 'UnknownTarget'),
  targetId: fc.constantFrom('i-1', 'i-2', 'i-3', 'i-4', 'i-5'),
  lastUpdatedAt: time,
  lifecycleEvents: optional(fc.array(lifecycleEvent, { maxLength: 4 })),
}) as fc.Arbitrary<unknown> as fc.Arbitrary<Target>

/** The same, counted separately for each group and by other means. */
function bruteForce(targets: readonly Target[]) {
  const rows = targets.map((one) => {
    const event = (one.lifecycleEvents ?? []).filter(({ status }) => status === 'Failed')[0]
    const { errorCode, scriptName, message } = event?.diagnostics ?? {}
    const at = (event?.endTime ?? event?.startTime ?? one.lastUpdatedAt)?.getTime()
    return {
      event: event?.lifecycleEventName || null,
      code: errorCode || null,
      script: scriptName || null,
      message,
      at,
    }
  })
  const nameOf = ({ event, code, script }: (typeof rows)[number]) => [event, code, script].join('|')
  return [...new Set(rows.map(nameOf))]
    .map((name) => {
      const own = rows.filter((row) => nameOf(row) === name)
      const times = own.flatMap(({ at }) => at ?? [])
      const messages = own.flatMap(({ message }) => message || [])
      const frequency = (text: string) => messages.filter((other) => other === text).length
      const most = Math.max(...messages.map(frequency))
      const [row] = own
      return {
        lifecycleEventName: row?.event ?? undefined,
        errorCode: row?.code ?? undefined,
        scriptName: row?.script ?? undefined,
        message: messages.filter((text) => frequency(text) === most).sort()[0],
        count: own.length,
        firstFailedAt: times.length > 0 ? Math.min(...times) : undefined,
        lastFailedAt: times.length > 0 ? Math.max(...times) : undefined,
      }
    })
    .sort((one, other) => other.count - one.count)
}

const plain = ({ targets, firstFailedAt, lastFailedAt, ...group }: FailureGroup) => ({
  ...group,
  count: targets.length,
  firstFailedAt: firstFailedAt?.getTime(),
  lastFailedAt: lastFailedAt?.getTime(),
})
const causeOf = ({
  lifecycleEventName = '',
  errorCode = '',
  scriptName = '',
}: Partial<Pick<FailureGroup, 'lifecycleEventName' | 'errorCode' | 'scriptName'>>) =>
  [lifecycleEventName, scriptName, errorCode].join('\0')
const sorted = <T extends Parameters<typeof causeOf>[0]>(groups: T[]) =>
  groups.toSorted((one, other) => (causeOf(one) < causeOf(other) ? -1 : 1))

describe('failure groups', () => {
  test('are what counting each cause by itself gives', () => {
    fc.assert(
      fc.property(fc.array(target, { maxLength: 40 }), (targets) => {
        expect(sorted(failureGroups(targets).map(plain))).toEqual(sorted(bruteForce(targets)))
      }),
    )
  })

  test('do not depend on the order of the targets', () => {
    const shuffled = fc
      .array(target, { maxLength: 30 })
      .chain((targets) => fc.tuple(fc.constant(targets), fc.shuffledSubarray(targets, { minLength: targets.length })))
    const idsToo = (group: FailureGroup) => ({ ...plain(group), ids: group.targets.map(({ targetId }) => targetId) })
    fc.assert(
      fc.property(shuffled, ([targets, others]) => {
        expect(failureGroups(others).map(idsToo)).toEqual(failureGroups(targets).map(idsToo))
      }),
    )
  })

  test('hold every target once, the largest group first, equal ones by event, script and code', () => {
    fc.assert(
      fc.property(fc.array(target, { maxLength: 40 }), (targets) => {
        const groups = failureGroups(targets)
        expect(groups.flatMap(({ targets: own }) => own)).toHaveLength(targets.length)
        for (const [index, group] of groups.entries()) {
          const next = groups[index + 1]
          if (!next) continue
          expect(group.targets.length).toBeGreaterThanOrEqual(next.targets.length)
          if (group.targets.length === next.targets.length)
            expect([causeOf(group), causeOf(next)].sort()[0]).toBe(causeOf(group))
        }
      }),
    )
  })

  test('are none of no target', () => {
    expect(failureGroups([])).toEqual([])
  })
})

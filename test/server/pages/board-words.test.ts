import type { GroupState } from '../../../board/data/where.ts'
import type { MovingFragment } from '../../../board/generated/graphql.ts'
import { damped } from '../../../board/words/estimate.ts'
import { headlineOf, needsOf } from '../../../board/words/headline.ts'
import { keyOfCause, lettersOf } from '../../../board/words/letters.ts'
import { groupRows } from '../../../board/words/matrix.ts'
import { growthWords, nextGrowthAt } from '../../../board/words/schedule.ts'

const NOW = Date.parse('2026-11-21T09:30:00Z')
const iso = (seconds: number) => new Date(NOW + seconds * 1000).toISOString()

describe('the estimate that the board shows', () => {
  const estimate = (seconds: number) => ({ at: iso(seconds), latest: iso(seconds + 60) })

  // Seconds left of the one that is shown, of the next, and of the one to show.
  test.each([
    ['stays where the next is off by less than a minute and a tenth', 900, 950, 900],
    ['moves by a minute', 900, 960, 960],
    ['moves by a minute back', 900, 840, 840],
    ['moves by a tenth of what is left', 100, 110, 110],
    ['stays where the next is off by less than a tenth', 100, 91, 100],
    ['is the next one where the shown moment has passed', -1, 20, 20],
  ])('%s', (_, shown, next, expected) => {
    expect(damped(estimate(shown), { ...estimate(next), samples: 3 }, NOW)).toEqual({
      ...estimate(expected),
      samples: 3,
    })
  })

  test('is the next one where either has no moment', () => {
    const none = { at: null, latest: null }
    expect(damped(none, estimate(10), NOW)).toEqual(estimate(10))
    expect(damped(estimate(10), none, NOW)).toEqual(none)
    expect(damped(undefined, estimate(10), NOW)).toEqual(estimate(10))
  })
})

describe('the letters of failure groups', () => {
  const cause = (lifecycleEventName: string | null, errorCode = 'SCRIPT_FAILED') => ({
    ...{ lifecycleEventName, errorCode, scriptName: null },
  })
  const letters = (deployment: string, ...groups: ReturnType<typeof cause>[]) => {
    const of = lettersOf(deployment, groups)
    return groups.map((group) => of.get(keyOfCause(group))).join('')
  }

  test('stay when another group becomes the largest, and new groups take the next ones', () => {
    expect(letters('d-1', cause('Install'), cause('ValidateService'))).toBe('AB')
    expect(letters('d-1', cause('ValidateService'), cause('Install'), cause('AfterInstall'))).toBe('BAC')
    expect(letters('d-2', cause('ValidateService'))).toBe('A')
  })

  test('end with Z, which failures without an event have', () => {
    expect(letters('d-3', cause(null), cause('Install'))).toBe('ZA')
    const many = Array.from({ length: 30 }, (_, index) => cause(`Event${index}`))
    expect(letters('d-4', ...many)).toBe(`ABCDEFGHIJKLMNOPQRSTUVWXY${'Z'.repeat(5)}`)
  })
})

describe('the next step of an AppConfig rollout', () => {
  const growth = (growthType: string, growthFactor: number, minutes: number) => ({
    ...{ growthType, growthFactor, deploymentDurationInMinutes: minutes, startedAt: iso(0) },
  })

  test.each([
    ['LINEAR', 20, 30, 'Growing 20 % every 5 min'],
    ['LINEAR', 25, 5, 'Growing 25 % a minute'],
    ['LINEAR', 10, 2, 'Growing 10 % a step'],
    ['EXPONENTIAL', 10, 50, 'Doubling every 8 min'],
  ])('has words for %s growth by %i percent in %i minutes', (type, factor, minutes, words) => {
    expect(growthWords(growth(type, factor, minutes))).toBe(words)
  })

  test('comes at equal intervals, and not after the last one', () => {
    const linear = growth('LINEAR', 25, 5) // four steps, a minute each
    const at = (seconds: number) => nextGrowthAt(linear, NOW + seconds * 1000)
    expect([0, 59, 60, 239, 240, 300].map(at)).toEqual(
      [60, 60, 120, 240, undefined, undefined].map((seconds) => seconds && NOW + seconds * 1000),
    )
    expect(nextGrowthAt({ ...linear, startedAt: null }, NOW)).toBeUndefined()
    expect(nextGrowthAt(growth('LINEAR', 100, 0), NOW)).toBeUndefined()
  })
})

describe('what needs a person', () => {
  const row = (id: string, phase: string, more = {}) =>
    ({ __typename: 'CodeDeployDeployment', id, phase, completedAt: null, ...more }) as unknown as MovingFragment
  const failed = (id: string, seconds: number) => row(id, 'FAILED', { completedAt: iso(seconds) })

  test('are failures of the whole day, the newest first', () => {
    const needs = needsOf([], [failed('old', -23 * 3600), failed('new', -60)], new Map())
    expect(needs.failed.map(({ id }) => id)).toEqual(['new', 'old'])
    expect(headlineOf(needs, false)).toBe('2 failed.')
  })

  test('keep their place while they end, and count as what they have become', () => {
    const failing = row('a', 'IN_PROGRESS', { overview: { failed: 2 } })
    const waits = row('b', 'WAITING')
    const ended = [failed('a', -1), row('b', 'STOPPED', { completedAt: iso(-1) })]
    const needs = needsOf(ended, [failed('a', -1)], new Map([failing, waits].map((each) => [each.id, each])))
    expect(needs).toEqual({ failing: [ended[0]], waiting: [ended[1]], failed: [], quiet: [] })
    expect(headlineOf(needs, false)).toBe('1 failed.')
  })
})

describe('the rows of what runs where', () => {
  const state = (location: string, label: string) =>
    ({
      ...{
        applicationName: 'shop',
        deploymentGroupName: 'prod',
        location: { name: location },
        failuresSinceSuccess: 0,
      },
      ...{ current: { completedAt: iso(-60), revision: { label } }, running: null, recent: [] },
    }) as GroupState

  test.each([
    ['differ', [state('a', '1'), state('b', '2')], true],
    ['are the same', [state('a', '1'), state('b', '1')], false],
    ['are not compared in one location', [state('a', '1')], undefined],
  ])('%s', (_, states, differs) => {
    expect(groupRows(states, []).map((each) => each.differs)).toEqual([differs])
  })
})

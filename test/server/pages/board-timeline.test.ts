import type { RowFragment } from '../../../board/generated/graphql.ts'
import { lanesOf } from '../../../board/words/lanes.ts'
import { momentOf, momentWords } from '../../../board/words/moment.ts'

const NOW = Date.parse('2026-11-21T09:30:00Z')
const iso = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString()

describe('the moment that the timeline is asked about', () => {
  test.each([
    ['a time of today', '04:05', '2026-11-21T04:05:00.000Z'],
    ['one hour of a single digit', '4:05', '2026-11-21T04:05:00.000Z'],
    ['a time that has not come yet, as of yesterday', '22:00', '2026-11-20T22:00:00.000Z'],
    ['a day and a time', '19 Nov 04:05', '2026-11-19T04:05:00.000Z'],
    ['the same with its zone', '19 nov 04:05 UTC', '2026-11-19T04:05:00.000Z'],
    ['a day that has not come yet, as of last year', '28 Dec 04:05', '2025-12-28T04:05:00.000Z'],
    ['a whole time', '2026-11-19T04:05Z', '2026-11-19T04:05:00.000Z'],
  ])('may be written as %s', (_, text, expected) => {
    expect(new Date(momentOf(text, NOW) ?? 0).toISOString()).toBe(expected)
  })

  test.each([[null], [''], ['soon'], ['25:99'], ['checkout 5'], ['40 Nov 04:05']])('is not %p', (text) => {
    expect(momentOf(text, NOW)).toBeUndefined()
  })

  test('is written with its day, and without where that is clear and space is short', () => {
    expect(momentWords(NOW, NOW, false)).toBe('21 Nov 09:30')
    expect(momentWords(NOW, NOW, true)).toBe('09:30')
    expect(momentWords(Date.parse('2026-11-19T04:05Z'), NOW, true)).toBe('19 Nov 04:05')
  })
})

describe('the lanes of the timeline', () => {
  const row = (index: number): RowFragment => ({
    ...{ __typename: 'LifecycleExecution', id: `row-${index}`, service: 'IMAGE_BUILDER', title: 'base-images' },
    ...{ phase: 'SUCCEEDED', rawStatus: 'SUCCESS', reason: null, consoleUrl: '', location: { name: 'us-east-1' } },
    ...{ createdAt: iso(-60 + index), startedAt: iso(-60 + index), completedAt: iso(-10) },
  })

  test('draw sixteen things that overlap apart from each other, and count the rest', () => {
    const lanes = (count: number) =>
      lanesOf(
        Array.from({ length: count }, (_, at) => row(at)),
        NOW - 3_600_000,
        NOW,
        1,
      )
    const [few] = lanes(10)
    expect(few).toMatchObject({ levels: 10, beyond: 0 })
    expect(new Set(few?.items.map(({ level }) => level)).size).toBe(10)
    const [many] = lanes(20)
    expect(many).toMatchObject({ levels: 16, beyond: 4 })
    expect(many?.items).toHaveLength(20)
  })
})

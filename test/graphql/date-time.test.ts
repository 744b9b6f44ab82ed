import fc from 'fast-check'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { serializeDateTime } from '../../src/graphql/date-time.ts'

const DAY_MS = 86_400_000

/** What was written, or how it was refused. */
function outcome(write: (value: unknown) => unknown, value: unknown) {
  try {
    return { written: write(value) }
  } catch (error) {
    return { refused: String(error) }
  }
}

describe('a moment', () => {
  test('of any year is written as toISOString writes it', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (moment) => {
        expect(serializeDateTime(moment)).toBe(moment.toISOString())
      }),
      { numRuns: 5_000 },
    )
  })

  test('on either side of midnight, of the epoch and of the last and first years of four digits has its own date', () => {
    const days = ['2026-11-21', '2024-02-29', '1970-01-01', '0000-01-01', '+010000-01-01'].map((day) =>
      Date.parse(day.startsWith('+') ? `${day}T00:00:00Z` : day),
    )
    for (const midnight of [...days, 8.64e15, -8.64e15 + DAY_MS])
      for (const moment of [midnight - DAY_MS, midnight - 1, midnight].map((time) => new Date(time)))
        expect(serializeDateTime(moment)).toBe(moment.toISOString())
  })

  test('is written rightly after moments of more days than anybody keeps', () => {
    const moments = Array.from({ length: 5_000 }, (_, day) => new Date(day * DAY_MS + (day % 3) * 1_234_567))
    for (const moment of [...moments, ...moments]) expect(serializeDateTime(moment)).toBe(moment.toISOString())
  })
})

test('what is not a moment is written or refused as the library does', () => {
  const values = fc.oneof(
    fc.constant(new Date(Number.NaN)),
    fc.integer(),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.anything({ withDate: true }),
  )
  fc.assert(
    fc.property(values, (value) => {
      expect(outcome(serializeDateTime, value)).toEqual(outcome(GraphQLDateTimeISO.serialize, value))
    }),
    { numRuns: 2_000 },
  )
  expect(() => serializeDateTime(new Date(Number.NaN))).toThrow('invalid Date')
})

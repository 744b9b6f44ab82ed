import fc from 'fast-check'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { serializeDateTime } from '../../src/graphql/date-time.ts'

const DAY_MS = 86_400_000

/** The written value, or the error. */
function outcome(write: (value: unknown) => unknown, value: unknown) {
  try {
    return { written: write(value) }
  } catch (error) {
    return { refused: String(error) }
  }
}

describe('a DateTime', () => {
  test('of any year is serialized like toISOString', () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (moment) => {
        expect(serializeDateTime(moment)).toBe(moment.toISOString())
      }),
      { numRuns: 5_000 },
    )
  })

  test('has the right date on either side of midnight, the epoch and the limits of four-digit years', () => {
    const days = ['2026-11-21', '2024-02-29', '1970-01-01', '0000-01-01', '+010000-01-01'].map((day) =>
      Date.parse(day.startsWith('+') ? `${day}T00:00:00Z` : day),
    )
    for (const midnight of [...days, 8.64e15, -8.64e15 + DAY_MS])
      for (const moment of [midnight - DAY_MS, midnight - 1, midnight].map((time) => new Date(time)))
        expect(serializeDateTime(moment)).toBe(moment.toISOString())
  })

  test('is serialized correctly after more days than the cache holds', () => {
    const moments = Array.from({ length: 5_000 }, (_, day) => new Date(day * DAY_MS + (day % 3) * 1_234_567))
    for (const moment of [...moments, ...moments]) expect(serializeDateTime(moment)).toBe(moment.toISOString())
  })
})

test('the scalar treats other values as graphql-scalars does', () => {
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

import { Kind, type ValueNode } from 'graphql'
import { inputError, quote } from '../errors.ts'

// ISO 8601 without years and months, which have no fixed length, and without fractions.
const DURATION = /^P(?=[\dT])(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/

const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
const UNITS_MS = [7 * DAY_MS, DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS]

// Ten years, so that times calculated from it are valid for AWS and for a Date.
const MAX_DAYS = 3_650

/**
 * The milliseconds of an ISO 8601 duration of weeks, days, hours, minutes and seconds: PT1H, P1DT12H. Throws
 * BAD_USER_INPUT for any other text, for one that lasts no time and for one of more than 3,650 days.
 */
export function durationMs(text: string): number {
  const [, ...numbers] = DURATION.exec(text) ?? []
  const ms = UNITS_MS.reduce((sum, unit, index) => sum + unit * Number(numbers[index] ?? 0), 0)
  if (ms > 0 && ms <= MAX_DAYS * DAY_MS) return ms
  throw inputError(`${quote(text)} is not a duration: expected one like PT1H or P7D, of at most P${MAX_DAYS}D.`)
}

const checked = (value: unknown): string => {
  if (typeof value !== 'string') throw inputError(`${quote(value)} is not a duration: expected a text.`)
  durationMs(value)
  return value
}

/** A Duration stays the text that it is, for `durationMs` to read: so a default in the schema means what a value means. */
export const duration = {
  serialize: checked,
  parseValue: checked,
  parseLiteral: (node: ValueNode) => checked(node.kind === Kind.STRING ? node.value : undefined),
}

/** The later of a moment and the beginning of the duration that ends `now`, which is in milliseconds since 1970. */
export function laterOf(moment: Date | null | undefined, within: string | null | undefined, now: number) {
  const begin = within == null ? undefined : new Date(now - durationMs(within))
  return begin && moment ? (begin > moment ? begin : moment) : (begin ?? moment ?? undefined)
}

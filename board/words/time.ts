const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "40 s", "5 min", "2 h", "3 d": a length of time in its largest unit; seconds in steps of ten if `isCoarse`. */
export function lengthOf(ms: number, isCoarse = false): string {
  const span = Math.max(0, ms)
  if (span < MINUTE)
    return isCoarse ? `${Math.max(10, Math.round(span / 10_000) * 10)} s` : `${Math.floor(span / 1000)} s`
  if (span < HOUR) return `${Math.round(span / MINUTE)} min`
  if (span < 2 * DAY) return `${Math.round(span / HOUR)} h`
  return `${Math.round(span / DAY)} d`
}

/** "9 min 05 s", "1 h 09 min": for figures that are compared. */
export function exactLength(seconds: number): string {
  const whole = Math.round(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (count: number) => String(count).padStart(2, '0')
  if (hours > 0) return `${hours} h ${two(minutes)} min`
  return minutes > 0 ? `${minutes} min ${two(rest)} s` : `${rest} s`
}

/** "05:41" in UTC; with the day if it is more than half a day away. */
export function clock(at: number | string, now = Date.now(), hasSeconds = false): string {
  const iso = new Date(at).toISOString()
  const time = iso.slice(11, hasSeconds ? 19 : 16)
  return Math.abs(Date.parse(iso) - now) < 12 * HOUR ? time : `${dayOf(iso)} ${time}`
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** "28 Nov". */
export const dayOf = (iso: string): string => `${Number(iso.slice(8, 10))} ${MONTHS[Number(iso.slice(5, 7)) - 1]}`

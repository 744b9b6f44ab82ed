import { UsageError } from './usage-error.ts'

const UNITS = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000 } as const

// A longer timer of Node ends at once.
const MAX_TIMER_MS = 2 ** 31 - 1

/** Acts after any number of milliseconds, unless the returned function is called before. */
export function later(ms: number, act: () => void): () => void {
  const end = performance.now() + ms
  let timer: NodeJS.Timeout | undefined
  const wait = () => {
    const rest = end - performance.now()
    if (rest <= 0) act()
    else timer = setTimeout(wait, Math.min(rest, MAX_TIMER_MS))
  }
  wait()
  return () => clearTimeout(timer)
}

/** Milliseconds as two units at most: `3 h 20 min`. */
export function span(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1000)
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([count]) => count > 0)
  if (first < 0) return '0 s'
  const shown = parts.slice(first, first + 2).filter(([count]) => count > 0)
  return shown.map(([count, unit]) => `${count} ${unit}`).join(' ')
}

/** A moment as people say it: `12 min ago`, `in 3 h`. */
export function relative(moment: string | null | undefined, now: number): string {
  if (!moment) return ''
  const ms = Date.parse(moment) - now
  return ms > 0 ? `in ${span(ms)}` : `${span(ms)} ago`
}

/** The milliseconds of `90s`, `30m`, `2h` or `7d`; throws a UsageError that names the flag. */
export function durationOf(flag: string, value: string): number {
  const [, count, unit] = /^(\d{1,6})([dhms])$/.exec(value) ?? []
  const ms = Number(count) * (UNITS[unit as keyof typeof UNITS] ?? Number.NaN)
  if (ms > 0) return ms
  throw new UsageError(`${flag}: expected a duration such as 90s, 30m, 2h or 7d, found ${JSON.stringify(value)}`)
}

/** The same as GraphQL's Duration: `PT1800S`. */
export const isoDuration = (flag: string, value: string): string => `PT${durationOf(flag, value) / 1000}S`

interface Estimate {
  at: string | null
  latest: string | null
}

const MINUTE_MS = 60_000
const SHARE = 0.1

/**
 * The estimate to show: the next one, with the moments of the one that is shown unless they move by a minute or by a
 * tenth of the time that is left; `now` in milliseconds since 1970.
 */
export function damped<Next extends Estimate>(shown: Estimate | null | undefined, next: Next, now: number): Next {
  if (!shown?.at || !next.at) return next
  const left = Date.parse(shown.at) - now
  const moved = Math.abs(Date.parse(next.at) - Date.parse(shown.at))
  return left <= 0 || moved >= MINUTE_MS || moved >= SHARE * left
    ? next
    : { ...next, at: shown.at, latest: shown.latest }
}

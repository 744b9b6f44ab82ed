import type { RowFragment } from '../../generated/graphql.ts'
import { hrefOf } from '../../route.ts'
import { Link } from '../link.tsx'
import { useNow } from '../time-ago.tsx'

const HOURS = 24
const HOUR_MS = 3_600_000
const HEIGHT = 36

/** The rollouts that ended in each of the last 24 hours, or the newest of them; those that did not succeed are red. A link to the timeline. */
export function DayStrip({ rows, isWhole }: { rows: readonly RowFragment[]; isWhole: boolean }) {
  const now = Math.floor(useNow() / 60_000) * 60_000
  const hours = Array.from({ length: HOURS }, () => ({ all: 0, bad: 0 }))
  for (const { completedAt, phase } of rows) {
    const hour = hours[HOURS - 1 - Math.floor((now - Date.parse(completedAt ?? '')) / HOUR_MS)]
    if (!hour) continue
    hour.all++
    if (phase !== 'SUCCEEDED') hour.bad++
  }
  const sum = (of: 'all' | 'bad') => hours.reduce((total, hour) => total + hour[of], 0)
  const most = Math.max(1, ...hours.map(({ all }) => all))
  const high = (count: number) => (count * (HEIGHT - 4)) / most
  const path = (from: (hour: { all: number; bad: number }) => [number, number]) =>
    hours
      .map((hour, at) => {
        const [top, height] = from(hour)
        return height > 0 ? `M${at * 10} ${(HEIGHT - top).toFixed(1)}h8v${height.toFixed(1)}h-8z` : ''
      })
      .join('')
  return (
    <Link href={hrefOf('/timeline')} className="day-strip">
      <span className="second">
        {isWhole ? '' : 'at least '}
        {sum('all').toLocaleString('en')} ended in 24 h
        <br />
        <strong>{sum('bad')}</strong> did not succeed
      </span>
      <svg width={HOURS * 10} height={HEIGHT} aria-hidden="true">
        <path className="quiet-bars" d={path(({ all, bad }) => [high(all - bad), high(all - bad)])} />
        <path className="bad-bars" d={path(({ all, bad }) => [high(all) + 2, bad > 0 ? Math.max(2, high(bad)) : 0])} />
      </svg>
    </Link>
  )
}

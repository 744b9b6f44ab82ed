import { dayOf } from '../../words/time.ts'
import { useWidth } from '../width.ts'

interface Day {
  date: string
  deployments: number
  failed: number
  stopped: number
}

const DAY_MS = 86_400_000
const HEIGHT = 130
// Beside the bars, for the numbers of the axis; and what a date and a count take below and above a bar.
const AXIS = 40
const DATE = 56
const COUNT = 12

/** Every day since then, those without a change included. */
function allDays(days: readonly Day[], since: string): Day[] {
  const known = new Map(days.map((day) => [day.date, day]))
  const first = Date.parse(since.slice(0, 10))
  const count = Math.floor((Date.now() - first) / DAY_MS) + 1
  return Array.from({ length: Math.max(1, count) }, (_, index) => {
    const date = new Date(first + index * DAY_MS).toISOString().slice(0, 10)
    return known.get(date) ?? { date, deployments: 0, failed: 0, stopped: 0 }
  })
}

/** A step of the axis, so that it grows in steps. */
const stepOf = (most: number) => [5, 10, 20, 50, 100, 200, 500].find((step) => most <= step * 4) ?? 1000

/** Changes by day; red what failed or was stopped. */
export function DayBars({ days: known, since }: { days: readonly Day[]; since: string }) {
  const [frame, whole] = useWidth(1340)
  const width = whole - AXIS
  const days = allDays(known, since)
  const step = stepOf(Math.max(...days.map(({ deployments }) => deployments)))
  const top = step * Math.max(1, Math.ceil(Math.max(...days.map(({ deployments }) => deployments)) / step))
  const pitch = width / days.length
  const gap = Math.min(4, pitch / 3)
  const hasCounts = pitch >= COUNT
  const high = (count: number) => (count * HEIGHT) / top
  const bad = ({ failed, stopped }: Day) => failed + stopped
  const every = Math.ceil(days.length / Math.min(10, Math.floor(width / DATE)))
  const text = days
    .filter(({ deployments }) => deployments > 0)
    .map((day) => `${dayOf(day.date)}: ${day.deployments}, ${bad(day)} of them failed or stopped`)
  return (
    <section>
      <div className="section">
        <h2>
          By day <span>changes · red: failed or stopped{hasCounts && ', numbered from 2'}</span>
        </h2>
      </div>
      <div ref={frame} className="card chart">
        <svg
          viewBox={`0 -14 ${whole} ${HEIGHT + 40}`}
          height={HEIGHT + 40}
          role="img"
          aria-label={text.join('; ') || 'No changes'}
        >
          {Array.from({ length: top / step }, (_, index) => (index + 1) * step).map((line) => (
            <g key={line}>
              <path className="axis" d={`M0 ${HEIGHT - high(line)}h${width}`} />
              <text className="axis-text" x={width + 10} y={HEIGHT - high(line) + 4}>
                {line}
              </text>
            </g>
          ))}
          {days.map((day, index) => {
            const good = day.deployments - bad(day)
            const failing = bad(day) > 0 ? Math.max(3, high(bad(day))) : 0
            return (
              <g key={day.date}>
                <rect
                  className="good"
                  x={index * pitch + gap / 2}
                  y={HEIGHT - high(good)}
                  width={pitch - gap}
                  height={high(good)}
                />
                <rect
                  className="bad"
                  x={index * pitch + gap / 2}
                  y={HEIGHT - high(good) - failing - 1}
                  width={pitch - gap}
                  height={failing}
                />
                {hasCounts && bad(day) > 1 && (
                  <text className="bad-text" x={index * pitch + pitch / 2} y={HEIGHT - high(good) - failing - 5}>
                    {bad(day)}
                  </text>
                )}
                {(days.length - 1 - index) % every === 0 && (
                  <text className="axis-text middle" x={index * pitch + pitch / 2} y={HEIGHT + 18}>
                    {dayOf(day.date)}
                  </text>
                )}
              </g>
            )
          })}
          <path className="axis base" d={`M0 ${HEIGHT}h${width}`} />
        </svg>
      </div>
    </section>
  )
}

import { type Connection, connection } from '../data/connection.ts'
import { type Failure, useFailures } from '../data/failures.ts'
import { answeredAt } from '../data/query.ts'
import { useStale } from '../data/stale.ts'
import { useStore } from '../data/store.ts'
import { useUnderWay } from '../data/under-way.ts'
import { HowWeDoDocument } from '../generated/graphql.ts'
import { clock, lengthOf } from '../words/time.ts'
import { useNow } from './time-ago.tsx'

// Twice the longest interval at which the page asks, where the gateway names no moment.
const DELAYED_MS = 70_000

function words(
  { kind, asOf, nextAt }: Connection,
  failures: readonly Failure[],
  stale: number | undefined,
  now: number,
) {
  const age = asOf ? `, ${lengthOf(now - asOf)} ago` : ''
  const delayed = asOf && nextAt ? 2 * (nextAt - asOf) : DELAYED_MS
  if (kind === 'signed-out') return { color: 'stop', word: 'Not connected', age: '' }
  if (failures.some(({ reason }) => reason === 'offline')) return { color: 'fail', word: 'Offline', age: '' }
  if ((kind === 'live' || kind === 'polling') && stale !== undefined)
    return { color: 'wait', word: 'Delayed', age: `, ${lengthOf(now - stale)}` }
  if (kind === 'live' && asOf && now - asOf > delayed) return { color: 'wait', word: 'Delayed', age }
  if (kind === 'live') return { color: 'ok', word: 'Live', age }
  if (kind === 'polling') return { color: 'ok', word: 'Every 5 s', age }
  if (failures.length > 0) return { color: 'fail', word: 'No answer', age: '' }
  return { color: 'stop', word: 'Connecting', age: '' }
}

/** Whether the page is up to date, and since when. */
export function LiveDot({ view }: { view: string }) {
  const now = useNow()
  const failures = useFailures()
  const isPartial = useUnderWay().problems.length + failures.length > 0
  const statistics = useStore(answeredAt).get(String(HowWeDoDocument))
  const connected = words(useStore(connection), failures, useStale(now)?.asOf, now)
  const isRead = view === 'stats' && statistics !== undefined && connected.color === 'ok'
  const { color, word, age } = isRead
    ? { color: 'ok', word: `As of ${clock(statistics, now)}`, age: ', every 5 min' }
    : connected
  return (
    <span className="dot">
      <svg className={`c-${isPartial && color === 'ok' ? 'wait' : color}`} viewBox="0 0 8 8" aria-hidden="true">
        <circle className="solid" cx="4" cy="4" r="4" />
      </svg>
      <span>
        {word}
        <span className="age">{age}</span>
      </span>
    </span>
  )
}

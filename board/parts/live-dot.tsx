import { type Connection, connection } from '../data/connection.ts'
import { useStore } from '../data/store.ts'
import { lengthOf } from '../words/time.ts'
import { useNow } from './time-ago.tsx'

// Twice the longest interval at which AWS is asked.
const DELAYED_MS = 60_000

function words({ kind, asOf }: Connection, now: number): { color: string; word: string; age: string } {
  const age = asOf ? `, ${lengthOf(now - asOf)} ago` : ''
  if (kind === 'live' && asOf && now - asOf > DELAYED_MS) return { color: 'wait', word: 'Delayed', age }
  if (kind === 'live') return { color: 'ok', word: 'Live', age }
  if (kind === 'polling') return { color: 'ok', word: 'Every 5 s', age }
  if (kind === 'connecting') return { color: 'stop', word: 'Connecting', age: '' }
  if (kind === 'signed-out') return { color: 'stop', word: 'Not connected', age: '' }
  return { color: 'fail', word: kind === 'offline' ? 'Offline' : 'No answer', age: '' }
}

/** Whether the page is up to date, and since when. */
export function LiveDot() {
  const { color, word, age } = words(useStore(connection), useNow())
  return (
    <span className="dot">
      <svg className={`c-${color}`} viewBox="0 0 8 8" aria-hidden="true">
        <circle className="solid" cx="4" cy="4" r="4" />
      </svg>
      <span>
        {word}
        <span className="age">{age}</span>
      </span>
    </span>
  )
}

import { connection } from '../data/connection.ts'
import { useFailures } from '../data/failures.ts'
import { askAgain } from '../data/live.ts'
import { useSlow } from '../data/slow.ts'
import { useStale } from '../data/stale.ts'
import { useStore } from '../data/store.ts'
import { plural } from '../words/labels.ts'
import { clock, lengthOf } from '../words/time.ts'
import { Notice } from './notice.tsx'
import { Only } from './only.tsx'
import { useNow } from './time-ago.tsx'

const ROWS = ['a', 'b', 'c', 'd']

/** The shapes of a headline and of the rows to come; after four seconds a line says which location is slow. */
export function Loading() {
  const slow = useSlow()
  const hasFailed = useFailures().length > 0
  if (hasFailed)
    return (
      <>
        <h1>There is nothing to show yet.</h1>
        <Only />
      </>
    )
  const who = slow && slow.length > 0 ? slow.join(' and ') : 'The server'
  return (
    <div className="still" role="status" aria-label="Loading">
      <i className="headline" />
      <i />
      {ROWS.map((row) => (
        <div key={row}>
          <i className="sign" />
          <i />
          <i className="small" />
          <i className="right" />
        </div>
      ))}
      {slow && (
        <p>
          {who} {slow.length > 1 ? 'are' : 'is'} slow to answer.
        </p>
      )}
    </div>
  )
}

const ageOf = (ms: number) => (ms < 60_000 ? lengthOf(ms) : plural(Math.round(ms / 60_000), 'minute'))

const REASONS = ['offline', 'forbidden', 'refused'] as const
const TITLES: Record<(typeof REASONS)[number], string> = {
  offline: 'The server does not answer.',
  forbidden: 'You may not read this.',
  refused: 'A part of this page is missing.',
}

const KINDS = { offline: 'offline', forbidden: 'partial', refused: 'quiet' } as const

/** Why the page is not up to date, or what is missing, and what to do. */
export function ConnectionNotice() {
  const failures = useFailures()
  const { asOf } = useStore(connection)
  const now = useNow()
  const stale = useStale(now)
  const reason = REASONS.find((each) => failures.some((failure) => failure.reason === each))
  if (reason) {
    const own = failures.filter((failure) => failure.reason === reason)
    const retryAt = Math.min(...own.map((failure) => failure.retryAt))
    return (
      <Notice kind={KINDS[reason]} title={TITLES[reason]}>
        {reason === 'offline' && asOf ? <p>What you see is from {clock(asOf, now, true)}.</p> : null}
        {reason !== 'offline' &&
          [...new Set(own.map(({ message }) => message))].map((text) => <p key={text}>{text}</p>)}
        <p>
          {reason === 'forbidden' && 'Ask the person who gave you the key. '}
          Trying again in {lengthOf(retryAt - now)}.{' '}
          <button type="button" className="link" onClick={askAgain}>
            Try now
          </button>
        </p>
      </Notice>
    )
  }
  if (!stale) return null
  return (
    <Notice kind="stale" title={`As of ${clock(stale.asOf, now)}, ${ageOf(now - stale.asOf)} ago.`}>
      <p>
        AWS throttles or fails in {stale.locations.join(' and ')}; the server asks again. Progress may have moved on.
      </p>
    </Notice>
  )
}

import { type FormEvent, useState } from 'react'
import { connection } from '../data/connection.ts'
import { credential, keepCredential } from '../data/credential.ts'
import { askAgain } from '../data/live.ts'
import { useSlow } from '../data/slow.ts'
import { useStale } from '../data/stale.ts'
import { useStore } from '../data/store.ts'
import { plural } from '../words/labels.ts'
import { clock, lengthOf } from '../words/time.ts'
import { Notice } from './notice.tsx'
import { useNow } from './time-ago.tsx'

const ROWS = ['a', 'b', 'c', 'd']

/** The shapes of a headline and of the rows to come; after four seconds a line says which location is slow. */
export function Loading() {
  const slow = useSlow()
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

export function SignIn() {
  const [wasTried, setTried] = useState(credential() !== null)
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const value = new FormData(event.currentTarget).get('credential')
    if (typeof value !== 'string' || !value.trim()) return
    keepCredential(value.trim())
    setTried(true)
    askAgain()
  }
  return (
    <div className="gate">
      <h1>Sign in to see the board.</h1>
      <p className="sub">Paste an API key or a token. It stays in this tab and is sent to this server only.</p>
      <form onSubmit={submit}>
        <label htmlFor="credential">
          <strong>Key or token</strong>
        </label>
        <input id="credential" name="credential" type="password" autoComplete="off" required />
        <button type="submit" className="primary">
          Open the board
        </button>
        {wasTried && <p role="status">The server did not accept the last one.</p>}
      </form>
    </div>
  )
}

const ageOf = (ms: number) => (ms < 60_000 ? lengthOf(ms) : plural(Math.round(ms / 60_000), 'minute'))

/** Why the page is not up to date, and what to do. */
export function ConnectionNotice() {
  const { kind, asOf, retryAt, message } = useStore(connection)
  const now = useNow()
  const stale = useStale(now)
  const tryNow = (
    <button type="button" className="link" onClick={askAgain}>
      Try now
    </button>
  )
  const wait = retryAt ? `Trying again in ${lengthOf(retryAt - now)}. ` : ''
  if (kind === 'offline')
    return (
      <Notice kind="offline" title="The server does not answer.">
        <p>
          {asOf && `What you see is from ${clock(asOf, now, true)}. `}
          {wait}
          {tryNow}
        </p>
      </Notice>
    )
  if (kind === 'forbidden')
    return (
      <Notice kind="partial" title="You may not read this.">
        <p>{message} Ask the person who gave you the key.</p>
      </Notice>
    )
  if (kind === 'refused')
    return (
      <Notice kind="quiet" title="The server refuses to answer.">
        <p>
          {message} {wait}
          {tryNow}
        </p>
      </Notice>
    )
  if (!stale) return null
  return (
    <Notice kind="stale" title={`As of ${clock(stale.asOf, now)}, ${ageOf(now - stale.asOf)} ago.`}>
      <p>
        AWS throttles or fails in {stale.locations.join(' and ')}; the server asks again. Progress may have moved on.
      </p>
    </Notice>
  )
}

import { type KeyboardEvent, useEffect } from 'react'
import { useUnderWay } from '../data/under-way.ts'
import { change, hrefOf, open, useRoute } from '../route.ts'
import { VIEWS } from '../views.ts'
import { needsReroute } from '../words/phase.ts'
import { clock } from '../words/time.ts'
import { Copied } from './copy.tsx'
import { KeyHelp, useKeys } from './keys/keys.tsx'
import { Link } from './link.tsx'
import { LiveDot } from './live-dot.tsx'
import { useNow } from './time-ago.tsx'

const isDemo = 'demo' in document.documentElement.dataset

export function Header({ view, title }: { view: string; title: string }) {
  const { rows } = useUnderWay()
  const waiting = rows.filter(needsReroute).length
  useKeys()
  return (
    <header className="top">
      <div className="bar-top">
        <Link href={hrefOf('')} className="brand" aria-label="deploygraph board">
          <svg width="18" height="18" viewBox="0 0 20 20" fill="none" aria-hidden="true">
            <path d="M4 4l6 6 6-6M10 10v6" />
            <circle className="node" cx="4" cy="4" r="2.6" />
            <circle className="node" cx="16" cy="4" r="2.6" />
            <circle className="leaf" cx="10" cy="17" r="2.6" />
          </svg>
          <span>deploygraph</span>
        </Link>
        <span className="phone-name">{title}</span>
        <nav className="views" aria-label="Views">
          {VIEWS.map(({ path, name, short, icon }) => (
            <Link key={path} href={hrefOf(path && `/${path}`)} aria-current={path === view ? 'page' : undefined}>
              <svg
                width="20"
                height="20"
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                strokeWidth="2"
                aria-hidden="true"
              >
                <path d={icon} />
              </svg>
              <span className="label">
                <Name long={name} short={short} />
                {path === 'waiting' && waiting > 0 && <span className="badge">{waiting}</span>}
              </span>
            </Link>
          ))}
        </nav>
        <Locations />
        <Find />
        <KeyHelp />
        <Clock />
        <LiveDot view={view} />
        <Copied />
        {isDemo && <span className="demo">DEMO</span>}
      </div>
    </header>
  )
}

const Name = ({ long, short }: { long: string; short: string }) =>
  long === short ? (
    long
  ) : (
    <>
      <span className="long">{long}</span>
      <span className="short" aria-hidden="true">
        {short}
      </span>
    </>
  )

const Clock = () => <span className="now-time">{clock(useNow())} UTC</span>

function Locations() {
  const { locations } = useUnderWay()
  const { params } = useRoute()
  const chosen = params.get('location') ?? ''
  if (locations.length < 2) return null
  return (
    <select aria-label="Location" value={chosen} onChange={(event) => change({ location: event.target.value })}>
      <option value="">All locations</option>
      {locations.map((name) => (
        <option key={name}>{name}</option>
      ))}
    </select>
  )
}

/** Narrows the rows of every view by title; "/" goes to it, Escape clears it. A deployment has none: there Enter opens Now. */
function Find() {
  const { path, params } = useRoute()
  const leave = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && path[0] === 'd') open(hrefOf(''))
    if (event.key !== 'Escape') return
    change({ app: undefined }, true)
    event.currentTarget.blur()
  }
  useEffect(() => {
    const focus = () => document.querySelector<HTMLInputElement>('#find')?.focus()
    addEventListener('board:find', focus)
    return () => removeEventListener('board:find', focus)
  }, [])
  return (
    <search className="find">
      <input
        id="find"
        placeholder="Find an application"
        aria-label="Find an application"
        value={params.get('app') ?? ''}
        onChange={(event) => change({ app: event.target.value }, true)}
        onKeyDown={leave}
      />
      <kbd>/</kbd>
    </search>
  )
}

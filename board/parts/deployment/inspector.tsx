import { useEffect, useState } from 'react'
import type { Detail, Target } from '../../data/deployment.ts'
import { useQuery } from '../../data/query.ts'
import { OneTargetDocument, TargetLogDocument } from '../../generated/graphql.ts'
import { clock, exactLength } from '../../words/time.ts'
import { AwsLink } from '../link.tsx'
import { TimeAgo, useTimeOf } from '../time-ago.tsx'
import { EventStrip, type TargetEvent } from './event-strip.tsx'
import { LockedLog, LogTail } from './log-tail.tsx'

interface InspectorProps {
  detail: Detail
  target: Target
  letter: string | undefined
  cause: string | undefined
  isOpen: boolean
  onOpen: () => void
}

const WORDS = {
  FAILED: 'failed',
  IN_PROGRESS: 'is in progress',
  SUCCEEDED: 'is done',
  PENDING: 'is to go',
  SKIPPED: 'was skipped',
  READY: 'is ready',
  UNKNOWN: 'has a state that is newer than this page',
}

// A cursor that only passes asks AWS nothing.
const REST_MS = 400

/** A value once it has stayed the same for a moment; undefined until then. */
function useRested(value: string): string | undefined {
  const [rested, setRested] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST_MS)
    return () => clearTimeout(timer)
  }, [value])
  return rested === value ? rested : undefined
}

/** The target at the grid's cursor with its events on a line of time; each of them and the log once it is opened. */
export function Inspector({ detail, target, letter, cause, isOpen, onOpen }: InspectorProps) {
  const now = useTimeOf(detail)
  const rested = useRested(target.targetId)
  const variables = { id: detail.deploymentId, location: detail.location.name, target: target.targetId }
  const answer = useQuery(OneTargetDocument, rested ? variables : undefined, detail.completedAt ? 0 : 15_000)
  const read = answer?.data.codeDeployDeployment?.target
  const events = read?.lifecycleEvents ?? []
  const failed = events.find(({ status }) => status === 'FAILED')
  return (
    <div className="inspector">
      <div className="inspector-head">
        {letter && (
          <span className="group-letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <p>
          <span role="status">
            <span className="mono">{target.targetId}</span> {cause ?? WORDS[target.status]}
            {letter && `, group ${letter}`}
          </span>
          {failed?.startedAt && failed.endedAt && (
            <span className="second">
              {' '}
              after {exactLength((Date.parse(failed.endedAt) - Date.parse(failed.startedAt)) / 1000)},{' '}
              <TimeAgo at={failed.endedAt} />
            </span>
          )}
        </p>
        {!isOpen && (
          <button type="button" className="link second" onClick={onOpen}>
            Events and log ⏎
          </button>
        )}
      </div>
      <EventStrip events={events} now={now} />
      {isOpen && !read && <p className="second">Reading its events.</p>}
      {isOpen && read && (
        <>
          <Events events={events} />
          {read.status === 'FAILED' && <FailedLog {...variables} />}
          <AwsLink href={read.consoleUrl} className="second" />
        </>
      )}
    </div>
  )
}

const Events = ({ events }: { events: readonly TargetEvent[] }) => (
  <ol className="events">
    {events.map(({ name, status, startedAt, endedAt, diagnostics }) => (
      <li key={name} className={`event-${status.toLowerCase()}`}>
        <span>{name}</span>
        <span className="second">
          {status === 'FAILED' ? `failed${diagnostics?.scriptName ? ` in ${diagnostics.scriptName}` : ''}, ` : ''}
          {startedAt ? clock(startedAt, undefined, true) : status.toLowerCase().replace('_', ' ')}
          {endedAt && ` to ${clock(endedAt, undefined, true)}`}
        </span>
      </li>
    ))}
  </ol>
)

/** The end of the log of the event that failed, or AWS's sentence about it. */
function FailedLog(variables: { id: string; location: string; target: string }) {
  const answer = useQuery(TargetLogDocument, variables)
  if (answer?.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN')) return <LockedLog />
  const events = answer?.data.codeDeployDeployment?.target?.lifecycleEvents ?? []
  const failed = events.find(({ diagnostics }) => diagnostics?.logTail || diagnostics?.message)
  if (!failed) return null
  return (
    <LogTail log={failed.diagnostics?.logTail || failed.diagnostics?.message} label={`Log tail of ${failed.name}`} />
  )
}

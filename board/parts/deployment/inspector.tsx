import type { Detail, Target } from '../../data/deployment.ts'
import { useQuery } from '../../data/query.ts'
import { OneTargetDocument, TargetLogDocument } from '../../generated/graphql.ts'
import { clock } from '../../words/time.ts'
import { AwsLink } from '../link.tsx'
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

/** The target at the grid's cursor, and its events once it is opened. */
export function Inspector({ detail, target, letter, cause, isOpen, onOpen }: InspectorProps) {
  return (
    <div className="inspector">
      <div className="inspector-head">
        {letter && (
          <span className="group-letter" aria-hidden="true">
            {letter}
          </span>
        )}
        <p role="status">
          <span className="mono">{target.targetId}</span> {cause ?? WORDS[target.status]}
          {letter && `, group ${letter}`}
        </p>
        {!isOpen && (
          <button type="button" className="link second" onClick={onOpen}>
            Events and log ⏎
          </button>
        )}
      </div>
      {isOpen && <Events detail={detail} targetId={target.targetId} />}
    </div>
  )
}

function Events({ detail, targetId }: { detail: Detail; targetId: string }) {
  const variables = { id: detail.deploymentId, location: detail.location.name, target: targetId }
  const target = useQuery(OneTargetDocument, variables, 15_000)?.data.codeDeployDeployment?.target
  if (!target) return <p className="second">Reading its events.</p>
  return (
    <>
      <ol className="events">
        {target.lifecycleEvents.map(({ name, status, startedAt, endedAt, diagnostics }) => (
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
      {target.status === 'FAILED' && <FailedLog {...variables} />}
      <AwsLink href={target.consoleUrl} className="second" />
    </>
  )
}

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

import type { Detail } from '../../data/deployment.ts'
import { useQuery } from '../../data/query.ts'
import { LogsDocument } from '../../generated/graphql.ts'
import { change, useRoute } from '../../route.ts'
import { verbOf } from '../../words/causes.ts'
import { plural } from '../../words/labels.ts'
import { keyOfCause, lettersOf } from '../../words/letters.ts'
import { clock } from '../../words/time.ts'
import { Notice } from '../notice.tsx'
import { LockedLog, LogTail } from './log-tail.tsx'

type Group = NonNullable<NonNullable<Detail['failureSummary']>['groups'][number]>

interface GroupsProps {
  detail: Detail
  /** How many failed targets are read at most. */
  inspect: number
  /** Outlines the targets of a group while a pointer is over it; undefined for none. */
  onHover: (letter: string | undefined) => void
}

/** Why targets failed: a group for each cause, with the end of a log of one of its targets. */
export function FailureGroups({ detail, inspect, onHover }: GroupsProps) {
  const { failureSummary: summary, deploymentId, location } = detail
  const groups = summary?.groups.filter((group) => group !== null) ?? []
  const isSeen = groups.length > 0
  const logs = useQuery(
    LogsDocument,
    isSeen ? { id: deploymentId, location: location.name, inspect } : undefined,
    0,
    summary?.failedTargets,
  )
  if (!summary || !isSeen) return null
  const isForbidden = logs?.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN') ?? false
  const tails = new Map(
    logs?.data.codeDeployDeployment?.failureSummary?.groups.flatMap((group) =>
      group ? [[keyOfCause(group), group.logTail] as const] : [],
    ),
  )
  const letters = lettersOf(deploymentId, groups)
  const [read, failed] = [summary.inspectedTargets, summary.failedTargets ?? 0]
  return (
    <section>
      <div className="section">
        <h2>
          Why targets failed{' '}
          <span>
            {plural(groups.length, 'group')}
            {read < failed ? '' : `, all ${failed} read`}
          </span>
        </h2>
        {read < failed && (
          <span className="second">
            {read} of {failed} failed targets read.{' '}
            <button type="button" className="link" onClick={() => change({ read: 'all' }, true)}>
              Read all
            </button>
          </span>
        )}
      </div>
      {isForbidden && (
        <Notice kind="partial" title="You may not read logs.">
          <p>Your key lacks logs:read. Counts and reasons are here, log tails are not.</p>
        </Notice>
      )}
      <ol className="card groups">
        {groups.map((group) => (
          <FailureGroup
            key={keyOfCause(group)}
            {...{ group, isForbidden, onHover }}
            letter={letters.get(keyOfCause(group)) ?? ''}
            log={tails.get(keyOfCause(group))}
          />
        ))}
      </ol>
    </section>
  )
}

interface GroupProps extends Pick<GroupsProps, 'onHover'> {
  group: Group
  letter: string
  log: string | null | undefined
  isForbidden: boolean
}

function FailureGroup({ group, letter, log, isForbidden, onHover }: GroupProps) {
  const { params } = useRoute()
  const isChosen = params.get('group') === letter
  const { lifecycleEventName, errorCode, scriptName, count, firstFailedAt, lastFailedAt, message } = group
  const times =
    firstFailedAt && lastFailedAt
      ? `${clock(firstFailedAt, undefined, true)} to ${clock(lastFailedAt, undefined, true)}`
      : ''
  return (
    <li>
      <button
        type="button"
        className="group-head"
        aria-pressed={isChosen}
        title="Outline its targets"
        onClick={() => change({ group: isChosen ? undefined : letter }, true)}
        onPointerEnter={() => onHover(letter)}
        onPointerLeave={() => onHover(undefined)}
      >
        <span className="group-letter" aria-hidden="true">
          {letter}
        </span>
        <span>
          <strong>
            {lifecycleEventName ?? 'No event'} {verbOf(errorCode)}
          </strong>
          <span className="second">{[scriptName, errorCode, times].filter(Boolean).join(' · ')}</span>
        </span>
        <strong>{plural(count, 'target')}</strong>
      </button>
      {isForbidden ? <LockedLog /> : <LogTail log={log ?? message} label="Log tail of the target that failed first" />}
    </li>
  )
}

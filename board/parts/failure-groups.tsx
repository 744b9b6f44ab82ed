import type { Detail } from '../data/deployment.ts'
import { useQuery } from '../data/query.ts'
import { LogsDocument } from '../generated/graphql.ts'
import { change, useRoute } from '../route.ts'
import { verbOf } from '../words/causes.ts'
import { plural } from '../words/labels.ts'
import { clock } from '../words/time.ts'

type Group = NonNullable<NonNullable<Detail['failureSummary']>['groups'][number]>

const keyOf = (group: Pick<Group, 'lifecycleEventName' | 'errorCode' | 'scriptName'>) =>
  `${group.lifecycleEventName} ${group.errorCode} ${group.scriptName}`

/** Why targets failed: a group for each cause, with the end of a log of one of its targets. */
export function FailureGroups({ detail }: { detail: Detail }) {
  const { failureSummary: summary, deploymentId, location } = detail
  const groups = summary?.groups.filter((group) => group !== null) ?? []
  const isSeen = groups.length > 0
  const logs = useQuery(
    LogsDocument,
    isSeen ? { id: deploymentId, location: location.name } : undefined,
    0,
    summary?.failedTargets,
  )
  if (!summary || !isSeen) return null
  const isForbidden = logs?.errors.some(({ extensions }) => extensions?.code === 'FORBIDDEN')
  const tails = new Map(
    logs?.data.codeDeployDeployment?.failureSummary?.groups.flatMap((group) =>
      group ? [[keyOf(group), group.logTail] as const] : [],
    ),
  )
  const [read, failed] = [summary.inspectedTargets, summary.failedTargets ?? 0]
  return (
    <section>
      <div className="section">
        <h2>
          Why targets failed{' '}
          <span>
            {plural(groups.length, 'group')},{' '}
            {read < failed ? `${read} of ${failed} failed targets read` : `all ${failed} read`}
          </span>
        </h2>
      </div>
      <ol className="card groups">
        {groups.map((group, index) => (
          <FailureGroup
            key={keyOf(group)}
            group={group}
            letter={String.fromCharCode(65 + Math.min(index, 24))}
            log={tails.get(keyOf(group))}
            isForbidden={isForbidden ?? false}
          />
        ))}
      </ol>
    </section>
  )
}

function FailureGroup({
  group,
  letter,
  log,
  isForbidden,
}: {
  group: Group
  letter: string
  log: string | null | undefined
  isForbidden: boolean
}) {
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
      {isForbidden ? (
        <p className="locked second">Log tail hidden: needs logs:read. Ask who gave you the key.</p>
      ) : (
        <LogTail log={log ?? message} />
      )}
    </li>
  )
}

/** The end of a log: wrapped, never cut. */
function LogTail({ log }: { log: string | null | undefined }) {
  if (!log) return null
  const lines = log.trimEnd().split('\n')
  return (
    <>
      <pre className="log">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else
          <code key={index} className={line.startsWith('[stderr]') ? 'c-fail' : undefined}>
            {line}
            {'\n'}
          </code>
        ))}
      </pre>
      <p className="foot">
        <span>Log tail of the target that failed first</span>
        <button type="button" className="link" onClick={() => void navigator.clipboard?.writeText(log)}>
          Copy
        </button>
      </p>
    </>
  )
}

import type { Detail } from '../../data/deployment.ts'
import { useQuery } from '../../data/query.ts'
import { OneTargetDocument } from '../../generated/graphql.ts'
import { shortLabel } from '../../words/labels.ts'
import { clock } from '../../words/time.ts'
import { Bar } from '../bar.tsx'

interface Version {
  name: string
  weight: number
  tasks: string
}

/** One target (ECS, Lambda, CloudFormation): old and new with their traffic, and its events with their times. */
export default function OldAndNew({ detail, targetId }: { detail: Detail; targetId: string }) {
  const variables = { id: detail.deploymentId, location: detail.location.name, target: targetId }
  const target = useQuery(OneTargetDocument, variables, 5_000)?.data.codeDeployDeployment?.target
  if (!target) return null
  const [from, to] = [shortLabel(detail.change?.from?.label), shortLabel(detail.change?.to?.label)]
  const share = detail.progress?.trafficPercent ?? 0
  const versions: Version[] =
    'taskSets' in target
      ? target.taskSets.map(({ label, trafficWeight, runningCount, desiredCount }) => ({
          name: label === 'BLUE' ? `Old: ${from}` : `New: ${to}`,
          weight: trafficWeight ?? 0,
          tasks: `${runningCount ?? 0} of ${desiredCount ?? 0} tasks run`,
        }))
      : [
          { name: `Old: ${from}`, weight: 100 - share, tasks: '' },
          { name: `New: ${to}`, weight: share, tasks: '' },
        ]
  return (
    <section>
      <div className="section">
        <h2>
          Traffic <span className="mono">{target.targetId}</span>
        </h2>
      </div>
      <div className="card">
        <ul className="versions">
          {versions.map(({ name, weight, tasks }) => (
            <li key={name}>
              <strong>{name}</strong>
              <Bar segments={{ done: weight / 100 }} label={`Traffic of ${name}`} text={`${weight} %`} />
              <span>{Math.round(weight)} % of traffic</span>
              <span className="second">{tasks}</span>
            </li>
          ))}
        </ul>
        <ol className="events padded">
          {target.lifecycleEvents.map(({ name, status, startedAt, endedAt }) => (
            <li key={name} className={`event-${status.toLowerCase()}`}>
              <span>{name}</span>
              <span className="second">
                {startedAt ? clock(startedAt, undefined, true) : status.toLowerCase().replace('_', ' ')}
                {endedAt && ` to ${clock(endedAt, undefined, true)}`}
              </span>
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

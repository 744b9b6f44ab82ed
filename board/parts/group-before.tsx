import type { Detail } from '../data/deployment.ts'
import { useQuery } from '../data/query.ts'
import { GroupBeforeDocument } from '../generated/graphql.ts'
import { hrefOf } from '../route.ts'
import { lookOf } from '../words/phase.ts'
import { clock } from '../words/time.ts'
import { Link } from './link.tsx'
import { HistoryMark, PhaseMark } from './mark.tsx'

/** What the group's deployments before this one came to, and its rollbacks. */
export function GroupBefore({ detail }: { detail: Detail }) {
  const { applicationName, deploymentGroupName, location, deploymentId, rollback } = detail
  const variables = applicationName ? { application: applicationName, location: location.name } : undefined
  const groups = useQuery(GroupBeforeDocument, variables, 60_000)?.data.deploymentGroupStates?.nodes ?? []
  const group = groups.find((each) => each?.deploymentGroupName === deploymentGroupName)
  const before = [...(group?.recent ?? [])]
    .sort((a, b) => (a.createdAt ?? '').localeCompare(b.createdAt ?? ''))
    .filter((entry) => entry.deploymentId !== deploymentId && (entry.createdAt ?? '') < (detail.createdAt ?? ''))
  const failed = before.findLast(({ phase }) => phase === 'FAILED' || phase === 'STOPPED')
  const hrefOfId = (id: string) => hrefOf(`/d/${location.name}/${id}`)
  return (
    <section className="card before">
      <h2>This group before</h2>
      <ul className="history">
        {before.map((entry) => (
          <li key={entry.deploymentId}>
            <Link href={hrefOfId(entry.deploymentId)}>
              <HistoryMark look={lookOf(entry)} />
            </Link>
          </li>
        ))}
        <li aria-hidden="true">→</li>
        <li>
          <PhaseMark look={lookOf(detail)} size={16} />
        </li>
      </ul>
      <p className="second">
        {failed?.createdAt && (
          <>
            Last failed at {clock(failed.createdAt)}:{' '}
            <Link href={hrefOfId(failed.deploymentId)}>{failed.deploymentId}</Link>.{' '}
          </>
        )}
        {rollback?.rollbackDeploymentId && (
          <>
            This one is rolled back by{' '}
            <Link href={hrefOfId(rollback.rollbackDeploymentId)}>{rollback.rollbackDeploymentId}</Link>.{' '}
          </>
        )}
        {rollback?.rollbackTriggeringDeploymentId && (
          <>
            It rolls back{' '}
            <Link href={hrefOfId(rollback.rollbackTriggeringDeploymentId)}>
              {rollback.rollbackTriggeringDeploymentId}
            </Link>
            .
          </>
        )}
      </p>
    </section>
  )
}

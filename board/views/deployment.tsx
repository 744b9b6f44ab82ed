import { root } from '../data/address.ts'
import { type Detail, useDeployment } from '../data/deployment.ts'
import { useUnderWay } from '../data/under-way.ts'
import { Facts } from '../parts/facts.tsx'
import { FailureGroups } from '../parts/failure-groups.tsx'
import { GroupBefore } from '../parts/group-before.tsx'
import { LifecycleStrip } from '../parts/lifecycle-strip.tsx'
import { AwsLink, Link } from '../parts/link.tsx'
import { PhaseMark } from '../parts/mark.tsx'
import { OldAndNew } from '../parts/old-and-new.tsx'
import { Loading } from '../parts/states.tsx'
import { Targets } from '../parts/targets.tsx'
import { hrefOf } from '../route.ts'
import { causeOf } from '../words/causes.ts'
import { countsOf } from '../words/moving.ts'
import { lookOf } from '../words/phase.ts'

const hasAlarm = /alarm/i

/** Why, in one sentence; the first cause of failed targets is bold. */
function Why({ detail }: { detail: Detail }) {
  const { failureSummary: summary, reason } = detail
  const [first, ...rest] = summary?.groups.filter((group) => group !== null) ?? []
  if (!first || (reason && hasAlarm.test(reason))) {
    const text = reason ?? summary?.headline ?? countsOf(detail)
    return <p className={`lead${detail.phase === 'FAILED' ? ' c-fail' : ''}`}>{text}</p>
  }
  const [bold = '', script = ''] = causeOf(first, true, summary?.totalTargets ?? 0).split(/(?= \()/)
  return (
    <p className="lead">
      <strong className="c-fail">{bold}</strong>
      {[script, ...rest.map((group) => causeOf(group))].join('; ')}.
    </p>
  )
}

const graphiql = ({ deploymentId, location }: Detail) => {
  const query = `{\n  codeDeployDeployment(deploymentId: "${deploymentId}", location: "${location.name}") {\n    title\n    phase\n    failureSummary { headline groups { count logTail } }\n  }\n}\n`
  return new URL(`./?${new URLSearchParams({ query })}`, root).href
}

/** One deployment: why, how far, and each of its targets. */
export default function Deployment({ location, id }: { location: string; id: string }) {
  const { detail, targets, isGone, calls } = useDeployment(location, id)
  const { locations } = useUnderWay()
  if (isGone)
    return (
      <>
        <h1>
          No deployment {id} in {location}.
        </h1>
        <p className="sub">
          {locations.length > 0 && `The locations are ${locations.join(' and ')}. `}AWS may no longer have it.
        </p>
        <Link href={hrefOf('')}>← Now</Link>
      </>
    )
  if (!detail) return <Loading />
  const isFleet = detail.computePlatform === 'SERVER'
  const [only] = targets
  const hasFailed = (detail.failureSummary?.groups.length ?? 0) > 0
  return (
    <>
      <nav className="crumbs" aria-label="Where this is">
        <Link href={hrefOf('')}>← Now</Link>
        {detail.applicationName && <span> / {detail.applicationName}</span>}
        {detail.deploymentGroupName && <span> / {detail.deploymentGroupName}</span>}
      </nav>
      <div className="head deployment-head">
        <div>
          <div className="title">
            <PhaseMark look={lookOf(detail)} size={24} />
            <h1>{detail.title}</h1>
            <span className="second">
              {location} · <span className="mono">{id}</span>
            </span>
          </div>
          <Why detail={detail} />
        </div>
        <div className="actions">
          <button type="button" onClick={() => void navigator.clipboard?.writeText(globalThis.location.href)}>
            Copy link <kbd>c</kbd>
          </button>
          <a className="button" href={graphiql(detail)}>
            Query in GraphiQL
          </a>
          <AwsLink className="button" href={detail.consoleUrl} />
        </div>
      </div>
      <Facts detail={detail} calls={calls} />
      {isFleet && <LifecycleStrip detail={detail} />}
      <div className={hasFailed ? 'detail' : 'detail whole'}>
        <div>
          {isFleet && targets.length > 0 && <Targets detail={detail} targets={targets} />}
          {!isFleet && only && <OldAndNew detail={detail} targetId={only.targetId} />}
          <GroupBefore detail={detail} />
        </div>
        {hasFailed && <FailureGroups detail={detail} />}
      </div>
    </>
  )
}

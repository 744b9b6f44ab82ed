import { lazy, Suspense, useState } from 'react'
import { root } from '../data/address.ts'
import { type Detail, INSPECT, INSPECT_ALL, useDeployment } from '../data/deployment.ts'
import { Said } from '../parts/announced.tsx'
import { CopyButton } from '../parts/copy.tsx'
import { Facts } from '../parts/deployment/facts.tsx'
import { FailureGroups } from '../parts/deployment/failure-groups.tsx'
import { GroupBefore } from '../parts/deployment/group-before.tsx'
import { LifecycleStrip } from '../parts/deployment/lifecycle-strip.tsx'
import { Targets } from '../parts/deployment/targets.tsx'
import { AwsLink, Link } from '../parts/link.tsx'
import { PhaseMark } from '../parts/mark.tsx'
import { Loading } from '../parts/states.tsx'
import { AsOf } from '../parts/time-ago.tsx'
import { useTitle } from '../parts/title.ts'
import { hrefOf, useRoute } from '../route.ts'
import { lookOf, rawWordOf } from '../words/phase.ts'
import { newsOf, whyOf } from '../words/why.ts'

const Gone = lazy(() => import('../parts/deployment/gone.tsx'))
const OldAndNew = lazy(() => import('../parts/deployment/old-and-new.tsx'))

/** Why, in one sentence; the first cause of failed targets is bold. */
function Why({ detail }: { detail: Detail }) {
  const { cause, rest } = whyOf(detail)
  const isRed = !cause && detail.phase === 'FAILED'
  return (
    <p className={isRed ? 'lead c-fail' : 'lead'}>
      {cause && <strong className="c-fail">{cause}</strong>}
      {rest}
    </p>
  )
}

const graphiql = ({ deploymentId, location }: Detail) => {
  const query = `{\n  codeDeployDeployment(deploymentId: "${deploymentId}", location: "${location.name}") {\n    title\n    phase\n    failureSummary { headline groups { count logTail } }\n  }\n}\n`
  return new URL(`./?${new URLSearchParams({ query })}`, root).href
}

/** One deployment: why, how far, and each of its targets. */
export default function Deployment({ location, id }: { location: string; id: string }) {
  const readsAll = useRoute().params.get('read') === 'all'
  const inspect = readsAll ? INSPECT_ALL : INSPECT
  const { detail, targets, total, isGone, calls } = useDeployment(location, id, inspect)
  const [hovered, setHovered] = useState<string>()
  useTitle(detail?.title)
  if (isGone) return <Gone location={location} id={id} />
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
            <PhaseMark look={lookOf(detail)} size={24} word={rawWordOf(detail)} />
            <h1>{detail.title}</h1>
            <span className="second">
              {location} · <span className="mono">{id}</span>
              <AsOf row={detail} before=" · " />
            </span>
          </div>
          <Why detail={detail} />
          <Said>{newsOf(detail)}</Said>
        </div>
        <div className="actions">
          <CopyButton text={globalThis.location.href}>
            Copy link <kbd>c</kbd>
          </CopyButton>
          <a className="button" href={graphiql(detail)}>
            Query in GraphiQL
          </a>
          <AwsLink className="button" href={detail.consoleUrl} />
        </div>
      </div>
      <Facts detail={detail} calls={calls} />
      <div className="parts">
        {isFleet && <LifecycleStrip detail={detail} />}
        <div className={hasFailed ? 'detail' : 'detail whole'}>
          <div>
            {isFleet && targets.length > 0 && <Targets {...{ detail, targets, total, hovered }} />}
            <Suspense>{!isFleet && only && <OldAndNew detail={detail} targetId={only.targetId} />}</Suspense>
            <GroupBefore detail={detail} />
          </div>
          {hasFailed && <FailureGroups detail={detail} inspect={inspect} onHover={setHovered} />}
        </div>
      </div>
    </>
  )
}

import type { Entity } from '@backstage/catalog-model'
import { InfoCard, Link, ResponseErrorPanel } from '@backstage/core-components'
import { discoveryApiRef, fetchApiRef, useApi } from '@backstage/core-plugin-api'
import { useEntity } from '@backstage/plugin-catalog-react'
import { useEffect, useState } from 'react'
import { type Rollout, readRollouts } from './rollouts'

const ANNOTATION = 'deploygraph/application'
const REFRESH_MS = 10_000

/** For `EntitySwitch`: whether an entity names its CodeDeploy or AppConfig application. */
export const hasRollouts = (entity: Entity) => Boolean(entity.metadata.annotations?.[ANNOTATION])

/** The last rollouts of an entity's application, and why those that failed did. */
export function RolloutsCard() {
  const { entity } = useEntity()
  const discovery = useApi(discoveryApiRef)
  const { fetch } = useApi(fetchApiRef)
  const [rollouts, setRollouts] = useState<readonly Rollout[]>()
  const [error, setError] = useState<Error>()
  const application = entity.metadata.annotations?.[ANNOTATION]

  useEffect(() => {
    if (!application) return undefined
    const read = async () => {
      try {
        setRollouts(await readRollouts(fetch, `${await discovery.getBaseUrl('proxy')}/deploygraph`, application))
        setError(undefined)
      } catch (reason) {
        setError(reason as Error)
      }
    }
    read()
    const timer = setInterval(read, REFRESH_MS)
    return () => clearInterval(timer)
  }, [application, discovery, fetch])

  if (error && !rollouts) return <ResponseErrorPanel error={error} />
  return (
    <InfoCard title="Rollouts" subheader={error ? 'The last ones that could be read.' : undefined}>
      <Rollouts rollouts={rollouts ?? []} />
    </InfoCard>
  )
}

/** One line for each: what, where, its phase, how far it is, and why it failed. */
export const Rollouts = ({ rollouts }: { rollouts: readonly Rollout[] }) => (
  <ul>
    {rollouts.map(({ id, title, phase, reason, consoleUrl, location, percentComplete, failureSummary }) => (
      <li key={id}>
        <Link to={consoleUrl}>{title}</Link> in {location.name}: {phase.toLowerCase().replace('_', ' ')}
        {phase === 'IN_PROGRESS' && percentComplete != null && ` (${Math.round(percentComplete)} %)`}
        {(failureSummary?.headline ?? reason) && <p>{failureSummary?.headline ?? reason}</p>}
      </li>
    ))}
  </ul>
)

import type { ReactNode } from 'react'
import type { ProblemFragment } from '../generated/graphql.ts'

const SERVICES = { CODEDEPLOY: 'CodeDeploy', APPCONFIG: 'AppConfig', IMAGE_BUILDER: 'Image Builder' }
export const serviceName = (service: keyof typeof SERVICES): string => SERVICES[service]

// AWS's pages of a service's actions, with an anchor for each action.
const REFERENCE = 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_'
const PAGES = { CODEDEPLOY: 'awscodedeploy', APPCONFIG: 'awsappconfig', IMAGE_BUILDER: 'amazonec2imagebuilder' }

/** A link to the action that the gateway's role lacks, as AWS names it, or to all actions of the service. */
function WhatToAllow({ service, message }: Pick<ProblemFragment, 'service' | 'message'>) {
  const [, prefix, action] = /\b(codedeploy|appconfig|imagebuilder):(\w+)/.exec(message) ?? []
  const page = PAGES[service]
  return (
    <a href={`${REFERENCE}${page}.html${action ? `#${page}-${action}` : ''}`} target="_blank" rel="noreferrer">
      What to allow{action && `: ${prefix}:${action}`} <span aria-hidden="true">↗</span>
    </a>
  )
}

const SIGNS = {
  stale: 'M12 6.5V12l3.5 2M12 2.5a9.5 9.5 0 1 1 0 19a9.5 9.5 0 0 1 0-19',
  offline: 'M3 9a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M10 17a3 3 0 0 1 4 0M4 3l16 18',
}
type Kind = 'partial' | 'quiet' | keyof typeof SIGNS

/** A clock, a connection that is cut, or a letter in the square of what is unknown. */
const Sign = ({ kind }: { kind: Kind }) => (
  <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
    {kind === 'stale' || kind === 'offline' ? (
      <path className="outline" d={SIGNS[kind]} />
    ) : (
      <>
        <rect className="outline dashed" x="2" y="2" width="20" height="20" />
        <text className="own" x="12" y="16">
          {kind === 'partial' ? '?' : '!'}
        </text>
      </>
    )}
  </svg>
)

/** A state of the page that needs words: what is missing, and what to do. */
export function Notice({ kind, title, children }: { kind: Kind; title: string; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`}>
      <Sign kind={kind} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  )
}

/** The services and locations that could not be read, with AWS's reason. */
export function Problems({ problems }: { problems: readonly ProblemFragment[] }) {
  return problems.map(({ service, location, code, message }) => (
    <Notice
      key={`${service} ${location.name} ${code}`}
      kind="partial"
      title={`${serviceName(service)} in ${location.name} is missing.`}
    >
      <p>
        {code}: {message} All else is here.
      </p>
      {code === 'AWS_ACCESS_DENIED' && <WhatToAllow service={service} message={message} />}
    </Notice>
  ))
}

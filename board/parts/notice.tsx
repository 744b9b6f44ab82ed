import type { ReactNode } from 'react'
import type { ProblemFragment } from '../generated/graphql.ts'

const SERVICES = { CODEDEPLOY: 'CodeDeploy', APPCONFIG: 'AppConfig', IMAGE_BUILDER: 'Image Builder' }
export const serviceName = (service: keyof typeof SERVICES): string => SERVICES[service]

const POLICY = 'https://docs.aws.amazon.com/service-authorization/latest/reference/'

/** A state of the page that needs words: what is missing, and what to do. */
export function Notice({ kind, title, children }: { kind: 'partial' | 'quiet'; title: string; children: ReactNode }) {
  return (
    <div className={`notice ${kind}`}>
      <svg width="18" height="18" viewBox="0 0 24 24" aria-hidden="true">
        <rect className="outline dashed" x="2" y="2" width="20" height="20" />
        <text className="own" x="12" y="16">
          {kind === 'partial' ? '?' : '!'}
        </text>
      </svg>
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
      {code === 'AWS_ACCESS_DENIED' && (
        <a href={POLICY} target="_blank" rel="noreferrer">
          What to allow ↗
        </a>
      )}
    </Notice>
  ))
}

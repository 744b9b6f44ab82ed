import type { Deployment } from '../codedeploy/source.ts'
import type * as Schema from '../generated/resolvers.ts'
import { codeDeployConsoleUrl } from './consoleUrl.ts'
import { codeDeployPhase } from './phase.ts'

/** What every activity has, however its service calls it. */
type ActivityFields = Exclude<keyof Schema.Deployment, 'id' | 'location' | 'description'>

const CodeDeployDeployment: Required<Pick<Schema.CodeDeployDeploymentResolvers, ActivityFields>> = {
  service: () => 'CODEDEPLOY',
  title: ({ applicationName, deploymentGroupName, deploymentId }) =>
    [applicationName ?? deploymentId, deploymentGroupName].filter(Boolean).join(' → '),
  phase: ({ status }) => codeDeployPhase(status),
  rawStatus: ({ status }) => status ?? 'UNKNOWN',
  createdAt: ({ createTime }) => createTime,
  startedAt: ({ startTime }) => startTime,
  completedAt: ({ completeTime }) => completeTime,
  consoleUrl: ({ location, deploymentId }, _, { locations }) =>
    codeDeployConsoleUrl(locations.named(location).region, deploymentId),
  percentComplete: ({ deploymentOverview }) => {
    if (!deploymentOverview) return null
    const { Pending = 0, InProgress = 0, Ready = 0, Succeeded = 0, Failed = 0, Skipped = 0 } = deploymentOverview
    const done = Succeeded + Failed + Skipped
    const total = done + Pending + InProgress + Ready
    return total === 0 ? null : (100 * done) / total
  },
}

const byKind = { __resolveType: ({ kind }: Deployment) => kind }

export const resolvers = { Activity: byKind, Deployment: byKind, CodeDeployDeployment }

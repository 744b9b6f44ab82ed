import type { PageEnds } from '../../graphql/connections.ts'
import type { Problem } from '../../graphql/problems.ts'
import type { GroupState } from './group-states.ts'
import type { Statistics } from './statistics.ts'

/** The parent of DeploymentGroupStateEdge. */
export interface GroupStateEdge {
  cursor: string
  node: GroupState
}

/** The parent of DeploymentGroupStateConnection. */
export interface GroupStateConnection {
  edges: GroupStateEdge[]
  pageInfo: PageEnds & { hasPreviousPage: boolean }
  isComplete: boolean
  problems: Problem[]
}

/** The parent of DeploymentStatistics. */
export interface StatisticsAnswer extends Statistics {
  since: Date
  deploymentFrequencyPerDay: number | undefined
  isComplete: boolean
  problems: Problem[]
}

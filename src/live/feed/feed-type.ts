import type { ActivityType } from '../../activity/activity-type.ts'
import type { Activity } from '../../activity/model.ts'

/** The activities of one service. */
export interface FeedType {
  /** As IAM spells the service. */
  name: string
  activity: ActivityType<Activity>
  /** Whether AWS sends events about all of them. */
  hasEvents: boolean
}

/** The phases of what runs or waits. */
export const UNDER_WAY = ['PENDING', 'IN_PROGRESS', 'WAITING', 'ROLLING_BACK'] as const

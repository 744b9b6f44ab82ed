import type { Activity, Problem } from '../../activity/model.ts'

export type FeedChange = 'PRESENT' | 'APPEARED' | 'CHANGED' | 'ENDED' | 'SYNCED' | 'PROBLEMS'

/** The parent of ActivityUpdate. */
export interface FeedUpdate {
  activity: Activity | undefined
  change: FeedChange
  problems: Problem[]
  asOf: Date
}

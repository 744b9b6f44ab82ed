import type { MovingFragment } from '../generated/graphql.ts'
import { clock, lengthOf } from './time.ts'

type Waiting = Extract<MovingFragment, { waiting: unknown }>['waiting']

/** The end of a deployment's wait: "AWS stops it if nobody acts", "in 52 min", "06:33". */
export interface Deadline {
  what: string
  relative: string
  clock: string
}

export function deadlineOf(waiting: Waiting | undefined, now: number): Deadline | undefined {
  if (!waiting?.deadline) return undefined
  const isReroute = waiting.kind === 'TRAFFIC_REROUTE'
  const atReroute = waiting.phaseAtDeadline === 'STOPPED' ? 'AWS stops it if nobody acts' : 'then the wait ends'
  return {
    what: isReroute ? atReroute : 'then AWS ends the old tasks',
    relative: `in ${lengthOf(Date.parse(waiting.deadline) - now)}`,
    clock: clock(waiting.deadline, now),
  }
}

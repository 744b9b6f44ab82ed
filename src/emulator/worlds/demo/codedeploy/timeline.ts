import type {
  DeploymentOverview,
  DeploymentStatus,
  Diagnostics,
  LifecycleEvent,
  TargetStatus,
} from '@aws-sdk/client-codedeploy'

/** How a deployment ends; an alarm and a request both stop it. */
export type Outcome = 'Succeeded' | 'Failed' | 'Alarm' | 'Request'

export const FINAL_STATUS: Record<Outcome, DeploymentStatus> = {
  Succeeded: 'Succeeded',
  Failed: 'Failed',
  Alarm: 'Stopped',
  Request: 'Stopped',
}

/** The course of a deployment from beginning to end; all times are milliseconds since its creation. */
export interface Timeline {
  /** Ascending; the first at 0, the last one final. */
  stages: { status: DeploymentStatus; from: number }[]
  targets: TargetTimeline[]
  /** When the deployment begins to wait only for the termination of the old version; absent if it does not. */
  terminationFrom?: number | undefined
}

/** The course of one target: its steps in order, and where they break off. A gap between two steps is a wait. */
export interface TargetTimeline {
  steps: Step[]
  halt?: Halt | undefined
}

/** One lifecycle event. */
export interface Step {
  name: string
  from: number
  to: number
}

/** At `time` the step fails after running until then, or is skipped. Later steps are skipped. */
export interface Halt {
  step: number
  time: number
  fails: boolean
  diagnostics?: Diagnostics
}

/** The deployment's status at an age. */
export function statusAt({ stages }: Timeline, age: number): DeploymentStatus {
  return stages.findLast(({ from }) => from <= age)?.status ?? 'Created'
}

/** When the deployment left Created and Queued. */
export function startOf({ stages }: Timeline): number {
  return stages.find(({ status }) => status !== 'Created' && status !== 'Queued')?.from ?? 0
}

/** When the deployment reached its final status. */
export function endOf({ stages }: Timeline): number {
  return stages.at(-1)?.from ?? 0
}

/** A target's status at an age: Ready is a wait between two steps. */
export function targetStatusAt({ steps, halt }: TargetTimeline, age: number): TargetStatus {
  if (halt && age >= halt.time) return halt.fails ? 'Failed' : 'Skipped'
  const ahead = halt && !halt.fails ? steps.slice(0, halt.step) : steps
  const [first] = ahead
  const last = ahead.at(-1)
  if (!first || !last || age < first.from) return 'Pending'
  if (age >= last.to) return halt ? 'Ready' : 'Succeeded'
  return ahead.some(({ from, to }) => from <= age && age < to) ? 'InProgress' : 'Ready'
}

/**
 * A target's lifecycle events at an age. As in AWS's answers, a skipped event has an end and no start. `diagnose`
 * returns the diagnostics of succeeded events.
 */
export function eventsAt(
  { steps, halt }: TargetTimeline,
  created: number,
  age: number,
  diagnose: (event: string) => Diagnostics | undefined,
): LifecycleEvent[] {
  return steps.map(({ name, from, to }, index) => {
    const event: LifecycleEvent = { lifecycleEventName: name }
    const time = (offset: number) => new Date(created + offset)
    const fails = halt?.step === index && halt.fails
    if (halt && index >= halt.step && !fails) {
      return age < halt.time
        ? { ...event, status: 'Pending' }
        : { ...event, status: 'Skipped', endTime: time(halt.time) }
    }
    const end = fails && halt ? halt.time : to
    if (age < from) return { ...event, status: 'Pending' }
    if (age < end) return { ...event, status: 'InProgress', startTime: time(from) }
    const ended = { ...event, startTime: time(from), endTime: time(end) }
    if (fails) return { ...ended, status: 'Failed', diagnostics: halt?.diagnostics }
    return { ...ended, status: 'Succeeded', diagnostics: diagnose(name) }
  })
}

/** The number of targets by status; AWS counts Ready separately only for blue/green deployments. */
export function overviewAt({ targets }: Timeline, age: number): DeploymentOverview {
  const overview = { Pending: 0, InProgress: 0, Succeeded: 0, Failed: 0, Skipped: 0, Ready: 0, Unknown: 0 }
  for (const target of targets) overview[targetStatusAt(target, age)]++
  const { Unknown, ...counted } = overview
  return counted
}

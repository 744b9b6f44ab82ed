import type { LifecycleExecutionStatus, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'
import type { ExecutionRecord, ImageBuilderWorld } from '../../../imagebuilder/world.ts'
import { memoizeFinal } from '../memoize-final.ts'
import { randomOf, uuidOf } from '../random.ts'
import { type PolicySchedule, policySchedulesOf, SHARED_ACCOUNT } from './policies.ts'
import { type Handling, type Impact, imageArnsOf, impactsOf, resourcesAt } from './resources.ts'

type Ending = 'SUCCESS' | 'FAILED' | 'CANCELLED'

/** When an execution is active; epoch milliseconds. */
interface Run {
  from: number
  to: number
}

/** One execution of a policy, planned from beginning to end; times in epoch milliseconds. */
interface PlannedExecution {
  id: string
  ending: Ending
  stages: { status: LifecycleExecutionStatus; from: number; reason?: string }[]
  imageArns: string[]
  resourcesAt: (now: number) => ExecutionRecord['resources']
}

const DAY = 24 * 3_600_000
const HISTORY = 14 // days
const MAX_REMEMBERED = 100 // per policy; a history has at most 15
const CANCELLING = 45_000
const ROLE = `arn:aws:iam::${SHARED_ACCOUNT}:role/EC2ImageBuilderDistributionCrossAccountRole`

/** Image Builder's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function demoOf(region: string, seed: number): (now: number) => ImageBuilderWorld {
  const schedules = policySchedulesOf(region).map((schedule) => ({
    schedule,
    executionsAt: executionsOf(schedule, seed),
  }))
  return (now) => ({
    policies: schedules.map(({ schedule }): LifecyclePolicy => {
      const { policy, at } = schedule
      return at === undefined
        ? policy
        : { ...policy, dateLastRun: new Date(startOf(schedule, seed, dayOf(schedule, seed, now))) }
    }),
    executions: schedules.flatMap(({ executionsAt }) => executionsAt(now)),
  })
}

/** When a policy runs on a day, counted from 1970. */
function startOf({ region, policy, at = 0, pauses }: PolicySchedule, seed: number, day: number): number {
  const offset = region === 'us-east-1' || pauses ? 0 : DAY / 2
  return Math.floor(day * DAY + at + offset + randomOf(seed, policy.arn ?? '', day, 'start')() * 20_000)
}

/** The day of the policy's latest run. */
function dayOf(schedule: PolicySchedule, seed: number, now: number): number {
  const day = Math.floor(now / DAY)
  return [day, day - 1].find((one) => startOf(schedule, seed, one) <= now) ?? day - 2
}

/**
 * The number of days that an execution runs on, and the first day of execution 0. Two-day executions of the second
 * region begin on the other day, so that one of them is paused or in progress at any time.
 */
function daysOf({ region, pauses }: PolicySchedule): { first: number; count: number } {
  return { first: pauses && region !== 'us-east-1' ? 1 : 0, count: pauses ? 2 : 1 }
}

/** A policy's executions of two weeks, newest first. Final ones are computed once. */
function executionsOf(schedule: PolicySchedule, seed: number): (now: number) => ExecutionRecord[] {
  if (schedule.at === undefined) return () => []
  const days = daysOf(schedule)
  const executionAt = memoizeFinal(MAX_REMEMBERED, (number, now) => {
    const execution = planExecution(schedule, seed, number)
    return { value: recordAt(schedule, execution, now), finalFrom: execution.stages.at(-1)?.from ?? now }
  })
  return (now) => {
    const latest = Math.floor((dayOf(schedule, seed, now) - days.first) / days.count)
    const numbers = Array.from({ length: HISTORY / days.count }, (_, back) => latest - back)
    return numbers.map((number) => executionAt(number, now))
  }
}

function planExecution(schedule: PolicySchedule, seed: number, number: number): PlannedExecution {
  const { first, count } = daysOf(schedule)
  const runs = Array.from({ length: count }, (_, day) => {
    const from = startOf(schedule, seed, first + number * count + day)
    return { from, to: from + schedule.runs }
  })
  const ending = endingOf(number)
  const idle = number % 9 === 4
  const impacts = idle ? [] : impactsOf(schedule, number)
  const handlings = handlingsOf(impacts, ending, runs)
  return {
    id: `lce-${uuidOf(`${seed}/${schedule.policy.arn}/${number}`)}`,
    ending,
    stages: stagesOf(runs, ending),
    imageArns: idle ? [] : imageArnsOf(schedule, number),
    resourcesAt: (now) => resourcesAt(impacts, handlings, now),
  }
}

/** In progress during the runs, PENDING between them; a failed execution takes as long as a complete one. */
function stagesOf(runs: Run[], ending: Ending): PlannedExecution['stages'] {
  const stages = runs.flatMap(({ from, to }): PlannedExecution['stages'] => [
    { status: 'IN_PROGRESS', from },
    { status: 'PENDING', from: to },
  ])
  const last = stages.pop()?.from ?? 0
  if (ending === 'CANCELLED') {
    const reason = 'Cancelled by the user.'
    return [...stages, { status: 'CANCELLING', from: last }, { status: ending, from: last + CANCELLING, reason }]
  }
  const reason = `Image Builder could not assume the role ${ROLE}.`
  return [...stages, { status: ending, from: last, ...(ending === 'FAILED' && { reason }) }]
}

/** Of nine executions, one fails and one is cancelled. */
function endingOf(number: number): Ending {
  return number % 9 === 2 ? 'FAILED' : number % 9 === 7 ? 'CANCELLED' : 'SUCCESS'
}

/**
 * Resources are handled one after another. A failed execution fails in the other account; a cancelled one does not
 * handle the second half.
 */
function handlingsOf(impacts: Impact[], ending: Ending, runs: Run[]): Handling[] {
  const half = Math.ceil(impacts.length / 2)
  const end = runs.at(-1)?.to ?? 0
  return impacts.map(({ resource }, index) => {
    const times = turnOf(index, impacts.length, runs)
    if (ending === 'FAILED' && resource.accountId === SHARED_ACCOUNT) {
      return { ...times, state: { status: 'FAILED', reason: `Not authorized to assume ${ROLE}.` } }
    }
    if (ending === 'CANCELLED' && index >= half) {
      return { from: end, to: end, state: { status: 'SKIPPED', reason: 'The execution was cancelled.' } }
    }
    return { ...times, state: { status: 'SUCCESS' } }
  })
}

/** When one of `count` resources is handled: each run handles an equal part of them. */
function turnOf(index: number, count: number, runs: Run[]): Run {
  const perRun = Math.ceil(count / runs.length)
  const { from, to } = runs[Math.floor(index / perRun)] ?? { from: 0, to: 0 }
  const share = (to - from) / perRun
  const place = index % perRun
  return { from: Math.floor(from + place * share), to: Math.floor(from + (place + 1) * share) }
}

function recordAt(
  { policy }: PolicySchedule,
  { id, stages, imageArns, ending, resourcesAt }: PlannedExecution,
  now: number,
): ExecutionRecord {
  const stage = stages.findLast(({ from }) => from <= now)
  const over = stage?.status === ending
  return {
    execution: {
      lifecycleExecutionId: id,
      lifecyclePolicyArn: policy.arn,
      resourcesImpactedSummary: { hasImpactedResources: imageArns.length > 0 },
      state: stage && { status: stage.status, reason: stage.reason },
      startTime: new Date(stages[0]?.from ?? now),
      endTime: over ? new Date(stage.from) : undefined,
    },
    resourceArns: imageArns,
    // A getter, because only a call for this execution needs them.
    get resources() {
      return resourcesAt(now)
    },
  }
}

import type { LifecycleExecutionStatus, LifecyclePolicy } from '@aws-sdk/client-imagebuilder'
import type { ExecutionRecord, ImageBuilderWorld } from '../../../imagebuilder/world.ts'
import { memoizeFinal } from '../memoize-final.ts'
import { randomOf, uuidOf } from '../random.ts'
import { type PolicySchedule, policySchedulesOf, SHARED_ACCOUNT } from './policies.ts'
import { type Fate, type Impact, imageArnsOf, impactsOf, resourcesAt } from './resources.ts'

type Ending = 'SUCCESS' | 'FAILED' | 'CANCELLED'

/** One execution of a policy, decided from its beginning to its end; times in epoch milliseconds. */
interface Run {
  id: string
  ending: Ending
  stages: { status: LifecycleExecutionStatus; from: number; reason?: string }[]
  imageArns: string[]
  resourcesAt: (now: number) => ExecutionRecord['resources']
}

const HISTORY = 14 * 24 * 3_600_000
const MAX_REMEMBERED = 1_000 // per policy; a history has at most 336
const PENDING = 30_000
const CANCELLING = 45_000
const ROLE = `arn:aws:iam::${SHARED_ACCOUNT}:role/EC2ImageBuilderDistributionCrossAccountRole`

/** Image Builder's part of the demo's world in a region: a function of the time, and equal for equal seeds. */
export function imageBuilderOf(region: string, seed: number): (now: number) => ImageBuilderWorld {
  const schedules = policySchedulesOf(region).map((schedule) => ({
    schedule,
    executionsAt: executionsOf(schedule, seed),
  }))
  return (now) => {
    const current = schedules.map(({ schedule, executionsAt }) => ({ schedule, executions: executionsAt(now) }))
    return {
      policies: current.map(({ schedule, executions }): LifecyclePolicy => {
        const dateLastRun = executions[0]?.execution.startTime
        return dateLastRun ? { ...schedule.policy, dateLastRun } : schedule.policy
      }),
      executions: current.flatMap(({ executions }) => executions),
    }
  }
}

/** A policy's executions of two weeks, newest first. Those that are over are made once. */
function executionsOf(schedule: PolicySchedule, seed: number): (now: number) => ExecutionRecord[] {
  const { region, every } = schedule
  if (every === undefined) return () => []
  const offset = region === 'us-east-1' ? 0 : every / 2
  const at = memoizeFinal(MAX_REMEMBERED, (number, now) => {
    const run = runOf(schedule, seed, number, number * every + offset)
    return { value: recordAt(schedule, run, now), finalFrom: run.stages.at(-1)?.from ?? now }
  })
  return (now) => {
    const latest = Math.floor((now - offset) / every)
    const numbers = Array.from({ length: Math.floor(HISTORY / every) }, (_, index) => latest - index)
    return numbers.map((number) => at(number, now)).filter(({ execution }) => execution.state)
  }
}

function runOf(schedule: PolicySchedule, seed: number, number: number, time: number): Run {
  const key = `${seed}/${schedule.policy.arn}/${number}`
  const random = randomOf(key)
  const created = Math.floor(time + random() * 20_000)
  const from = created + PENDING
  const ending = endingOf(number)
  // A broken run takes as long as a whole one, so that some run is always in progress.
  const to = from + schedule.runs
  const idle = number % 9 === 4
  const stages: Run['stages'] = [
    { status: 'PENDING', from: created },
    { status: 'IN_PROGRESS', from },
  ]
  if (ending === 'CANCELLED') {
    stages.push(
      { status: 'CANCELLING', from: to },
      { status: ending, from: to + CANCELLING, reason: 'Cancelled by the user.' },
    )
  } else if (ending === 'FAILED') {
    stages.push({ status: ending, from: to, reason: `Image Builder could not assume the role ${ROLE}.` })
  } else {
    stages.push({ status: ending, from: to })
  }
  return {
    id: `lce-${uuidOf(key)}`,
    ending,
    stages,
    imageArns: idle ? [] : imageArnsOf(schedule, number),
    resourcesAt(now) {
      const impacts = idle ? [] : impactsOf(schedule, number)
      return resourcesAt(impacts, fatesOf(impacts, ending, from, to), now)
    },
  }
}

/** Of nine executions, one fails and one is cancelled; another finds nothing to do. */
function endingOf(number: number): Ending {
  return number % 9 === 2 ? 'FAILED' : number % 9 === 7 ? 'CANCELLED' : 'SUCCESS'
}

/** Resources come one after the other. A run that fails does so in the other account, one that is cancelled leaves the
 * second half alone. */
function fatesOf(impacts: Impact[], ending: Ending, from: number, to: number): Fate[] {
  const share = (to - from) / impacts.length
  const half = Math.ceil(impacts.length / 2)
  return impacts.map(({ resource }, index) => {
    const times = { from: Math.floor(from + index * share), to: Math.floor(from + (index + 1) * share) }
    if (ending === 'FAILED' && resource.accountId === SHARED_ACCOUNT) {
      return { ...times, state: { status: 'FAILED', reason: `Not authorized to assume ${ROLE}.` } }
    }
    if (ending === 'CANCELLED' && index >= half) {
      return { from: to, to, state: { status: 'SKIPPED', reason: 'The execution was cancelled.' } }
    }
    return { ...times, state: { status: 'SUCCESS' } }
  })
}

function recordAt({ policy }: PolicySchedule, { id, stages, imageArns, ending, resourcesAt }: Run, now: number) {
  const stage = stages.findLast(({ from }) => from <= now)
  const over = stage?.status === ending
  const record: ExecutionRecord = {
    execution: {
      lifecycleExecutionId: id,
      lifecyclePolicyArn: policy.arn,
      resourcesImpactedSummary: { hasImpactedResources: imageArns.length > 0 },
      state: stage && { status: stage.status, reason: stage.reason },
      startTime: new Date(stages[0]?.from ?? now),
      endTime: over ? new Date(stage.from) : undefined,
    },
    resourceArns: imageArns,
    // Only a call for this one execution reads them.
    get resources() {
      return resourcesAt(now)
    },
  }
  return record
}

import type { DeploymentTarget, ECSTaskSet } from '@aws-sdk/client-codedeploy'
import type { TargetDetail } from '../../../codedeploy/deployment-record.ts'
import { arnSuffixOf, randomOf } from '../random.ts'
import type { Plan } from './pipeline.ts'
import type { ScheduledDeployment } from './schedule.ts'
import { SUCCEEDED } from './scripts.ts'
import { endOf, eventsAt, startOf, type TargetTimeline, targetStatusAt } from './timeline.ts'
import { shareAt, type Traffic } from './traffic-shift.ts'

const ACCOUNT = '111122223333'
const TASKS = 6

/** The ids of the targets in a plan, in the order of its timeline. */
export function targetIdsOf(plan: Plan): string[] {
  switch (plan.kind) {
    case 'rolling':
      return plan.rollout.instances
    case 'blueGreen':
      return [...plan.replacement.green, ...plan.replacement.blue]
    case 'ecs':
      return [`${plan.cluster}:${plan.service}`]
    case 'lambda':
      return [`${plan.functionName}:${plan.alias}`]
    case 'cloudFormation':
      return [plan.stack]
  }
}

/** One target of a deployment at a given time. */
export function targetAt(scheduled: ScheduledDeployment, targetId: string, now: number): DeploymentTarget | undefined {
  const index = targetIdsOf(scheduled.plan).indexOf(targetId)
  const timeline = scheduled.timeline.targets[index]
  if (!timeline) return undefined
  const age = now - scheduled.created
  const { plan } = scheduled
  const { region } = scheduled.pipeline
  const detail = detailAt(scheduled, targetId, timeline, age)
  switch (plan.kind) {
    case 'rolling': {
      const targetArn = plan.onPremises
        ? `arn:aws:codedeploy:${region}:${ACCOUNT}:instance/${targetId}_${arnSuffixOf(region, targetId)}`
        : instanceArn(region, targetId)
      return { deploymentTargetType: 'InstanceTarget', instanceTarget: { ...detail, targetArn } }
    }
    case 'blueGreen': {
      const instanceLabel = index < plan.replacement.green.length ? 'Green' : 'Blue'
      const targetArn = instanceArn(region, targetId)
      return { deploymentTargetType: 'InstanceTarget', instanceTarget: { ...detail, targetArn, instanceLabel } }
    }
    case 'ecs': {
      const targetArn = `arn:aws:ecs:${region}:${ACCOUNT}:service/${plan.cluster}/${plan.service}`
      const taskSetsInfo = taskSetsAt(scheduled, timeline, plan.shift.traffic, age)
      return { deploymentTargetType: 'ECSTarget', ecsTarget: { ...detail, targetArn, taskSetsInfo } }
    }
    case 'lambda': {
      const lambdaFunctionInfo = {
        functionName: plan.functionName,
        functionAlias: plan.alias,
        currentVersion: String(scheduled.cause === 'rollback' ? scheduled.build + 1 : scheduled.build - 1),
        targetVersion: String(scheduled.build),
        targetVersionWeight: shareAt(timeline, plan.shift.traffic, age),
      }
      const targetArn = `arn:aws:lambda:${region}:${ACCOUNT}:function:${plan.functionName}`
      return { deploymentTargetType: 'LambdaTarget', lambdaTarget: { ...detail, targetArn, lambdaFunctionInfo } }
    }
    case 'cloudFormation': {
      const targetVersionWeight = shareAt(timeline, plan.shift.traffic, age) * 100
      const cloudFormationTarget = { ...detail, resourceType: 'AWS::ECS::TaskSet', targetVersionWeight }
      return { deploymentTargetType: 'CloudFormationTarget', cloudFormationTarget }
    }
  }
}

function detailAt(
  { id, created, timeline, plan }: ScheduledDeployment,
  targetId: string,
  target: TargetTimeline,
  age: number,
): TargetDetail {
  const scripted = plan.kind === 'rolling' || plan.kind === 'blueGreen'
  const lifecycleEvents = eventsAt(target, created, age, () => (scripted ? SUCCEEDED : undefined))
  const times = lifecycleEvents.flatMap(({ startTime, endTime }) => endTime ?? startTime ?? [])
  return {
    deploymentId: id,
    targetId,
    status: targetStatusAt(target, age),
    lastUpdatedAt: new Date(Math.max(created + startOf(timeline), ...times.map(Number))),
    lifecycleEvents,
  }
}

/**
 * Two task sets. Blue serves until green has taken over, and is terminated when the deployment ends; green drains if
 * the deployment breaks off. A rollback creates no task set: it shows those of the deployment that it rolls back.
 */
function taskSetsAt(
  scheduled: ScheduledDeployment,
  timeline: TargetTimeline,
  traffic: Traffic,
  age: number,
): ECSTaskSet[] {
  const { parent } = scheduled
  const [target] = parent?.timeline.targets ?? []
  if (parent && target) return taskSetsAt(parent, target, traffic, endOf(parent.timeline))
  const { steps, halt } = timeline
  const share = shareAt(timeline, traffic, age)
  const install = steps.find(({ name }) => name === 'Install')
  const gone = halt !== undefined && age >= halt.time
  const grown = install ? (age - install.from) / (install.to - install.from) : 0
  const running = gone ? 0 : Math.max(0, Math.min(TASKS, Math.floor(grown * TASKS)))
  const over = !halt && age >= (steps.at(-1)?.to ?? 0)
  const terminated = over && age >= endOf(scheduled.timeline)
  const blue: ECSTaskSet = {
    identifer: taskSetId(scheduled, 'blue'),
    desiredCount: terminated ? 0 : TASKS,
    pendingCount: 0,
    runningCount: terminated ? 0 : TASKS,
    status: terminated ? 'DRAINING' : over ? 'ACTIVE' : 'PRIMARY',
    trafficWeight: Math.round((1 - share) * 100),
    targetGroup: { name: `${scheduled.pipeline.application}-tg-1` },
    taskSetLabel: 'Blue',
  }
  if (!install || age < install.from) return [blue]
  return [
    blue,
    {
      identifer: taskSetId(scheduled, 'green'),
      desiredCount: gone ? 0 : TASKS,
      pendingCount: gone ? 0 : TASKS - running,
      runningCount: running,
      status: over ? 'PRIMARY' : gone ? 'DRAINING' : 'ACTIVE',
      trafficWeight: Math.round(share * 100),
      targetGroup: { name: `${scheduled.pipeline.application}-tg-2` },
      taskSetLabel: 'Green',
    },
  ]
}

/** In the format of ECS: `ecs-svc/` and 19 digits. The new task set of one deployment is the old one of the next. */
function taskSetId({ pipeline, build }: ScheduledDeployment, label: 'blue' | 'green'): string {
  const random = randomOf(pipeline.region, pipeline.application ?? '', label === 'green' ? build : build - 1)
  return `ecs-svc/${Array.from({ length: 19 }, () => Math.floor(random() * 9) + 1).join('')}`
}

export function instanceArn(region: string, id: string): string {
  return `arn:aws:ec2:${region}:${ACCOUNT}:instance/${id}`
}

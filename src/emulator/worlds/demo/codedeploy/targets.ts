import type { DeploymentTarget, ECSTaskSet } from '@aws-sdk/client-codedeploy'
import type { TargetDetail } from '../../../codedeploy/deployment-record.ts'
import { randomOf } from '../random.ts'
import type { Plan } from './pipelines.ts'
import type { Slot } from './schedule.ts'
import { succeeded } from './scripts.ts'
import { eventsAt, startOf, type TargetCourse, targetStatusAt } from './timeline.ts'
import { shareAt } from './traffic-shift.ts'

const ACCOUNT = '111122223333'
const TASKS = 6

/** The ids of what a plan deploys to, in the order of its course's targets. */
export function targetIdsOf(plan: Plan): string[] {
  switch (plan.kind) {
    case 'rolling':
      return plan.rollout.instances
    case 'blueGreen':
      return [...plan.replacement.green, ...plan.replacement.blue]
    case 'ecs':
      return [`${plan.cluster}:${plan.service}`]
    case 'lambda':
      return [plan.functionName]
    case 'cloudFormation':
      return [plan.stack]
  }
}

/** One target of a deployment at a moment. */
export function targetAt(slot: Slot, targetId: string, now: number): DeploymentTarget | undefined {
  const index = targetIdsOf(slot.plan).indexOf(targetId)
  const course = slot.course.targets[index]
  if (!course) return undefined
  const age = now - slot.created
  const { plan } = slot
  const { region } = slot.line
  const detail = detailAt(slot, targetId, course, age)
  switch (plan.kind) {
    case 'rolling': {
      const targetArn = plan.onPremises
        ? `arn:aws:codedeploy:${region}:${ACCOUNT}:instance/${targetId}`
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
      const taskSetsInfo = taskSetsAt(slot, course, age, shareAt(course, plan.shift.traffic, age))
      return { deploymentTargetType: 'ECSTarget', ecsTarget: { ...detail, targetArn, taskSetsInfo } }
    }
    case 'lambda': {
      const lambdaFunctionInfo = {
        functionName: plan.functionName,
        functionAlias: slot.line.group,
        currentVersion: String(slot.cause === 'rollback' ? slot.build + 1 : slot.build - 1),
        targetVersion: String(slot.build),
        targetVersionWeight: shareAt(course, plan.shift.traffic, age),
      }
      const targetArn = `arn:aws:lambda:${region}:${ACCOUNT}:function:${plan.functionName}`
      return { deploymentTargetType: 'LambdaTarget', lambdaTarget: { ...detail, targetArn, lambdaFunctionInfo } }
    }
    case 'cloudFormation': {
      const targetVersionWeight = shareAt(course, plan.shift.traffic, age) * 100
      const cloudFormationTarget = { ...detail, resourceType: 'AWS::ECS::TaskSet', targetVersionWeight }
      return { deploymentTargetType: 'CloudFormationTarget', cloudFormationTarget }
    }
  }
}

function detailAt(
  { id, created, course, plan }: Slot,
  targetId: string,
  target: TargetCourse,
  age: number,
): TargetDetail {
  const scripted = plan.kind === 'rolling' || plan.kind === 'blueGreen'
  const lifecycleEvents = eventsAt(target, created, age, scripted ? succeeded : () => undefined)
  const times = lifecycleEvents.flatMap(({ startTime, endTime }) => endTime ?? startTime ?? [])
  return {
    deploymentId: id,
    targetId,
    status: targetStatusAt(target, age),
    lastUpdatedAt: new Date(Math.max(created + startOf(course), ...times.map(Number))),
    lifecycleEvents,
  }
}

/** Two task sets: blue serves until green has taken over, then it drains. */
function taskSetsAt(slot: Slot, { steps, halt }: TargetCourse, age: number, share: number): ECSTaskSet[] {
  const install = steps.find(({ name }) => name === 'Install')
  const gone = halt !== undefined && age >= halt.time
  const grown = install ? (age - install.from) / (install.to - install.from) : 0
  const running = gone ? 0 : Math.max(0, Math.min(TASKS, Math.floor(grown * TASKS)))
  const over = share === 1 && age >= (steps.at(-1)?.to ?? 0)
  const blue: ECSTaskSet = {
    identifer: taskSetId(slot, 'blue'),
    desiredCount: over ? 0 : TASKS,
    pendingCount: 0,
    runningCount: over ? 0 : TASKS,
    status: over ? 'DRAINING' : 'PRIMARY',
    trafficWeight: Math.round((1 - share) * 100),
    targetGroup: { name: `${slot.line.application}-tg-1` },
    taskSetLabel: 'Blue',
  }
  if (!install || age < install.from) return [blue]
  return [
    blue,
    {
      identifer: taskSetId(slot, 'green'),
      desiredCount: gone ? 0 : TASKS,
      pendingCount: gone ? 0 : TASKS - running,
      runningCount: running,
      status: over ? 'PRIMARY' : gone ? 'DRAINING' : 'ACTIVE',
      trafficWeight: Math.round(share * 100),
      targetGroup: { name: `${slot.line.application}-tg-2` },
      taskSetLabel: 'Green',
    },
  ]
}

/** As ECS writes them: `ecs-svc/` and 19 digits. The new task set of one deployment is the old one of the next. */
function taskSetId({ line, build }: Slot, label: 'blue' | 'green'): string {
  const random = randomOf(line.region, line.application ?? '', label === 'green' ? build : build - 1)
  return `ecs-svc/${Array.from({ length: 19 }, () => Math.floor(random() * 9) + 1).join('')}`
}

function instanceArn(region: string, id: string): string {
  return `arn:aws:ec2:${region}:${ACCOUNT}:instance/${id}`
}

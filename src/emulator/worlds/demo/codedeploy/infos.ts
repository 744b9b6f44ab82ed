import type { DeploymentInfo, ErrorInformation, RelatedDeployments, RollbackInfo } from '@aws-sdk/client-codedeploy'
import { alarmOf, fleetTag, trafficOf } from './groups.ts'
import { revisionOf } from './revisions.ts'
import type { Slot } from './schedule.ts'
import { endOf, overviewAt, startOf, statusAt } from './timeline.ts'

const settled = new WeakMap<Slot, DeploymentInfo>()

/** GetDeployment's answer at a moment. It stays the same once the deployment is over and what follows it exists. */
export function infoAt(slot: Slot, now: number): DeploymentInfo {
  if (now < Math.max(slot.created + endOf(slot.course), slot.child?.created ?? 0)) return describe(slot, now)
  const info = settled.get(slot) ?? describe(slot, now)
  settled.set(slot, info)
  return info
}

function describe(slot: Slot, now: number): DeploymentInfo {
  const { line, id, created, course, build } = slot
  const age = now - created
  const started = age >= startOf(course)
  const ended = age >= endOf(course)
  return {
    applicationName: line.application,
    deploymentGroupName: line.group,
    deploymentConfigName: line.config,
    deploymentId: id,
    previousRevision: revisionOf(line, slot.cause === 'rollback' ? build + 1 : build - 1),
    revision: revisionOf(line, build),
    status: statusAt(course, age),
    errorInformation: ended ? errorOf(slot) : undefined,
    createTime: new Date(created),
    startTime: started ? new Date(created + startOf(course)) : undefined,
    completeTime: ended ? new Date(created + Math.floor(endOf(course))) : undefined,
    deploymentOverview: started ? overviewAt(course, age) : undefined,
    description: descriptionOf(slot),
    creator: creatorOf(slot),
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    updateOutdatedInstancesOnly: slot.cause === 'autoUpdate',
    rollbackInfo: rollbackOf(slot, now),
    deploymentStyle: line.style,
    instanceTerminationWaitTimeStarted: false,
    ...trafficOf(line),
    targetInstances: line.plan.kind === 'blueGreen' ? { ec2TagSet: fleetTag(`${line.application}-green`) } : undefined,
    fileExistsBehavior: line.platform === 'Server' ? 'OVERWRITE' : undefined,
    deploymentStatusMessages: [],
    computePlatform: line.platform,
    externalId: line.plan.kind === 'cloudFormation' ? line.plan.stack : undefined,
    relatedDeployments: relatedOf(slot, now),
  }
}

function errorOf({ line, outcome, plan }: Slot): ErrorInformation | undefined {
  if (outcome === 'Succeeded') return undefined
  if (outcome === 'Stopped') return { code: 'MANUAL_STOP', message: 'The deployment was stopped by a user.' }
  if (plan.kind === 'rolling' || plan.kind === 'blueGreen') {
    const message =
      'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.'
    return { code: 'HEALTH_CONSTRAINTS', message }
  }
  if (!plan.shift.fragile) {
    const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${alarmOf(line)}>`
    return { code: 'ALARM_ACTIVE', message }
  }
  return { code: 'HOOK_EXECUTION_FAILURE', message: `The validation hook of ${plan.shift.fragile} reported a failure.` }
}

function descriptionOf({ cause, parent, line, build }: Slot): string {
  if (cause === 'rollback') return `Rollback of deployment ${parent?.id}.`
  if (cause === 'autoUpdate') return `Automatic update of instances outdated since deployment ${parent?.id}.`
  return `${line.application ?? 'loyalty-api'} build ${build}`
}

function creatorOf({ cause, line, build }: Slot): DeploymentInfo['creator'] {
  if (cause === 'rollback') return 'codeDeployRollback'
  if (cause === 'autoUpdate') return 'CodeDeployAutoUpdate'
  if (line.plan.kind === 'cloudFormation') return 'CloudFormation'
  return line.application === 'payments-worker' && build % 4 === 1 ? 'autoscaling' : 'user'
}

/** Both ends of a rollback name each other; the failed one only once the rollback exists. */
function rollbackOf({ cause, child, parent }: Slot, now: number): RollbackInfo | undefined {
  if (cause === 'rollback') {
    return { rollbackTriggeringDeploymentId: parent?.id, rollbackMessage: `Deployment ${parent?.id} failed.` }
  }
  if (child?.cause !== 'rollback' || child.created > now) return undefined
  return { rollbackDeploymentId: child.id, rollbackMessage: `Rolling back with deployment ${child.id}.` }
}

function relatedOf({ cause, child, parent }: Slot, now: number): RelatedDeployments | undefined {
  if (cause === 'autoUpdate') return { autoUpdateOutdatedInstancesRootDeploymentId: parent?.id }
  if (child?.cause !== 'autoUpdate' || child.created > now) return undefined
  return { autoUpdateOutdatedInstancesDeploymentIds: [child.id] }
}

import type { DeploymentInfo, ErrorInformation, RelatedDeployments, RollbackInfo } from '@aws-sdk/client-codedeploy'
import { alarmOf, fleetTag, trafficOf } from './groups.ts'
import { revisionOf } from './revisions.ts'
import type { ScheduledDeployment } from './schedule.ts'
import { endOf, overviewAt, startOf, statusAt } from './timeline.ts'

const finalInfos = new WeakMap<ScheduledDeployment, DeploymentInfo>()

/** GetDeployment's answer at a moment. It stays the same once the deployment is over and what follows it exists. */
export function infoAt(scheduled: ScheduledDeployment, now: number): DeploymentInfo {
  if (now < Math.max(scheduled.created + endOf(scheduled.timeline), scheduled.child?.created ?? 0))
    return describe(scheduled, now)
  const info = finalInfos.get(scheduled) ?? describe(scheduled, now)
  finalInfos.set(scheduled, info)
  return info
}

function describe(scheduled: ScheduledDeployment, now: number): DeploymentInfo {
  const { pipeline, id, created, timeline, build } = scheduled
  const age = now - created
  const started = age >= startOf(timeline)
  const ended = age >= endOf(timeline)
  return {
    applicationName: pipeline.application,
    deploymentGroupName: pipeline.group,
    deploymentConfigName: pipeline.config,
    deploymentId: id,
    previousRevision: revisionOf(pipeline, scheduled.cause === 'rollback' ? build + 1 : build - 1),
    revision: revisionOf(pipeline, build),
    status: statusAt(timeline, age),
    errorInformation: ended ? errorOf(scheduled) : undefined,
    createTime: new Date(created),
    startTime: started ? new Date(created + startOf(timeline)) : undefined,
    completeTime: ended ? new Date(created + Math.floor(endOf(timeline))) : undefined,
    deploymentOverview: started ? overviewAt(timeline, age) : undefined,
    description: descriptionOf(scheduled),
    creator: creatorOf(scheduled),
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    updateOutdatedInstancesOnly: scheduled.cause === 'autoUpdate',
    rollbackInfo: rollbackOf(scheduled, now),
    deploymentStyle: pipeline.style,
    instanceTerminationWaitTimeStarted: false,
    ...trafficOf(pipeline),
    targetInstances:
      pipeline.plan.kind === 'blueGreen' ? { ec2TagSet: fleetTag(`${pipeline.application}-green`) } : undefined,
    fileExistsBehavior: pipeline.platform === 'Server' ? 'OVERWRITE' : undefined,
    deploymentStatusMessages: [],
    computePlatform: pipeline.platform,
    externalId: pipeline.plan.kind === 'cloudFormation' ? pipeline.plan.stack : undefined,
    relatedDeployments: relatedOf(scheduled, now),
  }
}

function errorOf({ pipeline, outcome, plan }: ScheduledDeployment): ErrorInformation | undefined {
  if (outcome === 'Succeeded') return undefined
  if (outcome === 'Stopped') return { code: 'MANUAL_STOP', message: 'The deployment was stopped by a user.' }
  if (plan.kind === 'rolling' || plan.kind === 'blueGreen') {
    const message =
      'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.'
    return { code: 'HEALTH_CONSTRAINTS', message }
  }
  if (!plan.shift.fragile) {
    const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${alarmOf(pipeline)}>`
    return { code: 'ALARM_ACTIVE', message }
  }
  return { code: 'HOOK_EXECUTION_FAILURE', message: `The validation hook of ${plan.shift.fragile} reported a failure.` }
}

function descriptionOf({ cause, parent, pipeline, build }: ScheduledDeployment): string {
  if (cause === 'rollback') return `Rollback of deployment ${parent?.id}.`
  if (cause === 'autoUpdate') return `Automatic update of instances outdated since deployment ${parent?.id}.`
  return `${pipeline.application ?? 'loyalty-api'} build ${build}`
}

function creatorOf({ cause, pipeline, build }: ScheduledDeployment): DeploymentInfo['creator'] {
  if (cause === 'rollback') return 'codeDeployRollback'
  if (cause === 'autoUpdate') return 'CodeDeployAutoUpdate'
  if (pipeline.plan.kind === 'cloudFormation') return 'CloudFormation'
  return pipeline.application === 'payments-worker' && build % 4 === 1 ? 'autoscaling' : 'user'
}

/** Both ends of a rollback name each other; the failed one only once the rollback exists. */
function rollbackOf({ cause, child, parent }: ScheduledDeployment, now: number): RollbackInfo | undefined {
  if (cause === 'rollback') {
    return { rollbackTriggeringDeploymentId: parent?.id, rollbackMessage: `Deployment ${parent?.id} failed.` }
  }
  if (child?.cause !== 'rollback' || child.created > now) return undefined
  return { rollbackDeploymentId: child.id, rollbackMessage: `Rolling back with deployment ${child.id}.` }
}

function relatedOf({ cause, child, parent }: ScheduledDeployment, now: number): RelatedDeployments | undefined {
  if (cause === 'autoUpdate') return { autoUpdateOutdatedInstancesRootDeploymentId: parent?.id }
  if (child?.cause !== 'autoUpdate' || child.created > now) return undefined
  return { autoUpdateOutdatedInstancesDeploymentIds: [child.id] }
}

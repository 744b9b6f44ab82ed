import type {
  AlarmConfiguration,
  DeploymentInfo,
  ErrorInformation,
  RelatedDeployments,
  RollbackInfo,
} from '@aws-sdk/client-codedeploy'
import { alarmOf, autoRollbackOf, fleetTag, trafficOf } from './groups.ts'
import { revisionOf } from './revisions.ts'
import type { ScheduledDeployment } from './schedule.ts'
import { endOf, overviewAt, startOf, statusAt } from './timeline.ts'

const finalInfos = new WeakMap<ScheduledDeployment, DeploymentInfo>()

/** GetDeployment's answer at a given time. It is final once the deployment has ended and its follow-up exists. */
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
    deploymentConfigName: configOf(scheduled),
    deploymentId: id,
    previousRevision: revisionOf(pipeline, previousBuildOf(scheduled)),
    revision: revisionOf(pipeline, build),
    status: statusAt(timeline, age),
    errorInformation: ended ? errorOf(scheduled) : undefined,
    createTime: new Date(created),
    startTime: started ? new Date(created + startOf(timeline)) : undefined,
    completeTime: ended ? new Date(created + Math.floor(endOf(timeline))) : undefined,
    // As recorded: an ECS or Lambda deployment is counted after it has ended.
    deploymentOverview: (pipeline.platform === 'Server' ? started : ended) ? overviewAt(timeline, age) : undefined,
    description: descriptionOf(scheduled),
    creator: creatorOf(scheduled),
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: autoRollbackOf(pipeline),
    updateOutdatedInstancesOnly: scheduled.cause === 'autoUpdate',
    rollbackInfo: rollbackOf(scheduled, now),
    deploymentStyle: pipeline.style,
    instanceTerminationWaitTimeStarted: age >= (timeline.terminationFrom ?? Number.POSITIVE_INFINITY),
    ...trafficOf(pipeline),
    targetInstances:
      pipeline.plan.kind === 'blueGreen' ? { ec2TagSet: fleetTag(`${pipeline.application}-green`) } : undefined,
    fileExistsBehavior: pipeline.platform === 'Server' ? 'OVERWRITE' : undefined,
    deploymentMode: scheduled.restart ? 'RESTART' : undefined,
    deploymentStatusMessages: [],
    computePlatform: pipeline.platform,
    externalId: pipeline.plan.kind === 'cloudFormation' ? pipeline.plan.stack : undefined,
    relatedDeployments: relatedOf(scheduled, now),
    overrideAlarmConfiguration: alarmOverrideOf(scheduled),
  }
}

function errorOf({ pipeline, outcome, plan }: ScheduledDeployment): ErrorInformation | undefined {
  if (outcome === 'Succeeded') return undefined
  if (outcome === 'Request') return { code: 'MANUAL_STOP', message: 'The deployment was stopped by a user.' }
  if (outcome === 'Alarm') {
    // AWS's own words, angle brackets included.
    const message = `One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <${alarmOf(pipeline)}>`
    return { code: 'ALARM_ACTIVE', message }
  }
  if (plan.kind === 'rolling' && plan.rollout.instances.length === 0) {
    const message =
      'The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your Amazon EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again.'
    return { code: 'NO_INSTANCES', message }
  }
  if (plan.kind === 'rolling' || plan.kind === 'blueGreen') {
    const message =
      'The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.'
    return { code: 'HEALTH_CONSTRAINTS', message }
  }
  if (plan.shift.failsIn === 'Install') {
    const message =
      'The ECS service cannot be updated due to an unexpected error: The container image of the task definition does not exist.'
    return { code: 'ECS_UPDATE_ERROR', message }
  }
  return { code: 'HOOK_EXECUTION_FAILURE', message: `The validation hook of ${plan.shift.failsIn} reported a failure.` }
}

function descriptionOf({ cause, parent, pipeline, build, restart }: ScheduledDeployment): string {
  if (restart) return `Restart of ${pipeline.application} with build ${build}.`
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

/**
 * The two deployments of a rollback refer to each other, in AWS's recorded words; the first one has `{}` between its
 * own end and the start of the rollback.
 */
function rollbackOf({ id, cause, child, parent, ...own }: ScheduledDeployment, now: number): RollbackInfo | undefined {
  if (cause === 'rollback') {
    const rollbackMessage = `Deployment ${id} is triggered to roll back deployment ${parent?.id}.`
    return { rollbackTriggeringDeploymentId: parent?.id, rollbackMessage }
  }
  if (child?.cause !== 'rollback' || now < own.created + endOf(own.timeline)) return undefined
  if (child.created > now) return {}
  const rollbackMessage = `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${child.id}.`
  return { rollbackDeploymentId: child.id, rollbackMessage }
}

/** As recorded, ECS rolls back all at once whatever the group says; Lambda is modelled alike. */
function configOf({ cause, pipeline }: ScheduledDeployment): string | undefined {
  if (cause !== 'rollback' || pipeline.platform === 'Server') return pipeline.config
  return `CodeDeployDefault.${pipeline.platform}AllAtOnce`
}

/** The latest build when a deployment starts. */
function previousBuildOf({ cause, restart, build }: ScheduledDeployment): number {
  return cause === 'rollback' ? build + 1 : restart ? build : build - 1
}

/** One in three deployments of accounts-web ignores the group's alarm. */
function alarmOverrideOf({ pipeline, cause, build }: ScheduledDeployment): AlarmConfiguration | undefined {
  if (pipeline.application !== 'accounts-web' || cause !== 'regular' || build % 3 !== 0) return undefined
  return { enabled: false, ignorePollAlarmFailure: false, alarms: [{ name: alarmOf(pipeline) }] }
}

function relatedOf({ cause, child, parent }: ScheduledDeployment, now: number): RelatedDeployments | undefined {
  if (cause === 'autoUpdate') return { autoUpdateOutdatedInstancesRootDeploymentId: parent?.id }
  if (child?.cause !== 'autoUpdate' || child.created > now) return undefined
  return { autoUpdateOutdatedInstancesDeploymentIds: [child.id] }
}

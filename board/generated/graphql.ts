/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The kinds of updates of the feed. */
export type ActivityChange =
  /** It has begun, or has come to match the filter. */
  | 'APPEARED'
  /** Something about it is different; perhaps it no longer matches the filter. */
  | 'CHANGED'
  /** It has ended, whatever phases the filter names. */
  | 'ENDED'
  /** It was there when the subscription began. */
  | 'PRESENT'
  /** Something that could be read cannot be read now, or the other way round. */
  | 'PROBLEMS'
  /** All activities that were there have been sent. */
  | 'SYNCED';

/** Deployment.State: status of a deployment. ROLLED_BACK and REVERTED are final, COMPLETE only 72 hours after its end. */
export type AppConfigState =
  /** All clients have been reached; alarms are watched for a while longer. */
  | 'BAKING'
  /** All clients have been reached and the bake time is over. It can still be reverted for 72 hours. */
  | 'COMPLETE'
  /** The configuration goes to a growing share of the clients. */
  | 'DEPLOYING'
  /** It was complete, and then the previous configuration was restored on request. */
  | 'REVERTED'
  /** It was ended while it ran; clients have the configuration from before. */
  | 'ROLLED_BACK'
  /** An alarm, a person or an internal error ended it; clients are getting the configuration from before. */
  | 'ROLLING_BACK'
  /** A state newer than this schema; rawStatus has AWS's word for it. */
  | 'UNKNOWN'
  /** The validators of the configuration profile check the configuration before the rollout starts. */
  | 'VALIDATING';

/** The AWS services that this gateway reads; each brings its value. */
export type AwsService =
  /** AWS AppConfig: gradual rollouts of configuration data. */
  | 'APPCONFIG'
  /** AWS CodeDeploy: deployments of applications to servers, Lambda functions and ECS services. */
  | 'CODEDEPLOY'
  /** EC2 Image Builder: lifecycle executions that deprecate, disable or delete images. */
  | 'IMAGE_BUILDER';

/** ComputePlatform: the platforms that CodeDeploy deploys to. */
export type ComputePlatform =
  /** ECS: traffic moves from one task set of a service to another. */
  | 'ECS'
  /** Lambda: traffic moves from one version of a function to another. */
  | 'LAMBDA'
  /** Server: EC2 instances and on-premises machines that run the CodeDeploy agent. */
  | 'SERVER'
  /** A platform newer than this schema. */
  | 'UNKNOWN';

/** DeploymentInfo.blueGreenDeploymentConfiguration: what a deployment waits for. */
export type DeploymentWaitingKind =
  /** All traffic is on the new version; the original environment is kept for some time before it is terminated. */
  | 'ORIGINAL_TERMINATION'
  /** Ready, with STOP_DEPLOYMENT: the traffic has to be rerouted (ContinueDeployment) before the deadline, or it is stopped. */
  | 'TRAFFIC_REROUTE'
  /** DeploymentReadyOption.actionOnTimeout is newer than this schema. */
  | 'UNKNOWN';

/** The data that an estimate is based on. */
export type EstimateBasis =
  /** The last ten successful deployments of the group, without those that waited for people: from their start, or from their creation while this one has not started. */
  | 'HISTORY'
  /** Nothing: a group without history, or a wait for a person. */
  | 'NONE'
  /** The strategy of AppConfig, the canary or linear configuration of a CodeDeploy deployment whose traffic moves (without hooks after AllowTraffic, which have no schedule), or its termination wait: it says when. */
  | 'SCHEDULE';

/** Deployment.GrowthType and DeploymentStrategy.GrowthType: how the share of clients with the new configuration grows. */
export type GrowthType =
  /** After step N, growthFactor × 2ᴺ percent of the clients have it: 2, 4, 8, … percent with a growthFactor of 2. */
  | 'EXPONENTIAL'
  /** Each step adds the same share: growthFactor percent of the clients. */
  | 'LINEAR'
  /** A growth newer than this schema. */
  | 'UNKNOWN';

/** Diagnostics.errorCode: how running the script of a lifecycle event went. */
export type LifecycleErrorCode =
  /** ScriptFailed: the script ran and ended with an error. */
  | 'SCRIPT_FAILED'
  /** ScriptMissing: the script is not where the AppSpec file says. */
  | 'SCRIPT_MISSING'
  /** ScriptNotExecutable: the script is not of a kind that can be executed. */
  | 'SCRIPT_NOT_EXECUTABLE'
  /** ScriptTimedOut: the script took longer than the timeout in the AppSpec file. */
  | 'SCRIPT_TIMED_OUT'
  /** Success: the script ran and ended well. */
  | 'SUCCESS'
  /** An error code newer than this schema. */
  | 'UNKNOWN'
  /** UnknownError: the script did not run, for a reason that AWS does not know. */
  | 'UNKNOWN_ERROR';

/** LifecycleEvent.status: how far one step on one target is. */
export type LifecycleEventStatus =
  /** Failed: the step ended with an error; see diagnostics. */
  | 'FAILED'
  /** InProgress: the step is running. */
  | 'IN_PROGRESS'
  /** Pending: the step has not begun. */
  | 'PENDING'
  /** Skipped: the step was left out, mostly because one before it failed. */
  | 'SKIPPED'
  /** Succeeded: the step ran to its end without an error. */
  | 'SUCCEEDED'
  /** Unknown: AWS reports Unknown, or the status is newer than this schema; see rawStatus. */
  | 'UNKNOWN';

/** A common status for all services. rawStatus has the service's own status. */
export type Phase =
  /** Ended with an error. CodeDeploy: Failed. Image Builder: FAILED. */
  | 'FAILED'
  /** Running. CodeDeploy: InProgress, Baking. AppConfig: DEPLOYING, VALIDATING, BAKING. Image Builder: IN_PROGRESS, CANCELLING. */
  | 'IN_PROGRESS'
  /** Not running, and no action is possible. CodeDeploy: Created, Queued (accepted, not started). Image Builder: PENDING (paused until the policy's next run). */
  | 'PENDING'
  /** The previous version is restored. AppConfig: ROLLED_BACK, REVERTED. A CodeDeploy rollback is a separate deployment. */
  | 'ROLLED_BACK'
  /** Restoring the previous version. AppConfig: ROLLING_BACK. */
  | 'ROLLING_BACK'
  /** Ended early on request, by an alarm or by a time limit. CodeDeploy: Stopped. Image Builder: CANCELLED. */
  | 'STOPPED'
  /** Ended successfully. CodeDeploy: Succeeded. AppConfig: COMPLETE. Image Builder: SUCCESS. */
  | 'SUCCEEDED'
  /** A status newer than this schema; rawStatus has AWS's value. */
  | 'UNKNOWN'
  /** Waits for a manual action: a CodeDeploy blue/green deployment that is Ready for its traffic to be rerouted. */
  | 'WAITING';

/** TargetLabel, and InstanceType in the deprecated API: the sides of a blue/green deployment. */
export type TargetLabel =
  /** Blue: part of the original environment. */
  | 'BLUE'
  /** Green: part of the replacement environment. */
  | 'GREEN'
  /** A label newer than this schema. */
  | 'UNKNOWN';

/** TargetStatus, and InstanceStatus in the deprecated API: status of the deployment to one target. */
export type TargetStatus =
  /** Failed: a lifecycle event failed on this target; see its diagnostics. */
  | 'FAILED'
  /** InProgress: lifecycle events are running on this target. */
  | 'IN_PROGRESS'
  /** Pending: nothing has happened on this target yet. */
  | 'PENDING'
  /** Ready: a replacement instance of a blue/green deployment that can take traffic. */
  | 'READY'
  /** Skipped: this target was not deployed to, for instance because the deployment ended first. */
  | 'SKIPPED'
  /** Succeeded: every lifecycle event on this target has finished. */
  | 'SUCCEEDED'
  /** Unknown: AWS reports Unknown, or the status is newer than this schema; see rawStatus. */
  | 'UNKNOWN';

type Row_AppConfigDeployment_Fragment = { __typename: 'AppConfigDeployment', configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

type Row_CodeDeployDeployment_Fragment = { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

type Row_LifecycleExecution_Fragment = { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

export type RowFragment =
  | Row_AppConfigDeployment_Fragment
  | Row_CodeDeployDeployment_Fragment
  | Row_LifecycleExecution_Fragment
;

type Live_AppConfigDeployment_Fragment = { __typename: 'AppConfigDeployment', percentComplete: number | null, state: AppConfigState, growthType: GrowthType | null, growthFactor: number | null, deploymentDurationInMinutes: number | null, finalBakeTimeInMinutes: number | null, configurationVersion: string | null, configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

type Live_CodeDeployDeployment_Fragment = { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } };

type Live_LifecycleExecution_Fragment = { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

export type LiveFragment =
  | Live_AppConfigDeployment_Fragment
  | Live_CodeDeployDeployment_Fragment
  | Live_LifecycleExecution_Fragment
;

type Moving_AppConfigDeployment_Fragment = { __typename: 'AppConfigDeployment', percentComplete: number | null, state: AppConfigState, growthType: GrowthType | null, growthFactor: number | null, deploymentDurationInMinutes: number | null, finalBakeTimeInMinutes: number | null, configurationVersion: string | null, configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, estimate: { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null } | null, change: { fromVersion: string | null, toVersion: string | null } | null, location: { name: string } };

type Moving_CodeDeployDeployment_Fragment = { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, estimate: { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null } | null, change: { from: { label: string | null } | null, to: { label: string | null } | null } | null, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } };

type Moving_LifecycleExecution_Fragment = { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } };

export type MovingFragment =
  | Moving_AppConfigDeployment_Fragment
  | Moving_CodeDeployDeployment_Fragment
  | Moving_LifecycleExecution_Fragment
;

export type EstimateFragment = { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null };

export type ProblemFragment = { service: AwsService, code: string, message: string, location: { name: string } };

export type UnderWayQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  locations?: Array<string> | string | null | undefined;
}>;


export type UnderWayQuery = { locations: Array<{ name: string }> | null, activity: { nodes: Array<
      | { __typename: 'AppConfigDeployment', percentComplete: number | null, state: AppConfigState, growthType: GrowthType | null, growthFactor: number | null, deploymentDurationInMinutes: number | null, finalBakeTimeInMinutes: number | null, configurationVersion: string | null, configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, estimate: { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null } | null, change: { fromVersion: string | null, toVersion: string | null } | null, location: { name: string } }
      | { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, estimate: { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null } | null, change: { from: { label: string | null } | null, to: { label: string | null } | null } | null, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } }
      | { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
     | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type WatchSubscriptionVariables = Exact<{
  locations?: Array<string> | string | null | undefined;
}>;


export type WatchSubscription = { activity: { change: ActivityChange, asOf: string, activity:
      | { __typename: 'AppConfigDeployment', percentComplete: number | null, state: AppConfigState, growthType: GrowthType | null, growthFactor: number | null, deploymentDurationInMinutes: number | null, finalBakeTimeInMinutes: number | null, configurationVersion: string | null, configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
      | { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } }
      | { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
     | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type LocationsQueryVariables = Exact<{ [key: string]: never; }>;


export type LocationsQuery = { locations: Array<{ name: string }> | null };

export type AnswersQueryVariables = Exact<{
  locations?: Array<string> | string | null | undefined;
}>;


export type AnswersQuery = { activity: { nodes: Array<
      | { id: string }
      | { id: string }
      | { id: string }
     | null> | null } | null };

export type EndedQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  within: string;
  locations?: Array<string> | string | null | undefined;
}>;


export type EndedQuery = { activity: { nodes: Array<
      | { __typename: 'AppConfigDeployment', configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
      | { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
      | { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
     | null> | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type UnderWayAtQueryVariables = Exact<{
  at: string;
  locations?: Array<string> | string | null | undefined;
}>;


export type UnderWayAtQuery = { activity: { nodes: Array<
      | { __typename: 'AppConfigDeployment', configurationName: string | null, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
      | { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
      | { __typename: 'LifecycleExecution', id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, location: { name: string } }
     | null> | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type FailuresQueryVariables = Exact<{
  ids: Array<string | number> | string | number;
}>;


export type FailuresQuery = { nodes: Array<
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, failureSummary: { headline: string, failedTargets: number | null, totalTargets: number | null, groups: Array<{ count: number, lifecycleEventName: string | null, errorCode: LifecycleErrorCode | null, scriptName: string | null } | null> } | null }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null> | null };

export type StateFragment = { __typename: 'CodeDeployDeployment', deploymentConfigName: string | null, deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, error: { code: string | null, message: string | null } | null, rollback: { rollbackDeploymentId: string | null, rollbackTriggeringDeploymentId: string | null, message: string | null } | null, revision: { label: string | null } | null, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } };

export type DetailQueryVariables = Exact<{
  id: string | number;
  location: string;
  inspect: number;
}>;


export type DetailQuery = { codeDeployDeployment: { __typename: 'CodeDeployDeployment', deploymentConfigName: string | null, deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, change: { summary: string | null, compareUrl: string | null, from: { label: string | null } | null, to: { label: string | null } | null } | null, eventCounts: Array<{ name: string, passed: number, inProgress: number, failed: number } | null> | null, failureSummary: { headline: string, failedTargets: number | null, totalTargets: number | null, affectedPercent: number | null, inspectedTargets: number, groups: Array<{ lifecycleEventName: string | null, errorCode: LifecycleErrorCode | null, scriptName: string | null, message: string | null, count: number, firstFailedAt: string | null, lastFailedAt: string | null, targetIds: Array<string> } | null> } | null, error: { code: string | null, message: string | null } | null, rollback: { rollbackDeploymentId: string | null, rollbackTriggeringDeploymentId: string | null, message: string | null } | null, revision: { label: string | null } | null, estimate: { at: string | null, latest: string | null, basis: EstimateBasis, samples: number, isOverdue: boolean, usualSeconds: number | null, stuckSince: string | null } | null, progress: { percent: number | null, trafficPercent: number | null, currentEvent: string | null, currentEventSince: string | null } | null, waiting: { kind: DeploymentWaitingKind, since: string | null, deadline: string | null, phaseAtDeadline: Phase | null } | null, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } } | null };

export type TargetsQueryVariables = Exact<{
  id: string | number;
  location: string;
}>;


export type TargetsQuery = { codeDeployDeployment: { targets: { totalCount: number | null, nodes: Array<
        | { targetId: string, status: TargetStatus }
        | { targetId: string, status: TargetStatus }
        | { targetId: string, status: TargetStatus }
        | { targetId: string, status: TargetStatus }
        | { targetId: string, status: TargetStatus }
       | null> | null } } | null };

export type LogsQueryVariables = Exact<{
  id: string | number;
  location: string;
  inspect: number;
}>;


export type LogsQuery = { codeDeployDeployment: { failureSummary: { groups: Array<{ lifecycleEventName: string | null, errorCode: LifecycleErrorCode | null, scriptName: string | null, logTail: string | null } | null> } | null } | null };

export type OneTargetQueryVariables = Exact<{
  id: string | number;
  location: string;
  target: string | number;
}>;


export type OneTargetQuery = { codeDeployDeployment: { target:
      | { targetId: string, status: TargetStatus, rawStatus: string, consoleUrl: string, lifecycleEvents: Array<{ name: string, status: LifecycleEventStatus, startedAt: string | null, endedAt: string | null, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null }> }
      | { targetId: string, status: TargetStatus, rawStatus: string, consoleUrl: string, lifecycleEvents: Array<{ name: string, status: LifecycleEventStatus, startedAt: string | null, endedAt: string | null, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null }>, taskSets: Array<{ label: TargetLabel | null, desiredCount: number | null, runningCount: number | null, trafficWeight: number | null }> }
      | { targetId: string, status: TargetStatus, rawStatus: string, consoleUrl: string, lifecycleEvents: Array<{ name: string, status: LifecycleEventStatus, startedAt: string | null, endedAt: string | null, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null }> }
      | { targetId: string, status: TargetStatus, rawStatus: string, consoleUrl: string, lifecycleEvents: Array<{ name: string, status: LifecycleEventStatus, startedAt: string | null, endedAt: string | null, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null }>, function: { currentVersion: string | null, targetVersion: string | null, targetVersionWeight: number | null } | null }
      | { targetId: string, status: TargetStatus, rawStatus: string, consoleUrl: string, lifecycleEvents: Array<{ name: string, status: LifecycleEventStatus, startedAt: string | null, endedAt: string | null, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null }> }
     | null } | null };

export type TargetLogQueryVariables = Exact<{
  id: string | number;
  location: string;
  target: string | number;
}>;


export type TargetLogQuery = { codeDeployDeployment: { target:
      | { lifecycleEvents: Array<{ name: string, diagnostics: { message: string | null, logTail: string | null } | null }> }
      | { lifecycleEvents: Array<{ name: string, diagnostics: { message: string | null, logTail: string | null } | null }> }
      | { lifecycleEvents: Array<{ name: string, diagnostics: { message: string | null, logTail: string | null } | null }> }
      | { lifecycleEvents: Array<{ name: string, diagnostics: { message: string | null, logTail: string | null } | null }> }
      | { lifecycleEvents: Array<{ name: string, diagnostics: { message: string | null, logTail: string | null } | null }> }
     | null } | null };

export type WhereIsQueryVariables = Exact<{
  id: string | number;
}>;


export type WhereIsQuery = { locations: Array<{ name: string }> | null, codeDeployDeployment: { location: { name: string } } | null };

export type GroupBeforeQueryVariables = Exact<{
  application: string;
  location: string;
}>;


export type GroupBeforeQuery = { deploymentGroupStates: { nodes: Array<{ deploymentGroupName: string, failuresSinceSuccess: number, recent: Array<{ deploymentId: string, phase: Phase, isRollback: boolean, createdAt: string | null }> } | null> | null } | null };

export type WatchDeploymentSubscriptionVariables = Exact<{
  id: string | number;
  location: string;
}>;


export type WatchDeploymentSubscription = { codeDeployDeployment: { asOf: string, nextAt: string | null, changedTargetCount: number | null, changedTargets: Array<
      | { targetId: string, status: TargetStatus }
      | { targetId: string, status: TargetStatus }
      | { targetId: string, status: TargetStatus }
      | { targetId: string, status: TargetStatus }
      | { targetId: string, status: TargetStatus }
     | null> | null, deployment: { __typename: 'CodeDeployDeployment', deploymentId: string, applicationName: string | null, deploymentGroupName: string | null, computePlatform: ComputePlatform | null, creator: string | null, isRollback: boolean, id: string, service: AwsService, title: string, phase: Phase, rawStatus: string, reason: string | null, createdAt: string | null, startedAt: string | null, completedAt: string | null, consoleUrl: string, overview: { total: number | null, failed: number | null, succeeded: number | null, inProgress: number | null } | null, location: { name: string } } | null } | null };

export type RunsWhereQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  location?: string | null | undefined;
}>;


export type RunsWhereQuery = { locations: Array<{ name: string }> | null, deploymentGroupStates: { isComplete: boolean | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } | null, nodes: Array<{ applicationName: string, deploymentGroupName: string, failuresSinceSuccess: number, location: { name: string }, current: { completedAt: string | null, revision: { label: string | null } | null } | null, running: { deploymentId: string, phase: Phase, isRollback: boolean, rawStatus: string, revision: { label: string | null } | null, progress: { percent: number | null, trafficPercent: number | null } | null, overview: { failed: number | null } | null } | null, recent: Array<{ deploymentId: string, phase: Phase, isRollback: boolean }> } | null> | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type ConfigurationsWhereQueryVariables = Exact<{
  first: number;
  after?: string | null | undefined;
  location?: string | null | undefined;
}>;


export type ConfigurationsWhereQuery = { configurationStates: { isComplete: boolean | null, pageInfo: { hasNextPage: boolean, endCursor: string | null } | null, nodes: Array<{ configurationName: string | null, environment: { name: string | null, location: { name: string }, application: { name: string | null } | null }, current: { configurationVersion: string | null, completedAt: string | null } | null, running: { configurationVersion: string | null, phase: Phase, percentComplete: number | null, state: AppConfigState } | null, recent: Array<{ id: string, phase: Phase, configurationVersion: string | null, completedAt: string | null }> } | null> | null, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export type HowWeDoQueryVariables = Exact<{
  within: string;
  location?: string | null | undefined;
}>;


export type HowWeDoQuery = { deploymentStatistics: { since: string, deployments: number, succeeded: number, failed: number, stopped: number, rollbacks: number, deploymentFrequencyPerDay: number | null, changeFailureRate: number | null, isComplete: boolean, failedDeploymentRecoverySeconds: { count: number, p50: number | null, p90: number | null, max: number | null }, durationSeconds: { count: number, p50: number | null, p90: number | null, max: number | null }, byDay: Array<{ date: string, deployments: number, failed: number, stopped: number }>, byGroup: Array<{ applicationName: string, deploymentGroupName: string, deployments: number, failed: number, stopped: number, changeFailureRate: number | null, location: { name: string }, durationSeconds: { p50: number | null, p90: number | null } }>, problems: Array<{ service: AwsService, code: string, message: string, location: { name: string } }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const RowFragmentDoc = new TypedDocumentString(`
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
    `, {"fragmentName":"Row"}) as unknown as TypedDocumentString<RowFragment, unknown>;
export const LiveFragmentDoc = new TypedDocumentString(`
    fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}`, {"fragmentName":"Live"}) as unknown as TypedDocumentString<LiveFragment, unknown>;
export const EstimateFragmentDoc = new TypedDocumentString(`
    fragment Estimate on CompletionEstimate {
  at
  latest
  basis
  samples
  isOverdue
  usualSeconds
  stuckSince
}
    `, {"fragmentName":"Estimate"}) as unknown as TypedDocumentString<EstimateFragment, unknown>;
export const MovingFragmentDoc = new TypedDocumentString(`
    fragment Moving on Activity {
  ...Live
  ... on CodeDeployDeployment {
    estimate {
      ...Estimate
    }
    change {
      from {
        label
      }
      to {
        label
      }
    }
  }
  ... on AppConfigDeployment {
    estimate {
      ...Estimate
    }
    change {
      fromVersion
      toVersion
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}
fragment Estimate on CompletionEstimate {
  at
  latest
  basis
  samples
  isOverdue
  usualSeconds
  stuckSince
}`, {"fragmentName":"Moving"}) as unknown as TypedDocumentString<MovingFragment, unknown>;
export const ProblemFragmentDoc = new TypedDocumentString(`
    fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}
    `, {"fragmentName":"Problem"}) as unknown as TypedDocumentString<ProblemFragment, unknown>;
export const StateFragmentDoc = new TypedDocumentString(`
    fragment State on CodeDeployDeployment {
  ...Live
  deploymentConfigName
  error {
    code
    message
  }
  rollback {
    rollbackDeploymentId
    rollbackTriggeringDeploymentId
    message
  }
  revision {
    label
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}`, {"fragmentName":"State"}) as unknown as TypedDocumentString<StateFragment, unknown>;
export const UnderWayDocument = new TypedDocumentString(`
    query UnderWay($first: Int!, $after: String, $locations: [String!]) {
  locations {
    name
  }
  activity(
    first: $first
    after: $after
    filter: {locations: $locations, phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK]}
  ) {
    nodes {
      ...Moving
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    problems {
      ...Problem
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}
fragment Moving on Activity {
  ...Live
  ... on CodeDeployDeployment {
    estimate {
      ...Estimate
    }
    change {
      from {
        label
      }
      to {
        label
      }
    }
  }
  ... on AppConfigDeployment {
    estimate {
      ...Estimate
    }
    change {
      fromVersion
      toVersion
    }
  }
}
fragment Estimate on CompletionEstimate {
  at
  latest
  basis
  samples
  isOverdue
  usualSeconds
  stuckSince
}
fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<UnderWayQuery, UnderWayQueryVariables>;
export const WatchDocument = new TypedDocumentString(`
    subscription Watch($locations: [String!]) {
  activity(
    filter: {locations: $locations, phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK]}
  ) {
    change
    asOf
    activity {
      ...Live
    }
    problems {
      ...Problem
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}
fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<WatchSubscription, WatchSubscriptionVariables>;
export const LocationsDocument = new TypedDocumentString(`
    query Locations {
  locations {
    name
  }
}
    `) as unknown as TypedDocumentString<LocationsQuery, LocationsQueryVariables>;
export const AnswersDocument = new TypedDocumentString(`
    query Answers($locations: [String!]) {
  activity(first: 1, filter: {within: "PT1H", locations: $locations}) {
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<AnswersQuery, AnswersQueryVariables>;
export const EndedDocument = new TypedDocumentString(`
    query Ended($first: Int!, $after: String, $within: Duration!, $locations: [String!]) {
  activity(
    first: $first
    after: $after
    filter: {within: $within, locations: $locations}
  ) {
    nodes {
      ...Row
    }
    pageInfo {
      hasNextPage
      endCursor
    }
    problems {
      ...Problem
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<EndedQuery, EndedQueryVariables>;
export const UnderWayAtDocument = new TypedDocumentString(`
    query UnderWayAt($at: DateTime!, $locations: [String!]) {
  activity(first: 100, filter: {activeAt: $at, locations: $locations}) {
    nodes {
      ...Row
    }
    problems {
      ...Problem
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<UnderWayAtQuery, UnderWayAtQueryVariables>;
export const FailuresDocument = new TypedDocumentString(`
    query Failures($ids: [ID!]!) {
  nodes(ids: $ids) {
    id
    ... on CodeDeployDeployment {
      failureSummary {
        headline
        failedTargets
        totalTargets
        groups {
          count
          lifecycleEventName
          errorCode
          scriptName
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FailuresQuery, FailuresQueryVariables>;
export const DetailDocument = new TypedDocumentString(`
    query Detail($id: ID!, $location: String!, $inspect: Int!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    ...State
    ...Moving
    change {
      summary
      compareUrl
    }
    eventCounts {
      name
      passed
      inProgress
      failed
    }
    failureSummary(inspect: $inspect) {
      headline
      failedTargets
      totalTargets
      affectedPercent
      inspectedTargets
      groups {
        lifecycleEventName
        errorCode
        scriptName
        message
        count
        firstFailedAt
        lastFailedAt
        targetIds
      }
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}
fragment Live on Activity {
  ...Row
  ... on CodeDeployDeployment {
    progress {
      percent
      trafficPercent
      currentEvent
      currentEventSince
    }
    waiting {
      kind
      since
      deadline
      phaseAtDeadline
    }
    overview {
      total
      failed
      succeeded
      inProgress
    }
  }
  ... on AppConfigDeployment {
    percentComplete
    state
    growthType
    growthFactor
    deploymentDurationInMinutes
    finalBakeTimeInMinutes
    configurationVersion
  }
}
fragment Moving on Activity {
  ...Live
  ... on CodeDeployDeployment {
    estimate {
      ...Estimate
    }
    change {
      from {
        label
      }
      to {
        label
      }
    }
  }
  ... on AppConfigDeployment {
    estimate {
      ...Estimate
    }
    change {
      fromVersion
      toVersion
    }
  }
}
fragment Estimate on CompletionEstimate {
  at
  latest
  basis
  samples
  isOverdue
  usualSeconds
  stuckSince
}
fragment State on CodeDeployDeployment {
  ...Live
  deploymentConfigName
  error {
    code
    message
  }
  rollback {
    rollbackDeploymentId
    rollbackTriggeringDeploymentId
    message
  }
  revision {
    label
  }
}`) as unknown as TypedDocumentString<DetailQuery, DetailQueryVariables>;
export const TargetsDocument = new TypedDocumentString(`
    query Targets($id: ID!, $location: String!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    targets(first: 1000) {
      totalCount
      nodes {
        ... on DeploymentTarget {
          targetId
          status
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TargetsQuery, TargetsQueryVariables>;
export const LogsDocument = new TypedDocumentString(`
    query Logs($id: ID!, $location: String!, $inspect: Int!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    failureSummary(inspect: $inspect) {
      groups {
        lifecycleEventName
        errorCode
        scriptName
        logTail
      }
    }
  }
}
    `) as unknown as TypedDocumentString<LogsQuery, LogsQueryVariables>;
export const OneTargetDocument = new TypedDocumentString(`
    query OneTarget($id: ID!, $location: String!, $target: ID!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    target(targetId: $target) {
      ... on DeploymentTarget {
        targetId
        status
        rawStatus
        consoleUrl
        lifecycleEvents {
          name
          status
          startedAt
          endedAt
          diagnostics {
            errorCode
            scriptName
          }
        }
      }
      ... on EcsTarget {
        taskSets {
          label
          desiredCount
          runningCount
          trafficWeight
        }
      }
      ... on LambdaTarget {
        function {
          currentVersion
          targetVersion
          targetVersionWeight
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneTargetQuery, OneTargetQueryVariables>;
export const TargetLogDocument = new TypedDocumentString(`
    query TargetLog($id: ID!, $location: String!, $target: ID!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    target(targetId: $target) {
      ... on DeploymentTarget {
        lifecycleEvents {
          name
          diagnostics {
            message
            logTail
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TargetLogQuery, TargetLogQueryVariables>;
export const WhereIsDocument = new TypedDocumentString(`
    query WhereIs($id: ID!) {
  locations {
    name
  }
  codeDeployDeployment(deploymentId: $id) {
    location {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<WhereIsQuery, WhereIsQueryVariables>;
export const GroupBeforeDocument = new TypedDocumentString(`
    query GroupBefore($application: String!, $location: String!) {
  deploymentGroupStates(
    applicationName: $application
    location: $location
    first: 100
  ) {
    nodes {
      deploymentGroupName
      failuresSinceSuccess
      recent(last: 9) {
        deploymentId
        phase
        isRollback
        createdAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<GroupBeforeQuery, GroupBeforeQueryVariables>;
export const WatchDeploymentDocument = new TypedDocumentString(`
    subscription WatchDeployment($id: ID!, $location: String!) {
  codeDeployDeployment(deploymentId: $id, location: $location) {
    asOf
    nextAt
    changedTargetCount
    changedTargets {
      ... on DeploymentTarget {
        targetId
        status
      }
    }
    deployment {
      ...Row
      overview {
        total
        failed
        succeeded
        inProgress
      }
    }
  }
}
    fragment Row on Activity {
  __typename
  id
  service
  title
  phase
  rawStatus
  reason
  createdAt
  startedAt
  completedAt
  consoleUrl
  location {
    name
  }
  ... on CodeDeployDeployment {
    deploymentId
    applicationName
    deploymentGroupName
    computePlatform
    creator
    isRollback
  }
  ... on AppConfigDeployment {
    configurationName
  }
}`) as unknown as TypedDocumentString<WatchDeploymentSubscription, WatchDeploymentSubscriptionVariables>;
export const RunsWhereDocument = new TypedDocumentString(`
    query RunsWhere($first: Int!, $after: String, $location: String) {
  locations {
    name
  }
  deploymentGroupStates(first: $first, after: $after, location: $location) {
    isComplete
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      location {
        name
      }
      applicationName
      deploymentGroupName
      failuresSinceSuccess
      current {
        completedAt
        revision {
          label
        }
      }
      running {
        deploymentId
        phase
        isRollback
        rawStatus
        revision {
          label
        }
        progress {
          percent
          trafficPercent
        }
        overview {
          failed
        }
      }
      recent {
        deploymentId
        phase
        isRollback
      }
    }
    problems {
      ...Problem
    }
  }
}
    fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<RunsWhereQuery, RunsWhereQueryVariables>;
export const ConfigurationsWhereDocument = new TypedDocumentString(`
    query ConfigurationsWhere($first: Int!, $after: String, $location: String) {
  configurationStates(first: $first, after: $after, location: $location) {
    isComplete
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      configurationName
      environment {
        name
        location {
          name
        }
        application {
          name
        }
      }
      current {
        configurationVersion
        completedAt
      }
      running {
        configurationVersion
        phase
        percentComplete
        state
      }
      recent {
        id
        phase
        configurationVersion
        completedAt
      }
    }
    problems {
      ...Problem
    }
  }
}
    fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<ConfigurationsWhereQuery, ConfigurationsWhereQueryVariables>;
export const HowWeDoDocument = new TypedDocumentString(`
    query HowWeDo($within: Duration!, $location: String) {
  deploymentStatistics(within: $within, location: $location) {
    since
    deployments
    succeeded
    failed
    stopped
    rollbacks
    deploymentFrequencyPerDay
    changeFailureRate
    isComplete
    failedDeploymentRecoverySeconds {
      count
      p50
      p90
      max
    }
    durationSeconds {
      count
      p50
      p90
      max
    }
    byDay {
      date
      deployments
      failed
      stopped
    }
    byGroup(first: 1000) {
      applicationName
      deploymentGroupName
      deployments
      failed
      stopped
      changeFailureRate
      location {
        name
      }
      durationSeconds {
        p50
        p90
      }
    }
    problems {
      ...Problem
    }
  }
}
    fragment Problem on SourceProblem {
  service
  code
  message
  location {
    name
  }
}`) as unknown as TypedDocumentString<HowWeDoQuery, HowWeDoQueryVariables>;
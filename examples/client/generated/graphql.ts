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

/** The AWS services that this gateway reads; each brings its value. */
export type AwsService =
  /** AWS AppConfig: gradual rollouts of configuration data. */
  | 'APPCONFIG'
  /** AWS CodeDeploy: deployments of applications to servers, Lambda functions and ECS services. */
  | 'CODEDEPLOY'
  /** EC2 Image Builder: lifecycle executions that deprecate, disable or delete images. */
  | 'IMAGE_BUILDER';

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

export type ChangesSubscriptionVariables = Exact<{ [key: string]: never; }>;


export type ChangesSubscription = { activity: { change: ActivityChange, activity:
      | { service: AwsService, title: string, phase: Phase, location: { name: string } }
      | { service: AwsService, title: string, phase: Phase, location: { name: string } }
      | { service: AwsService, title: string, phase: Phase, location: { name: string } }
     | null, problems: Array<{ service: AwsService, message: string, location: { name: string } }> } | null };

export type WhyDidItFailQueryVariables = Exact<{
  first: number;
}>;


export type WhyDidItFailQuery = { codeDeployDeployments: { nodes: Array<{ title: string, deploymentId: string, reason: string | null, failureSummary: { headline: string } | null, targets: { nodes: Array<
          | { ' $fragmentRefs'?: { 'FailedTarget_CloudFormationTarget_Fragment': FailedTarget_CloudFormationTarget_Fragment } }
          | { ' $fragmentRefs'?: { 'FailedTarget_EcsTarget_Fragment': FailedTarget_EcsTarget_Fragment } }
          | { ' $fragmentRefs'?: { 'FailedTarget_InstanceTarget_Fragment': FailedTarget_InstanceTarget_Fragment } }
          | { ' $fragmentRefs'?: { 'FailedTarget_LambdaTarget_Fragment': FailedTarget_LambdaTarget_Fragment } }
          | { ' $fragmentRefs'?: { 'FailedTarget_UnknownTarget_Fragment': FailedTarget_UnknownTarget_Fragment } }
         | null> | null } } | null> | null } | null };

type FailedTarget_CloudFormationTarget_Fragment = { __typename: 'CloudFormationTarget', targetId: string, resourceType: string | null, failedEvent: { name: string, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null } | null } & { ' $fragmentName'?: 'FailedTarget_CloudFormationTarget_Fragment' };

type FailedTarget_EcsTarget_Fragment = { __typename: 'EcsTarget', targetId: string, failedEvent: { name: string, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null } | null, taskSets: Array<{ label: TargetLabel | null, trafficWeight: number | null }> } & { ' $fragmentName'?: 'FailedTarget_EcsTarget_Fragment' };

type FailedTarget_InstanceTarget_Fragment = { __typename: 'InstanceTarget', targetId: string, instanceLabel: TargetLabel | null, failedEvent: { name: string, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null } | null } & { ' $fragmentName'?: 'FailedTarget_InstanceTarget_Fragment' };

type FailedTarget_LambdaTarget_Fragment = { __typename: 'LambdaTarget', targetId: string, failedEvent: { name: string, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null } | null, function: { functionAlias: string | null, currentVersion: string | null, targetVersion: string | null } | null } & { ' $fragmentName'?: 'FailedTarget_LambdaTarget_Fragment' };

type FailedTarget_UnknownTarget_Fragment = { __typename: 'UnknownTarget', targetId: string, rawType: string, failedEvent: { name: string, diagnostics: { errorCode: LifecycleErrorCode | null, scriptName: string | null } | null } | null } & { ' $fragmentName'?: 'FailedTarget_UnknownTarget_Fragment' };

export type FailedTargetFragment =
  | FailedTarget_CloudFormationTarget_Fragment
  | FailedTarget_EcsTarget_Fragment
  | FailedTarget_InstanceTarget_Fragment
  | FailedTarget_LambdaTarget_Fragment
  | FailedTarget_UnknownTarget_Fragment
;

export type RollingOutQueryVariables = Exact<{
  since: string;
}>;


export type RollingOutQuery = { activity: { nodes: Array<
      | { percentComplete: number | null, service: AwsService, title: string, phase: Phase, reason: string | null, location: { name: string } }
      | { percentComplete: number | null, service: AwsService, title: string, phase: Phase, reason: string | null, location: { name: string } }
      | { service: AwsService, title: string, phase: Phase, reason: string | null, location: { name: string } }
     | null> | null, problems: Array<{ service: AwsService, message: string, location: { name: string } }> } | null };

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
export const FailedTargetFragmentDoc = new TypedDocumentString(`
    fragment FailedTarget on Target {
  __typename
  ... on DeploymentTarget {
    targetId
    failedEvent {
      name
      diagnostics {
        errorCode
        scriptName
      }
    }
  }
  ... on InstanceTarget {
    instanceLabel
  }
  ... on LambdaTarget {
    function {
      functionAlias
      currentVersion
      targetVersion
    }
  }
  ... on EcsTarget {
    taskSets {
      label
      trafficWeight
    }
  }
  ... on CloudFormationTarget {
    resourceType
  }
  ... on UnknownTarget {
    rawType
  }
}
    `, {"fragmentName":"FailedTarget"}) as unknown as TypedDocumentString<FailedTargetFragment, unknown>;
export const ChangesDocument = new TypedDocumentString(`
    subscription Changes {
  activity {
    change
    activity {
      service
      title
      phase
      location {
        name
      }
    }
    problems {
      service
      location {
        name
      }
      message
    }
  }
}
    `) as unknown as TypedDocumentString<ChangesSubscription, ChangesSubscriptionVariables>;
export const WhyDidItFailDocument = new TypedDocumentString(`
    query WhyDidItFail($first: Int!) {
  codeDeployDeployments(first: $first, filter: {statuses: [FAILED, STOPPED]}) {
    nodes {
      title
      deploymentId
      reason
      failureSummary {
        headline
      }
      targets(first: 3, filter: {statuses: FAILED}) {
        nodes {
          ...FailedTarget
        }
      }
    }
  }
}
    fragment FailedTarget on Target {
  __typename
  ... on DeploymentTarget {
    targetId
    failedEvent {
      name
      diagnostics {
        errorCode
        scriptName
      }
    }
  }
  ... on InstanceTarget {
    instanceLabel
  }
  ... on LambdaTarget {
    function {
      functionAlias
      currentVersion
      targetVersion
    }
  }
  ... on EcsTarget {
    taskSets {
      label
      trafficWeight
    }
  }
  ... on CloudFormationTarget {
    resourceType
  }
  ... on UnknownTarget {
    rawType
  }
}`) as unknown as TypedDocumentString<WhyDidItFailQuery, WhyDidItFailQueryVariables>;
export const RollingOutDocument = new TypedDocumentString(`
    query RollingOut($since: DateTime!) {
  activity(
    first: 50
    filter: {phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK], since: $since}
  ) {
    nodes {
      service
      title
      phase
      reason
      location {
        name
      }
      ... on Deployment {
        percentComplete
      }
    }
    problems {
      service
      location {
        name
      }
      message
    }
  }
}
    `) as unknown as TypedDocumentString<RollingOutQuery, RollingOutQueryVariables>;
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { LocationConfig as LocationConfigParent } from '../config.ts';
import type { Application as ApplicationParent, ApplicationConnection as ApplicationConnectionParent, ApplicationEdge as ApplicationEdgeParent, DeploymentGroup as DeploymentGroupParent, DeploymentGroupConnection as DeploymentGroupConnectionParent, DeploymentGroupEdge as DeploymentGroupEdgeParent, DeploymentConfig as DeploymentConfigParent, DeploymentConfigConnection as DeploymentConfigConnectionParent, DeploymentConfigEdge as DeploymentConfigEdgeParent, DeploymentConnection as DeploymentConnectionParent, DeploymentEdge as DeploymentEdgeParent, Deployment as DeploymentParent, RollbackInfo as RollbackInfoParent, RelatedDeployments as RelatedDeploymentsParent, InstanceSummary as InstanceSummaryParent, Instances as InstancesParent, InstanceTarget as InstanceTargetParent, LambdaTarget as LambdaTargetParent, EcsTarget as EcsTargetParent, CloudFormationTarget as CloudFormationTargetParent, UnknownTarget as UnknownTargetParent, TargetConnection as TargetConnectionParent, TargetEdge as TargetEdgeParent, LifecycleEvent as LifecycleEventParent, Revision as RevisionParent, AppSpecRevision as AppSpecRevisionParent, RevisionChange as RevisionChangeParent, DeploymentUpdate as CodeDeployDeploymentUpdateParentParent } from '../codedeploy/model.ts';
import type { LastDeploymentInfo as LastDeploymentInfoParent, DeploymentOverview as DeploymentOverviewParent, ErrorInformation as ErrorInformationParent, TargetInstances as TargetInstancesParent, EC2TagSet as EC2TagSetParent, EC2TagFilter as EC2TagFilterParent, OnPremisesTagSet as OnPremisesTagSetParent, TagFilter as TagFilterParent, AutoScalingGroup as AutoScalingGroupParent, ECSService as ECSServiceParent, LoadBalancerInfo as LoadBalancerInfoParent, ELBInfo as ELBInfoParent, TargetGroupInfo as TargetGroupInfoParent, TargetGroupPairInfo as TargetGroupPairInfoParent, TrafficRoute as TrafficRouteParent, S3Location as S3LocationParent, GitHubLocation as GitHubLocationParent, Diagnostics as DiagnosticsParent, AutoRollbackConfiguration as AutoRollbackConfigurationParent, AlarmConfiguration as AlarmConfigurationParent, Alarm as AlarmParent, TriggerConfig as TriggerConfigParent, DeploymentStyle as DeploymentStyleParent, BlueGreenDeploymentConfiguration as BlueGreenDeploymentConfigurationParent, BlueInstanceTerminationOption as BlueInstanceTerminationOptionParent, DeploymentReadyOption as DeploymentReadyOptionParent, GreenFleetProvisioningOption as GreenFleetProvisioningOptionParent, MinimumHealthyHosts as MinimumHealthyHostsParent, TrafficRoutingConfig as TrafficRoutingConfigParent, TimeBasedCanary as TimeBasedCanaryParent, TimeBasedLinear as TimeBasedLinearParent, ZonalConfig as ZonalConfigParent, MinimumHealthyHostsPerZone as MinimumHealthyHostsPerZoneParent, LambdaFunctionInfo as LambdaFunctionInfoParent, ECSTaskSet as ECSTaskSetParent } from '@aws-sdk/client-codedeploy';
import type { CompletionEstimate as CompletionEstimateParent } from '../activity/estimate.ts';
import type { EventCount as EventCountParent } from '../codedeploy/progress/event-counts.ts';
import type { Waiting as WaitingParent } from '../codedeploy/progress/waiting.ts';
import type { FailureSummary as FailureSummaryParent } from '../codedeploy/failure/failure-summary.ts';
import type { FailureGroup as FailureGroupParent } from '../codedeploy/failure/failure-groups.ts';
import type { AppSpecChange as AppSpecChangeParent } from '../codedeploy/change/app-spec.ts';
import type { GroupStateConnection as GroupStateConnectionParent, GroupStateEdge as GroupStateEdgeParent, StatisticsAnswer as StatisticsAnswerParent } from '../codedeploy/history/model.ts';
import type { GroupState as GroupStateParent } from '../codedeploy/history/group-states.ts';
import type { HistoryRow as HistoryRowParent } from '../codedeploy/history/row.ts';
import type { GroupStatistics as GroupStatisticsParent, DayStatistics as DayStatisticsParent } from '../codedeploy/history/statistics.ts';
import type { Percentiles as PercentilesParent } from '../codedeploy/history/percentiles.ts';
import type { Application as AppConfigApplicationParent, ApplicationConnection as AppConfigApplicationConnectionParent, ApplicationEdge as AppConfigApplicationEdgeParent, Environment as EnvironmentParent, EnvironmentConnection as EnvironmentConnectionParent, EnvironmentEdge as EnvironmentEdgeParent, DeploymentConnection as AppConfigDeploymentConnectionParent, DeploymentEdge as AppConfigDeploymentEdgeParent, Deployment as AppConfigDeploymentParent, ConfigurationChange as ConfigurationChangeParent, ConfigurationProfile as ConfigurationProfileParent, ConfigurationProfileConnection as ConfigurationProfileConnectionParent, ConfigurationProfileEdge as ConfigurationProfileEdgeParent, DeploymentStrategy as DeploymentStrategyParent, DeploymentUpdate as AppConfigDeploymentUpdateParentParent } from '../appconfig/model.ts';
import type { Monitor as MonitorParent, DeploymentEvent as DeploymentEventParent, ActionInvocation as ActionInvocationParent, AppliedExtension as AppliedExtensionParent } from '@aws-sdk/client-appconfig';
import type { ConfigurationStateConnection as ConfigurationStateConnectionParent, ConfigurationStateEdge as ConfigurationStateEdgeParent, ConfigurationState as ConfigurationStateParent } from '../appconfig/environment-states.ts';
import type { ExecutionConnection as ExecutionConnectionParent, ExecutionEdge as ExecutionEdgeParent, Execution as ExecutionParent, ExecutionResourceConnection as ExecutionResourceConnectionParent, ExecutionResourceEdge as ExecutionResourceEdgeParent, ExecutionResource as ExecutionResourceParent, Policy as PolicyParent, PolicyConnection as PolicyConnectionParent, PolicyEdge as PolicyEdgeParent, ExecutionUpdate as ExecutionUpdateParent } from '../imagebuilder/model.ts';
import type { LifecycleExecutionState as LifecycleExecutionStateParent, LifecycleExecutionResourceState as LifecycleExecutionResourceStateParent, LifecycleExecutionResourceAction as LifecycleExecutionResourceActionParent, LifecycleExecutionSnapshotResource as LifecycleExecutionSnapshotResourceParent, LifecyclePolicyDetail as LifecyclePolicyDetailParent, LifecyclePolicyDetailAction as LifecyclePolicyDetailActionParent, LifecyclePolicyDetailActionIncludeResources as LifecyclePolicyDetailActionIncludeResourcesParent, LifecyclePolicyDetailFilter as LifecyclePolicyDetailFilterParent, LifecyclePolicyDetailExclusionRules as LifecyclePolicyDetailExclusionRulesParent, LifecyclePolicyDetailExclusionRulesAmis as LifecyclePolicyDetailExclusionRulesAmisParent, LifecyclePolicyDetailExclusionRulesAmisLastLaunched as LifecyclePolicyDetailExclusionRulesAmisLastLaunchedParent, LifecyclePolicyResourceSelection as LifecyclePolicyResourceSelectionParent, LifecyclePolicyResourceSelectionRecipe as LifecyclePolicyResourceSelectionRecipeParent } from '@aws-sdk/client-imagebuilder';
import type { Activity as ActivityParent, Feed as FeedParent, FeedEdge as FeedEdgeParent, Problem as ProblemParent } from '../activity/model.ts';
import type { FeedUpdate as FeedUpdateParent } from '../live/feed/feed-model.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null | undefined;
export type InputMaybe<T> = T | null | undefined;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
export type EnumResolverSignature<T, AllowedValues = any> = { [key in keyof T]?: AllowedValues };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment in UTC, written as RFC 3339 with milliseconds: 2026-11-21T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /** An ISO 8601 duration of weeks, days, hours, minutes and seconds, each a whole number: PT1H, P7D, P1DT12H. At most P3650D. */
  Duration: { input: string; output: string; }
};

/** [ActionInvocation](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ActionInvocation.html): one action of an extension that ran because of an event. */
export type ActionInvocation = {
  /** ActionInvocation.ActionName: name of the action within the extension. */
  actionName?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.ErrorCode: the error code as AWS spells it; null if it did not fail. */
  errorCode?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.ErrorMessage: why the call failed; null when it did not. */
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.ExtensionIdentifier: name, id or ARN of the extension. */
  extensionIdentifier?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.InvocationId: AWS's own id of this call. */
  invocationId?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.RoleArn: the IAM role in which AppConfig called it; null when none is needed. */
  roleArn?: Maybe<Scalars['String']['output']>;
  /** ActionInvocation.Uri: what was called: a Lambda function, an SQS queue, an SNS topic or the default EventBridge bus. */
  uri?: Maybe<Scalars['String']['output']>;
};

/** A process that an AWS service runs over time, such as a deployment. */
export type Activity = {
  /** When it ended, successfully or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The page of the AWS console that shows this activity. Opening it requires signing in to that account. */
  consoleUrl: Scalars['String']['output'];
  /** When AWS recorded it (CodeDeploy createTime, AppConfig StartedAt, Image Builder startTime); lists are ordered by it. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque global id, for Query.node. */
  id: Scalars['ID']['output'];
  /** The AWS account and region in which it runs. */
  location: Location;
  /** Current status, as one of the phases common to all services. */
  phase: Phase;
  /** The status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** Why it is in this phase, in one sentence for people of at most 200 characters; null when there is nothing to say. CodeDeploy and Image Builder: no call. AppConfig: one GetDeployment, only for what was rolled back or reverted. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The AWS service that runs it. */
  service: AwsService;
  /** When work began; null before that, or if AWS does not report it. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A readable title that names what is deployed where, such as “checkout-api → production”. */
  title: Scalars['String']['output'];
};

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

/** A page of the feed, newest first. */
export type ActivityConnection = {
  /** The activities with their cursors; problems names the sources that could not be read. */
  edges?: Maybe<Array<Maybe<ActivityEdge>>>;
  /** The activities without cursors; problems names the sources that could not be read. */
  nodes?: Maybe<Array<Maybe<Activity>>>;
  /** Whether and where the feed continues. */
  pageInfo?: Maybe<PageInfo>;
  /** The sources that could not be read, and why; empty if the page is complete. Missing items may belong anywhere between those returned. */
  problems: Array<SourceProblem>;
};

/** An activity and its place in the feed. */
export type ActivityEdge = {
  /** Pass it as after to continue after this activity. */
  cursor: Scalars['String']['output'];
  /** The activity itself, of any service. */
  node?: Maybe<Activity>;
};

/** Selects activities; an activity must match all members. */
export type ActivityFilter = {
  /**
   * Activities that were running at this time: created at or before it, and not completed before it. No service filters by
   * completion time, so CodeDeploy and Image Builder are read as far back as the page reaches; add since or within.
   * AppConfig is read seven days back, because its rollouts take no longer.
   */
  activeAt?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * Only activities of this application: the name of a CodeDeploy application (ListDeploymentGroups, then one
   * ListDeployments per group) or of AppConfig applications (ListApplications, remembered, then one ListEnvironments
   * each); of Image Builder, the name of a lifecycle policy. NOT_FOUND if no service has it in any of the locations.
   */
  applicationName?: InputMaybe<Scalars['String']['input']>;
  /**
   * Whether the activity restores an earlier revision, as in CodeDeployDeployment.isRollback; null means both. Only
   * CodeDeploy has such deployments. ListDeployments cannot filter by it, so deployments are read and filtered by the
   * gateway.
   */
  isRollback?: InputMaybe<Scalars['Boolean']['input']>;
  /**
   * Whether it waits for a person or a deadline, as in CodeDeployDeployment.waiting; null means both. Only CodeDeploy
   * deployments wait: those that ListDeployments returns as Ready or InProgress are read and filtered.
   */
  isWaiting?: InputMaybe<Scalars['Boolean']['input']>;
  /** Names of Locations; omitted or empty means every configured one. The others are not read. */
  locations?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Any of these phases; omitted or empty means every phase. CodeDeploy filters in ListDeployments; the items of other services are filtered by the gateway. */
  phases?: InputMaybe<Array<Phase>>;
  /** Any of these services; omitted or empty means every service. The others are not read. */
  services?: InputMaybe<Array<AwsService>>;
  /** createdAt at this moment or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** createdAt at this moment or earlier. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** createdAt within this duration before now, such as PT1H or P7D. Now is the time of the gateway and the same for the whole request. */
  within?: InputMaybe<Scalars['Duration']['input']>;
};

/** One thing that happened to an activity, or to the feed. */
export type ActivityUpdate = {
  /** The activity as it is now; null with SYNCED and PROBLEMS. */
  activity?: Maybe<Activity>;
  /** When AWS was asked for what the update tells. */
  asOf: Scalars['DateTime']['output'];
  /** The change of the activity, or of the feed. */
  change: ActivityChange;
  /** The services and locations that cannot be read now; empty if the feed is complete. An update is sent when this changes. */
  problems: Array<SourceProblem>;
};

/** [Alarm](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_Alarm.html): a CloudWatch alarm in an alarm configuration. */
export type Alarm = {
  /** Alarm.name: the alarm's name in CloudWatch. */
  name?: Maybe<Scalars['String']['output']>;
};

/** [AlarmConfiguration](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html): CloudWatch alarms that stop a deployment when they go off. */
export type AlarmConfiguration = {
  /** AlarmConfiguration.alarms: the alarms that are watched, at most 10. */
  alarms: Array<Alarm>;
  /** AlarmConfiguration.enabled: whether the alarms are watched. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** AlarmConfiguration.ignorePollAlarmFailure: whether a deployment continues if CloudWatch cannot be reached; false by default. */
  ignorePollAlarmFailure?: Maybe<Scalars['Boolean']['output']>;
};

/** [Application](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Application.html) of AppConfig: a namespace for environments and configuration profiles. Read by GetApplication, one call each. */
export type AppConfigApplication = Node & {
  /** Application.Id: AWS's own id, such as 339ohji. */
  applicationId: Scalars['ID']['output'];
  /**
   * Its configuration profiles in AWS's order: one ListConfigurationProfiles per 50. Their summaries contain most fields;
   * the descriptions name those that cost one GetConfigurationProfile per profile.
   */
  configurationProfiles: ConfigurationProfileConnection;
  /**
   * Its deployments to all of its environments, newest first. ListDeployments lists one environment at a time, so this
   * lists the environments (ListEnvironments), then the deployments of each. If the environment is known, this is cheaper:
   * AppConfigEnvironment.deployments.
   */
  deployments: AppConfigDeploymentConnection;
  /** Application.Description: a comment; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** Its environments in AWS's order: one ListEnvironments per 50. */
  environments: AppConfigEnvironmentConnection;
  /** Opaque global id, for Query.node. AWS's id is applicationId. */
  id: Scalars['ID']['output'];
  /** The AWS account and region in which the application was found. */
  location: Location;
  /** Application.Name: display name; need not be unique. */
  name?: Maybe<Scalars['String']['output']>;
};


/** [Application](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Application.html) of AppConfig: a namespace for environments and configuration profiles. Read by GetApplication, one call each. */
export type AppConfigApplicationConfigurationProfilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** [Application](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Application.html) of AppConfig: a namespace for environments and configuration profiles. Read by GetApplication, one call each. */
export type AppConfigApplicationDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** [Application](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Application.html) of AppConfig: a namespace for environments and configuration profiles. Read by GetApplication, one call each. */
export type AppConfigApplicationEnvironmentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of AppConfig applications. */
export type AppConfigApplicationConnection = {
  /** The applications with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<AppConfigApplicationEdge>>>;
  /** The applications without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<AppConfigApplication>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** An application and its place in the list. */
export type AppConfigApplicationEdge = {
  /** Pass it as after to continue after this application. */
  cursor: Scalars['String']['output'];
  /** The listed application; null, with an error, if it could not be read. */
  node?: Maybe<AppConfigApplication>;
};

/**
 * [Deployment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html) of AppConfig: one rollout of a configuration version to an environment. Read by GetDeployment, one call each.
 * A list holds the summaries of ListDeployments; all fields that the summaries lack cost a single GetDeployment per deployment.
 */
export type AppConfigDeployment = Activity & Deployment & Node & {
  /** The application of applicationId (one GetApplication per application); null once it is deleted. */
  application?: Maybe<AppConfigApplication>;
  /** Deployment.ApplicationId: the application that it belongs to. */
  applicationId: Scalars['ID']['output'];
  /** Deployment.AppliedExtensions: the extensions that took part, as associated when it started. From a list: one GetDeployment. */
  appliedExtensions?: Maybe<Array<AppliedExtension>>;
  /**
   * The configuration version that ran before in this environment for this profile, and this one: ListDeployments pages of
   * the environment, newest first, as far as the one before, at most four; shared by all of its deployments, none for pages
   * that the query listed. Null if these do not reach that far back.
   */
  change?: Maybe<ConfigurationVersionChange>;
  /** Deployment.CompletedAt: when it ended, baking or rolling back included; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Deployment.ConfigurationLocationUri: where the configuration is stored, such as hosted. From a list: one GetDeployment. */
  configurationLocationUri?: Maybe<Scalars['String']['output']>;
  /** Deployment.ConfigurationName: name of the configuration that is rolled out. */
  configurationName?: Maybe<Scalars['String']['output']>;
  /** The profile of configurationProfileId (one GetConfigurationProfile per profile, and a GetDeployment if the summary lacks that id); null once it is deleted. */
  configurationProfile?: Maybe<ConfigurationProfile>;
  /** Deployment.ConfigurationProfileId: the profile whose configuration is rolled out. From a list: one GetDeployment if the summary lacks it. */
  configurationProfileId?: Maybe<Scalars['ID']['output']>;
  /** Deployment.ConfigurationVersion: the version being rolled out, in the format of the store that holds it. */
  configurationVersion?: Maybe<Scalars['String']['output']>;
  /** The AppConfig console page of this deployment. */
  consoleUrl: Scalars['String']['output'];
  /** Deployment.StartedAt: AppConfig records no earlier moment than the start. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Deployment.DeploymentDurationInMinutes: minutes in which the rollout is to reach all clients, baking not counted. */
  deploymentDurationInMinutes?: Maybe<Scalars['Int']['output']>;
  /** Deployment.DeploymentNumber: counts the deployments of this environment, from 1. */
  deploymentNumber: Scalars['Int']['output'];
  /** The strategy of deploymentStrategyId (one GetDeploymentStrategy per strategy, and a GetDeployment if the query listed the deployment); null once it is deleted. */
  deploymentStrategy?: Maybe<DeploymentStrategy>;
  /** Deployment.DeploymentStrategyId: the strategy that it was started with. From a list: one GetDeployment. */
  deploymentStrategyId?: Maybe<Scalars['ID']['output']>;
  /** Deployment.Description: the comment given when it was started; null when there is none. From a list: one GetDeployment. */
  description?: Maybe<Scalars['String']['output']>;
  /** The environment of environmentId (one GetEnvironment per environment, none when the query listed it); null once it is deleted. */
  environment?: Maybe<AppConfigEnvironment>;
  /** Deployment.EnvironmentId: the environment that it goes to. */
  environmentId: Scalars['ID']['output'];
  /** When it should end, exactly: DeploymentSummary.StartedAt and the minutes of its DeploymentDurationInMinutes and FinalBakeTimeInMinutes. Null once it has ended or goes back. No call. */
  estimate?: Maybe<CompletionEstimate>;
  /** Deployment.EventLog: what has happened to it, newest first. From a list: one GetDeployment. */
  eventLog?: Maybe<Array<AppConfigEvent>>;
  /** Deployment.FinalBakeTimeInMinutes: minutes during which alarms are watched after all clients have been reached. */
  finalBakeTimeInMinutes?: Maybe<Scalars['Int']['output']>;
  /** Deployment.GrowthFactor: percentage of the clients by which each step is measured; see growthType. */
  growthFactor?: Maybe<Scalars['Float']['output']>;
  /** Deployment.GrowthType: how the share of clients with the new configuration grows. */
  growthType?: Maybe<GrowthType>;
  /** Opaque global id, for Query.node. The number AWS shows is deploymentNumber. */
  id: Scalars['ID']['output'];
  /** Deployment.KmsKeyArn: ARN of the key that encrypts the configuration; null when none does. From a list: one GetDeployment. */
  kmsKeyArn?: Maybe<Scalars['String']['output']>;
  /** Deployment.KmsKeyIdentifier: the same key as it was given: an id, an alias or an ARN. From a list: one GetDeployment. */
  kmsKeyIdentifier?: Maybe<Scalars['String']['output']>;
  /** The AWS account and region in which the deployment was found. */
  location: Location;
  /** Deployment.PercentageComplete: share of the clients that can get the new configuration, 0 to 100. */
  percentComplete?: Maybe<Scalars['Float']['output']>;
  /** Deployment.State as one of the phases common to all services. */
  phase: Phase;
  /** Deployment.State as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** Why it was rolled back or reverted, in one sentence from Deployment.EventLog: one GetDeployment, only for deployments that were rolled back or reverted. Null for all others. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Always APPCONFIG: the AWS service that runs it. */
  service: AwsService;
  /** Deployment.StartedAt: when the rollout began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Deployment.State: current status of the deployment. */
  state: AppConfigState;
  /** Configuration and environment in one line, such as “checkout-flags → production”. One GetEnvironment per environment, none where environments were listed before, as for the feed. */
  title: Scalars['String']['output'];
  /** DeploymentSummary.Type: who started it. Only ListDeployments reports it, so it is null on a deployment that was read by its number. */
  type?: Maybe<AppConfigDeploymentType>;
  /** Deployment.VersionLabel: the label given to a version in AppConfig's hosted store; null without one or in another store. */
  versionLabel?: Maybe<Scalars['String']['output']>;
};

/** A page of AppConfig deployments, newest first. */
export type AppConfigDeploymentConnection = {
  /** The deployments with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<AppConfigDeploymentEdge>>>;
  /** The deployments without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<AppConfigDeployment>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A deployment and its place in the list. */
export type AppConfigDeploymentEdge = {
  /** Pass it as after to continue after this deployment. */
  cursor: Scalars['String']['output'];
  /** The listed deployment; null, with an error, if it could not be read. */
  node?: Maybe<AppConfigDeployment>;
};

/** DeploymentSummary.Type: who drives a deployment. */
export type AppConfigDeploymentType =
  /** MANAGED: AppConfig started it automatically, for an experiment. */
  | 'MANAGED'
  /** A type newer than this schema. */
  | 'UNKNOWN'
  /** USER: a user started it with StartDeployment. */
  | 'USER';

/** The state of a deployment at a moment. It costs no AWS call beyond GetDeployment; fields below deployment cost what they cost in a query, once for all who select the same. */
export type AppConfigDeploymentUpdate = {
  /** When AWS was asked, by GetDeployment. */
  asOf: Scalars['DateTime']['output'];
  /** The deployment as GetDeployment has it; null, with an error, where AWS no longer has it. */
  deployment?: Maybe<AppConfigDeployment>;
  /** By when AWS is asked again; null when the deployment has ended. */
  nextAt?: Maybe<Scalars['DateTime']['output']>;
};

/** [Environment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Environment.html) of AppConfig: a target for deployments of an application's configurations. Read by GetEnvironment, one call each. */
export type AppConfigEnvironment = Node & {
  /** The application of applicationId (one GetApplication per application; none when the query listed it). */
  application?: Maybe<AppConfigApplication>;
  /** Environment.ApplicationId: the application that the environment belongs to. */
  applicationId: Scalars['ID']['output'];
  /**
   * The environment's deployments, newest first: one ListDeployments per 50. Their summaries contain most fields; the
   * descriptions name those that cost one GetDeployment per deployment.
   */
  deployments: AppConfigDeploymentConnection;
  /** Environment.Description: a comment; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** Environment.Id: AWS's own id, such as 54j1r29. */
  environmentId: Scalars['ID']['output'];
  /** Opaque global id, for Query.node. AWS's id is environmentId. */
  id: Scalars['ID']['output'];
  /** The environment's newest deployment, whatever its status: the first item of one ListDeployments, which is shared with deployments; null before the first. */
  latestDeployment?: Maybe<AppConfigDeployment>;
  /** The AWS account and region in which the environment was found. */
  location: Location;
  /** Environment.Monitors: the CloudWatch alarms that roll a deployment back; empty if there are none. */
  monitors: Array<AppConfigMonitor>;
  /** Environment.Name: display name, such as production. */
  name?: Maybe<Scalars['String']['output']>;
  /** Environment.State as AWS spells it: READY_FOR_DEPLOYMENT, DEPLOYING, ROLLING_BACK, ROLLED_BACK or REVERTED. */
  state?: Maybe<Scalars['String']['output']>;
};


/** [Environment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Environment.html) of AppConfig: a target for deployments of an application's configurations. Read by GetEnvironment, one call each. */
export type AppConfigEnvironmentDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of an application's environments. */
export type AppConfigEnvironmentConnection = {
  /** The environments with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<AppConfigEnvironmentEdge>>>;
  /** The environments without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<AppConfigEnvironment>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** An environment and its place in the list. */
export type AppConfigEnvironmentEdge = {
  /** Pass it as after to continue after this environment. */
  cursor: Scalars['String']['output'];
  /** The listed environment; null, with an error, if it could not be read. */
  node?: Maybe<AppConfigEnvironment>;
};

/** [DeploymentEvent](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_DeploymentEvent.html): one entry in the log of a deployment. */
export type AppConfigEvent = {
  /** DeploymentEvent.ActionInvocations: the actions of extensions that ran because of it; empty when none did. */
  actionInvocations: Array<ActionInvocation>;
  /** DeploymentEvent.Description: AWS's sentence about it, such as the share reached or the alarm that went off. */
  description?: Maybe<Scalars['String']['output']>;
  /** DeploymentEvent.EventType: what happened. */
  eventType: AppConfigEventType;
  /** DeploymentEvent.OccurredAt: when it happened. */
  occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentEvent.TriggeredBy: who or what made it happen; null when AWS does not say. */
  triggeredBy?: Maybe<TriggeredBy>;
};

/** DeploymentEvent.EventType: what happened to a deployment. */
export type AppConfigEventType =
  /** All clients have been reached and the bake time begins. */
  | 'BAKE_TIME_STARTED'
  /** The deployment is complete. */
  | 'DEPLOYMENT_COMPLETED'
  /** The deployment has started. */
  | 'DEPLOYMENT_STARTED'
  /** A further share of the clients can get the configuration. */
  | 'PERCENTAGE_UPDATED'
  /** A complete deployment was reverted: clients have the configuration from before. */
  | 'REVERT_COMPLETED'
  /** Clients have the configuration from before. */
  | 'ROLLBACK_COMPLETED'
  /** Clients begin to get the configuration from before. */
  | 'ROLLBACK_STARTED'
  /** An event newer than this schema. */
  | 'UNKNOWN';

/** [Monitor](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_Monitor.html) of AppConfig: a CloudWatch alarm that is watched while something is deployed to an environment. */
export type AppConfigMonitor = {
  /** Monitor.AlarmArn: ARN of the alarm. */
  alarmArn?: Maybe<Scalars['String']['output']>;
  /** Monitor.AlarmRoleArn: the IAM role that AppConfig assumes to read the alarm; null if none is set. */
  alarmRoleArn?: Maybe<Scalars['String']['output']>;
};

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

/** A value that differs between two AppSpec files: another task definition, function version or container port, for one. */
export type AppSpecChange = {
  /** The value before, as it is written; null if there was none. */
  from?: Maybe<Scalars['String']['output']>;
  /** Where it stands, such as Resources.TargetService.Properties.TaskDefinition. Resources and hooks go by their names, other items of lists by their place from 0. */
  path: Scalars['String']['output'];
  /** The value now, as it is written; null if there is none any more. */
  to?: Maybe<Scalars['String']['output']>;
};

/** [AppSpecContent](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AppSpecContent.html), or RawString in its older form: an AppSpec file that was given inline instead of stored somewhere. */
export type AppSpecRevision = {
  /**
   * AppSpecContent.content, RawString.content: the AppSpec file itself, YAML or JSON. Deployments leave it out, so it is
   * read: one BatchGetApplicationRevisions per 25 of an application; where AWS leaves it out there, too, one
   * GetApplicationRevision each, and then without asking for a batch. Kept permanently. Null if AWS has none, and of a
   * deployment without applicationName.
   */
  content?: Maybe<Scalars['String']['output']>;
  /** AppSpecContent.sha256, RawString.sha256: SHA-256 of the content. */
  sha256?: Maybe<Scalars['String']['output']>;
};

/** [AppliedExtension](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_AppliedExtension.html): an extension that took part in a deployment. */
export type AppliedExtension = {
  /** AppliedExtension.ExtensionAssociationId: what ties the extension to the application, environment or profile. */
  extensionAssociationId?: Maybe<Scalars['ID']['output']>;
  /** AppliedExtension.ExtensionId: AWS's own id of the extension. */
  extensionId?: Maybe<Scalars['ID']['output']>;
  /** AppliedExtension.Parameters: what its actions were given, sorted by key; empty when nothing was. */
  parameters: Array<KeyValue>;
  /** AppliedExtension.VersionNumber: version of the extension. */
  versionNumber?: Maybe<Scalars['Int']['output']>;
};

/** [AutoRollbackConfiguration](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html): whether and when CodeDeploy rolls a deployment back automatically. */
export type AutoRollbackConfiguration = {
  /** AutoRollbackConfiguration.enabled: whether it is in effect. */
  enabled?: Maybe<Scalars['Boolean']['output']>;
  /** AutoRollbackConfiguration.events: any of these starts a rollback. */
  events: Array<AutoRollbackEvent>;
};

/** AutoRollbackConfiguration.events: what can start an automatic rollback. */
export type AutoRollbackEvent =
  /** The deployment fails. */
  | 'DEPLOYMENT_FAILURE'
  /** An alarm of the alarm configuration stops the deployment. */
  | 'DEPLOYMENT_STOP_ON_ALARM'
  /** Somebody stops the deployment. */
  | 'DEPLOYMENT_STOP_ON_REQUEST'
  /** An event newer than this schema. */
  | 'UNKNOWN';

/** [AutoScalingGroup](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoScalingGroup.html): an EC2 Auto Scaling group whose instances belong to a deployment group. */
export type AutoScalingGroup = {
  /** AutoScalingGroup.hook: the launch hook that CodeDeploy installed, so that new instances get the revision. */
  hook?: Maybe<Scalars['String']['output']>;
  /** AutoScalingGroup.name: the Auto Scaling group's name. */
  name?: Maybe<Scalars['String']['output']>;
  /** AutoScalingGroup.terminationHook: the termination hook that CodeDeploy installed; null without one. */
  terminationHook?: Maybe<Scalars['String']['output']>;
};

/** The AWS services that this gateway reads; each brings its value. */
export type AwsService =
  /** AWS AppConfig: gradual rollouts of configuration data. */
  | 'APPCONFIG'
  /** AWS CodeDeploy: deployments of applications to servers, Lambda functions and ECS services. */
  | 'CODEDEPLOY'
  /** EC2 Image Builder: lifecycle executions that deprecate, disable or delete images. */
  | 'IMAGE_BUILDER';

/** [BlueGreenDeploymentConfiguration](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueGreenDeploymentConfiguration.html): how a blue/green deployment gets its new environment, switches over and cleans up. */
export type BlueGreenDeploymentConfiguration = {
  /** BlueGreenDeploymentConfiguration.deploymentReadyOption: whether traffic moves automatically once the new environment is ready. */
  deploymentReadyOption?: Maybe<DeploymentReadyOption>;
  /** BlueGreenDeploymentConfiguration.greenFleetProvisioningOption: where the new environment's instances come from. */
  greenFleetProvisioningOption?: Maybe<GreenFleetProvisioningOption>;
  /** BlueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess: what becomes of the original environment. */
  terminateBlueInstancesOnDeploymentSuccess?: Maybe<BlueInstanceTerminationOption>;
};

/** [BlueInstanceTerminationOption](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueInstanceTerminationOption.html): what becomes of the original environment after success. */
export type BlueInstanceTerminationOption = {
  /** BlueInstanceTerminationOption.action: terminate or keep the original instances. */
  action?: Maybe<InstanceAction>;
  /** BlueInstanceTerminationOption.terminationWaitTimeInMinutes: how long they, or the blue task set, stay; at most 2880 (2 days). */
  terminationWaitTimeInMinutes?: Maybe<Scalars['Int']['output']>;
};

/** S3Location.bundleType: the file type of a revision in S3. */
export type BundleType =
  /** An AppSpec file in JSON, not an archive. */
  | 'JSON'
  /** An uncompressed archive: tar. */
  | 'TAR'
  /** A gzip-compressed tar archive: tgz. */
  | 'TGZ'
  /** A file type newer than this schema. */
  | 'UNKNOWN'
  /** An AppSpec file in YAML, not an archive. */
  | 'YAML'
  /** An archive in zip format: zip. */
  | 'ZIP';

/** [CloudFormationTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CloudFormationTarget.html): a resource in a blue/green deployment that a CloudFormation stack update started. */
export type CloudFormationTarget = DeploymentTarget & Node & {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** CloudFormationTarget.deploymentId: id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** CloudFormationTarget.lastUpdatedAt: when the deployment last updated the resource; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** CloudFormationTarget.lifecycleEvents: the steps of the deployment here, in the order in which they run. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** CloudFormationTarget.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** CloudFormationTarget.resourceType: what is updated, such as AWS::ECS::TaskSet. */
  resourceType?: Maybe<Scalars['String']['output']>;
  /** CloudFormationTarget.status: current status of the deployment to this target. */
  status: TargetStatus;
  /** CloudFormationTarget.targetId: the CloudFormation stack id. */
  targetId: Scalars['ID']['output'];
  /** CloudFormationTarget.targetVersionWeight: percentage of production traffic that the new version currently receives. */
  targetVersionWeight?: Maybe<Scalars['Float']['output']>;
};

/** [ApplicationInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ApplicationInfo.html): a named collection of deployment groups and revisions. Read by BatchGetApplications, 100 per call. */
export type CodeDeployApplication = Node & {
  /** ApplicationInfo.applicationId: AWS's own id, a UUID. */
  applicationId?: Maybe<Scalars['ID']['output']>;
  /** ApplicationInfo.applicationName: unique within an account and region. */
  applicationName: Scalars['String']['output'];
  /** ApplicationInfo.computePlatform: the platform it is deployed to. */
  computePlatform?: Maybe<ComputePlatform>;
  /** ApplicationInfo.createTime: when the application was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its deployment groups in AWS's order: ListDeploymentGroups pages, then one BatchGetDeploymentGroups per 25 of them. */
  deploymentGroups: DeploymentGroupConnection;
  /**
   * Its deployments, newest first. ListDeployments lists one group at a time, so this lists the groups (ListDeploymentGroups), then
   * each group's deployments, then one BatchGetDeployments per 25 deployments returned. If the group is known, this is cheaper:
   * DeploymentGroup.deployments.
   */
  deployments: CodeDeployDeploymentConnection;
  /** ApplicationInfo.gitHubAccountName: name of the stored connection to GitHub; null when there is none. */
  gitHubAccountName?: Maybe<Scalars['String']['output']>;
  /** Opaque global id, for Query.node. AWS's id is applicationId. */
  id: Scalars['ID']['output'];
  /** ApplicationInfo.linkedToGitHub: whether CodeDeploy has been authorized to read from GitHub for it. */
  linkedToGitHub?: Maybe<Scalars['Boolean']['output']>;
  /** The AWS account and region in which the application was found. */
  location: Location;
};


/** [ApplicationInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ApplicationInfo.html): a named collection of deployment groups and revisions. Read by BatchGetApplications, 100 per call. */
export type CodeDeployApplicationDeploymentGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** [ApplicationInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ApplicationInfo.html): a named collection of deployment groups and revisions. Read by BatchGetApplications, 100 per call. */
export type CodeDeployApplicationDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CodeDeployDeploymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of CodeDeploy applications. */
export type CodeDeployApplicationConnection = {
  /** The applications with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<CodeDeployApplicationEdge>>>;
  /** The applications without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<CodeDeployApplication>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** An application and its place in the list. */
export type CodeDeployApplicationEdge = {
  /** Pass it as after to continue after this application. */
  cursor: Scalars['String']['output'];
  /** The listed application; null, with an error, if it could not be read. */
  node?: Maybe<CodeDeployApplication>;
};

/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html): one rollout of a revision to a deployment group. Read by BatchGetDeployments, 25 per call. */
export type CodeDeployDeployment = Activity & Deployment & Node & {
  /**
   * DeploymentInfo.additionalDeploymentStatusInfo: remarks on the outcome, such as old instances that were not terminated.
   * @deprecated AWS deprecated AdditionalDeploymentStatusInfo: use deploymentStatusMessages. Removed after 2027-06-30.
   */
  additionalDeploymentStatusInfo?: Maybe<Scalars['String']['output']>;
  /** The application of applicationName (one BatchGetApplications per 100); null once it is deleted. */
  application?: Maybe<CodeDeployApplication>;
  /** DeploymentInfo.applicationName: name of the deployed application. */
  applicationName?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.autoRollbackConfiguration: the events that roll this deployment back automatically. */
  autoRollbackConfiguration?: Maybe<AutoRollbackConfiguration>;
  /** DeploymentInfo.blueGreenDeploymentConfiguration: how this blue/green deployment switches over; null when in place. */
  blueGreenDeploymentConfiguration?: Maybe<BlueGreenDeploymentConfiguration>;
  /** The change that it makes: DeploymentInfo.revision compared with DeploymentInfo.previousRevision, without a call of its own; null if AWS names no revision. */
  change?: Maybe<RevisionChange>;
  /** DeploymentInfo.completeTime: when it ended, successfully or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentInfo.computePlatform: the platform it is deployed to; null on old deployments. */
  computePlatform?: Maybe<ComputePlatform>;
  /** The CodeDeploy console page of this deployment. */
  consoleUrl: Scalars['String']['output'];
  /** DeploymentInfo.createTime: when the deployment was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentInfo.creator as AWS spells it: user, autoscaling, autoscalingTermination, codeDeployRollback, CodeDeploy, CodeDeployAutoUpdate, CloudFormation, CloudFormationRollback. */
  creator?: Maybe<Scalars['String']['output']>;
  /** The configuration of deploymentConfigName (one GetDeploymentConfig); null once it is deleted. */
  deploymentConfig?: Maybe<DeploymentConfig>;
  /** DeploymentInfo.deploymentConfigName: the rules for how fast it goes, such as CodeDeployDefault.HalfAtATime. */
  deploymentConfigName?: Maybe<Scalars['String']['output']>;
  /** The group of deploymentGroupName (BatchGetDeploymentGroups); null once it is deleted. */
  deploymentGroup?: Maybe<DeploymentGroup>;
  /** DeploymentInfo.deploymentGroupName: where it is deployed to. */
  deploymentGroupName?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.deploymentId: the id shown in AWS, such as d-A1B2C3111. */
  deploymentId: Scalars['ID']['output'];
  /** DeploymentInfo.deploymentMode: whether a revision was installed or only restarted. Null means not recorded, not STANDARD. */
  deploymentMode?: Maybe<DeploymentMode>;
  /** DeploymentInfo.deploymentStatusMessages: remarks on the status, for people; empty when there are none. */
  deploymentStatusMessages: Array<Scalars['String']['output']>;
  /** DeploymentInfo.deploymentStyle: in place or blue/green, with or without a load balancer. */
  deploymentStyle?: Maybe<DeploymentStyle>;
  /** DeploymentInfo.description: the comment entered when it was created; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.errorInformation: why the deployment as a whole failed or was stopped; null when it did not. */
  error?: Maybe<DeploymentError>;
  /**
   * When it should end; null once it has. Nobody can tell where it waits for somebody. A wait for its termination: one
   * ListDeploymentTargets and one BatchGetDeploymentTargets. ECS and Lambda, once started: one GetDeploymentConfig, and these
   * two if that sets times. An estimate without a schedule is derived from the group's last ten successes: the
   * ListDeployments pages that
   * hold them and one BatchGetDeployments, kept for ENUMERATION_SECONDS.
   */
  estimate?: Maybe<CompletionEstimate>;
  /**
   * Its targets counted by lifecycle event, in the order in which a target goes through them; one more that is null, with an
   * error that says why, where targets could not be read. The ListDeploymentTargets pages that hold as many targets as
   * inspect says, and one BatchGetDeploymentTargets per 25.
   */
  eventCounts?: Maybe<Array<Maybe<LifecycleEventCount>>>;
  /** DeploymentInfo.externalId: the resource that started it, such as a CloudFormation stack id; null otherwise. */
  externalId?: Maybe<Scalars['String']['output']>;
  /**
   * Why it failed: its failed targets, grouped by what failed first. Null unless a target failed or AWS names an error.
   * The ListDeploymentTargets pages that hold as many failed targets as inspect says, and one BatchGetDeploymentTargets per
   * 25; no call if DeploymentInfo.deploymentOverview counts no failed target, and none once it has ended and was read.
   */
  failureSummary?: Maybe<FailureSummary>;
  /** DeploymentInfo.fileExistsBehavior: what happens to files on an instance that the last deployment did not put there. */
  fileExistsBehavior?: Maybe<FileExistsBehavior>;
  /** Opaque global id, for Query.node. AWS's id is deploymentId. */
  id: Scalars['ID']['output'];
  /** DeploymentInfo.ignoreApplicationStopFailures: whether a failing ApplicationStop, BeforeBlockTraffic or AfterBlockTraffic lets an instance go on. */
  ignoreApplicationStopFailures?: Maybe<Scalars['Boolean']['output']>;
  /** DeploymentInfo.instanceTerminationWaitTimeStarted: whether the wait before the old instances are terminated has begun; false with KEEP_ALIVE. */
  instanceTerminationWaitTimeStarted?: Maybe<Scalars['Boolean']['output']>;
  /** DeploymentInfo.creator is codeDeployRollback or CloudFormationRollback, or DeploymentInfo.rollbackInfo names the deployment that made it necessary: it brings an earlier revision back. */
  isRollback: Scalars['Boolean']['output'];
  /** DeploymentInfo.loadBalancerInfo: the load balancers or target groups involved; null if there are none. */
  loadBalancerInfo?: Maybe<LoadBalancerInfo>;
  /** The AWS account and region in which the deployment was found. */
  location: Location;
  /** DeploymentInfo.overrideAlarmConfiguration: alarms used instead of the group's for this deployment; null without override. */
  overrideAlarmConfiguration?: Maybe<AlarmConfiguration>;
  /** DeploymentInfo.deploymentOverview: how many targets are in which state; null until AWS has counted them, on Lambda and ECS until the end. */
  overview?: Maybe<DeploymentOverview>;
  /** Share of deploymentOverview's targets that are done (succeeded, failed or skipped), 0 to 100; null without an overview, which AWS does not send while an ECS or Lambda deployment runs. */
  percentComplete?: Maybe<Scalars['Float']['output']>;
  /** DeploymentInfo.status as one of the phases common to all services. */
  phase: Phase;
  /** DeploymentInfo.previousRevision: what was on the group before its last successful deployment; null for a first one. */
  previousRevision?: Maybe<Revision>;
  /**
   * How far it is, on every platform. On a fleet percent costs no call; everything else one ListDeploymentTargets and one
   * BatchGetDeploymentTargets.
   */
  progress?: Maybe<DeploymentProgress>;
  /** DeploymentInfo.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** One sentence from DeploymentInfo.errorInformation, deploymentOverview and rollbackInfo, without a call: why it failed or was stopped, what a deployment that is Ready waits for, or what a rollback rolls back; null when there is nothing to say. */
  reason?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.relatedDeployments: automatic updates of outdated instances around it; null when there are none. */
  relatedDeployments?: Maybe<RelatedDeployments>;
  /** DeploymentInfo.revision: the revision being deployed, and where it is stored. */
  revision?: Maybe<Revision>;
  /** DeploymentInfo.rollbackInfo: the rollback that this deployment caused or is; may fill in shortly after the end. */
  rollback?: Maybe<RollbackInfo>;
  /** Always CODEDEPLOY: the AWS service that runs it. */
  service: AwsService;
  /** DeploymentInfo.startTime: when it began to reach the group; null before. AWS's clocks may put it after completedAt. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentInfo.status: current status of the whole deployment. */
  status: CodeDeployStatus;
  /**
   * One target by id (a BatchGetDeploymentTargets, shared with others of this deployment). Null when there is none. A Lambda
   * target that AWS calls pricing:live is found as pricing, too, if no other begins so: that takes ListDeploymentTargets and
   * a second BatchGetDeploymentTargets.
   */
  target?: Maybe<Target>;
  /** DeploymentInfo.targetInstances: what selects the replacement instances of a blue/green deployment; null otherwise. */
  targetInstances?: Maybe<TargetInstances>;
  /**
   * The targets of the deployment, in ListDeploymentTargets' order: the listing's pages, plus one BatchGetDeploymentTargets
   * per 25 targets returned. Empty before the deployment has started.
   */
  targets: TargetConnection;
  /** Application and deployment group in one line, such as “checkout-api → production”; the stack's name where CloudFormation started it. A rollback's ends in “(rollback)”. */
  title: Scalars['String']['output'];
  /** DeploymentInfo.updateOutdatedInstancesOnly: whether only instances without the latest revision are deployed to. */
  updateOutdatedInstancesOnly?: Maybe<Scalars['Boolean']['output']>;
  /** The event that it waits for, and its outcome if nobody acts (DeploymentInfo.blueGreenDeploymentConfiguration); null if it does not wait. Its since and deadline cost one ListDeploymentTargets and one BatchGetDeploymentTargets. */
  waiting?: Maybe<DeploymentWaiting>;
};


/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html): one rollout of a revision to a deployment group. Read by BatchGetDeployments, 25 per call. */
export type CodeDeployDeploymentEventCountsArgs = {
  inspect?: InputMaybe<Scalars['Int']['input']>;
};


/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html): one rollout of a revision to a deployment group. Read by BatchGetDeployments, 25 per call. */
export type CodeDeployDeploymentFailureSummaryArgs = {
  inspect?: InputMaybe<Scalars['Int']['input']>;
};


/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html): one rollout of a revision to a deployment group. Read by BatchGetDeployments, 25 per call. */
export type CodeDeployDeploymentTargetArgs = {
  targetId: Scalars['ID']['input'];
};


/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html): one rollout of a revision to a deployment group. Read by BatchGetDeployments, 25 per call. */
export type CodeDeployDeploymentTargetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<TargetFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of CodeDeploy deployments, newest first. */
export type CodeDeployDeploymentConnection = {
  /** The deployments with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<CodeDeployDeploymentEdge>>>;
  /** The deployments without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<CodeDeployDeployment>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A deployment and its place in the list. */
export type CodeDeployDeploymentEdge = {
  /** Pass it as after to continue after this deployment. */
  cursor: Scalars['String']['output'];
  /** The listed deployment; null, with an error, if it could not be read. */
  node?: Maybe<CodeDeployDeployment>;
};

/** Selects deployments; a deployment must match all members. The filters of ListDeployments, and isRollback. */
export type CodeDeployDeploymentFilter = {
  /** ListDeployments.createTimeRange.start: created at this moment or later. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** ListDeployments.createTimeRange.end: created at this moment or earlier. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** ListDeployments.externalId: started by this external resource, such as a CloudFormation stack id. */
  externalId?: InputMaybe<Scalars['String']['input']>;
  /** Whether the deployment restores an earlier revision; null means both. ListDeployments cannot filter by it, so all are read and filtered by the gateway. */
  isRollback?: InputMaybe<Scalars['Boolean']['input']>;
  /** ListDeployments.includeOnlyStatuses: any of these statuses; omitted or empty means every status. */
  statuses?: InputMaybe<Array<CodeDeployStatus>>;
  /** ListDeployments.createTimeRange.start: created within this long before now, such as PT1H or P7D. */
  within?: InputMaybe<Scalars['Duration']['input']>;
};

/** The state of a deployment at a moment. It costs no AWS call beyond BatchGetDeployments, but for changedTargets; fields below deployment cost what they cost in a query, once for all who select the same. */
export type CodeDeployDeploymentUpdate = {
  /** When AWS was asked, by BatchGetDeployments. */
  asOf: Scalars['DateTime']['output'];
  /** How many targets have changed, also beyond the 100 of changedTargets. Read as these are, with ListDeploymentTargets. */
  changedTargetCount?: Maybe<Scalars['Int']['output']>;
  /**
   * The targets that have changed since the update before, those that changed last at the end; in the first update those in
   * progress or failed. At most 100. One ListDeploymentTargets a page, and one BatchGetDeploymentTargets per 25 that are in
   * progress, were the time before or have failed since, 100 a time, whenever DeploymentInfo.deploymentOverview has changed;
   * those in progress also about every 15 seconds while it stays. For ECS and Lambda, which have none while they run, each
   * time. Null, with an error, where AWS did not answer; the next update that has them has all that changed since.
   */
  changedTargets?: Maybe<Array<Maybe<Target>>>;
  /** The deployment as BatchGetDeployments has it; null, with an error, where AWS no longer has it. */
  deployment?: Maybe<CodeDeployDeployment>;
  /** By when AWS is asked again; null when the deployment has ended. */
  nextAt?: Maybe<Scalars['DateTime']['output']>;
};

/** DeploymentInfo.status: status of a deployment. SUCCEEDED, FAILED and STOPPED are final. */
export type CodeDeployStatus =
  /** Baking: the revision is out and is watched before the deployment counts as successful. AWS documents only the word. */
  | 'BAKING'
  /** Created: accepted and recorded, nothing has been done yet. */
  | 'CREATED'
  /** Failed: too many targets failed, or CodeDeploy could not go on; see error. */
  | 'FAILED'
  /** InProgress: CodeDeploy is working on its targets. */
  | 'IN_PROGRESS'
  /** Queued: waits for its turn, for instance behind another deployment to the same group. */
  | 'QUEUED'
  /** Ready: the replacement environment of a blue/green deployment is up and waits for its traffic to be rerouted. */
  | 'READY'
  /** Stopped: ended early by a person, an alarm or a wait time that ran out. */
  | 'STOPPED'
  /** Succeeded: enough targets have the revision, by the rules of the deployment configuration. */
  | 'SUCCEEDED'
  /** A status newer than this schema; rawStatus has AWS's value. */
  | 'UNKNOWN';

/** When something that runs should end. How each figure is computed: docs/insight.md. */
export type CompletionEstimate = {
  /** The most likely moment; null when it is overdue, or nothing tells it. Never in the past. */
  at?: Maybe<Scalars['DateTime']['output']>;
  /** The data that the estimate is based on. */
  basis: EstimateBasis;
  /** Whether it takes longer than its schedule says, or than nine in ten earlier ones did: on a fleet, for each of its targets. */
  isOverdue: Scalars['Boolean']['output'];
  /** When nine in ten have ended; null if at is null. */
  latest?: Maybe<Scalars['DateTime']['output']>;
  /** How many earlier deployments it comes from; 0 for SCHEDULE and NONE. */
  samples: Scalars['Int']['output'];
  /**
   * Since when nothing has moved: the latest start or end of a lifecycle event on the targets in progress (of a fleet the
   * first 25), if that is longer ago than nine in ten earlier deployments took as a whole, or than an hour without
   * history; otherwise null, as it is if a schedule sets the end. CodeDeploy alone: one ListDeploymentTargets and one
   * BatchGetDeploymentTargets.
   */
  stuckSince?: Maybe<Scalars['DateTime']['output']>;
  /** How many seconds those earlier deployments took in the median; on a fleet, for as many targets as this one has. Null if there are none. No call beyond those of the estimate. */
  usualSeconds?: Maybe<Scalars['Int']['output']>;
};

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

/**
 * [ConfigurationProfile](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfigurationProfile.html): where a configuration is stored and how it is checked. Read by GetConfigurationProfile, one call
 * each. The contents of its validators are not shown, because a schema or function may be confidential.
 */
export type ConfigurationProfile = Node & {
  /** The application of applicationId (one GetApplication per application; none when the query listed it). */
  application?: Maybe<AppConfigApplication>;
  /** ConfigurationProfile.ApplicationId: the application that the profile belongs to. */
  applicationId: Scalars['ID']['output'];
  /** ConfigurationProfile.Id: AWS's own id, such as ur8hx2f. */
  configurationProfileId: Scalars['ID']['output'];
  /** ConfigurationProfile.Description: a comment; null if there is none. From a list: one GetConfigurationProfile. */
  description?: Maybe<Scalars['String']['output']>;
  /** Opaque global id, for Query.node. AWS's id is configurationProfileId. */
  id: Scalars['ID']['output'];
  /** ConfigurationProfile.KmsKeyArn: ARN of the key that encrypts new hosted versions; null when none does. From a list: one GetConfigurationProfile. */
  kmsKeyArn?: Maybe<Scalars['String']['output']>;
  /** ConfigurationProfile.KmsKeyIdentifier: the same key as it was given: an id, an alias or an ARN. From a list: one GetConfigurationProfile. */
  kmsKeyIdentifier?: Maybe<Scalars['String']['output']>;
  /** The AWS account and region in which the profile was found. */
  location: Location;
  /** ConfigurationProfile.LocationUri: where the configuration is stored: hosted, or the URI of an S3 object, a parameter, … */
  locationUri?: Maybe<Scalars['String']['output']>;
  /** ConfigurationProfile.Name: what people call it. */
  name?: Maybe<Scalars['String']['output']>;
  /** ConfigurationProfile.RetrievalRoleArn: the IAM role that reads the store; null when hosted. From a list: one GetConfigurationProfile. */
  retrievalRoleArn?: Maybe<Scalars['String']['output']>;
  /** ConfigurationProfile.Type as AWS spells it: AWS.AppConfig.FeatureFlags or AWS.Freeform. */
  type?: Maybe<Scalars['String']['output']>;
  /** ConfigurationProfile.Validators: how the configuration is checked before it is deployed; empty when it is not. */
  validatorTypes: Array<ValidatorType>;
};

/** A page of an application's configuration profiles. */
export type ConfigurationProfileConnection = {
  /** The configuration profiles with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<ConfigurationProfileEdge>>>;
  /** The configuration profiles without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<ConfigurationProfile>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A configuration profile and its place in the list. */
export type ConfigurationProfileEdge = {
  /** Pass it as after to continue after this configuration profile. */
  cursor: Scalars['String']['output'];
  /** The listed configuration profile; null, with an error, if it could not be read. */
  node?: Maybe<ConfigurationProfile>;
};

/** The version of a configuration profile that an AppConfig environment serves, from the [DeploymentSummary](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_DeploymentSummary.html) of each deployment. */
export type ConfigurationState = {
  /** DeploymentSummary.ConfigurationName: the profile's name; null if the summary has none. */
  configurationName?: Maybe<Scalars['String']['output']>;
  /** DeploymentSummary.ConfigurationProfileId: the profile's id; null if the summary has none. */
  configurationProfileId?: Maybe<Scalars['ID']['output']>;
  /** The newest deployment of the profile whose DeploymentSummary.State is COMPLETE: what clients get. Null if none was found. No further call. */
  current?: Maybe<AppConfigDeployment>;
  /** The environment, as ListEnvironments gives it. No further call. */
  environment: AppConfigEnvironment;
  /** The profile's newest deployments, oldest first: those on the first page of ListDeployments, which has up to 50 of the environment. No further call. */
  recent: Array<AppConfigDeployment>;
  /** The newest deployment of the profile whose DeploymentSummary.State is DEPLOYING, VALIDATING, BAKING or ROLLING_BACK. Null if there is none. No further call. */
  running?: Maybe<AppConfigDeployment>;
};


/** The version of a configuration profile that an AppConfig environment serves, from the [DeploymentSummary](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_DeploymentSummary.html) of each deployment. */
export type ConfigurationStateRecentArgs = {
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of configuration profiles and what environments serve of them. */
export type ConfigurationStateConnection = {
  /** The profiles of environments with their cursors. */
  edges?: Maybe<Array<Maybe<ConfigurationStateEdge>>>;
  /** False where four pages of an environment's deployments did not have every profile, or problems names a location. */
  isComplete?: Maybe<Scalars['Boolean']['output']>;
  /** The profiles of environments without cursors. */
  nodes?: Maybe<Array<Maybe<ConfigurationState>>>;
  /** Whether and where the list goes on. */
  pageInfo?: Maybe<PageInfo>;
  /** The locations that could not be read, or not wholly. */
  problems: Array<SourceProblem>;
};

/** A configuration profile in an environment, and its place in the list. */
export type ConfigurationStateEdge = {
  /** Pass it as after to continue behind this one. */
  cursor: Scalars['String']['output'];
  /** The profile and what its environment serves of it. */
  node?: Maybe<ConfigurationState>;
};

/** The change that an AppConfig deployment makes: its configuration version compared with the one before. */
export type ConfigurationVersionChange = {
  /** DeploymentSummary of the newest older deployment of this profile whose State is COMPLETE; null if there is none. */
  from?: Maybe<AppConfigDeployment>;
  /** DeploymentSummary.ConfigurationVersion of from. */
  fromVersion?: Maybe<Scalars['String']['output']>;
  /** Deployment.ConfigurationVersion of this deployment. */
  toVersion?: Maybe<Scalars['String']['output']>;
};

/** An activity that deploys a new version. */
export type Deployment = {
  /** When the deployment ended, successfully or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The page of the AWS console that shows this deployment. */
  consoleUrl: Scalars['String']['output'];
  /** When AWS recorded the deployment; lists are ordered by it. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The comment entered by the creator of the deployment; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** Opaque global id, for Query.node. */
  id: Scalars['ID']['output'];
  /** The AWS account and region in which it is deployed. */
  location: Location;
  /** Progress of the rollout, 0 to 100; null if AWS sends nothing to calculate it from. */
  percentComplete?: Maybe<Scalars['Float']['output']>;
  /** Current status, as one of the phases common to all services. */
  phase: Phase;
  /** The status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** Why it is in this phase, in one sentence for people of at most 200 characters; null when there is nothing to say. CodeDeploy and Image Builder: no call. AppConfig: one GetDeployment, only for what was rolled back or reverted. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The AWS service that runs the deployment. */
  service: AwsService;
  /** When the rollout began; null before that. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** A readable title that names what is deployed where, such as “checkout-api → production”. */
  title: Scalars['String']['output'];
};

/** [DeploymentConfigInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentConfigInfo.html): how fast a deployment proceeds and when it fails. Read by GetDeploymentConfig, one call each. */
export type DeploymentConfig = Node & {
  /** DeploymentConfigInfo.computePlatform: the platform whose deployments can use it. */
  computePlatform?: Maybe<ComputePlatform>;
  /** DeploymentConfigInfo.createTime: when the configuration was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentConfigInfo.deploymentConfigId: AWS's own id, a UUID. */
  deploymentConfigId?: Maybe<Scalars['ID']['output']>;
  /** DeploymentConfigInfo.deploymentConfigName: predefined ones begin with CodeDeployDefault. */
  deploymentConfigName: Scalars['String']['output'];
  /** Opaque global id, for Query.node. AWS's id is deploymentConfigId. */
  id: Scalars['ID']['output'];
  /** The AWS account and region in which the configuration was found. */
  location: Location;
  /** DeploymentConfigInfo.minimumHealthyHosts: how many instances must stay healthy; null on Lambda and ECS. */
  minimumHealthyHosts?: Maybe<MinimumHealthyHosts>;
  /** DeploymentConfigInfo.trafficRoutingConfig: how traffic moves to the new version; Lambda and ECS only. */
  trafficRoutingConfig?: Maybe<TrafficRoutingConfig>;
  /** DeploymentConfigInfo.zonalConfig: rules for deploying to one Availability Zone after another; null if not zonal. */
  zonalConfig?: Maybe<ZonalConfig>;
};

/** A page of deployment configurations. */
export type DeploymentConfigConnection = {
  /** The deployment configurations with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<DeploymentConfigEdge>>>;
  /** The deployment configurations without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<DeploymentConfig>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A deployment configuration and its place in the list. */
export type DeploymentConfigEdge = {
  /** Pass it as after to continue after this deployment configuration. */
  cursor: Scalars['String']['output'];
  /** The listed deployment configuration; null, with an error, if it could not be read. */
  node?: Maybe<DeploymentConfig>;
};

/** How many changes were created on a day in UTC, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. */
export type DeploymentDayStatistics = {
  /** The day in UTC of DeploymentInfo.createTime, such as 2026-11-21. */
  date: Scalars['String']['output'];
  /** How many changes have their DeploymentInfo.createTime on it. */
  deployments: Scalars['Int']['output'];
  /** How many of these have DeploymentInfo.status Failed. */
  failed: Scalars['Int']['output'];
  /** How many of these have DeploymentInfo.status Stopped. */
  stopped: Scalars['Int']['output'];
};

/** [ErrorInformation](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ErrorInformation.html): why a deployment as a whole failed or was stopped. The lifecycleEvents of a target have its own errors. */
export type DeploymentError = {
  /** ErrorInformation.code as AWS spells it, such as HEALTH_CONSTRAINTS, ALARM_ACTIVE, TIMEOUT, IAM_ROLE_PERMISSIONS. */
  code?: Maybe<Scalars['String']['output']>;
  /** ErrorInformation.message: AWS's sentence about it. */
  message?: Maybe<Scalars['String']['output']>;
};

/** [DeploymentGroupInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentGroupInfo.html): where an application is deployed to, and how. Read by BatchGetDeploymentGroups, one application per call. */
export type DeploymentGroup = Node & {
  /** DeploymentGroupInfo.alarmConfiguration: CloudWatch alarms that stop a deployment. */
  alarmConfiguration?: Maybe<AlarmConfiguration>;
  /** The application of applicationName (one BatchGetApplications per 100). */
  application?: Maybe<CodeDeployApplication>;
  /** DeploymentGroupInfo.applicationName: the application that the group belongs to. */
  applicationName: Scalars['String']['output'];
  /** DeploymentGroupInfo.autoRollbackConfiguration: the events that roll a deployment back automatically. */
  autoRollbackConfiguration?: Maybe<AutoRollbackConfiguration>;
  /** DeploymentGroupInfo.autoScalingGroups: Auto Scaling groups whose instances belong to the group. */
  autoScalingGroups: Array<AutoScalingGroup>;
  /** DeploymentGroupInfo.blueGreenDeploymentConfiguration: how blue/green deployments switch over; null when in place. */
  blueGreenDeploymentConfiguration?: Maybe<BlueGreenDeploymentConfiguration>;
  /** DeploymentGroupInfo.computePlatform: the platform of the group. */
  computePlatform?: Maybe<ComputePlatform>;
  /** The CodeDeploy console page of the group. */
  consoleUrl: Scalars['String']['output'];
  /** The configuration of deploymentConfigName (one GetDeploymentConfig); null once it is deleted. */
  deploymentConfig?: Maybe<DeploymentConfig>;
  /** DeploymentGroupInfo.deploymentConfigName: the default configuration of deployments to the group. */
  deploymentConfigName?: Maybe<Scalars['String']['output']>;
  /** DeploymentGroupInfo.deploymentGroupId: AWS's own id, a UUID. */
  deploymentGroupId?: Maybe<Scalars['ID']['output']>;
  /** DeploymentGroupInfo.deploymentGroupName: unique within its application. */
  deploymentGroupName: Scalars['String']['output'];
  /** DeploymentGroupInfo.deploymentStyle: in place or blue/green, with or without a load balancer. */
  deploymentStyle?: Maybe<DeploymentStyle>;
  /** The group's deployments, newest first: ListDeployments pages, then one BatchGetDeployments per 25 of them and one more. */
  deployments: CodeDeployDeploymentConnection;
  /** DeploymentGroupInfo.ec2TagFilters: instances with any of these tags belong to the group; empty when ec2TagSet is used. */
  ec2TagFilters: Array<Ec2TagFilter>;
  /** DeploymentGroupInfo.ec2TagSet: instances that match every list of tags in it belong to the group. */
  ec2TagSet?: Maybe<Ec2TagSet>;
  /** DeploymentGroupInfo.ecsServices: the ECS services that are deployed to; empty on other platforms. */
  ecsServices: Array<EcsService>;
  /** Opaque global id, for Query.node. AWS's id is deploymentGroupId. */
  id: Scalars['ID']['output'];
  /** DeploymentGroupInfo.lastAttemptedDeployment: summary of the newest deployment, as stored with the group; costs no call. */
  lastAttemptedDeployment?: Maybe<LastDeployment>;
  /** DeploymentGroupInfo.lastSuccessfulDeployment: summary of the newest successful deployment, as stored with the group; costs no call. */
  lastSuccessfulDeployment?: Maybe<LastDeployment>;
  /** DeploymentGroupInfo.lastAttemptedDeployment: the newest deployment, whatever its status (BatchGetDeployments, 25 per call). */
  latestDeployment?: Maybe<CodeDeployDeployment>;
  /** DeploymentGroupInfo.lastAttemptedDeployment.deploymentId: id of the newest deployment; null before the first. */
  latestDeploymentId?: Maybe<Scalars['ID']['output']>;
  /** DeploymentGroupInfo.lastSuccessfulDeployment: the newest deployment that succeeded (BatchGetDeployments, 25 per call). */
  latestSuccessfulDeployment?: Maybe<CodeDeployDeployment>;
  /** DeploymentGroupInfo.lastSuccessfulDeployment.deploymentId: id of the newest one that succeeded; null before the first. */
  latestSuccessfulDeploymentId?: Maybe<Scalars['ID']['output']>;
  /** DeploymentGroupInfo.loadBalancerInfo: the load balancers or target groups involved; null if there are none. */
  loadBalancerInfo?: Maybe<LoadBalancerInfo>;
  /** The AWS account and region in which the group was found. */
  location: Location;
  /** DeploymentGroupInfo.onPremisesInstanceTagFilters: on-premises machines with any of these tags belong to the group. */
  onPremisesInstanceTagFilters: Array<TagFilter>;
  /** DeploymentGroupInfo.onPremisesTagSet: on-premises machines that match every list of tags in it belong to the group. */
  onPremisesTagSet?: Maybe<OnPremisesTagSet>;
  /** DeploymentGroupInfo.outdatedInstancesStrategy: whether instances launched during a deployment get its revision afterwards. */
  outdatedInstancesStrategy?: Maybe<OutdatedInstancesStrategy>;
  /** DeploymentGroupInfo.serviceRoleArn: the IAM role that CodeDeploy assumes. */
  serviceRoleArn?: Maybe<Scalars['String']['output']>;
  /** DeploymentGroupInfo.targetRevision: the intended revision of the group, also deployed to instances that join it. */
  targetRevision?: Maybe<Revision>;
  /** DeploymentGroupInfo.terminationHookEnabled: whether CodeDeploy is configured to install termination hooks in Auto Scaling groups. */
  terminationHookEnabled?: Maybe<Scalars['Boolean']['output']>;
  /** DeploymentGroupInfo.triggerConfigurations: the events that are published to SNS topics. */
  triggerConfigurations: Array<TriggerConfig>;
};


/** [DeploymentGroupInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentGroupInfo.html): where an application is deployed to, and how. Read by BatchGetDeploymentGroups, one application per call. */
export type DeploymentGroupDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CodeDeployDeploymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of deployment groups. */
export type DeploymentGroupConnection = {
  /** The deployment groups with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<DeploymentGroupEdge>>>;
  /** The deployment groups without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<DeploymentGroup>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A deployment group and its place in the list. */
export type DeploymentGroupEdge = {
  /** Pass it as after to continue after this deployment group. */
  cursor: Scalars['String']['output'];
  /** The listed deployment group; null, with an error, if it could not be read. */
  node?: Maybe<DeploymentGroup>;
};

/** The revision that a deployment group runs, and the results of its last deployments, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. */
export type DeploymentGroupState = {
  /** DeploymentInfo.applicationName: the application that the group belongs to. */
  applicationName: Scalars['String']['output'];
  /** The newest deployment whose DeploymentInfo.status is Succeeded, rollbacks included; null if none is in the window. BatchGetDeployments, 25 per call; no call if it was just read. */
  current?: Maybe<CodeDeployDeployment>;
  /** DeploymentInfo.deploymentGroupName: the group's name, unique within its application. */
  deploymentGroupName: Scalars['String']['output'];
  /** How many deployments in the window have DeploymentInfo.status Failed or Stopped since the last that succeeded; of a group that was quiet in the window 1 at most, since AWS tells of its last deployment only. */
  failuresSinceSuccess: Scalars['Int']['output'];
  /** The newest deployment, however it goes or went. BatchGetDeployments, 25 per call; no call if it was just read. */
  latest?: Maybe<CodeDeployDeployment>;
  /** DeploymentInfo.deploymentId of the newest deployment. */
  latestDeploymentId: Scalars['ID']['output'];
  /** The AWS account and region that the group is in. */
  location: Location;
  /** DeploymentInfo.status of the newest deployment in words common to all services. */
  phase: Phase;
  /** The last deployments in the window by DeploymentInfo.createTime, oldest first. No call. */
  recent: Array<DeploymentHistoryEntry>;
  /** The newest deployment that has not ended; null if none is under way. BatchGetDeployments, 25 per call; no call if it was just read. */
  running?: Maybe<CodeDeployDeployment>;
};


/** The revision that a deployment group runs, and the results of its last deployments, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. */
export type DeploymentGroupStateRecentArgs = {
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of deployment groups and what runs there. */
export type DeploymentGroupStateConnection = {
  /** The groups with their cursors. */
  edges?: Maybe<Array<Maybe<DeploymentGroupStateEdge>>>;
  /** False where not the whole window could be read: the history of a location takes more requests or is longer than the 10,000 deployments that are kept, or problems names a location. */
  isComplete?: Maybe<Scalars['Boolean']['output']>;
  /** The groups without cursors. */
  nodes?: Maybe<Array<Maybe<DeploymentGroupState>>>;
  /** Whether and where the list goes on. */
  pageInfo?: Maybe<PageInfo>;
  /** The locations that could not be read completely; earlier data about them is in the list. */
  problems: Array<SourceProblem>;
};

/** A deployment group and its place in the list. */
export type DeploymentGroupStateEdge = {
  /** Pass it as after to continue behind this group. */
  cursor: Scalars['String']['output'];
  /** The deployment group and what runs there. */
  node?: Maybe<DeploymentGroupState>;
};

/** How well the deployments to one group went, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. */
export type DeploymentGroupStatistics = {
  /** DeploymentInfo.applicationName: the application that the group belongs to. */
  applicationName: Scalars['String']['output'];
  /** As DeploymentStatistics.changeFailureRate. */
  changeFailureRate?: Maybe<Scalars['Float']['output']>;
  /** DeploymentInfo.deploymentGroupName: the group's name, unique within its application. */
  deploymentGroupName: Scalars['String']['output'];
  /** How many changes have their DeploymentInfo.createTime in the window. */
  deployments: Scalars['Int']['output'];
  /** As DeploymentStatistics.durationSeconds. */
  durationSeconds: DurationPercentiles;
  /** How many of these have DeploymentInfo.status Failed. */
  failed: Scalars['Int']['output'];
  /** The AWS account and region that the group is in. */
  location: Location;
  /** How many of these have DeploymentInfo.status Stopped. */
  stopped: Scalars['Int']['output'];
};

/** [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) as the history keeps it. */
export type DeploymentHistoryEntry = {
  /** DeploymentInfo.completeTime: when it ended, well or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentInfo.createTime: when it was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** DeploymentInfo.deploymentId: the id AWS shows, such as d-A1B2C3111. */
  deploymentId: Scalars['ID']['output'];
  /** Whether it brings an earlier revision back: as CodeDeployDeployment.isRollback. */
  isRollback: Scalars['Boolean']['output'];
  /** DeploymentInfo.status in words common to all services. */
  phase: Phase;
};

/** DeploymentInfo.deploymentMode: whether something was installed. */
export type DeploymentMode =
  /** The application was restarted from the last successful revision; nothing was downloaded. */
  | 'RESTART'
  /** The revision was downloaded and installed. */
  | 'STANDARD'
  /** A mode newer than this schema. */
  | 'UNKNOWN';

/** DeploymentStyle.deploymentOption: whether traffic is routed through a load balancer. */
export type DeploymentOption =
  /** An option newer than this schema. */
  | 'UNKNOWN'
  /** No load balancer takes part. */
  | 'WITHOUT_TRAFFIC_CONTROL'
  /** A load balancer takes traffic off a target while it is deployed to. */
  | 'WITH_TRAFFIC_CONTROL';

/** [DeploymentOverview](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentOverview.html): the deployment's targets, counted by state. For ECS and Lambda the one target counts. */
export type DeploymentOverview = {
  /** DeploymentOverview.Failed: targets on which a lifecycle event failed. */
  failed?: Maybe<Scalars['Int']['output']>;
  /** DeploymentOverview.InProgress: targets that are being deployed to. */
  inProgress?: Maybe<Scalars['Int']['output']>;
  /** DeploymentOverview.Pending: targets on which nothing has happened yet. */
  pending?: Maybe<Scalars['Int']['output']>;
  /** DeploymentOverview.Ready: replacement instances of a blue/green deployment that can take traffic. */
  ready?: Maybe<Scalars['Int']['output']>;
  /** DeploymentOverview.Skipped: targets that were not deployed to, for instance because the deployment ended first. */
  skipped?: Maybe<Scalars['Int']['output']>;
  /** DeploymentOverview.Succeeded: targets that have the revision. */
  succeeded?: Maybe<Scalars['Int']['output']>;
  /** Sum of the other counts; one that AWS leaves out counts as zero. Null if an Int cannot hold it. */
  total?: Maybe<Scalars['Int']['output']>;
};

/** How far a deployment is, also where AWS counts no [DeploymentTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentTarget.html): ECS, Lambda and CloudFormation. Their fields share one ListDeploymentTargets and one BatchGetDeploymentTargets. */
export type DeploymentProgress = {
  /** LifecycleEvent.lifecycleEventName of the event in progress; on a fleet the one that most of the first 25 targets in progress are in. Null when none is. */
  currentEvent?: Maybe<Scalars['String']['output']>;
  /** LifecycleEvent.startTime of that event; on a fleet the earliest. */
  currentEventSince?: Maybe<Scalars['DateTime']['output']>;
  /** 0 to 100. On a fleet the share of DeploymentInfo.deploymentOverview that is done (no call), elsewhere the share of BatchGetDeploymentTargets' lifecycle events that are done before one failed, where AllowTraffic counts for the traffic it has moved. 100 while only the original environment waits for its termination. */
  percent?: Maybe<Scalars['Float']['output']>;
  /** Share of production traffic on the new version, 0 to 100: LambdaFunctionInfo.targetVersionWeight, ECSTaskSet.trafficWeight of the green task set, CloudFormationTarget.targetVersionWeight; null on a fleet. */
  trafficPercent?: Maybe<Scalars['Float']['output']>;
};

/** DeploymentReadyOption.actionOnTimeout: how traffic gets to the new environment. */
export type DeploymentReadyAction =
  /** New instances are registered with the load balancer as soon as they have the revision. */
  | 'CONTINUE_DEPLOYMENT'
  /** Somebody has to move the traffic (ContinueDeployment) before the wait time is over, or the deployment is stopped. */
  | 'STOP_DEPLOYMENT'
  /** An action newer than this schema. */
  | 'UNKNOWN';

/** [DeploymentReadyOption](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentReadyOption.html): what happens once the new environment is up. */
export type DeploymentReadyOption = {
  /** DeploymentReadyOption.actionOnTimeout: whether traffic moves at once or has to be rerouted on request. */
  actionOnTimeout?: Maybe<DeploymentReadyAction>;
  /** DeploymentReadyOption.waitTimeInMinutes: with STOP_DEPLOYMENT, how long to wait before the deployment is stopped. */
  waitTimeInMinutes?: Maybe<Scalars['Int']['output']>;
};

/** How well a set of deployments went, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. No field makes a call of its own. */
export type DeploymentStatistics = {
  /** Of each day in UTC of a DeploymentInfo.createTime, oldest first; days without one are left out. */
  byDay: Array<DeploymentDayStatistics>;
  /** The same of each DeploymentInfo.deploymentGroupName, most changes first; changes without a group are left out. */
  byGroup: Array<DeploymentGroupStatistics>;
  /** The share, from 0 to 1, of changes that failed or were stopped among those that ended. A stop by hand (ErrorInformation.code MANUAL_STOP) is neither; null if no change ended. */
  changeFailureRate?: Maybe<Scalars['Float']['output']>;
  /** Changes whose DeploymentInfo.status is Succeeded, per 24 hours of the window; null if isComplete is false. */
  deploymentFrequencyPerDay?: Maybe<Scalars['Float']['output']>;
  /** How many changes have their DeploymentInfo.createTime in the window. */
  deployments: Scalars['Int']['output'];
  /** From DeploymentInfo.createTime to DeploymentInfo.completeTime of changes that succeeded, waits included. */
  durationSeconds: DurationPercentiles;
  /** How many of these have DeploymentInfo.status Failed. */
  failed: Scalars['Int']['output'];
  /** From DeploymentInfo.completeTime of a failed change to that of the next success in its group, rollbacks included; groups that have not recovered are left out. */
  failedDeploymentRecoverySeconds: DurationPercentiles;
  /** False where not the whole window could be read: the history of a location takes more requests or is longer than the 10,000 deployments that are kept, or problems names a location. */
  isComplete: Scalars['Boolean']['output'];
  /** The locations that could not be read completely; earlier data about them is counted. */
  problems: Array<SourceProblem>;
  /** How many rollbacks have their DeploymentInfo.createTime in the window; they do not count as changes. */
  rollbacks: Scalars['Int']['output'];
  /** The earliest DeploymentInfo.createTime in the window: the moment of the request less within. */
  since: Scalars['DateTime']['output'];
  /** How many of these have DeploymentInfo.status Stopped, by an alarm or by hand. */
  stopped: Scalars['Int']['output'];
  /** How many of these have DeploymentInfo.status Succeeded. */
  succeeded: Scalars['Int']['output'];
};


/** How well a set of deployments went, from the [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) of each. No field makes a call of its own. */
export type DeploymentStatisticsByGroupArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** [DeploymentStrategy](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_DeploymentStrategy.html): how fast AppConfig rolls a configuration out. Read by GetDeploymentStrategy, one call each. */
export type DeploymentStrategy = Node & {
  /** DeploymentStrategy.DeploymentDurationInMinutes: minutes in which a rollout is to reach all clients, baking not counted. */
  deploymentDurationInMinutes?: Maybe<Scalars['Int']['output']>;
  /** DeploymentStrategy.Id: AWS's own id, such as 1225qzk; AWS's predefined strategies have one like AppConfig.AllAtOnce. */
  deploymentStrategyId: Scalars['ID']['output'];
  /** DeploymentStrategy.Description: a comment; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** DeploymentStrategy.FinalBakeTimeInMinutes: minutes during which alarms are watched after all clients have been reached. */
  finalBakeTimeInMinutes?: Maybe<Scalars['Int']['output']>;
  /** DeploymentStrategy.GrowthFactor: percentage of the clients by which each step is measured; see growthType. */
  growthFactor?: Maybe<Scalars['Float']['output']>;
  /** DeploymentStrategy.GrowthType: how the share of clients with the new configuration grows. */
  growthType?: Maybe<GrowthType>;
  /** Opaque global id, for Query.node. AWS's id is deploymentStrategyId. */
  id: Scalars['ID']['output'];
  /** The AWS account and region in which the strategy was found. */
  location: Location;
  /** DeploymentStrategy.Name: what people call it. */
  name?: Maybe<Scalars['String']['output']>;
  /** DeploymentStrategy.ReplicateTo: where AppConfig keeps a copy of the strategy. */
  replicateTo?: Maybe<ReplicateTo>;
};

/** [DeploymentStyle](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentStyle.html): in place or blue/green, with or without a load balancer. */
export type DeploymentStyle = {
  /** DeploymentStyle.deploymentOption: whether traffic is routed through a load balancer. */
  deploymentOption?: Maybe<DeploymentOption>;
  /** DeploymentStyle.deploymentType: whether the running environment is updated or replaced. */
  deploymentType?: Maybe<DeploymentType>;
};

/** The fields common to all kinds of target; use it in a fragment on the union Target. */
export type DeploymentTarget = {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** Id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** When the deployment last updated this target; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The steps of the deployment on this target, in the order in which they run; empty until AWS reports the first. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** The status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** Current status of the deployment to this target. */
  status: TargetStatus;
  /** AWS's id of the target, unique within its deployment: an EC2 instance id, cluster:service, function:alias, a stack id. */
  targetId: Scalars['ID']['output'];
};

/** DeploymentStyle.deploymentType: whether the running environment is updated or replaced. */
export type DeploymentType =
  /** A second environment gets the revision, then traffic moves over. Always so on Lambda and ECS. */
  | 'BLUE_GREEN'
  /** The instances that serve are stopped, updated and started again. */
  | 'IN_PLACE'
  /** A type newer than this schema. */
  | 'UNKNOWN';

/** The wait of a blue/green deployment, derived from its [BlueGreenDeploymentConfiguration](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BlueGreenDeploymentConfiguration.html). */
export type DeploymentWaiting = {
  /** When the wait ends by itself: since and DeploymentReadyOption.waitTimeInMinutes or BlueInstanceTerminationOption.terminationWaitTimeInMinutes. Null when it does not. ListDeploymentTargets and BatchGetDeploymentTargets, shared with since. */
  deadline?: Maybe<Scalars['DateTime']['output']>;
  /** The reason to wait, from DeploymentInfo.blueGreenDeploymentConfiguration. No call. */
  kind: DeploymentWaitingKind;
  /** The phase that follows at the deadline, by DeploymentReadyOption.actionOnTimeout: STOPPED for TRAFFIC_REROUTE, SUCCEEDED for ORIGINAL_TERMINATION. Null if this cannot be told. No call. */
  phaseAtDeadline?: Maybe<Phase>;
  /** The end of the latest LifecycleEvent of its first 25 targets, which is a lower bound: AWS does not say when a wait began. One ListDeploymentTargets, for TRAFFIC_REROUTE of those that are Ready, and one BatchGetDeploymentTargets. */
  since?: Maybe<Scalars['DateTime']['output']>;
};

/** DeploymentInfo.blueGreenDeploymentConfiguration: what a deployment waits for. */
export type DeploymentWaitingKind =
  /** All traffic is on the new version; the original environment is kept for some time before it is terminated. */
  | 'ORIGINAL_TERMINATION'
  /** Ready, with STOP_DEPLOYMENT: the traffic has to be rerouted (ContinueDeployment) before the deadline, or it is stopped. */
  | 'TRAFFIC_REROUTE'
  /** DeploymentReadyOption.actionOnTimeout is newer than this schema. */
  | 'UNKNOWN';

/** [Diagnostics](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_Diagnostics.html): what the script of a lifecycle event left behind. Any member may be an empty string. */
export type Diagnostics = {
  /** Diagnostics.errorCode: how running the script went; SUCCESS when it went well. */
  errorCode?: Maybe<LifecycleErrorCode>;
  /** Diagnostics.logTail: the last 4 KB, at most, of what the script wrote, with credentials removed. Requires the scope logs:read. */
  logTail?: Maybe<Scalars['String']['output']>;
  /** Diagnostics.message: AWS's sentence about it. Requires the scope logs:read if a script ran. */
  message?: Maybe<Scalars['String']['output']>;
  /** Diagnostics.scriptName: path of the script within the revision. */
  scriptName?: Maybe<Scalars['String']['output']>;
};

/** Percentiles of durations of a [DeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentInfo.html) in seconds, by nearest rank: the shortest duration that at least so many in a hundred do not exceed. */
export type DurationPercentiles = {
  /** How many durations with a DeploymentInfo.completeTime these are of. */
  count: Scalars['Int']['output'];
  /** The longest duration up to DeploymentInfo.completeTime; null if there is none. */
  max?: Maybe<Scalars['Float']['output']>;
  /** Half of the durations up to DeploymentInfo.completeTime are as long at most; null if there is none. */
  p50?: Maybe<Scalars['Float']['output']>;
  /** Nine in ten of the durations up to DeploymentInfo.completeTime are as long at most; null if there is none. */
  p90?: Maybe<Scalars['Float']['output']>;
};

/** [EC2TagFilter](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_EC2TagFilter.html): a condition on one tag of an EC2 instance. */
export type Ec2TagFilter = {
  /** EC2TagFilter.Key: name of the tag; null with VALUE_ONLY. */
  key?: Maybe<Scalars['String']['output']>;
  /** EC2TagFilter.Type: which parts of the tag are compared. */
  type?: Maybe<TagFilterType>;
  /** EC2TagFilter.Value: content of the tag; null with KEY_ONLY. */
  value?: Maybe<Scalars['String']['output']>;
};

/** [EC2TagSet](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_EC2TagSet.html): a condition on the tags of EC2 instances: all of the lists, any tag of each. */
export type Ec2TagSet = {
  /** EC2TagSet.ec2TagSetList: an instance must have a tag of every inner list. */
  ec2TagSetList: Array<Array<Ec2TagFilter>>;
};

/** [ECSService](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ECSService.html): an ECS service that a deployment group deploys to. */
export type EcsService = {
  /** ECSService.clusterName: the cluster that the service runs in. */
  clusterName?: Maybe<Scalars['String']['output']>;
  /** ECSService.serviceName: the service's name in its cluster. */
  serviceName?: Maybe<Scalars['String']['output']>;
};

/** [ECSTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ECSTarget.html): an ECS service whose traffic is moved from one task set to another. */
export type EcsTarget = DeploymentTarget & Node & {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** ECSTarget.deploymentId: id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** ECSTarget.lastUpdatedAt: when the deployment last updated the service; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** ECSTarget.lifecycleEvents: the steps of the deployment here, in the order in which they run. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** ECSTarget.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** ECSTarget.status: current status of the deployment to this target. */
  status: TargetStatus;
  /** ECSTarget.targetArn: ARN of the ECS service. */
  targetArn?: Maybe<Scalars['String']['output']>;
  /** ECSTarget.targetId: cluster and service, as cluster:service. */
  targetId: Scalars['ID']['output'];
  /** ECSTarget.taskSetsInfo: the original and the replacement task set; empty until AWS reports them. */
  taskSets: Array<EcsTaskSet>;
};

/** [ECSTaskSet](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ECSTaskSet.html): one side of an ECS blue/green deployment. */
export type EcsTaskSet = {
  /** ECSTaskSet.desiredCount: the desired number of running tasks. */
  desiredCount?: Maybe<Scalars['Int']['output']>;
  /** ECSTaskSet.identifer (AWS's spelling): id of the task set, such as ecs-svc/1234567890123456789. */
  identifier?: Maybe<Scalars['String']['output']>;
  /** ECSTaskSet.taskSetLabel: BLUE for the original task set, GREEN for the replacement. */
  label?: Maybe<TargetLabel>;
  /** ECSTaskSet.pendingCount: the number of pending tasks. */
  pendingCount?: Maybe<Scalars['Int']['output']>;
  /** ECSTaskSet.runningCount: the number of running tasks. */
  runningCount?: Maybe<Scalars['Int']['output']>;
  /** ECSTaskSet.status as ECS spells it: PRIMARY serves production traffic, ACTIVE does not, DRAINING is being stopped. */
  status?: Maybe<Scalars['String']['output']>;
  /** ECSTaskSet.targetGroup.name: the load balancer's target group for this task set. */
  targetGroupName?: Maybe<Scalars['String']['output']>;
  /** ECSTaskSet.trafficWeight: percentage of traffic that this task set currently receives, 0 to 100. */
  trafficWeight?: Maybe<Scalars['Float']['output']>;
};

/** [ELBInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ELBInfo.html): a Classic Load Balancer that takes part in a deployment. */
export type ElbInfo = {
  /** ELBInfo.name: the load balancer's name. */
  name?: Maybe<Scalars['String']['output']>;
};

/** The data that an estimate is based on. */
export type EstimateBasis =
  /** The last ten successful deployments of the group, without those that waited for people: from their start, or from their creation while this one has not started. */
  | 'HISTORY'
  /** Nothing: a group without history, or a wait for a person. */
  | 'NONE'
  /** The strategy of AppConfig, the canary or linear configuration of a CodeDeploy deployment whose traffic moves (without hooks after AllowTraffic, which have no schedule), or its termination wait: it says when. */
  | 'SCHEDULE';

/** Targets whose first failed [LifecycleEvent](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LifecycleEvent.html) is the same: the same name, error code and script. Targets without a failed event (their agent was lost, for one) have a group whose event is null. */
export type FailureGroup = {
  /** How many targets of BatchGetDeploymentTargets are in this group. */
  count: Scalars['Int']['output'];
  /** Diagnostics.errorCode of that event; null if no script ran. */
  errorCode?: Maybe<LifecycleErrorCode>;
  /** The earliest LifecycleEvent.endTime of that event; where AWS gives none, its startTime or the target's lastUpdatedAt. */
  firstFailedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The latest LifecycleEvent.endTime of that event, where AWS gives none as in firstFailedAt. */
  lastFailedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleEvent.lifecycleEventName of the first failed event, in AWS's order; null if no event failed. */
  lifecycleEventName?: Maybe<Scalars['String']['output']>;
  /** Diagnostics.logTail of the target that failed first, with credentials removed. Requires the scope logs:read. */
  logTail?: Maybe<Scalars['String']['output']>;
  /** The most frequent Diagnostics.message of that event in this group. Requires the scope logs:read if a script ran. */
  message?: Maybe<Scalars['String']['output']>;
  /** Diagnostics.scriptName of that event; null if there is none. */
  scriptName?: Maybe<Scalars['String']['output']>;
  /** InstanceTarget.targetId, or that of the other kinds: the ids of all these targets, in the order in which they failed. */
  targetIds: Array<Scalars['ID']['output']>;
  /** The targets of BatchGetDeploymentTargets that failed first, whole. No further call. */
  targets: Array<Target>;
};


/** Targets whose first failed [LifecycleEvent](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LifecycleEvent.html) is the same: the same name, error code and script. Targets without a failed event (their agent was lost, for one) have a group whose event is null. */
export type FailureGroupTargetsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a deployment failed: its failed targets ([BatchGetDeploymentTargets](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentTargets.html)), grouped by what failed first on them. */
export type FailureSummary = {
  /** DeploymentOverview.Failed in percent of totalTargets; null if AWS counts none. */
  affectedPercent?: Maybe<Scalars['Float']['output']>;
  /** The CloudWatch alarms that ErrorInformation.message names; empty if no alarm stopped the deployment. */
  alarmNames: Array<Scalars['String']['output']>;
  /** DeploymentOverview.Failed: how many targets failed; null if AWS counts none. */
  failedTargets?: Maybe<Scalars['Int']['output']>;
  /** The targets that BatchGetDeploymentTargets returned, most targets first; equal counts by event, script and code. One more that is null, with an error that says why, where failed targets could not be read. */
  groups: Array<Maybe<FailureGroup>>;
  /** One sentence of at most 200 characters, such as “11 of 120 targets timed out in AfterInstall (scripts/warm_cache.sh); 9 failed in ValidateService (scripts/health_check.sh)”. A stop by an alarm names the alarm; without failed targets it is ErrorInformation.message. */
  headline: Scalars['String']['output'];
  /** How many failed targets BatchGetDeploymentTargets returned: where it is less than failedTargets, the counts in groups are of these. */
  inspectedTargets: Scalars['Int']['output'];
  /** The targetId of InstanceTarget and of the other kinds: the ids of the targets that were read, as ListDeploymentTargets returned them. */
  targetIds: Array<Scalars['ID']['output']>;
  /** Sum of the counts of DeploymentInfo.deploymentOverview: how many targets there are; null if AWS counts none. */
  totalTargets?: Maybe<Scalars['Int']['output']>;
};

/** DeploymentInfo.fileExistsBehavior: what happens to files that are in the way and not from the last successful deployment. */
export type FileExistsBehavior =
  /** The deployment fails. The default. */
  | 'DISALLOW'
  /** The revision's file replaces the one on the instance. */
  | 'OVERWRITE'
  /** The file on the instance stays and becomes part of the deployment. */
  | 'RETAIN'
  /** A behavior newer than this schema. */
  | 'UNKNOWN';

/** [GitHubLocation](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GitHubLocation.html): the commit that holds a revision. */
export type GitHubRevision = {
  /** GitHubLocation.commitId: the full SHA-1 of the commit. */
  commitId?: Maybe<Scalars['String']['output']>;
  /** GitHubLocation.repository: account and repository, as account/repository. */
  repository?: Maybe<Scalars['String']['output']>;
};

/** GreenFleetProvisioningOption.action: where replacement instances come from. */
export type GreenFleetProvisioningAction =
  /** Instances of a new Auto Scaling group, copied from a given one. */
  | 'COPY_AUTO_SCALING_GROUP'
  /** Instances that exist already or are created manually. */
  | 'DISCOVER_EXISTING'
  /** An action newer than this schema. */
  | 'UNKNOWN';

/** [GreenFleetProvisioningOption](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GreenFleetProvisioningOption.html): where the new environment's instances come from. */
export type GreenFleetProvisioningOption = {
  /** GreenFleetProvisioningOption.action: use instances that exist, or launch copies. */
  action?: Maybe<GreenFleetProvisioningAction>;
};

/** Deployment.GrowthType and DeploymentStrategy.GrowthType: how the share of clients with the new configuration grows. */
export type GrowthType =
  /** After step N, growthFactor × 2ᴺ percent of the clients have it: 2, 4, 8, … percent with a growthFactor of 2. */
  | 'EXPONENTIAL'
  /** Each step adds the same share: growthFactor percent of the clients. */
  | 'LINEAR'
  /** A growth newer than this schema. */
  | 'UNKNOWN';

/** BlueInstanceTerminationOption.action: what becomes of original instances. */
export type InstanceAction =
  /** They go on running, off the load balancer and out of the group. */
  | 'KEEP_ALIVE'
  /** They are terminated once the wait time is over. */
  | 'TERMINATE'
  /** An action newer than this schema. */
  | 'UNKNOWN';

/** [BatchGetDeploymentInstances](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentInstances.html)' answer: the instances that were found, and the ids of the others. */
export type InstanceSummaries = {
  /** BatchGetDeploymentInstances.errorMessage, AWS's own text; several calls' texts are lines. Null when AWS sent none. */
  errorMessage?: Maybe<Scalars['String']['output']>;
  /** BatchGetDeploymentInstances.instancesSummary, in the order of the argument; null if AWS returned none. */
  instances: Array<Maybe<InstanceSummary>>;
  /** The ids that BatchGetDeploymentInstances did not return, each once, in the order of the argument. */
  missingInstanceIds: Array<Scalars['ID']['output']>;
};

/** [InstanceSummary](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_InstanceSummary.html): GetDeploymentInstance's shape, kept for callers that still have instance ids of the deprecated API. */
export type InstanceSummary = {
  /** InstanceSummary.deploymentId: id of the deployment that the instance takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** InstanceSummary.instanceId: the requested id, even if AWS answers with an ARN. */
  instanceId: Scalars['ID']['output'];
  /** InstanceSummary.instanceType: which side of a blue/green deployment it is on, not the EC2 type; null when in place. */
  instanceType?: Maybe<TargetLabel>;
  /** InstanceSummary.lastUpdatedAt: when something about the instance last changed; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** InstanceSummary.lifecycleEvents: the steps of the deployment on this instance, in the order in which they run. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** InstanceSummary.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** InstanceSummary.status: current status of the deployment to this instance. */
  status: TargetStatus;
};

/** [InstanceTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_InstanceTarget.html): an EC2 instance or on-premises machine that is deployed to. */
export type InstanceTarget = DeploymentTarget & Node & {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** InstanceTarget.deploymentId: id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** InstanceTarget.instanceLabel: which side of a blue/green deployment it is on; null when in place. */
  instanceLabel?: Maybe<TargetLabel>;
  /** InstanceTarget.lastUpdatedAt: when the deployment last updated the instance; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** InstanceTarget.lifecycleEvents: the steps of the deployment here, in the order in which they run. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** InstanceTarget.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** InstanceTarget.status: current status of the deployment to this target. */
  status: TargetStatus;
  /** InstanceTarget.targetArn: ARN of the instance. */
  targetArn?: Maybe<Scalars['String']['output']>;
  /** InstanceTarget.targetId: the EC2 instance id, or the registered name of an on-premises machine. */
  targetId: Scalars['ID']['output'];
};

/** One entry of an AWS string map. Lists of these are sorted by key. */
export type KeyValue = {
  /** The entry's name, unique within its map. */
  key: Scalars['String']['output'];
  /** The entry's content, exactly as AWS sends it; null when AWS sends a key without one. */
  value?: Maybe<Scalars['String']['output']>;
};

/** [LambdaFunctionInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LambdaFunctionInfo.html): the current and the new version of a function, and how traffic is split between them. */
export type LambdaFunctionInfo = {
  /** LambdaFunctionInfo.currentVersion: the version that receives traffic when the deployment starts. */
  currentVersion?: Maybe<Scalars['String']['output']>;
  /** LambdaFunctionInfo.functionAlias: the alias whose traffic moves. */
  functionAlias?: Maybe<Scalars['String']['output']>;
  /** LambdaFunctionInfo.functionName: name of the function. */
  functionName?: Maybe<Scalars['String']['output']>;
  /** LambdaFunctionInfo.targetVersion: the version that receives all traffic after the deployment succeeds. */
  targetVersion?: Maybe<Scalars['String']['output']>;
  /** LambdaFunctionInfo.targetVersionWeight: share of production traffic that targetVersion currently receives. AWS sends 0 to 1, although it documents a percentage. */
  targetVersionWeight?: Maybe<Scalars['Float']['output']>;
};

/** [LambdaTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LambdaTarget.html): a Lambda function whose alias is moved from one version to another. */
export type LambdaTarget = DeploymentTarget & Node & {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** LambdaTarget.deploymentId: id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** LambdaTarget.lambdaFunctionInfo: the two versions and how traffic is split; null until AWS reports them. */
  function?: Maybe<LambdaFunctionInfo>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** LambdaTarget.lastUpdatedAt: when the deployment last updated the function; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LambdaTarget.lifecycleEvents: the steps of the deployment here, in the order in which they run. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** LambdaTarget.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LambdaTarget.status: current status of the deployment to this target. */
  status: TargetStatus;
  /** LambdaTarget.targetArn: ARN of the function. */
  targetArn?: Maybe<Scalars['String']['output']>;
  /** LambdaTarget.targetId: the function and its alias, as function:alias. */
  targetId: Scalars['ID']['output'];
};

/** [LastDeploymentInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LastDeploymentInfo.html): the summary of a deployment that is stored with its group. */
export type LastDeployment = {
  /** LastDeploymentInfo.endTime: when it ended, successfully or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LastDeploymentInfo.createTime: when the deployment was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** LastDeploymentInfo.deploymentId: the id shown in AWS, such as d-A1B2C3111. */
  deploymentId?: Maybe<Scalars['ID']['output']>;
  /** LastDeploymentInfo.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LastDeploymentInfo.status: current status of the whole deployment. */
  status: CodeDeployStatus;
};

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

/** [LifecycleEvent](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LifecycleEvent.html): one step of a deployment on one target: an AppSpec hook or a step of CodeDeploy's own. */
export type LifecycleEvent = {
  /** LifecycleEvent.diagnostics: what the step's script left behind; null when AWS sends none. */
  diagnostics?: Maybe<Diagnostics>;
  /** Milliseconds from startedAt to endedAt, a whole number that may be beyond what an Int holds; null until both are known. */
  durationMs?: Maybe<Scalars['Float']['output']>;
  /** LifecycleEvent.endTime: when the step ended; null while it runs. A skipped step may have an end and no start. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleEvent.lifecycleEventName: ApplicationStop, DownloadBundle, BeforeInstall, Install, AfterInstall, ApplicationStart, ValidateService, AllowTraffic, … */
  name: Scalars['String']['output'];
  /** LifecycleEvent.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LifecycleEvent.startTime: when the step began; null before that, and on steps that were skipped. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleEvent.status: how far the step is. */
  status: LifecycleEventStatus;
};

/** How many targets are where in one [LifecycleEvent](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LifecycleEvent.html). */
export type LifecycleEventCount = {
  /** How many targets have a LifecycleEvent.status of Failed here, and in no event before it. */
  failed: Scalars['Int']['output'];
  /** How many targets have a LifecycleEvent.status of InProgress. */
  inProgress: Scalars['Int']['output'];
  /** LifecycleEvent.lifecycleEventName: the event that is counted. */
  name: Scalars['String']['output'];
  /** How many targets have a LifecycleEvent.status of Succeeded. */
  passed: Scalars['Int']['output'];
};

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

/**
 * [LifecycleExecution](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecution.html): one run of lifecycle actions on images, by a policy or by a StartResourceStateUpdate request. Read
 * by GetLifecycleExecution, one call each; a list holds the same members and costs no such call.
 */
export type LifecycleExecution = Activity & Node & {
  /** LifecycleExecution.endTime: when it ended, successfully or not; null while it runs. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The Image Builder console page that lists this run. */
  consoleUrl: Scalars['String']['output'];
  /** LifecycleExecution.startTime: Image Builder records no earlier moment than the start. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleExecution.resourcesImpactedSummary: whether what was distributed from the images, such as AMIs, is affected too. */
  hasImpactedResources?: Maybe<Scalars['Boolean']['output']>;
  /** Opaque global id, for Query.node. AWS's id is lifecycleExecutionId. */
  id: Scalars['ID']['output'];
  /** LifecycleExecution.lifecycleExecutionId: the id AWS shows: lce- and a UUID. */
  lifecycleExecutionId: Scalars['ID']['output'];
  /** The policy of lifecyclePolicyArn (one GetLifecyclePolicy per policy); null once it is deleted. */
  lifecyclePolicy?: Maybe<LifecyclePolicy>;
  /** LifecycleExecution.lifecyclePolicyArn: the policy that ran; null when a request for one image started it. */
  lifecyclePolicyArn?: Maybe<Scalars['ID']['output']>;
  /** The AWS account and region in which the execution was found. */
  location: Location;
  /** LifecycleExecution.state.status as one of the phases common to all services. */
  phase: Phase;
  /** LifecycleExecution.state.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LifecycleExecutionState.reason: AWS's sentence about the status; null when there is nothing to say. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The resources that the run acts on, in AWS's order: one ListLifecycleExecutionResources per 25. */
  resources: LifecycleExecutionResourceConnection;
  /** Always IMAGE_BUILDER: the AWS service that runs it. */
  service: AwsService;
  /** LifecycleExecution.startTime: when the run began. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleExecution.state: current status of the run, and the reason for it. */
  state?: Maybe<LifecycleExecutionState>;
  /** The lifecycle policy in one line, such as “retire-old-images”, from lifecyclePolicyArn. */
  title: Scalars['String']['output'];
};


/**
 * [LifecycleExecution](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecution.html): one run of lifecycle actions on images, by a policy or by a StartResourceStateUpdate request. Read
 * by GetLifecycleExecution, one call each; a list holds the same members and costs no such call.
 */
export type LifecycleExecutionResourcesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  parentResourceId?: InputMaybe<Scalars['String']['input']>;
};

/** A page of lifecycle executions. */
export type LifecycleExecutionConnection = {
  /** The executions with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<LifecycleExecutionEdge>>>;
  /** The executions without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<LifecycleExecution>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** An execution and its place in the list. */
export type LifecycleExecutionEdge = {
  /** Pass it as after to continue after this execution. */
  cursor: Scalars['String']['output'];
  /** The listed execution; null, with an error, if it could not be read. */
  node?: Maybe<LifecycleExecution>;
};

/** [LifecycleExecutionResource](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionResource.html): an image, or what was distributed from one, that a run acts on. */
export type LifecycleExecutionResource = {
  /** LifecycleExecutionResource.accountId: the account that owns it, not necessarily that of the run. */
  accountId?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionResource.action: what is done to it, and why. */
  action?: Maybe<LifecycleExecutionResourceAction>;
  /** LifecycleExecutionResource.endTime: when the action on it ended, successfully or not; null before. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleExecutionResource.imageUris: where a container image lies in ECR repositories; empty for anything else. */
  imageUris: Array<Scalars['String']['output']>;
  /** LifecycleExecutionResource.region: the region in which it is, not necessarily that of the run. */
  region?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionResource.resourceId: ARN of an Image Builder image, id of an AMI, or URI or digest of a container image. */
  resourceId?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionResource.snapshots: the snapshots of an AMI, each with its own state; empty for anything else. */
  snapshots: Array<LifecycleExecutionSnapshotResource>;
  /** LifecycleExecutionResource.startTime: when the action on it began; null before. */
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecycleExecutionResource.state: status of the action on it. */
  state?: Maybe<LifecycleExecutionResourceState>;
};

/** [LifecycleExecutionResourceAction](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionResourceAction.html): what is done to one resource. */
export type LifecycleExecutionResourceAction = {
  /** LifecycleExecutionResourceAction.name: what is done. */
  name?: Maybe<LifecycleExecutionResourceActionName>;
  /** LifecycleExecutionResourceAction.reason: AWS's explanation of the action, such as the rule that applied. */
  reason?: Maybe<Scalars['String']['output']>;
};

/** LifecycleExecutionResourceAction.name: what is done to a resource. */
export type LifecycleExecutionResourceActionName =
  /** It is made available again. */
  | 'AVAILABLE'
  /** It is permanently deleted. */
  | 'DELETE'
  /** It is marked as deprecated, and can still be used. */
  | 'DEPRECATE'
  /** It is disabled: nothing new can be started from it. */
  | 'DISABLE'
  /** An action newer than this schema. */
  | 'UNKNOWN';

/** A page of what a run acts on. */
export type LifecycleExecutionResourceConnection = {
  /** The resources with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<LifecycleExecutionResourceEdge>>>;
  /** The resources without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<LifecycleExecutionResource>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** A resource and its place in the list. */
export type LifecycleExecutionResourceEdge = {
  /** Pass it as after to continue after this resource. */
  cursor: Scalars['String']['output'];
  /** The listed resource; null, with an error, if it could not be read. */
  node?: Maybe<LifecycleExecutionResource>;
};

/** [LifecycleExecutionResourceState](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionResourceState.html): status of the action on one resource. */
export type LifecycleExecutionResourceState = {
  /** LifecycleExecutionResourceState.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LifecycleExecutionResourceState.reason: AWS's explanation of the status, such as why it failed or was skipped. */
  reason?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionResourceState.status: current status of the action. */
  status: LifecycleExecutionResourceStatus;
};

/** LifecycleExecutionResourceState.status: status of the action on one resource. */
export type LifecycleExecutionResourceStatus =
  /** The action failed; see reason. */
  | 'FAILED'
  /** The action is running. */
  | 'IN_PROGRESS'
  /** The resource was skipped, for instance because an exclusion rule applies to it. */
  | 'SKIPPED'
  /** The action is complete. */
  | 'SUCCESS'
  /** A status newer than this schema; rawStatus has AWS's value. */
  | 'UNKNOWN';

/** [LifecycleExecutionSnapshotResource](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionSnapshotResource.html): a snapshot of an AMI that a run acts on. */
export type LifecycleExecutionSnapshotResource = {
  /** LifecycleExecutionSnapshotResource.snapshotId: the snapshot's id in EC2. */
  snapshotId?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionSnapshotResource.state: status of the action on the snapshot. */
  state?: Maybe<LifecycleExecutionResourceState>;
};

/** [LifecycleExecutionState](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecycleExecutionState.html): current status of a run, and the reason for it. */
export type LifecycleExecutionState = {
  /** LifecycleExecutionState.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LifecycleExecutionState.reason: AWS's sentence about the status; null when there is nothing to say. */
  reason?: Maybe<Scalars['String']['output']>;
  /** LifecycleExecutionState.status: current status of the run. */
  status: LifecycleExecutionStatus;
};

/** LifecycleExecutionState.status: status of a run. CANCELLED, FAILED and SUCCESS are final. */
export type LifecycleExecutionStatus =
  /** It was cancelled before it was complete. Its earlier changes to resources remain. */
  | 'CANCELLED'
  /** Cancellation was requested; Image Builder is stopping it. */
  | 'CANCELLING'
  /** The action on at least one resource failed: its state in resources says why. */
  | 'FAILED'
  /** Image Builder looks for images that the policy is about and acts on them. */
  | 'IN_PROGRESS'
  /** Paused until the policy's next run; policies run once a day. */
  | 'PENDING'
  /** Every resource that the policy is about was dealt with. */
  | 'SUCCESS'
  /** A status newer than this schema; rawStatus has AWS's value. */
  | 'UNKNOWN';

/** The state of an execution at a moment. It costs no AWS call beyond GetLifecycleExecution; fields below execution cost what they cost in a query, once for all who select the same. */
export type LifecycleExecutionUpdate = {
  /** When AWS was asked, by GetLifecycleExecution. */
  asOf: Scalars['DateTime']['output'];
  /** The execution as GetLifecycleExecution has it; null, with an error, where AWS no longer has it. */
  execution?: Maybe<LifecycleExecution>;
  /** By when AWS is asked again; null when the execution has ended. */
  nextAt?: Maybe<Scalars['DateTime']['output']>;
};

/**
 * [LifecyclePolicy](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicy.html): which images are deprecated, disabled or deleted, and when. Read by GetLifecyclePolicy, one call each.
 * A list holds the summaries of ListLifecyclePolicies; all fields that the summaries lack cost a single GetLifecyclePolicy per policy.
 */
export type LifecyclePolicy = Node & {
  /** LifecyclePolicy.arn: AWS's own id. */
  arn: Scalars['ID']['output'];
  /** LifecyclePolicy.dateCreated: when the policy was created. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** LifecyclePolicy.description: a comment; null if there is none. */
  description?: Maybe<Scalars['String']['output']>;
  /** LifecyclePolicy.executionRole: name or ARN of the IAM role that Image Builder assumes. */
  executionRole?: Maybe<Scalars['String']['output']>;
  /** The policy's runs, in AWS's order: one ListLifecycleExecutions per 25, which returns complete executions. */
  executions: LifecycleExecutionConnection;
  /** Opaque global id, for Query.node. AWS's id is arn. */
  id: Scalars['ID']['output'];
  /** LifecyclePolicy.dateLastRun: when the policy last ran; null before its first run. */
  lastRunAt?: Maybe<Scalars['DateTime']['output']>;
  /** The AWS account and region in which the policy was found. */
  location: Location;
  /** LifecyclePolicy.name: unique within an account and region. */
  name?: Maybe<Scalars['String']['output']>;
  /** LifecyclePolicy.policyDetails: its rules, each an action and the images it applies to. From a list: one GetLifecyclePolicy. */
  policyDetails?: Maybe<Array<LifecyclePolicyDetail>>;
  /** LifecyclePolicy.status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** LifecyclePolicy.resourceSelection: the images that the rules apply to. From a list: one GetLifecyclePolicy. */
  resourceSelection?: Maybe<LifecyclePolicyResourceSelection>;
  /** LifecyclePolicy.resourceType: the type of image that the policy manages. */
  resourceType?: Maybe<LifecyclePolicyResourceType>;
  /** LifecyclePolicy.status: whether the policy runs. */
  status: LifecyclePolicyStatus;
  /** LifecyclePolicy.tags: the policy's own tags, sorted by key; those of images are in resourceSelection. */
  tags: Array<KeyValue>;
  /** LifecyclePolicy.dateUpdated: when the policy was last changed; null before. */
  updatedAt?: Maybe<Scalars['DateTime']['output']>;
};


/**
 * [LifecyclePolicy](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicy.html): which images are deprecated, disabled or deleted, and when. Read by GetLifecyclePolicy, one call each.
 * A list holds the summaries of ListLifecyclePolicies; all fields that the summaries lack cost a single GetLifecyclePolicy per policy.
 */
export type LifecyclePolicyExecutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of lifecycle policies. */
export type LifecyclePolicyConnection = {
  /** The policies with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<LifecyclePolicyEdge>>>;
  /** The policies without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<LifecyclePolicy>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
};

/** [LifecyclePolicyDetail](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetail.html): one rule of a policy. */
export type LifecyclePolicyDetail = {
  /** LifecyclePolicyDetail.action: the action on images that the rule applies to. */
  action?: Maybe<LifecyclePolicyDetailAction>;
  /** LifecyclePolicyDetail.exclusionRules: exceptions from the rule; null if there are none. */
  exclusionRules?: Maybe<LifecyclePolicyDetailExclusionRules>;
  /** LifecyclePolicyDetail.filter: which of the selected images the rule applies to, by age or count. */
  filter?: Maybe<LifecyclePolicyDetailFilter>;
};

/** [LifecyclePolicyDetailAction](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailAction.html): what a rule does. */
export type LifecyclePolicyDetailAction = {
  /** LifecyclePolicyDetailAction.includeResources: other resources that the action applies to; null if it applies to the image only. */
  includeResources?: Maybe<LifecyclePolicyDetailActionIncludeResources>;
  /** LifecyclePolicyDetailAction.type: what is done to the image. */
  type?: Maybe<LifecyclePolicyDetailActionType>;
};

/** [LifecyclePolicyDetailActionIncludeResources](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailActionIncludeResources.html): other resources that the action of a rule applies to. */
export type LifecyclePolicyDetailActionIncludeResources = {
  /** LifecyclePolicyDetailActionIncludeResources.amis: whether to the AMIs distributed from it. */
  amis?: Maybe<Scalars['Boolean']['output']>;
  /** LifecyclePolicyDetailActionIncludeResources.containers: whether to the container images distributed from it. */
  containers?: Maybe<Scalars['Boolean']['output']>;
  /** LifecyclePolicyDetailActionIncludeResources.snapshots: whether to the snapshots of those AMIs. */
  snapshots?: Maybe<Scalars['Boolean']['output']>;
};

/** LifecyclePolicyDetailAction.type: what a rule does to an image. */
export type LifecyclePolicyDetailActionType =
  /** The image is deleted. */
  | 'DELETE'
  /** The image is marked as deprecated; pipelines still use it. */
  | 'DEPRECATE'
  /** The image is disabled; pipelines no longer use it. */
  | 'DISABLE'
  /** An action newer than this schema. */
  | 'UNKNOWN';

/** [LifecyclePolicyDetailExclusionRules](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailExclusionRules.html): exceptions from a rule. */
export type LifecyclePolicyDetailExclusionRules = {
  /** LifecyclePolicyDetailExclusionRules.amis: the AMIs that are excluded; null if there are none. */
  amis?: Maybe<LifecyclePolicyDetailExclusionRulesAmis>;
  /** LifecyclePolicyDetailExclusionRules.tagMap: images with these tags are excluded; sorted by key, empty when there are none. */
  tagMap: Array<KeyValue>;
};

/** [LifecyclePolicyDetailExclusionRulesAmis](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailExclusionRulesAmis.html): the AMIs that a rule excludes. */
export type LifecyclePolicyDetailExclusionRulesAmis = {
  /** LifecyclePolicyDetailExclusionRulesAmis.isPublic: whether public AMIs are excluded. */
  isPublic?: Maybe<Scalars['Boolean']['output']>;
  /** LifecyclePolicyDetailExclusionRulesAmis.lastLaunched: AMIs used within this time are excluded; null when use does not count. */
  lastLaunched?: Maybe<LifecyclePolicyDetailExclusionRulesAmisLastLaunched>;
  /** LifecyclePolicyDetailExclusionRulesAmis.regions: AMIs in these regions are excluded. */
  regions: Array<Scalars['String']['output']>;
  /** LifecyclePolicyDetailExclusionRulesAmis.sharedAccounts: AMIs of these accounts are excluded. */
  sharedAccounts: Array<Scalars['String']['output']>;
  /** LifecyclePolicyDetailExclusionRulesAmis.tagMap: AMIs with these tags are excluded; sorted by key, empty when there are none. */
  tagMap: Array<KeyValue>;
};

/** [LifecyclePolicyDetailExclusionRulesAmisLastLaunched](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailExclusionRulesAmisLastLaunched.html): the time since an instance was last launched from an AMI. */
export type LifecyclePolicyDetailExclusionRulesAmisLastLaunched = {
  /** LifecyclePolicyDetailExclusionRulesAmisLastLaunched.unit: what value counts. */
  unit?: Maybe<LifecyclePolicyTimeUnit>;
  /** LifecyclePolicyDetailExclusionRulesAmisLastLaunched.value: how many units. */
  value?: Maybe<Scalars['Int']['output']>;
};

/** [LifecyclePolicyDetailFilter](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyDetailFilter.html): which of the selected images a rule applies to. */
export type LifecyclePolicyDetailFilter = {
  /** LifecyclePolicyDetailFilter.retainAtLeast: with AGE and DELETE, how many images are kept regardless of age; null means none. */
  retainAtLeast?: Maybe<Scalars['Int']['output']>;
  /** LifecyclePolicyDetailFilter.type: whether images are selected by age or by count. */
  type?: Maybe<LifecyclePolicyDetailFilterType>;
  /** LifecyclePolicyDetailFilter.unit: what value counts with AGE; null with COUNT. */
  unit?: Maybe<LifecyclePolicyTimeUnit>;
  /** LifecyclePolicyDetailFilter.value: with AGE, the age in units; with COUNT, how many images are kept. */
  value?: Maybe<Scalars['Int']['output']>;
};

/** LifecyclePolicyDetailFilter.type: how a rule selects images. */
export type LifecyclePolicyDetailFilterType =
  /** By age: images older than a given time. */
  | 'AGE'
  /** By number: images beyond a given number. */
  | 'COUNT'
  /** A filter newer than this schema. */
  | 'UNKNOWN';

/** A policy and its place in the list. */
export type LifecyclePolicyEdge = {
  /** Pass it as after to continue after this policy. */
  cursor: Scalars['String']['output'];
  /** The listed policy; null, with an error, if it could not be read. */
  node?: Maybe<LifecyclePolicy>;
};

/** [LifecyclePolicyResourceSelection](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyResourceSelection.html): the images that a policy's rules apply to. */
export type LifecyclePolicyResourceSelection = {
  /** LifecyclePolicyResourceSelection.recipes: images made from any of these recipes; empty when tags select. */
  recipes: Array<LifecyclePolicyResourceSelectionRecipe>;
  /** LifecyclePolicyResourceSelection.tagMap: images with these tags, sorted by key; empty when recipes select. */
  tagMap: Array<KeyValue>;
};

/** [LifecyclePolicyResourceSelectionRecipe](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_LifecyclePolicyResourceSelectionRecipe.html): a recipe whose images a policy selects. */
export type LifecyclePolicyResourceSelectionRecipe = {
  /** LifecyclePolicyResourceSelectionRecipe.name: name of the recipe. */
  name?: Maybe<Scalars['String']['output']>;
  /** LifecyclePolicyResourceSelectionRecipe.semanticVersion: version of the recipe, such as 1.0.0. */
  semanticVersion?: Maybe<Scalars['String']['output']>;
};

/** LifecyclePolicy.resourceType: the type of image that a policy manages. */
export type LifecyclePolicyResourceType =
  /** Images whose output are AMIs. */
  | 'AMI_IMAGE'
  /** Images whose output are container images. */
  | 'CONTAINER_IMAGE'
  /** A kind of image newer than this schema. */
  | 'UNKNOWN';

/** LifecyclePolicy.status: whether a policy runs. */
export type LifecyclePolicyStatus =
  /** It does not run until it is enabled. */
  | 'DISABLED'
  /** It runs automatically, once a day. */
  | 'ENABLED'
  /** A status newer than this schema; rawStatus has AWS's value. */
  | 'UNKNOWN';

/** LifecyclePolicyDetailFilter.unit and LifecyclePolicyDetailExclusionRulesAmisLastLaunched.unit: what the value beside it counts. */
export type LifecyclePolicyTimeUnit =
  /** The value is a number of days. */
  | 'DAYS'
  /** The value is a number of months. */
  | 'MONTHS'
  /** A unit newer than this schema. */
  | 'UNKNOWN'
  /** The value is a number of weeks. */
  | 'WEEKS'
  /** The value is a number of years. */
  | 'YEARS';

/** [LoadBalancerInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_LoadBalancerInfo.html): what routes traffic to the targets. A list is empty when its kind takes no part. */
export type LoadBalancerInfo = {
  /** LoadBalancerInfo.elbInfoList: Classic Load Balancers, at most 10. */
  elbInfoList: Array<ElbInfo>;
  /** LoadBalancerInfo.targetGroupInfoList: target groups of Application or Network Load Balancers, at most 10. */
  targetGroupInfoList: Array<TargetGroupInfo>;
  /** LoadBalancerInfo.targetGroupPairInfoList: the pair of target groups of an ECS blue/green deployment, at most one. */
  targetGroupPairInfoList: Array<TargetGroupPairInfo>;
};

/** An AWS account and region that this gateway reads; named in the configuration. */
export type Location = {
  /** The twelve digits of the AWS account; null when the configuration does not say them. */
  accountId?: Maybe<Scalars['String']['output']>;
  /** The name given in the configuration; without a configuration file, the region. The value for every location argument. */
  name: Scalars['String']['output'];
  /** The AWS region that is read, such as eu-west-1. */
  region: Scalars['String']['output'];
};

/** [MinimumHealthyHosts](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHosts.html): how many instances must stay healthy for a deployment to go on and to succeed. */
export type MinimumHealthyHosts = {
  /** MinimumHealthyHosts.type: what value counts. */
  type?: Maybe<MinimumHealthyHostsType>;
  /** MinimumHealthyHosts.value: instances or percent, by type. */
  value?: Maybe<Scalars['Int']['output']>;
};

/** [MinimumHealthyHostsPerZone](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_MinimumHealthyHostsPerZone.html): how many instances must stay healthy in each Availability Zone. */
export type MinimumHealthyHostsPerZone = {
  /** MinimumHealthyHostsPerZone.type: what value counts. */
  type?: Maybe<MinimumHealthyHostsType>;
  /** MinimumHealthyHostsPerZone.value: instances or percent of the zone's instances, by type. */
  value?: Maybe<Scalars['Int']['output']>;
};

/** MinimumHealthyHosts.type and MinimumHealthyHostsPerZone.type: what the value beside it counts. */
export type MinimumHealthyHostsType =
  /** The value is a percentage of the deployment's instances. */
  | 'FLEET_PERCENT'
  /** The value is a number of instances. */
  | 'HOST_COUNT'
  /** The value is how many instances are deployed to at once. Returned for CodeDeployDefault.OneAtATime; it cannot be set. */
  | 'MOST_CONCURRENCY'
  /** A type newer than this schema. */
  | 'UNKNOWN';

/** An object that can be read again by its id, with Query.node. */
export type Node = {
  /** Opaque and globally unique: names the kind, the location and the AWS id. Stable across restarts of the gateway. */
  id: Scalars['ID']['output'];
};

/** [OnPremisesTagSet](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_OnPremisesTagSet.html): a condition on the tags of on-premises machines: all of the lists, any tag of each. */
export type OnPremisesTagSet = {
  /** OnPremisesTagSet.onPremisesTagSetList: a machine must have a tag of every inner list. */
  onPremisesTagSetList: Array<Array<TagFilter>>;
};

/** DeploymentGroupInfo.outdatedInstancesStrategy: what becomes of instances launched while a deployment ran. */
export type OutdatedInstancesStrategy =
  /** They are left as they are, so the group may hold several revisions. */
  | 'IGNORE'
  /** A strategy newer than this schema. */
  | 'UNKNOWN'
  /** CodeDeploy starts further deployments that bring them up to date. The default. */
  | 'UPDATE';

/** The position of a page in its list, as defined by the Relay connection specification. */
export type PageInfo = {
  /** Cursor of the last item of this page, the value for after; null when the page is empty and none follows. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether another page follows. Pass endCursor as after to read it. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether the page was reached with after, so that something came before it. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page; null when the page is empty. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

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

/** Read-only: no query starts, stops or changes anything in AWS. */
export type Query = {
  /**
   * The running and finished activities of every service and location, ordered by createdAt, newest first, and then by id:
   * CodeDeploy deployments, the AppConfig deployments of every environment, and the executions of every Image Builder
   * lifecycle policy (executions that no policy started are in lifecycleExecutions of their resource). A page reads one
   * listing page per CodeDeploy location (ListDeployments, then one BatchGetDeployments per 25), AppConfig environment
   * (ListDeployments) and policy (ListLifecycleExecutions), and further pages only of those whose newest unread item could
   * come next; ListApplications, ListEnvironments and ListLifecyclePolicies are remembered. CodeDeploy lists start at the cursor. AppConfig and Image Builder cannot filter,
   * so items newer than the cursor or until, and those in other phases, are listed and then filtered by the gateway. If
   * all requested phases are running phases, the gateway lists the environments (ListEnvironments) and the deployments
   * only of those that are deploying or rolling back. problems names the sources that could not be read.
   */
  activity?: Maybe<ActivityConnection>;
  /** One AppConfig application by id ([GetApplication](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetApplication.html)). Null if it does not exist. */
  appConfigApplication?: Maybe<AppConfigApplication>;
  /** AppConfig applications in AWS's order: one [ListApplications](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ListApplications.html) per 50. */
  appConfigApplications?: Maybe<AppConfigApplicationConnection>;
  /** One AppConfig deployment ([GetDeployment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html)). Null when there is none of that number. */
  appConfigDeployment?: Maybe<AppConfigDeployment>;
  /**
   * The deployments to one environment, newest first: one [ListDeployments](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ListDeployments.html) per 50. Their summaries contain most fields;
   * the descriptions name those that cost one GetDeployment per deployment. NOT_FOUND if no location has the environment.
   */
  appConfigDeployments?: Maybe<AppConfigDeploymentConnection>;
  /** One environment by its ids ([GetEnvironment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetEnvironment.html)). Null when there is none. */
  appConfigEnvironment?: Maybe<AppConfigEnvironment>;
  /** One CodeDeploy application by name ([BatchGetApplications](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetApplications.html)). Null when there is none of that name. */
  codeDeployApplication?: Maybe<CodeDeployApplication>;
  /** CodeDeploy applications in AWS's order: [ListApplications](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListApplications.html) pages, then one BatchGetApplications per 100 of them. */
  codeDeployApplications?: Maybe<CodeDeployApplicationConnection>;
  /** One CodeDeploy deployment ([BatchGetDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeployments.html): 25 of one query share a call). Null if it does not exist. */
  codeDeployDeployment?: Maybe<CodeDeployDeployment>;
  /** CodeDeploy deployments, newest first: [ListDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListDeployments.html) pages, then one BatchGetDeployments per 25 of them and one more. */
  codeDeployDeployments?: Maybe<CodeDeployDeploymentConnection>;
  /** One configuration profile by its ids ([GetConfigurationProfile](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetConfigurationProfile.html)). Null when there is none. */
  configurationProfile?: Maybe<ConfigurationProfile>;
  /**
   * The configuration that each AppConfig environment serves: for each profile the newest deployment that is COMPLETE, and the
   * running one. By location, application and environment. ListApplications and one ListEnvironments per application, which are
   * remembered; then [ListDeployments](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_ListDeployments.html) of each environment on the page, 50 a call, and no further than needed: where one call
   * does not give all, one ListConfigurationProfiles of the application tells when every profile was found, in at most four calls.
   * Facts about deployments that can no longer change are remembered: then one call returns the newer ones.
   */
  configurationStates?: Maybe<ConfigurationStateConnection>;
  /** One deployment configuration by name ([GetDeploymentConfig](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GetDeploymentConfig.html)). Null when there is none. */
  deploymentConfig?: Maybe<DeploymentConfig>;
  /** Deployment configurations, AWS's own included: [ListDeploymentConfigs](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListDeploymentConfigs.html) pages, then one GetDeploymentConfig each (AWS has no batch read). */
  deploymentConfigs?: Maybe<DeploymentConfigConnection>;
  /** One deployment group by application and name ([BatchGetDeploymentGroups](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentGroups.html)). Null when there is none. */
  deploymentGroup?: Maybe<DeploymentGroup>;
  /**
   * The revisions that run in each CodeDeploy deployment group with a deployment in the window: its last success, the running
   * deployment and recent results. By location, application and group. From a history of each location that all
   * requests share: the first time one [ListDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListDeployments.html) per page and one BatchGetDeployments per 25, at most 1,000 deployments
   * per location and request, newest first; after that one ListDeployments of what came since, and one BatchGetDeployments per
   * 25 that are new or had not ended. NOT_FOUND, after one ListDeploymentGroups, if no location has the application.
   */
  deploymentGroupStates?: Maybe<DeploymentGroupStateConnection>;
  /**
   * One instance in the shape of the deprecated API ([GetDeploymentInstance](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GetDeploymentInstance.html)). Null when the deployment has no such instance.
   * @deprecated AWS deprecated GetDeploymentInstance: use deploymentTargets. Removed after 2027-06-30.
   */
  deploymentInstance?: Maybe<InstanceSummary>;
  /**
   * Several instances in the shape of the deprecated API: one [BatchGetDeploymentInstances](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentInstances.html) per 25. Null when the deployment is unknown, and with an error when none of them could be read.
   * @deprecated AWS deprecated BatchGetDeploymentInstances: use deploymentTargets. Removed after 2027-06-30.
   */
  deploymentInstances?: Maybe<InstanceSummaries>;
  /**
   * How well CodeDeploy deploys, in DORA's words. A change is a deployment that is not a rollback and that neither
   * autoscaling nor
   * outdated instances set off. From the same history of [ListDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ListDeployments.html) and BatchGetDeployments, at the same cost, as
   * deploymentGroupStates; how each figure is computed is in docs/insight.md. NOT_FOUND, after one ListDeploymentGroups, if no
   * location has the application or the group.
   */
  deploymentStatistics?: Maybe<DeploymentStatistics>;
  /** One deployment strategy by id ([GetDeploymentStrategy](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeploymentStrategy.html)). Null when there is none. */
  deploymentStrategy?: Maybe<DeploymentStrategy>;
  /**
   * Chosen targets of one deployment, in the order of the argument: one [BatchGetDeploymentTargets](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentTargets.html) per 25.
   * An id that AWS does not know is null in its own slot, with a NOT_FOUND error; the others are not affected. Where none is
   * found, the error says whether the deployment is unknown or has not started (one BatchGetDeployments).
   */
  deploymentTargets?: Maybe<Array<Maybe<Target>>>;
  /** One run of lifecycle actions ([GetLifecycleExecution](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetLifecycleExecution.html)). Null if it does not exist. */
  lifecycleExecution?: Maybe<LifecycleExecution>;
  /** Runs that concern one resource, in AWS's order: one [ListLifecycleExecutions](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_ListLifecycleExecutions.html) per 25, which returns complete executions. */
  lifecycleExecutions?: Maybe<LifecycleExecutionConnection>;
  /**
   * Lifecycle policies in AWS's order: one [ListLifecyclePolicies](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_ListLifecyclePolicies.html) per 25. Their summaries contain most fields; the
   * descriptions name those that cost one GetLifecyclePolicy per policy.
   */
  lifecyclePolicies?: Maybe<LifecyclePolicyConnection>;
  /** One lifecycle policy ([GetLifecyclePolicy](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetLifecyclePolicy.html)). Null if it does not exist. */
  lifecyclePolicy?: Maybe<LifecyclePolicy>;
  /** The AWS accounts and regions of the configuration, in its order. Costs no AWS call. */
  locations?: Maybe<Array<Location>>;
  /** One object by its opaque id; null when it is not an id of this gateway or AWS no longer has the object. */
  node?: Maybe<Node>;
  /** Several objects by opaque id, in the order of ids; null for each that does not exist. Ids of the same type share batch calls to AWS. */
  nodes?: Maybe<Array<Maybe<Node>>>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryActivityArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryAppConfigApplicationArgs = {
  applicationId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryAppConfigApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryAppConfigDeploymentArgs = {
  applicationId: Scalars['ID']['input'];
  deploymentNumber: Scalars['Int']['input'];
  environmentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryAppConfigDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  applicationId: Scalars['ID']['input'];
  environmentId: Scalars['ID']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryAppConfigEnvironmentArgs = {
  applicationId: Scalars['ID']['input'];
  environmentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryCodeDeployApplicationArgs = {
  applicationName: Scalars['String']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryCodeDeployApplicationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryCodeDeployDeploymentArgs = {
  deploymentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryCodeDeployDeploymentsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  applicationName?: InputMaybe<Scalars['String']['input']>;
  deploymentGroupName?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<CodeDeployDeploymentFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryConfigurationProfileArgs = {
  applicationId: Scalars['ID']['input'];
  configurationProfileId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryConfigurationStatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  applicationId?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentConfigArgs = {
  deploymentConfigName: Scalars['String']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentConfigsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentGroupArgs = {
  applicationName: Scalars['String']['input'];
  deploymentGroupName: Scalars['String']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentGroupStatesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  applicationName?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  includeQuiet?: InputMaybe<Scalars['Boolean']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
  within?: InputMaybe<Scalars['Duration']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentInstanceArgs = {
  deploymentId: Scalars['ID']['input'];
  instanceId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentInstancesArgs = {
  deploymentId: Scalars['ID']['input'];
  instanceIds: Array<Scalars['ID']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentStatisticsArgs = {
  applicationName?: InputMaybe<Scalars['String']['input']>;
  deploymentGroupName?: InputMaybe<Scalars['String']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
  within?: InputMaybe<Scalars['Duration']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentStrategyArgs = {
  deploymentStrategyId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryDeploymentTargetsArgs = {
  deploymentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
  targetIds: Array<Scalars['ID']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryLifecycleExecutionArgs = {
  lifecycleExecutionId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryLifecycleExecutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  resourceArn: Scalars['ID']['input'];
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryLifecyclePoliciesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  location?: InputMaybe<Scalars['String']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryLifecyclePolicyArgs = {
  arn: Scalars['ID']['input'];
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** Read-only: no query starts, stops or changes anything in AWS. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};

/** [RelatedDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_RelatedDeployments.html): automatic deployments to instances that missed a revision, and the deployment that set them off. */
export type RelatedDeployments = {
  /** RelatedDeployments.autoUpdateOutdatedInstancesDeploymentIds: ids of the deployments that this one set off. */
  autoUpdateOutdatedInstancesDeploymentIds: Array<Scalars['ID']['output']>;
  /** RelatedDeployments.autoUpdateOutdatedInstancesRootDeploymentId: id of the deployment that set this one off; null on that one. */
  autoUpdateOutdatedInstancesRootDeploymentId?: Maybe<Scalars['ID']['output']>;
  /** The deployments of autoUpdateOutdatedInstancesDeploymentIds, in their order; null if one is gone (BatchGetDeployments, 25 per call). */
  deployments?: Maybe<Array<Maybe<CodeDeployDeployment>>>;
  /** The deployment of autoUpdateOutdatedInstancesRootDeploymentId (BatchGetDeployments, 25 per call). */
  rootDeployment?: Maybe<CodeDeployDeployment>;
};

/** DeploymentStrategy.ReplicateTo: where AppConfig keeps a copy of a strategy. */
export type ReplicateTo =
  /** Nowhere: there is no copy. */
  | 'NONE'
  /** In a document of AWS Systems Manager. */
  | 'SSM_DOCUMENT'
  /** A place newer than this schema. */
  | 'UNKNOWN';

/** [RevisionLocation](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_RevisionLocation.html): a revision and where it is stored. Only the member that type names is set. */
export type Revision = {
  /** RevisionLocation.appSpecContent, or the older RevisionLocation.string: an AppSpec file given inline; null for other types. */
  appSpec?: Maybe<AppSpecRevision>;
  /** RevisionLocation.gitHubLocation: a commit on GitHub; null for other types. */
  github?: Maybe<GitHubRevision>;
  /**
   * A short name for people: owner/repo@1a2b3c4 of GitHubLocation, build-118.zip (version 3LgpX8h…) of S3Location, of an
   * AppSpec file its task definition or function version, such as checkout:42, or sha256:1a2b3c4 where AWS has no contents.
   * For an AppSpec file it costs what AppSpecRevision.content does: a BatchGetApplicationRevisions, 25 per call, or a
   * GetApplicationRevision; the others cost no call. Null if AWS gives no name.
   */
  label?: Maybe<Scalars['String']['output']>;
  /** RevisionLocation.s3Location: an archive or file in Amazon S3; null for other types. */
  s3?: Maybe<S3Revision>;
  /** RevisionLocation.revisionType: where the revision is stored. */
  type: RevisionType;
};

/** The change that a deployment makes: its revision compared with the one before. */
export type RevisionChange = {
  /**
   * The differences between two AppSpec files, in the order of the new one. Empty for other revisions, and if AWS lacks
   * the contents of either. BatchGetApplicationRevisions, 25 per call, or one GetApplicationRevision each, shared with
   * summary.
   */
  appSpecChanges?: Maybe<Array<AppSpecChange>>;
  /** GitHub's page that compares the two, for commits of one repository; null for everything else. No call, and GitHub is not asked. */
  compareUrl?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.previousRevision: the revision before; null for the first deployment. */
  from?: Maybe<Revision>;
  /** In what the two differ: RevisionLocation.revisionType and the members that it names. */
  kind: RevisionChangeKind;
  /**
   * Both labels in one line of at most 200 characters: “build-118.zip → build-119.zip”, “checkout:41 → checkout:42”. Where
   * they are equal it has the first difference of their contents: “checkout:42 (ContainerPort 80 → 8080)”. For AppSpec
   * files it costs what the two labels do (BatchGetApplicationRevisions, 25 per call, or one GetApplicationRevision each);
   * the others cost no call.
   */
  summary?: Maybe<Scalars['String']['output']>;
  /** DeploymentInfo.revision: what is deployed. */
  to?: Maybe<Revision>;
};

/** In what two revisions differ. */
export type RevisionChangeKind =
  /** Two AppSpec files, by their SHA-256. */
  | 'APP_SPEC'
  /** Two commits of one GitHub repository. */
  | 'COMMIT'
  /** There was no revision before. */
  | 'FIRST'
  /** Revisions of two kinds, of two repositories, or of a kind newer than this schema. */
  | 'OTHER'
  /** Two objects in S3, by S3Location.bucket and key. */
  | 'S3_KEY'
  /** The same object in S3 in another version, or with another ETag. */
  | 'S3_VERSION'
  /** The same revision again, as far as AWS tells. */
  | 'SAME';

/** RevisionLocation.revisionType: where a revision is stored. */
export type RevisionType =
  /** AppSpecContent: an inline AppSpec file of a Lambda or ECS deployment. */
  | 'APP_SPEC_CONTENT'
  /** GitHub: a commit in a GitHub repository; EC2 and on-premises deployments only. */
  | 'GITHUB'
  /** S3: an object in an Amazon S3 bucket. */
  | 'S3'
  /** String: an inline AppSpec file in the older form that AWS deprecated; Lambda deployments only. */
  | 'STRING'
  /** A kind of revision newer than this schema. */
  | 'UNKNOWN';

/** [RollbackInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_RollbackInfo.html): how a deployment and a rollback are related. A rollback is a separate deployment. */
export type RollbackInfo = {
  /** RollbackInfo.rollbackMessage: AWS's message on whether the rollback is impossible, running, failed or done. */
  message?: Maybe<Scalars['String']['output']>;
  /** The deployment of rollbackDeploymentId (BatchGetDeployments, 25 per call). */
  rollbackDeployment?: Maybe<CodeDeployDeployment>;
  /** RollbackInfo.rollbackDeploymentId: id of the deployment that brings the earlier revision back; null when there is none. */
  rollbackDeploymentId?: Maybe<Scalars['ID']['output']>;
  /** RollbackInfo.rollbackTriggeringDeploymentId: id of the deployment whose failure or stop caused this rollback. */
  rollbackTriggeringDeploymentId?: Maybe<Scalars['ID']['output']>;
  /** The deployment of rollbackTriggeringDeploymentId (BatchGetDeployments, 25 per call). */
  triggeringDeployment?: Maybe<CodeDeployDeployment>;
};

/** [S3Location](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_S3Location.html): the S3 object that holds a revision. */
export type S3Revision = {
  /** S3Location.bucket: name of the bucket. */
  bucket?: Maybe<Scalars['String']['output']>;
  /** S3Location.bundleType: the file type of the object. */
  bundleType?: Maybe<BundleType>;
  /** S3Location.eTag: ETag the object had, quotation marks included as AWS sends them; null when it was not checked. */
  eTag?: Maybe<Scalars['String']['output']>;
  /** S3Location.key: name of the object in the bucket. */
  key?: Maybe<Scalars['String']['output']>;
  /** S3Location.version: version of the object; null means the newest at the time of the deployment. */
  version?: Maybe<Scalars['String']['output']>;
};

/** A source that could not be read; the rest of the feed is still returned. */
export type SourceProblem = {
  /** The error code, as in errors.extensions.code: AWS_ACCESS_DENIED, AWS_THROTTLED, AWS_UNAVAILABLE, AWS_TIMEOUT, … */
  code: Scalars['String']['output'];
  /** The AWS account and region in which it could not be read. */
  location: Location;
  /** The error message; AWS's own if AWS answered. */
  message: Scalars['String']['output'];
  /** The AWS service that could not be read. */
  service: AwsService;
};

/**
 * Live updates: the current state, then one update after each read from AWS, until the watched thing has ended. Many watchers of
 * one thing cost the AWS calls of one. docs/live.md says how to subscribe.
 */
export type Subscription = {
  /**
   * The activities under way, and those that appear, change and end; it never completes. First each activity that runs or waits,
   * then SYNCED, then the changes. Each location is listed once for all watchers: CodeDeploy's ListDeployments of running
   * deployments every 2 to 15 seconds, AppConfig's environments and Image Builder's lifecycle policies every 15, and their
   * contents only if something runs there. Fields of an activity cost the same as in a query, once for all equal selections.
   */
  activity?: Maybe<ActivityUpdate>;
  /**
   * One AppConfig deployment until it has ended. [GetDeployment](https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_GetDeployment.html)
   * reads it when its next step is due, and at least every 15 seconds. One that is complete has ended, although it can still
   * be reverted. NOT_FOUND if there is none of that number.
   */
  appConfigDeployment?: Maybe<AppConfigDeploymentUpdate>;
  /**
   * One CodeDeploy deployment until it has ended. [BatchGetDeployments](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeployments.html)
   * reads 25 watched deployments of a location per call: every 2 seconds while one changes, up to every 15 while it does not,
   * every 10 while it is queued and every 30 while it waits for somebody. NOT_FOUND if no location has it.
   */
  codeDeployDeployment?: Maybe<CodeDeployDeploymentUpdate>;
  /**
   * One run of lifecycle actions until it has ended. [GetLifecycleExecution](https://docs.aws.amazon.com/imagebuilder/latest/APIReference/API_GetLifecycleExecution.html)
   * reads it every 15 seconds. NOT_FOUND if no location has it.
   */
  lifecycleExecution?: Maybe<LifecycleExecutionUpdate>;
};


/**
 * Live updates: the current state, then one update after each read from AWS, until the watched thing has ended. Many watchers of
 * one thing cost the AWS calls of one. docs/live.md says how to subscribe.
 */
export type SubscriptionActivityArgs = {
  filter?: InputMaybe<ActivityFilter>;
};


/**
 * Live updates: the current state, then one update after each read from AWS, until the watched thing has ended. Many watchers of
 * one thing cost the AWS calls of one. docs/live.md says how to subscribe.
 */
export type SubscriptionAppConfigDeploymentArgs = {
  applicationId: Scalars['ID']['input'];
  deploymentNumber: Scalars['Int']['input'];
  environmentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Live updates: the current state, then one update after each read from AWS, until the watched thing has ended. Many watchers of
 * one thing cost the AWS calls of one. docs/live.md says how to subscribe.
 */
export type SubscriptionCodeDeployDeploymentArgs = {
  deploymentId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};


/**
 * Live updates: the current state, then one update after each read from AWS, until the watched thing has ended. Many watchers of
 * one thing cost the AWS calls of one. docs/live.md says how to subscribe.
 */
export type SubscriptionLifecycleExecutionArgs = {
  lifecycleExecutionId: Scalars['ID']['input'];
  location?: InputMaybe<Scalars['String']['input']>;
};

/** [TagFilter](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TagFilter.html): a condition on one tag of an on-premises machine. */
export type TagFilter = {
  /** TagFilter.Key: name of the tag; null with VALUE_ONLY. */
  key?: Maybe<Scalars['String']['output']>;
  /** TagFilter.Type: which parts of the tag are compared. */
  type?: Maybe<TagFilterType>;
  /** TagFilter.Value: content of the tag; null with KEY_ONLY. */
  value?: Maybe<Scalars['String']['output']>;
};

/** EC2TagFilter.Type and TagFilter.Type: which parts of a tag are compared. */
export type TagFilterType =
  /** The tag of that name, if it holds that value. */
  | 'KEY_AND_VALUE'
  /** Any tag of that name, whatever it holds. */
  | 'KEY_ONLY'
  /** A comparison newer than this schema. */
  | 'UNKNOWN'
  /** Any tag that holds that value, whatever its name. */
  | 'VALUE_ONLY';

/** A target of a deployment: a DeploymentTarget of AWS. All members implement the interface DeploymentTarget. */
export type Target = CloudFormationTarget | EcsTarget | InstanceTarget | LambdaTarget | UnknownTarget;

/** A page of a deployment's targets. */
export type TargetConnection = {
  /** The targets with their cursors, plus one null, with an error, for each listing that failed. */
  edges?: Maybe<Array<Maybe<TargetEdge>>>;
  /** The targets without cursors; null, with an error, for each that could not be read, plus one null for each listing that failed. */
  nodes?: Maybe<Array<Maybe<Target>>>;
  /** Whether and where the list continues; null, with an error, if a failed listing makes this unknown. */
  pageInfo?: Maybe<PageInfo>;
  /** The ids of this page's targets. They come from the listing and cost no BatchGetDeploymentTargets. Plus one null, with an error, if the listing failed. */
  targetIds?: Maybe<Array<Maybe<Scalars['ID']['output']>>>;
  /** How many targets the whole list has, filter applied: reads ListDeploymentTargets to its end, but no target; null, with an error, if the listing fails. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A target and its place in the list. */
export type TargetEdge = {
  /** Pass it as after to continue after this target. */
  cursor: Scalars['String']['output'];
  /** The listed target; null, with an error, if it could not be read. */
  node?: Maybe<Target>;
};

/** Selects targets; a target must match both members. ListDeploymentTargets.targetFilters. */
export type TargetFilter = {
  /** TargetFilterName ServerInstanceLabel: any of these sides of a blue/green deployment of instances; targets of other deployments have no label. */
  instanceLabels?: InputMaybe<Array<TargetLabel>>;
  /** TargetFilterName TargetStatus: any of these statuses; omitted or empty means every status. */
  statuses?: InputMaybe<Array<TargetStatus>>;
};

/** [TargetGroupInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TargetGroupInfo.html): a target group that takes part in a deployment. */
export type TargetGroupInfo = {
  /** TargetGroupInfo.name: the target group's name. */
  name?: Maybe<Scalars['String']['output']>;
};

/** [TargetGroupPairInfo](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TargetGroupPairInfo.html): the two target groups between which an ECS deployment moves traffic. */
export type TargetGroupPairInfo = {
  /** TargetGroupPairInfo.prodTrafficRoute: the listener that production traffic comes through. */
  prodTrafficRoute?: Maybe<TrafficRoute>;
  /** TargetGroupPairInfo.targetGroups: one for the original task set, one for the replacement. */
  targetGroups: Array<TargetGroupInfo>;
  /** TargetGroupPairInfo.testTrafficRoute: the listener for testing the replacement first; null without one. */
  testTrafficRoute?: Maybe<TrafficRoute>;
};

/** [TargetInstances](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TargetInstances.html): what selects the replacement instances of a blue/green deployment. */
export type TargetInstances = {
  /** TargetInstances.autoScalingGroups: names of Auto Scaling groups whose instances are taken. */
  autoScalingGroups: Array<Scalars['String']['output']>;
  /** TargetInstances.ec2TagSet: instances that match every list of tags in it; null when tagFilters is used. */
  ec2TagSet?: Maybe<Ec2TagSet>;
  /** TargetInstances.tagFilters: instances with any of these tags; empty when ec2TagSet is used. */
  tagFilters: Array<Ec2TagFilter>;
};

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

/** [TimeBasedCanary](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TimeBasedCanary.html): a traffic shift in two steps. */
export type TimeBasedCanary = {
  /** TimeBasedCanary.canaryInterval: minutes until the rest moves. */
  canaryInterval?: Maybe<Scalars['Int']['output']>;
  /** TimeBasedCanary.canaryPercentage: percentage of traffic that moves first. */
  canaryPercentage?: Maybe<Scalars['Int']['output']>;
};

/** [TimeBasedLinear](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TimeBasedLinear.html): a traffic shift in equal steps. */
export type TimeBasedLinear = {
  /** TimeBasedLinear.linearInterval: minutes between two steps. */
  linearInterval?: Maybe<Scalars['Int']['output']>;
  /** TimeBasedLinear.linearPercentage: percentage of traffic that moves in each step. */
  linearPercentage?: Maybe<Scalars['Int']['output']>;
};

/** [TrafficRoute](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoute.html): a way into a load balancer. */
export type TrafficRoute = {
  /** TrafficRoute.listenerArns: ARN of the listener, at most one. */
  listenerArns: Array<Scalars['String']['output']>;
};

/** [TrafficRoutingConfig](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TrafficRoutingConfig.html): how traffic moves to the new Lambda version or ECS task set. */
export type TrafficRoutingConfig = {
  /** TrafficRoutingConfig.timeBasedCanary: the first of two steps; null for other types. */
  timeBasedCanary?: Maybe<TimeBasedCanary>;
  /** TrafficRoutingConfig.timeBasedLinear: the equal steps; null for other types. */
  timeBasedLinear?: Maybe<TimeBasedLinear>;
  /** TrafficRoutingConfig.type: at once, in two steps or in equal steps. */
  type?: Maybe<TrafficRoutingType>;
};

/** TrafficRoutingConfig.type: the shape of a traffic shift over time. */
export type TrafficRoutingType =
  /** AllAtOnce: all traffic moves in one step. */
  | 'ALL_AT_ONCE'
  /** TimeBasedCanary: some traffic moves, then after a while the rest. */
  | 'TIME_BASED_CANARY'
  /** TimeBasedLinear: traffic moves in equal steps at equal intervals. */
  | 'TIME_BASED_LINEAR'
  /** A shape newer than this schema. */
  | 'UNKNOWN';

/** [TriggerConfig](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html): announces events of deployments and instances on an SNS topic. */
export type TriggerConfig = {
  /** TriggerConfig.triggerEvents: the events that are announced. */
  triggerEvents: Array<TriggerEventType>;
  /** TriggerConfig.triggerName: what the trigger is called in its group. */
  triggerName?: Maybe<Scalars['String']['output']>;
  /** TriggerConfig.triggerTargetArn: ARN of the SNS topic. */
  triggerTargetArn?: Maybe<Scalars['String']['output']>;
};

/** TriggerConfig.triggerEvents: what can be announced on an SNS topic. */
export type TriggerEventType =
  /** DeploymentFailure: a deployment has failed. */
  | 'DEPLOYMENT_FAILURE'
  /** DeploymentReady: the replacement environment of a blue/green deployment is ready. */
  | 'DEPLOYMENT_READY'
  /** DeploymentRollback: a deployment is rolled back. */
  | 'DEPLOYMENT_ROLLBACK'
  /** DeploymentStart: a deployment has started. */
  | 'DEPLOYMENT_START'
  /** DeploymentStop: a deployment was stopped. */
  | 'DEPLOYMENT_STOP'
  /** DeploymentSuccess: a deployment has succeeded. */
  | 'DEPLOYMENT_SUCCESS'
  /** InstanceFailure: the deployment to one instance has failed. */
  | 'INSTANCE_FAILURE'
  /** InstanceReady: one replacement instance of a blue/green deployment is ready. */
  | 'INSTANCE_READY'
  /** InstanceStart: the deployment to one instance has started. */
  | 'INSTANCE_START'
  /** InstanceSuccess: the deployment to one instance has succeeded. */
  | 'INSTANCE_SUCCESS'
  /** An event newer than this schema. */
  | 'UNKNOWN';

/** DeploymentEvent.TriggeredBy: who or what made an event happen. */
export type TriggeredBy =
  /** AppConfig itself, by the rules of the deployment strategy. */
  | 'APPCONFIG'
  /** A CloudWatch alarm among the environment's monitors. */
  | 'CLOUDWATCH_ALARM'
  /** An error within AppConfig. AWS suggests deploying again. */
  | 'INTERNAL_ERROR'
  /** A trigger newer than this schema. */
  | 'UNKNOWN'
  /** Somebody, or something that acts with their rights. */
  | 'USER';

/** [DeploymentTarget](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentTarget.html): a target of a kind that is newer than this schema, with the fields that all kinds have. */
export type UnknownTarget = DeploymentTarget & Node & {
  /** The CodeDeploy console page of the deployment, which lists this target. */
  consoleUrl: Scalars['String']['output'];
  /** The deployment of deploymentId (BatchGetDeployments, 25 per call; none when the query came through it). */
  deployment?: Maybe<CodeDeployDeployment>;
  /** As InstanceTarget.deploymentId: id of the deployment that this target takes part in. */
  deploymentId: Scalars['ID']['output'];
  /** The first of lifecycleEvents whose LifecycleEvent.status is Failed; null when none failed. No further call. */
  failedEvent?: Maybe<LifecycleEvent>;
  /** Opaque global id, for Query.node. AWS's id is targetId. */
  id: Scalars['ID']['output'];
  /** As InstanceTarget.lastUpdatedAt: when the deployment last updated the target; null before that. */
  lastUpdatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** As InstanceTarget.lifecycleEvents: the steps of the deployment here, in the order in which they run; empty if AWS sends none. */
  lifecycleEvents: Array<LifecycleEvent>;
  /** The AWS account and region in which the deployment to this target was found. */
  location: Location;
  /** As InstanceTarget.status: the status as AWS spells it, also when it is newer than this schema. */
  rawStatus: Scalars['String']['output'];
  /** DeploymentTarget.deploymentTargetType: what kind of target it is, as AWS spells it, such as EKSTarget. */
  rawType: Scalars['String']['output'];
  /** As InstanceTarget.status: current status of the deployment to this target. */
  status: TargetStatus;
  /** As InstanceTarget.targetId: AWS's id of the target, unique within its deployment. */
  targetId: Scalars['ID']['output'];
};

/** ValidatorType: how a configuration is checked before it is deployed. */
export type ValidatorType =
  /** The configuration has to fit a JSON Schema. */
  | 'JSON_SCHEMA'
  /** A Lambda function checks the configuration and may reject it. */
  | 'LAMBDA'
  /** A kind of validator newer than this schema. */
  | 'UNKNOWN';

/** [ZonalConfig](https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_ZonalConfig.html): rules for deploying to one Availability Zone after the other. */
export type ZonalConfig = {
  /** ZonalConfig.firstZoneMonitorDurationInSeconds: seconds to wait after the first zone; null means monitorDurationInSeconds. */
  firstZoneMonitorDurationInSeconds?: Maybe<Scalars['Int']['output']>;
  /** ZonalConfig.minimumHealthyHostsPerZone: how many instances must stay healthy in each zone; null means 0 percent. */
  minimumHealthyHostsPerZone?: Maybe<MinimumHealthyHostsPerZone>;
  /** ZonalConfig.monitorDurationInSeconds: seconds to wait after each zone; null means none. */
  monitorDurationInSeconds?: Maybe<Scalars['Int']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;



/** Mapping of union types */
export type ResolversUnionTypes<_RefType extends Record<string, unknown>> = {
  Target:
    | ( CloudFormationTargetParent )
    | ( EcsTargetParent )
    | ( InstanceTargetParent )
    | ( LambdaTargetParent )
    | ( UnknownTargetParent )
  ;
};

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Activity:
    | ( AppConfigDeploymentParent )
    | ( DeploymentParent )
    | ( ExecutionParent )
  ;
  Deployment:
    | ( AppConfigDeploymentParent )
    | ( DeploymentParent )
  ;
  DeploymentTarget:
    | ( CloudFormationTargetParent )
    | ( EcsTargetParent )
    | ( InstanceTargetParent )
    | ( LambdaTargetParent )
    | ( UnknownTargetParent )
  ;
  Node:
    | ( AppConfigApplicationParent )
    | ( AppConfigDeploymentParent )
    | ( EnvironmentParent )
    | ( CloudFormationTargetParent )
    | ( ApplicationParent )
    | ( DeploymentParent )
    | ( ConfigurationProfileParent )
    | ( DeploymentConfigParent )
    | ( DeploymentGroupParent )
    | ( DeploymentStrategyParent )
    | ( EcsTargetParent )
    | ( InstanceTargetParent )
    | ( LambdaTargetParent )
    | ( ExecutionParent )
    | ( PolicyParent )
    | ( UnknownTargetParent )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  ActionInvocation: ResolverTypeWrapper<ActionInvocationParent>;
  Activity: ResolverTypeWrapper<ActivityParent>;
  ActivityChange: ActivityChange;
  ActivityConnection: ResolverTypeWrapper<FeedParent>;
  ActivityEdge: ResolverTypeWrapper<FeedEdgeParent>;
  ActivityFilter: ActivityFilter;
  ActivityUpdate: ResolverTypeWrapper<FeedUpdateParent>;
  Alarm: ResolverTypeWrapper<AlarmParent>;
  AlarmConfiguration: ResolverTypeWrapper<AlarmConfigurationParent>;
  AppConfigApplication: ResolverTypeWrapper<AppConfigApplicationParent>;
  AppConfigApplicationConnection: ResolverTypeWrapper<AppConfigApplicationConnectionParent>;
  AppConfigApplicationEdge: ResolverTypeWrapper<AppConfigApplicationEdgeParent>;
  AppConfigDeployment: ResolverTypeWrapper<AppConfigDeploymentParent>;
  AppConfigDeploymentConnection: ResolverTypeWrapper<AppConfigDeploymentConnectionParent>;
  AppConfigDeploymentEdge: ResolverTypeWrapper<AppConfigDeploymentEdgeParent>;
  AppConfigDeploymentType: ResolverTypeWrapper<string>;
  AppConfigDeploymentUpdate: ResolverTypeWrapper<AppConfigDeploymentUpdateParentParent>;
  AppConfigEnvironment: ResolverTypeWrapper<EnvironmentParent>;
  AppConfigEnvironmentConnection: ResolverTypeWrapper<EnvironmentConnectionParent>;
  AppConfigEnvironmentEdge: ResolverTypeWrapper<EnvironmentEdgeParent>;
  AppConfigEvent: ResolverTypeWrapper<DeploymentEventParent>;
  AppConfigEventType: ResolverTypeWrapper<string>;
  AppConfigMonitor: ResolverTypeWrapper<MonitorParent>;
  AppConfigState: ResolverTypeWrapper<string>;
  AppSpecChange: ResolverTypeWrapper<AppSpecChangeParent>;
  AppSpecRevision: ResolverTypeWrapper<AppSpecRevisionParent>;
  AppliedExtension: ResolverTypeWrapper<AppliedExtensionParent>;
  AutoRollbackConfiguration: ResolverTypeWrapper<AutoRollbackConfigurationParent>;
  AutoRollbackEvent: ResolverTypeWrapper<string>;
  AutoScalingGroup: ResolverTypeWrapper<AutoScalingGroupParent>;
  AwsService: AwsService;
  BlueGreenDeploymentConfiguration: ResolverTypeWrapper<BlueGreenDeploymentConfigurationParent>;
  BlueInstanceTerminationOption: ResolverTypeWrapper<BlueInstanceTerminationOptionParent>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  BundleType: ResolverTypeWrapper<string>;
  CloudFormationTarget: ResolverTypeWrapper<CloudFormationTargetParent>;
  CodeDeployApplication: ResolverTypeWrapper<ApplicationParent>;
  CodeDeployApplicationConnection: ResolverTypeWrapper<ApplicationConnectionParent>;
  CodeDeployApplicationEdge: ResolverTypeWrapper<ApplicationEdgeParent>;
  CodeDeployDeployment: ResolverTypeWrapper<DeploymentParent>;
  CodeDeployDeploymentConnection: ResolverTypeWrapper<DeploymentConnectionParent>;
  CodeDeployDeploymentEdge: ResolverTypeWrapper<DeploymentEdgeParent>;
  CodeDeployDeploymentFilter: CodeDeployDeploymentFilter;
  CodeDeployDeploymentUpdate: ResolverTypeWrapper<CodeDeployDeploymentUpdateParentParent>;
  CodeDeployStatus: ResolverTypeWrapper<string>;
  CompletionEstimate: ResolverTypeWrapper<CompletionEstimateParent>;
  ComputePlatform: ResolverTypeWrapper<string>;
  ConfigurationProfile: ResolverTypeWrapper<ConfigurationProfileParent>;
  ConfigurationProfileConnection: ResolverTypeWrapper<ConfigurationProfileConnectionParent>;
  ConfigurationProfileEdge: ResolverTypeWrapper<ConfigurationProfileEdgeParent>;
  ConfigurationState: ResolverTypeWrapper<ConfigurationStateParent>;
  ConfigurationStateConnection: ResolverTypeWrapper<ConfigurationStateConnectionParent>;
  ConfigurationStateEdge: ResolverTypeWrapper<ConfigurationStateEdgeParent>;
  ConfigurationVersionChange: ResolverTypeWrapper<ConfigurationChangeParent>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Deployment: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Deployment']>;
  DeploymentConfig: ResolverTypeWrapper<DeploymentConfigParent>;
  DeploymentConfigConnection: ResolverTypeWrapper<DeploymentConfigConnectionParent>;
  DeploymentConfigEdge: ResolverTypeWrapper<DeploymentConfigEdgeParent>;
  DeploymentDayStatistics: ResolverTypeWrapper<DayStatisticsParent>;
  DeploymentError: ResolverTypeWrapper<ErrorInformationParent>;
  DeploymentGroup: ResolverTypeWrapper<DeploymentGroupParent>;
  DeploymentGroupConnection: ResolverTypeWrapper<DeploymentGroupConnectionParent>;
  DeploymentGroupEdge: ResolverTypeWrapper<DeploymentGroupEdgeParent>;
  DeploymentGroupState: ResolverTypeWrapper<GroupStateParent>;
  DeploymentGroupStateConnection: ResolverTypeWrapper<GroupStateConnectionParent>;
  DeploymentGroupStateEdge: ResolverTypeWrapper<GroupStateEdgeParent>;
  DeploymentGroupStatistics: ResolverTypeWrapper<GroupStatisticsParent>;
  DeploymentHistoryEntry: ResolverTypeWrapper<HistoryRowParent>;
  DeploymentMode: ResolverTypeWrapper<string>;
  DeploymentOption: ResolverTypeWrapper<string>;
  DeploymentOverview: ResolverTypeWrapper<DeploymentOverviewParent>;
  DeploymentProgress: ResolverTypeWrapper<DeploymentParent>;
  DeploymentReadyAction: ResolverTypeWrapper<string>;
  DeploymentReadyOption: ResolverTypeWrapper<DeploymentReadyOptionParent>;
  DeploymentStatistics: ResolverTypeWrapper<StatisticsAnswerParent>;
  DeploymentStrategy: ResolverTypeWrapper<DeploymentStrategyParent>;
  DeploymentStyle: ResolverTypeWrapper<DeploymentStyleParent>;
  DeploymentTarget: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['DeploymentTarget']>;
  DeploymentType: ResolverTypeWrapper<string>;
  DeploymentWaiting: ResolverTypeWrapper<WaitingParent>;
  DeploymentWaitingKind: DeploymentWaitingKind;
  Diagnostics: ResolverTypeWrapper<DiagnosticsParent>;
  Duration: ResolverTypeWrapper<Scalars['Duration']['output']>;
  DurationPercentiles: ResolverTypeWrapper<PercentilesParent>;
  Ec2TagFilter: ResolverTypeWrapper<EC2TagFilterParent>;
  Ec2TagSet: ResolverTypeWrapper<EC2TagSetParent>;
  EcsService: ResolverTypeWrapper<ECSServiceParent>;
  EcsTarget: ResolverTypeWrapper<EcsTargetParent>;
  EcsTaskSet: ResolverTypeWrapper<ECSTaskSetParent>;
  ElbInfo: ResolverTypeWrapper<ELBInfoParent>;
  EstimateBasis: EstimateBasis;
  FailureGroup: ResolverTypeWrapper<FailureGroupParent>;
  FailureSummary: ResolverTypeWrapper<FailureSummaryParent>;
  FileExistsBehavior: ResolverTypeWrapper<string>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  GitHubRevision: ResolverTypeWrapper<GitHubLocationParent>;
  GreenFleetProvisioningAction: ResolverTypeWrapper<string>;
  GreenFleetProvisioningOption: ResolverTypeWrapper<GreenFleetProvisioningOptionParent>;
  GrowthType: ResolverTypeWrapper<string>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  InstanceAction: ResolverTypeWrapper<string>;
  InstanceSummaries: ResolverTypeWrapper<InstancesParent>;
  InstanceSummary: ResolverTypeWrapper<InstanceSummaryParent>;
  InstanceTarget: ResolverTypeWrapper<InstanceTargetParent>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  KeyValue: ResolverTypeWrapper<KeyValue>;
  LambdaFunctionInfo: ResolverTypeWrapper<LambdaFunctionInfoParent>;
  LambdaTarget: ResolverTypeWrapper<LambdaTargetParent>;
  LastDeployment: ResolverTypeWrapper<LastDeploymentInfoParent>;
  LifecycleErrorCode: ResolverTypeWrapper<string>;
  LifecycleEvent: ResolverTypeWrapper<LifecycleEventParent>;
  LifecycleEventCount: ResolverTypeWrapper<EventCountParent>;
  LifecycleEventStatus: ResolverTypeWrapper<string>;
  LifecycleExecution: ResolverTypeWrapper<ExecutionParent>;
  LifecycleExecutionConnection: ResolverTypeWrapper<ExecutionConnectionParent>;
  LifecycleExecutionEdge: ResolverTypeWrapper<ExecutionEdgeParent>;
  LifecycleExecutionResource: ResolverTypeWrapper<ExecutionResourceParent>;
  LifecycleExecutionResourceAction: ResolverTypeWrapper<LifecycleExecutionResourceActionParent>;
  LifecycleExecutionResourceActionName: ResolverTypeWrapper<string>;
  LifecycleExecutionResourceConnection: ResolverTypeWrapper<ExecutionResourceConnectionParent>;
  LifecycleExecutionResourceEdge: ResolverTypeWrapper<ExecutionResourceEdgeParent>;
  LifecycleExecutionResourceState: ResolverTypeWrapper<LifecycleExecutionResourceStateParent>;
  LifecycleExecutionResourceStatus: ResolverTypeWrapper<string>;
  LifecycleExecutionSnapshotResource: ResolverTypeWrapper<LifecycleExecutionSnapshotResourceParent>;
  LifecycleExecutionState: ResolverTypeWrapper<LifecycleExecutionStateParent>;
  LifecycleExecutionStatus: ResolverTypeWrapper<string>;
  LifecycleExecutionUpdate: ResolverTypeWrapper<ExecutionUpdateParent>;
  LifecyclePolicy: ResolverTypeWrapper<PolicyParent>;
  LifecyclePolicyConnection: ResolverTypeWrapper<PolicyConnectionParent>;
  LifecyclePolicyDetail: ResolverTypeWrapper<LifecyclePolicyDetailParent>;
  LifecyclePolicyDetailAction: ResolverTypeWrapper<LifecyclePolicyDetailActionParent>;
  LifecyclePolicyDetailActionIncludeResources: ResolverTypeWrapper<LifecyclePolicyDetailActionIncludeResourcesParent>;
  LifecyclePolicyDetailActionType: ResolverTypeWrapper<string>;
  LifecyclePolicyDetailExclusionRules: ResolverTypeWrapper<LifecyclePolicyDetailExclusionRulesParent>;
  LifecyclePolicyDetailExclusionRulesAmis: ResolverTypeWrapper<LifecyclePolicyDetailExclusionRulesAmisParent>;
  LifecyclePolicyDetailExclusionRulesAmisLastLaunched: ResolverTypeWrapper<LifecyclePolicyDetailExclusionRulesAmisLastLaunchedParent>;
  LifecyclePolicyDetailFilter: ResolverTypeWrapper<LifecyclePolicyDetailFilterParent>;
  LifecyclePolicyDetailFilterType: ResolverTypeWrapper<string>;
  LifecyclePolicyEdge: ResolverTypeWrapper<PolicyEdgeParent>;
  LifecyclePolicyResourceSelection: ResolverTypeWrapper<LifecyclePolicyResourceSelectionParent>;
  LifecyclePolicyResourceSelectionRecipe: ResolverTypeWrapper<LifecyclePolicyResourceSelectionRecipeParent>;
  LifecyclePolicyResourceType: ResolverTypeWrapper<string>;
  LifecyclePolicyStatus: ResolverTypeWrapper<string>;
  LifecyclePolicyTimeUnit: ResolverTypeWrapper<string>;
  LoadBalancerInfo: ResolverTypeWrapper<LoadBalancerInfoParent>;
  Location: ResolverTypeWrapper<LocationConfigParent>;
  MinimumHealthyHosts: ResolverTypeWrapper<MinimumHealthyHostsParent>;
  MinimumHealthyHostsPerZone: ResolverTypeWrapper<MinimumHealthyHostsPerZoneParent>;
  MinimumHealthyHostsType: ResolverTypeWrapper<string>;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  OnPremisesTagSet: ResolverTypeWrapper<OnPremisesTagSetParent>;
  OutdatedInstancesStrategy: ResolverTypeWrapper<string>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Phase: Phase;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RelatedDeployments: ResolverTypeWrapper<RelatedDeploymentsParent>;
  ReplicateTo: ResolverTypeWrapper<string>;
  Revision: ResolverTypeWrapper<RevisionParent>;
  RevisionChange: ResolverTypeWrapper<RevisionChangeParent>;
  RevisionChangeKind: RevisionChangeKind;
  RevisionType: ResolverTypeWrapper<string>;
  RollbackInfo: ResolverTypeWrapper<RollbackInfoParent>;
  S3Revision: ResolverTypeWrapper<S3LocationParent>;
  SourceProblem: ResolverTypeWrapper<ProblemParent>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TagFilter: ResolverTypeWrapper<TagFilterParent>;
  TagFilterType: ResolverTypeWrapper<string>;
  Target: ResolverTypeWrapper<ResolversUnionTypes<ResolversTypes>['Target']>;
  TargetConnection: ResolverTypeWrapper<TargetConnectionParent>;
  TargetEdge: ResolverTypeWrapper<TargetEdgeParent>;
  TargetFilter: TargetFilter;
  TargetGroupInfo: ResolverTypeWrapper<TargetGroupInfoParent>;
  TargetGroupPairInfo: ResolverTypeWrapper<TargetGroupPairInfoParent>;
  TargetInstances: ResolverTypeWrapper<TargetInstancesParent>;
  TargetLabel: ResolverTypeWrapper<string>;
  TargetStatus: ResolverTypeWrapper<string>;
  TimeBasedCanary: ResolverTypeWrapper<TimeBasedCanaryParent>;
  TimeBasedLinear: ResolverTypeWrapper<TimeBasedLinearParent>;
  TrafficRoute: ResolverTypeWrapper<TrafficRouteParent>;
  TrafficRoutingConfig: ResolverTypeWrapper<TrafficRoutingConfigParent>;
  TrafficRoutingType: ResolverTypeWrapper<string>;
  TriggerConfig: ResolverTypeWrapper<TriggerConfigParent>;
  TriggerEventType: ResolverTypeWrapper<string>;
  TriggeredBy: ResolverTypeWrapper<string>;
  UnknownTarget: ResolverTypeWrapper<UnknownTargetParent>;
  ValidatorType: ResolverTypeWrapper<string>;
  ZonalConfig: ResolverTypeWrapper<ZonalConfigParent>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  ActionInvocation: ActionInvocationParent;
  Activity: ActivityParent;
  ActivityConnection: FeedParent;
  ActivityEdge: FeedEdgeParent;
  ActivityFilter: ActivityFilter;
  ActivityUpdate: FeedUpdateParent;
  Alarm: AlarmParent;
  AlarmConfiguration: AlarmConfigurationParent;
  AppConfigApplication: AppConfigApplicationParent;
  AppConfigApplicationConnection: AppConfigApplicationConnectionParent;
  AppConfigApplicationEdge: AppConfigApplicationEdgeParent;
  AppConfigDeployment: AppConfigDeploymentParent;
  AppConfigDeploymentConnection: AppConfigDeploymentConnectionParent;
  AppConfigDeploymentEdge: AppConfigDeploymentEdgeParent;
  AppConfigDeploymentUpdate: AppConfigDeploymentUpdateParentParent;
  AppConfigEnvironment: EnvironmentParent;
  AppConfigEnvironmentConnection: EnvironmentConnectionParent;
  AppConfigEnvironmentEdge: EnvironmentEdgeParent;
  AppConfigEvent: DeploymentEventParent;
  AppConfigMonitor: MonitorParent;
  AppSpecChange: AppSpecChangeParent;
  AppSpecRevision: AppSpecRevisionParent;
  AppliedExtension: AppliedExtensionParent;
  AutoRollbackConfiguration: AutoRollbackConfigurationParent;
  AutoScalingGroup: AutoScalingGroupParent;
  BlueGreenDeploymentConfiguration: BlueGreenDeploymentConfigurationParent;
  BlueInstanceTerminationOption: BlueInstanceTerminationOptionParent;
  Boolean: Scalars['Boolean']['output'];
  CloudFormationTarget: CloudFormationTargetParent;
  CodeDeployApplication: ApplicationParent;
  CodeDeployApplicationConnection: ApplicationConnectionParent;
  CodeDeployApplicationEdge: ApplicationEdgeParent;
  CodeDeployDeployment: DeploymentParent;
  CodeDeployDeploymentConnection: DeploymentConnectionParent;
  CodeDeployDeploymentEdge: DeploymentEdgeParent;
  CodeDeployDeploymentFilter: CodeDeployDeploymentFilter;
  CodeDeployDeploymentUpdate: CodeDeployDeploymentUpdateParentParent;
  CompletionEstimate: CompletionEstimateParent;
  ConfigurationProfile: ConfigurationProfileParent;
  ConfigurationProfileConnection: ConfigurationProfileConnectionParent;
  ConfigurationProfileEdge: ConfigurationProfileEdgeParent;
  ConfigurationState: ConfigurationStateParent;
  ConfigurationStateConnection: ConfigurationStateConnectionParent;
  ConfigurationStateEdge: ConfigurationStateEdgeParent;
  ConfigurationVersionChange: ConfigurationChangeParent;
  DateTime: Scalars['DateTime']['output'];
  Deployment: ResolversInterfaceTypes<ResolversParentTypes>['Deployment'];
  DeploymentConfig: DeploymentConfigParent;
  DeploymentConfigConnection: DeploymentConfigConnectionParent;
  DeploymentConfigEdge: DeploymentConfigEdgeParent;
  DeploymentDayStatistics: DayStatisticsParent;
  DeploymentError: ErrorInformationParent;
  DeploymentGroup: DeploymentGroupParent;
  DeploymentGroupConnection: DeploymentGroupConnectionParent;
  DeploymentGroupEdge: DeploymentGroupEdgeParent;
  DeploymentGroupState: GroupStateParent;
  DeploymentGroupStateConnection: GroupStateConnectionParent;
  DeploymentGroupStateEdge: GroupStateEdgeParent;
  DeploymentGroupStatistics: GroupStatisticsParent;
  DeploymentHistoryEntry: HistoryRowParent;
  DeploymentOverview: DeploymentOverviewParent;
  DeploymentProgress: DeploymentParent;
  DeploymentReadyOption: DeploymentReadyOptionParent;
  DeploymentStatistics: StatisticsAnswerParent;
  DeploymentStrategy: DeploymentStrategyParent;
  DeploymentStyle: DeploymentStyleParent;
  DeploymentTarget: ResolversInterfaceTypes<ResolversParentTypes>['DeploymentTarget'];
  DeploymentWaiting: WaitingParent;
  Diagnostics: DiagnosticsParent;
  Duration: Scalars['Duration']['output'];
  DurationPercentiles: PercentilesParent;
  Ec2TagFilter: EC2TagFilterParent;
  Ec2TagSet: EC2TagSetParent;
  EcsService: ECSServiceParent;
  EcsTarget: EcsTargetParent;
  EcsTaskSet: ECSTaskSetParent;
  ElbInfo: ELBInfoParent;
  FailureGroup: FailureGroupParent;
  FailureSummary: FailureSummaryParent;
  Float: Scalars['Float']['output'];
  GitHubRevision: GitHubLocationParent;
  GreenFleetProvisioningOption: GreenFleetProvisioningOptionParent;
  ID: Scalars['ID']['output'];
  InstanceSummaries: InstancesParent;
  InstanceSummary: InstanceSummaryParent;
  InstanceTarget: InstanceTargetParent;
  Int: Scalars['Int']['output'];
  KeyValue: KeyValue;
  LambdaFunctionInfo: LambdaFunctionInfoParent;
  LambdaTarget: LambdaTargetParent;
  LastDeployment: LastDeploymentInfoParent;
  LifecycleEvent: LifecycleEventParent;
  LifecycleEventCount: EventCountParent;
  LifecycleExecution: ExecutionParent;
  LifecycleExecutionConnection: ExecutionConnectionParent;
  LifecycleExecutionEdge: ExecutionEdgeParent;
  LifecycleExecutionResource: ExecutionResourceParent;
  LifecycleExecutionResourceAction: LifecycleExecutionResourceActionParent;
  LifecycleExecutionResourceConnection: ExecutionResourceConnectionParent;
  LifecycleExecutionResourceEdge: ExecutionResourceEdgeParent;
  LifecycleExecutionResourceState: LifecycleExecutionResourceStateParent;
  LifecycleExecutionSnapshotResource: LifecycleExecutionSnapshotResourceParent;
  LifecycleExecutionState: LifecycleExecutionStateParent;
  LifecycleExecutionUpdate: ExecutionUpdateParent;
  LifecyclePolicy: PolicyParent;
  LifecyclePolicyConnection: PolicyConnectionParent;
  LifecyclePolicyDetail: LifecyclePolicyDetailParent;
  LifecyclePolicyDetailAction: LifecyclePolicyDetailActionParent;
  LifecyclePolicyDetailActionIncludeResources: LifecyclePolicyDetailActionIncludeResourcesParent;
  LifecyclePolicyDetailExclusionRules: LifecyclePolicyDetailExclusionRulesParent;
  LifecyclePolicyDetailExclusionRulesAmis: LifecyclePolicyDetailExclusionRulesAmisParent;
  LifecyclePolicyDetailExclusionRulesAmisLastLaunched: LifecyclePolicyDetailExclusionRulesAmisLastLaunchedParent;
  LifecyclePolicyDetailFilter: LifecyclePolicyDetailFilterParent;
  LifecyclePolicyEdge: PolicyEdgeParent;
  LifecyclePolicyResourceSelection: LifecyclePolicyResourceSelectionParent;
  LifecyclePolicyResourceSelectionRecipe: LifecyclePolicyResourceSelectionRecipeParent;
  LoadBalancerInfo: LoadBalancerInfoParent;
  Location: LocationConfigParent;
  MinimumHealthyHosts: MinimumHealthyHostsParent;
  MinimumHealthyHostsPerZone: MinimumHealthyHostsPerZoneParent;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  OnPremisesTagSet: OnPremisesTagSetParent;
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RelatedDeployments: RelatedDeploymentsParent;
  Revision: RevisionParent;
  RevisionChange: RevisionChangeParent;
  RollbackInfo: RollbackInfoParent;
  S3Revision: S3LocationParent;
  SourceProblem: ProblemParent;
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  TagFilter: TagFilterParent;
  Target: ResolversUnionTypes<ResolversParentTypes>['Target'];
  TargetConnection: TargetConnectionParent;
  TargetEdge: TargetEdgeParent;
  TargetFilter: TargetFilter;
  TargetGroupInfo: TargetGroupInfoParent;
  TargetGroupPairInfo: TargetGroupPairInfoParent;
  TargetInstances: TargetInstancesParent;
  TimeBasedCanary: TimeBasedCanaryParent;
  TimeBasedLinear: TimeBasedLinearParent;
  TrafficRoute: TrafficRouteParent;
  TrafficRoutingConfig: TrafficRoutingConfigParent;
  TriggerConfig: TriggerConfigParent;
  UnknownTarget: UnknownTargetParent;
  ZonalConfig: ZonalConfigParent;
};

export type ActionInvocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActionInvocation'] = ResolversParentTypes['ActionInvocation']> = {
  actionName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  extensionIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  invocationId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roleArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  uri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  __resolveType: TypeResolveFn<'AppConfigDeployment' | 'CodeDeployDeployment' | 'LifecycleExecution', ParentType, ContextType>;
};

export type ActivityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityConnection'] = ResolversParentTypes['ActivityConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ActivityEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Activity']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['SourceProblem']>, ParentType, ContextType>;
};

export type ActivityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityEdge'] = ResolversParentTypes['ActivityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type ActivityUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityUpdate'] = ResolversParentTypes['ActivityUpdate']> = {
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['ActivityChange'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['SourceProblem']>, ParentType, ContextType>;
};

export type AlarmResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Alarm'] = ResolversParentTypes['Alarm']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AlarmConfigurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AlarmConfiguration'] = ResolversParentTypes['AlarmConfiguration']> = {
  alarms?: Resolver<Array<ResolversTypes['Alarm']>, ParentType, ContextType>;
  enabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  ignorePollAlarmFailure?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type AppConfigApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigApplication'] = ResolversParentTypes['AppConfigApplication']> = {
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  configurationProfiles?: Resolver<ResolversTypes['ConfigurationProfileConnection'], ParentType, ContextType, RequireFields<AppConfigApplicationConfigurationProfilesArgs, 'first'>>;
  deployments?: Resolver<ResolversTypes['AppConfigDeploymentConnection'], ParentType, ContextType, RequireFields<AppConfigApplicationDeploymentsArgs, 'first'>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  environments?: Resolver<ResolversTypes['AppConfigEnvironmentConnection'], ParentType, ContextType, RequireFields<AppConfigApplicationEnvironmentsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppConfigApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigApplicationConnection'] = ResolversParentTypes['AppConfigApplicationConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigApplicationEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigApplication']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type AppConfigApplicationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigApplicationEdge'] = ResolversParentTypes['AppConfigApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['AppConfigApplication']>, ParentType, ContextType>;
};

export type AppConfigDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigDeployment'] = ResolversParentTypes['AppConfigDeployment']> = {
  application?: Resolver<Maybe<ResolversTypes['AppConfigApplication']>, ParentType, ContextType>;
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  appliedExtensions?: Resolver<Maybe<Array<ResolversTypes['AppliedExtension']>>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['ConfigurationVersionChange']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  configurationLocationUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  configurationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  configurationProfile?: Resolver<Maybe<ResolversTypes['ConfigurationProfile']>, ParentType, ContextType>;
  configurationProfileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  configurationVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deploymentDurationInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  deploymentNumber?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deploymentStrategy?: Resolver<Maybe<ResolversTypes['DeploymentStrategy']>, ParentType, ContextType>;
  deploymentStrategyId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  environment?: Resolver<Maybe<ResolversTypes['AppConfigEnvironment']>, ParentType, ContextType>;
  environmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  estimate?: Resolver<Maybe<ResolversTypes['CompletionEstimate']>, ParentType, ContextType>;
  eventLog?: Resolver<Maybe<Array<ResolversTypes['AppConfigEvent']>>, ParentType, ContextType>;
  finalBakeTimeInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  growthFactor?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  growthType?: Resolver<Maybe<ResolversTypes['GrowthType']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kmsKeyArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kmsKeyIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['AwsService'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AppConfigState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['AppConfigDeploymentType']>, ParentType, ContextType>;
  versionLabel?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppConfigDeploymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigDeploymentConnection'] = ResolversParentTypes['AppConfigDeploymentConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigDeploymentEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigDeployment']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type AppConfigDeploymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigDeploymentEdge'] = ResolversParentTypes['AppConfigDeploymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
};

export type AppConfigDeploymentTypeResolvers = EnumResolverSignature<{ MANAGED?: any, UNKNOWN?: any, USER?: any }, ResolversTypes['AppConfigDeploymentType']>;

export type AppConfigDeploymentUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigDeploymentUpdate'] = ResolversParentTypes['AppConfigDeploymentUpdate']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AppConfigEnvironmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigEnvironment'] = ResolversParentTypes['AppConfigEnvironment']> = {
  application?: Resolver<Maybe<ResolversTypes['AppConfigApplication']>, ParentType, ContextType>;
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deployments?: Resolver<ResolversTypes['AppConfigDeploymentConnection'], ParentType, ContextType, RequireFields<AppConfigEnvironmentDeploymentsArgs, 'first'>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  environmentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  latestDeployment?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  monitors?: Resolver<Array<ResolversTypes['AppConfigMonitor']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AppConfigEnvironmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigEnvironmentConnection'] = ResolversParentTypes['AppConfigEnvironmentConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigEnvironmentEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['AppConfigEnvironment']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type AppConfigEnvironmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigEnvironmentEdge'] = ResolversParentTypes['AppConfigEnvironmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['AppConfigEnvironment']>, ParentType, ContextType>;
};

export type AppConfigEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigEvent'] = ResolversParentTypes['AppConfigEvent']> = {
  actionInvocations?: Resolver<Array<ResolversTypes['ActionInvocation']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['AppConfigEventType'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  triggeredBy?: Resolver<Maybe<ResolversTypes['TriggeredBy']>, ParentType, ContextType>;
};

export type AppConfigEventTypeResolvers = EnumResolverSignature<{ BAKE_TIME_STARTED?: any, DEPLOYMENT_COMPLETED?: any, DEPLOYMENT_STARTED?: any, PERCENTAGE_UPDATED?: any, REVERT_COMPLETED?: any, ROLLBACK_COMPLETED?: any, ROLLBACK_STARTED?: any, UNKNOWN?: any }, ResolversTypes['AppConfigEventType']>;

export type AppConfigMonitorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppConfigMonitor'] = ResolversParentTypes['AppConfigMonitor']> = {
  alarmArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  alarmRoleArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AppConfigStateResolvers = EnumResolverSignature<{ BAKING?: any, COMPLETE?: any, DEPLOYING?: any, REVERTED?: any, ROLLED_BACK?: any, ROLLING_BACK?: any, UNKNOWN?: any, VALIDATING?: any }, ResolversTypes['AppConfigState']>;

export type AppSpecChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppSpecChange'] = ResolversParentTypes['AppSpecChange']> = {
  from?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AppSpecRevisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppSpecRevision'] = ResolversParentTypes['AppSpecRevision']> = {
  content?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AppliedExtensionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AppliedExtension'] = ResolversParentTypes['AppliedExtension']> = {
  extensionAssociationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  extensionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  parameters?: Resolver<Array<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  versionNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AutoRollbackConfigurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AutoRollbackConfiguration'] = ResolversParentTypes['AutoRollbackConfiguration']> = {
  enabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  events?: Resolver<Array<ResolversTypes['AutoRollbackEvent']>, ParentType, ContextType>;
};

export type AutoRollbackEventResolvers = EnumResolverSignature<{ DEPLOYMENT_FAILURE?: any, DEPLOYMENT_STOP_ON_ALARM?: any, DEPLOYMENT_STOP_ON_REQUEST?: any, UNKNOWN?: any }, ResolversTypes['AutoRollbackEvent']>;

export type AutoScalingGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AutoScalingGroup'] = ResolversParentTypes['AutoScalingGroup']> = {
  hook?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  terminationHook?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type BlueGreenDeploymentConfigurationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlueGreenDeploymentConfiguration'] = ResolversParentTypes['BlueGreenDeploymentConfiguration']> = {
  deploymentReadyOption?: Resolver<Maybe<ResolversTypes['DeploymentReadyOption']>, ParentType, ContextType>;
  greenFleetProvisioningOption?: Resolver<Maybe<ResolversTypes['GreenFleetProvisioningOption']>, ParentType, ContextType>;
  terminateBlueInstancesOnDeploymentSuccess?: Resolver<Maybe<ResolversTypes['BlueInstanceTerminationOption']>, ParentType, ContextType>;
};

export type BlueInstanceTerminationOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BlueInstanceTerminationOption'] = ResolversParentTypes['BlueInstanceTerminationOption']> = {
  action?: Resolver<Maybe<ResolversTypes['InstanceAction']>, ParentType, ContextType>;
  terminationWaitTimeInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type BundleTypeResolvers = EnumResolverSignature<{ JSON?: any, TAR?: any, TGZ?: any, UNKNOWN?: any, YAML?: any, ZIP?: any }, ResolversTypes['BundleType']>;

export type CloudFormationTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CloudFormationTarget'] = ResolversParentTypes['CloudFormationTarget']> = {
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failedEvent?: Resolver<Maybe<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resourceType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  targetVersionWeight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeDeployApplicationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployApplication'] = ResolversParentTypes['CodeDeployApplication']> = {
  applicationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  applicationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  computePlatform?: Resolver<Maybe<ResolversTypes['ComputePlatform']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deploymentGroups?: Resolver<ResolversTypes['DeploymentGroupConnection'], ParentType, ContextType, RequireFields<CodeDeployApplicationDeploymentGroupsArgs, 'first'>>;
  deployments?: Resolver<ResolversTypes['CodeDeployDeploymentConnection'], ParentType, ContextType, RequireFields<CodeDeployApplicationDeploymentsArgs, 'first'>>;
  gitHubAccountName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  linkedToGitHub?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeDeployApplicationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployApplicationConnection'] = ResolversParentTypes['CodeDeployApplicationConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['CodeDeployApplicationEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['CodeDeployApplication']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type CodeDeployApplicationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployApplicationEdge'] = ResolversParentTypes['CodeDeployApplicationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['CodeDeployApplication']>, ParentType, ContextType>;
};

export type CodeDeployDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployDeployment'] = ResolversParentTypes['CodeDeployDeployment']> = {
  additionalDeploymentStatusInfo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  application?: Resolver<Maybe<ResolversTypes['CodeDeployApplication']>, ParentType, ContextType>;
  applicationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  autoRollbackConfiguration?: Resolver<Maybe<ResolversTypes['AutoRollbackConfiguration']>, ParentType, ContextType>;
  blueGreenDeploymentConfiguration?: Resolver<Maybe<ResolversTypes['BlueGreenDeploymentConfiguration']>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['RevisionChange']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  computePlatform?: Resolver<Maybe<ResolversTypes['ComputePlatform']>, ParentType, ContextType>;
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  creator?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deploymentConfig?: Resolver<Maybe<ResolversTypes['DeploymentConfig']>, ParentType, ContextType>;
  deploymentConfigName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deploymentGroup?: Resolver<Maybe<ResolversTypes['DeploymentGroup']>, ParentType, ContextType>;
  deploymentGroupName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  deploymentMode?: Resolver<Maybe<ResolversTypes['DeploymentMode']>, ParentType, ContextType>;
  deploymentStatusMessages?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  deploymentStyle?: Resolver<Maybe<ResolversTypes['DeploymentStyle']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['DeploymentError']>, ParentType, ContextType>;
  estimate?: Resolver<Maybe<ResolversTypes['CompletionEstimate']>, ParentType, ContextType>;
  eventCounts?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecycleEventCount']>>>, ParentType, ContextType, RequireFields<CodeDeployDeploymentEventCountsArgs, 'inspect'>>;
  externalId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failureSummary?: Resolver<Maybe<ResolversTypes['FailureSummary']>, ParentType, ContextType, RequireFields<CodeDeployDeploymentFailureSummaryArgs, 'inspect'>>;
  fileExistsBehavior?: Resolver<Maybe<ResolversTypes['FileExistsBehavior']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ignoreApplicationStopFailures?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  instanceTerminationWaitTimeStarted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isRollback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  loadBalancerInfo?: Resolver<Maybe<ResolversTypes['LoadBalancerInfo']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  overrideAlarmConfiguration?: Resolver<Maybe<ResolversTypes['AlarmConfiguration']>, ParentType, ContextType>;
  overview?: Resolver<Maybe<ResolversTypes['DeploymentOverview']>, ParentType, ContextType>;
  percentComplete?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  previousRevision?: Resolver<Maybe<ResolversTypes['Revision']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['DeploymentProgress']>, ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  relatedDeployments?: Resolver<Maybe<ResolversTypes['RelatedDeployments']>, ParentType, ContextType>;
  revision?: Resolver<Maybe<ResolversTypes['Revision']>, ParentType, ContextType>;
  rollback?: Resolver<Maybe<ResolversTypes['RollbackInfo']>, ParentType, ContextType>;
  service?: Resolver<ResolversTypes['AwsService'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CodeDeployStatus'], ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['Target']>, ParentType, ContextType, RequireFields<CodeDeployDeploymentTargetArgs, 'targetId'>>;
  targetInstances?: Resolver<Maybe<ResolversTypes['TargetInstances']>, ParentType, ContextType>;
  targets?: Resolver<ResolversTypes['TargetConnection'], ParentType, ContextType, RequireFields<CodeDeployDeploymentTargetsArgs, 'first'>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updateOutdatedInstancesOnly?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  waiting?: Resolver<Maybe<ResolversTypes['DeploymentWaiting']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CodeDeployDeploymentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployDeploymentConnection'] = ResolversParentTypes['CodeDeployDeploymentConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['CodeDeployDeploymentEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['CodeDeployDeployment']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type CodeDeployDeploymentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployDeploymentEdge'] = ResolversParentTypes['CodeDeployDeploymentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
};

export type CodeDeployDeploymentUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CodeDeployDeploymentUpdate'] = ResolversParentTypes['CodeDeployDeploymentUpdate']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedTargetCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  changedTargets?: Resolver<Maybe<Array<Maybe<ResolversTypes['Target']>>>, ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type CodeDeployStatusResolvers = EnumResolverSignature<{ BAKING?: any, CREATED?: any, FAILED?: any, IN_PROGRESS?: any, QUEUED?: any, READY?: any, STOPPED?: any, SUCCEEDED?: any, UNKNOWN?: any }, ResolversTypes['CodeDeployStatus']>;

export type CompletionEstimateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CompletionEstimate'] = ResolversParentTypes['CompletionEstimate']> = {
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  basis?: Resolver<ResolversTypes['EstimateBasis'], ParentType, ContextType>;
  isOverdue?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  samples?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stuckSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  usualSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ComputePlatformResolvers = EnumResolverSignature<{ ECS?: any, LAMBDA?: any, SERVER?: any, UNKNOWN?: any }, ResolversTypes['ComputePlatform']>;

export type ConfigurationProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationProfile'] = ResolversParentTypes['ConfigurationProfile']> = {
  application?: Resolver<Maybe<ResolversTypes['AppConfigApplication']>, ParentType, ContextType>;
  applicationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  configurationProfileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kmsKeyArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kmsKeyIdentifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  locationUri?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retrievalRoleArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  validatorTypes?: Resolver<Array<ResolversTypes['ValidatorType']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfigurationProfileConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationProfileConnection'] = ResolversParentTypes['ConfigurationProfileConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConfigurationProfileEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConfigurationProfile']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type ConfigurationProfileEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationProfileEdge'] = ResolversParentTypes['ConfigurationProfileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ConfigurationProfile']>, ParentType, ContextType>;
};

export type ConfigurationStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationState'] = ResolversParentTypes['ConfigurationState']> = {
  configurationName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  configurationProfileId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
  environment?: Resolver<ResolversTypes['AppConfigEnvironment'], ParentType, ContextType>;
  recent?: Resolver<Array<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType, RequireFields<ConfigurationStateRecentArgs, 'last'>>;
  running?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
};

export type ConfigurationStateConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationStateConnection'] = ResolversParentTypes['ConfigurationStateConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConfigurationStateEdge']>>>, ParentType, ContextType>;
  isComplete?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['ConfigurationState']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['SourceProblem']>, ParentType, ContextType>;
};

export type ConfigurationStateEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationStateEdge'] = ResolversParentTypes['ConfigurationStateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['ConfigurationState']>, ParentType, ContextType>;
};

export type ConfigurationVersionChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ConfigurationVersionChange'] = ResolversParentTypes['ConfigurationVersionChange']> = {
  from?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType>;
  fromVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  toVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Deployment'] = ResolversParentTypes['Deployment']> = {
  __resolveType: TypeResolveFn<'AppConfigDeployment' | 'CodeDeployDeployment', ParentType, ContextType>;
};

export type DeploymentConfigResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentConfig'] = ResolversParentTypes['DeploymentConfig']> = {
  computePlatform?: Resolver<Maybe<ResolversTypes['ComputePlatform']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deploymentConfigId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deploymentConfigName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  minimumHealthyHosts?: Resolver<Maybe<ResolversTypes['MinimumHealthyHosts']>, ParentType, ContextType>;
  trafficRoutingConfig?: Resolver<Maybe<ResolversTypes['TrafficRoutingConfig']>, ParentType, ContextType>;
  zonalConfig?: Resolver<Maybe<ResolversTypes['ZonalConfig']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeploymentConfigConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentConfigConnection'] = ResolversParentTypes['DeploymentConfigConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentConfigEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentConfig']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type DeploymentConfigEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentConfigEdge'] = ResolversParentTypes['DeploymentConfigEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DeploymentConfig']>, ParentType, ContextType>;
};

export type DeploymentDayStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentDayStatistics'] = ResolversParentTypes['DeploymentDayStatistics']> = {
  date?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stopped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeploymentErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentError'] = ResolversParentTypes['DeploymentError']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeploymentGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroup'] = ResolversParentTypes['DeploymentGroup']> = {
  alarmConfiguration?: Resolver<Maybe<ResolversTypes['AlarmConfiguration']>, ParentType, ContextType>;
  application?: Resolver<Maybe<ResolversTypes['CodeDeployApplication']>, ParentType, ContextType>;
  applicationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  autoRollbackConfiguration?: Resolver<Maybe<ResolversTypes['AutoRollbackConfiguration']>, ParentType, ContextType>;
  autoScalingGroups?: Resolver<Array<ResolversTypes['AutoScalingGroup']>, ParentType, ContextType>;
  blueGreenDeploymentConfiguration?: Resolver<Maybe<ResolversTypes['BlueGreenDeploymentConfiguration']>, ParentType, ContextType>;
  computePlatform?: Resolver<Maybe<ResolversTypes['ComputePlatform']>, ParentType, ContextType>;
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deploymentConfig?: Resolver<Maybe<ResolversTypes['DeploymentConfig']>, ParentType, ContextType>;
  deploymentConfigName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  deploymentGroupId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deploymentGroupName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deploymentStyle?: Resolver<Maybe<ResolversTypes['DeploymentStyle']>, ParentType, ContextType>;
  deployments?: Resolver<ResolversTypes['CodeDeployDeploymentConnection'], ParentType, ContextType, RequireFields<DeploymentGroupDeploymentsArgs, 'first'>>;
  ec2TagFilters?: Resolver<Array<ResolversTypes['Ec2TagFilter']>, ParentType, ContextType>;
  ec2TagSet?: Resolver<Maybe<ResolversTypes['Ec2TagSet']>, ParentType, ContextType>;
  ecsServices?: Resolver<Array<ResolversTypes['EcsService']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastAttemptedDeployment?: Resolver<Maybe<ResolversTypes['LastDeployment']>, ParentType, ContextType>;
  lastSuccessfulDeployment?: Resolver<Maybe<ResolversTypes['LastDeployment']>, ParentType, ContextType>;
  latestDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  latestDeploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  latestSuccessfulDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  latestSuccessfulDeploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  loadBalancerInfo?: Resolver<Maybe<ResolversTypes['LoadBalancerInfo']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  onPremisesInstanceTagFilters?: Resolver<Array<ResolversTypes['TagFilter']>, ParentType, ContextType>;
  onPremisesTagSet?: Resolver<Maybe<ResolversTypes['OnPremisesTagSet']>, ParentType, ContextType>;
  outdatedInstancesStrategy?: Resolver<Maybe<ResolversTypes['OutdatedInstancesStrategy']>, ParentType, ContextType>;
  serviceRoleArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetRevision?: Resolver<Maybe<ResolversTypes['Revision']>, ParentType, ContextType>;
  terminationHookEnabled?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  triggerConfigurations?: Resolver<Array<ResolversTypes['TriggerConfig']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeploymentGroupConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupConnection'] = ResolversParentTypes['DeploymentGroupConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentGroupEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentGroup']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type DeploymentGroupEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupEdge'] = ResolversParentTypes['DeploymentGroupEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DeploymentGroup']>, ParentType, ContextType>;
};

export type DeploymentGroupStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupState'] = ResolversParentTypes['DeploymentGroupState']> = {
  applicationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  current?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentGroupName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failuresSinceSuccess?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  latest?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  latestDeploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  recent?: Resolver<Array<ResolversTypes['DeploymentHistoryEntry']>, ParentType, ContextType, RequireFields<DeploymentGroupStateRecentArgs, 'last'>>;
  running?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
};

export type DeploymentGroupStateConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupStateConnection'] = ResolversParentTypes['DeploymentGroupStateConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentGroupStateEdge']>>>, ParentType, ContextType>;
  isComplete?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['DeploymentGroupState']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['SourceProblem']>, ParentType, ContextType>;
};

export type DeploymentGroupStateEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupStateEdge'] = ResolversParentTypes['DeploymentGroupStateEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['DeploymentGroupState']>, ParentType, ContextType>;
};

export type DeploymentGroupStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentGroupStatistics'] = ResolversParentTypes['DeploymentGroupStatistics']> = {
  applicationName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  changeFailureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deploymentGroupName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationSeconds?: Resolver<ResolversTypes['DurationPercentiles'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  stopped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeploymentHistoryEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentHistoryEntry'] = ResolversParentTypes['DeploymentHistoryEntry']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isRollback?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
};

export type DeploymentModeResolvers = EnumResolverSignature<{ RESTART?: any, STANDARD?: any, UNKNOWN?: any }, ResolversTypes['DeploymentMode']>;

export type DeploymentOptionResolvers = EnumResolverSignature<{ UNKNOWN?: any, WITHOUT_TRAFFIC_CONTROL?: any, WITH_TRAFFIC_CONTROL?: any }, ResolversTypes['DeploymentOption']>;

export type DeploymentOverviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentOverview'] = ResolversParentTypes['DeploymentOverview']> = {
  failed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  inProgress?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pending?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  ready?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  skipped?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  succeeded?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeploymentProgressResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentProgress'] = ResolversParentTypes['DeploymentProgress']> = {
  currentEvent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  currentEventSince?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  percent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  trafficPercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type DeploymentReadyActionResolvers = EnumResolverSignature<{ CONTINUE_DEPLOYMENT?: any, STOP_DEPLOYMENT?: any, UNKNOWN?: any }, ResolversTypes['DeploymentReadyAction']>;

export type DeploymentReadyOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentReadyOption'] = ResolversParentTypes['DeploymentReadyOption']> = {
  actionOnTimeout?: Resolver<Maybe<ResolversTypes['DeploymentReadyAction']>, ParentType, ContextType>;
  waitTimeInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type DeploymentStatisticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentStatistics'] = ResolversParentTypes['DeploymentStatistics']> = {
  byDay?: Resolver<Array<ResolversTypes['DeploymentDayStatistics']>, ParentType, ContextType>;
  byGroup?: Resolver<Array<ResolversTypes['DeploymentGroupStatistics']>, ParentType, ContextType, RequireFields<DeploymentStatisticsByGroupArgs, 'first'>>;
  changeFailureRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deploymentFrequencyPerDay?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  deployments?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  durationSeconds?: Resolver<ResolversTypes['DurationPercentiles'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failedDeploymentRecoverySeconds?: Resolver<ResolversTypes['DurationPercentiles'], ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  problems?: Resolver<Array<ResolversTypes['SourceProblem']>, ParentType, ContextType>;
  rollbacks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  stopped?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  succeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeploymentStrategyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentStrategy'] = ResolversParentTypes['DeploymentStrategy']> = {
  deploymentDurationInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  deploymentStrategyId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  finalBakeTimeInMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  growthFactor?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  growthType?: Resolver<Maybe<ResolversTypes['GrowthType']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  replicateTo?: Resolver<Maybe<ResolversTypes['ReplicateTo']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DeploymentStyleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentStyle'] = ResolversParentTypes['DeploymentStyle']> = {
  deploymentOption?: Resolver<Maybe<ResolversTypes['DeploymentOption']>, ParentType, ContextType>;
  deploymentType?: Resolver<Maybe<ResolversTypes['DeploymentType']>, ParentType, ContextType>;
};

export type DeploymentTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentTarget'] = ResolversParentTypes['DeploymentTarget']> = {
  __resolveType: TypeResolveFn<'CloudFormationTarget' | 'EcsTarget' | 'InstanceTarget' | 'LambdaTarget' | 'UnknownTarget', ParentType, ContextType>;
};

export type DeploymentTypeResolvers = EnumResolverSignature<{ BLUE_GREEN?: any, IN_PLACE?: any, UNKNOWN?: any }, ResolversTypes['DeploymentType']>;

export type DeploymentWaitingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeploymentWaiting'] = ResolversParentTypes['DeploymentWaiting']> = {
  deadline?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['DeploymentWaitingKind'], ParentType, ContextType>;
  phaseAtDeadline?: Resolver<Maybe<ResolversTypes['Phase']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type DiagnosticsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Diagnostics'] = ResolversParentTypes['Diagnostics']> = {
  errorCode?: Resolver<Maybe<ResolversTypes['LifecycleErrorCode']>, ParentType, ContextType>;
  logTail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scriptName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface DurationScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Duration'], any> {
  name: 'Duration';
}

export type DurationPercentilesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DurationPercentiles'] = ResolversParentTypes['DurationPercentiles']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type Ec2TagFilterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ec2TagFilter'] = ResolversParentTypes['Ec2TagFilter']> = {
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['TagFilterType']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type Ec2TagSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Ec2TagSet'] = ResolversParentTypes['Ec2TagSet']> = {
  ec2TagSetList?: Resolver<Array<Array<ResolversTypes['Ec2TagFilter']>>, ParentType, ContextType>;
};

export type EcsServiceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EcsService'] = ResolversParentTypes['EcsService']> = {
  clusterName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  serviceName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type EcsTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EcsTarget'] = ResolversParentTypes['EcsTarget']> = {
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failedEvent?: Resolver<Maybe<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
  targetArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  taskSets?: Resolver<Array<ResolversTypes['EcsTaskSet']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type EcsTaskSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EcsTaskSet'] = ResolversParentTypes['EcsTaskSet']> = {
  desiredCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  identifier?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['TargetLabel']>, ParentType, ContextType>;
  pendingCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  runningCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetGroupName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  trafficWeight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ElbInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ElbInfo'] = ResolversParentTypes['ElbInfo']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FailureGroupResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailureGroup'] = ResolversParentTypes['FailureGroup']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['LifecycleErrorCode']>, ParentType, ContextType>;
  firstFailedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastFailedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEventName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  logTail?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scriptName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  targets?: Resolver<Array<ResolversTypes['Target']>, ParentType, ContextType, RequireFields<FailureGroupTargetsArgs, 'first'>>;
};

export type FailureSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FailureSummary'] = ResolversParentTypes['FailureSummary']> = {
  affectedPercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  alarmNames?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  failedTargets?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  groups?: Resolver<Array<Maybe<ResolversTypes['FailureGroup']>>, ParentType, ContextType>;
  headline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inspectedTargets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  targetIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  totalTargets?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type FileExistsBehaviorResolvers = EnumResolverSignature<{ DISALLOW?: any, OVERWRITE?: any, RETAIN?: any, UNKNOWN?: any }, ResolversTypes['FileExistsBehavior']>;

export type GitHubRevisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GitHubRevision'] = ResolversParentTypes['GitHubRevision']> = {
  commitId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  repository?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type GreenFleetProvisioningActionResolvers = EnumResolverSignature<{ COPY_AUTO_SCALING_GROUP?: any, DISCOVER_EXISTING?: any, UNKNOWN?: any }, ResolversTypes['GreenFleetProvisioningAction']>;

export type GreenFleetProvisioningOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['GreenFleetProvisioningOption'] = ResolversParentTypes['GreenFleetProvisioningOption']> = {
  action?: Resolver<Maybe<ResolversTypes['GreenFleetProvisioningAction']>, ParentType, ContextType>;
};

export type GrowthTypeResolvers = EnumResolverSignature<{ EXPONENTIAL?: any, LINEAR?: any, UNKNOWN?: any }, ResolversTypes['GrowthType']>;

export type InstanceActionResolvers = EnumResolverSignature<{ KEEP_ALIVE?: any, TERMINATE?: any, UNKNOWN?: any }, ResolversTypes['InstanceAction']>;

export type InstanceSummariesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceSummaries'] = ResolversParentTypes['InstanceSummaries']> = {
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  instances?: Resolver<Array<Maybe<ResolversTypes['InstanceSummary']>>, ParentType, ContextType>;
  missingInstanceIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type InstanceSummaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceSummary'] = ResolversParentTypes['InstanceSummary']> = {
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceType?: Resolver<Maybe<ResolversTypes['TargetLabel']>, ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
};

export type InstanceTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['InstanceTarget'] = ResolversParentTypes['InstanceTarget']> = {
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failedEvent?: Resolver<Maybe<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceLabel?: Resolver<Maybe<ResolversTypes['TargetLabel']>, ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
  targetArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type KeyValueResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KeyValue'] = ResolversParentTypes['KeyValue']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LambdaFunctionInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LambdaFunctionInfo'] = ResolversParentTypes['LambdaFunctionInfo']> = {
  currentVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionAlias?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  functionName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetVersionWeight?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LambdaTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LambdaTarget'] = ResolversParentTypes['LambdaTarget']> = {
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failedEvent?: Resolver<Maybe<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  function?: Resolver<Maybe<ResolversTypes['LambdaFunctionInfo']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
  targetArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LastDeploymentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LastDeployment'] = ResolversParentTypes['LastDeployment']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  deploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['CodeDeployStatus'], ParentType, ContextType>;
};

export type LifecycleErrorCodeResolvers = EnumResolverSignature<{ SCRIPT_FAILED?: any, SCRIPT_MISSING?: any, SCRIPT_NOT_EXECUTABLE?: any, SCRIPT_TIMED_OUT?: any, SUCCESS?: any, UNKNOWN?: any, UNKNOWN_ERROR?: any }, ResolversTypes['LifecycleErrorCode']>;

export type LifecycleEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleEvent'] = ResolversParentTypes['LifecycleEvent']> = {
  diagnostics?: Resolver<Maybe<ResolversTypes['Diagnostics']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LifecycleEventStatus'], ParentType, ContextType>;
};

export type LifecycleEventCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleEventCount'] = ResolversParentTypes['LifecycleEventCount']> = {
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  inProgress?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  passed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LifecycleEventStatusResolvers = EnumResolverSignature<{ FAILED?: any, IN_PROGRESS?: any, PENDING?: any, SKIPPED?: any, SUCCEEDED?: any, UNKNOWN?: any }, ResolversTypes['LifecycleEventStatus']>;

export type LifecycleExecutionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecution'] = ResolversParentTypes['LifecycleExecution']> = {
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hasImpactedResources?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lifecycleExecutionId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lifecyclePolicy?: Resolver<Maybe<ResolversTypes['LifecyclePolicy']>, ParentType, ContextType>;
  lifecyclePolicyArn?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  phase?: Resolver<ResolversTypes['Phase'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resources?: Resolver<ResolversTypes['LifecycleExecutionResourceConnection'], ParentType, ContextType, RequireFields<LifecycleExecutionResourcesArgs, 'first'>>;
  service?: Resolver<ResolversTypes['AwsService'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['LifecycleExecutionState']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LifecycleExecutionConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionConnection'] = ResolversParentTypes['LifecycleExecutionConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecycleExecutionEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecycleExecution']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type LifecycleExecutionEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionEdge'] = ResolversParentTypes['LifecycleExecutionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['LifecycleExecution']>, ParentType, ContextType>;
};

export type LifecycleExecutionResourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionResource'] = ResolversParentTypes['LifecycleExecutionResource']> = {
  accountId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  action?: Resolver<Maybe<ResolversTypes['LifecycleExecutionResourceAction']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  imageUris?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  region?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resourceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  snapshots?: Resolver<Array<ResolversTypes['LifecycleExecutionSnapshotResource']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['LifecycleExecutionResourceState']>, ParentType, ContextType>;
};

export type LifecycleExecutionResourceActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionResourceAction'] = ResolversParentTypes['LifecycleExecutionResourceAction']> = {
  name?: Resolver<Maybe<ResolversTypes['LifecycleExecutionResourceActionName']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LifecycleExecutionResourceActionNameResolvers = EnumResolverSignature<{ AVAILABLE?: any, DELETE?: any, DEPRECATE?: any, DISABLE?: any, UNKNOWN?: any }, ResolversTypes['LifecycleExecutionResourceActionName']>;

export type LifecycleExecutionResourceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionResourceConnection'] = ResolversParentTypes['LifecycleExecutionResourceConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecycleExecutionResourceEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecycleExecutionResource']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type LifecycleExecutionResourceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionResourceEdge'] = ResolversParentTypes['LifecycleExecutionResourceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['LifecycleExecutionResource']>, ParentType, ContextType>;
};

export type LifecycleExecutionResourceStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionResourceState'] = ResolversParentTypes['LifecycleExecutionResourceState']> = {
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LifecycleExecutionResourceStatus'], ParentType, ContextType>;
};

export type LifecycleExecutionResourceStatusResolvers = EnumResolverSignature<{ FAILED?: any, IN_PROGRESS?: any, SKIPPED?: any, SUCCESS?: any, UNKNOWN?: any }, ResolversTypes['LifecycleExecutionResourceStatus']>;

export type LifecycleExecutionSnapshotResourceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionSnapshotResource'] = ResolversParentTypes['LifecycleExecutionSnapshotResource']> = {
  snapshotId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['LifecycleExecutionResourceState']>, ParentType, ContextType>;
};

export type LifecycleExecutionStateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionState'] = ResolversParentTypes['LifecycleExecutionState']> = {
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LifecycleExecutionStatus'], ParentType, ContextType>;
};

export type LifecycleExecutionStatusResolvers = EnumResolverSignature<{ CANCELLED?: any, CANCELLING?: any, FAILED?: any, IN_PROGRESS?: any, PENDING?: any, SUCCESS?: any, UNKNOWN?: any }, ResolversTypes['LifecycleExecutionStatus']>;

export type LifecycleExecutionUpdateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecycleExecutionUpdate'] = ResolversParentTypes['LifecycleExecutionUpdate']> = {
  asOf?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  execution?: Resolver<Maybe<ResolversTypes['LifecycleExecution']>, ParentType, ContextType>;
  nextAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type LifecyclePolicyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicy'] = ResolversParentTypes['LifecyclePolicy']> = {
  arn?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  executionRole?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  executions?: Resolver<ResolversTypes['LifecycleExecutionConnection'], ParentType, ContextType, RequireFields<LifecyclePolicyExecutionsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  policyDetails?: Resolver<Maybe<Array<ResolversTypes['LifecyclePolicyDetail']>>, ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  resourceSelection?: Resolver<Maybe<ResolversTypes['LifecyclePolicyResourceSelection']>, ParentType, ContextType>;
  resourceType?: Resolver<Maybe<ResolversTypes['LifecyclePolicyResourceType']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LifecyclePolicyStatus'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['KeyValue']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LifecyclePolicyConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyConnection'] = ResolversParentTypes['LifecyclePolicyConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecyclePolicyEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['LifecyclePolicy']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetail'] = ResolversParentTypes['LifecyclePolicyDetail']> = {
  action?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailAction']>, ParentType, ContextType>;
  exclusionRules?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailExclusionRules']>, ParentType, ContextType>;
  filter?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailFilter']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailActionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailAction'] = ResolversParentTypes['LifecyclePolicyDetailAction']> = {
  includeResources?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailActionIncludeResources']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailActionType']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailActionIncludeResourcesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailActionIncludeResources'] = ResolversParentTypes['LifecyclePolicyDetailActionIncludeResources']> = {
  amis?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  containers?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  snapshots?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailActionTypeResolvers = EnumResolverSignature<{ DELETE?: any, DEPRECATE?: any, DISABLE?: any, UNKNOWN?: any }, ResolversTypes['LifecyclePolicyDetailActionType']>;

export type LifecyclePolicyDetailExclusionRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailExclusionRules'] = ResolversParentTypes['LifecyclePolicyDetailExclusionRules']> = {
  amis?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailExclusionRulesAmis']>, ParentType, ContextType>;
  tagMap?: Resolver<Array<ResolversTypes['KeyValue']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailExclusionRulesAmisResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailExclusionRulesAmis'] = ResolversParentTypes['LifecyclePolicyDetailExclusionRulesAmis']> = {
  isPublic?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  lastLaunched?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailExclusionRulesAmisLastLaunched']>, ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  sharedAccounts?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  tagMap?: Resolver<Array<ResolversTypes['KeyValue']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailExclusionRulesAmisLastLaunchedResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailExclusionRulesAmisLastLaunched'] = ResolversParentTypes['LifecyclePolicyDetailExclusionRulesAmisLastLaunched']> = {
  unit?: Resolver<Maybe<ResolversTypes['LifecyclePolicyTimeUnit']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailFilterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyDetailFilter'] = ResolversParentTypes['LifecyclePolicyDetailFilter']> = {
  retainAtLeast?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['LifecyclePolicyDetailFilterType']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['LifecyclePolicyTimeUnit']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type LifecyclePolicyDetailFilterTypeResolvers = EnumResolverSignature<{ AGE?: any, COUNT?: any, UNKNOWN?: any }, ResolversTypes['LifecyclePolicyDetailFilterType']>;

export type LifecyclePolicyEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyEdge'] = ResolversParentTypes['LifecyclePolicyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['LifecyclePolicy']>, ParentType, ContextType>;
};

export type LifecyclePolicyResourceSelectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyResourceSelection'] = ResolversParentTypes['LifecyclePolicyResourceSelection']> = {
  recipes?: Resolver<Array<ResolversTypes['LifecyclePolicyResourceSelectionRecipe']>, ParentType, ContextType>;
  tagMap?: Resolver<Array<ResolversTypes['KeyValue']>, ParentType, ContextType>;
};

export type LifecyclePolicyResourceSelectionRecipeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LifecyclePolicyResourceSelectionRecipe'] = ResolversParentTypes['LifecyclePolicyResourceSelectionRecipe']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  semanticVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LifecyclePolicyResourceTypeResolvers = EnumResolverSignature<{ AMI_IMAGE?: any, CONTAINER_IMAGE?: any, UNKNOWN?: any }, ResolversTypes['LifecyclePolicyResourceType']>;

export type LifecyclePolicyStatusResolvers = EnumResolverSignature<{ DISABLED?: any, ENABLED?: any, UNKNOWN?: any }, ResolversTypes['LifecyclePolicyStatus']>;

export type LifecyclePolicyTimeUnitResolvers = EnumResolverSignature<{ DAYS?: any, MONTHS?: any, UNKNOWN?: any, WEEKS?: any, YEARS?: any }, ResolversTypes['LifecyclePolicyTimeUnit']>;

export type LoadBalancerInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LoadBalancerInfo'] = ResolversParentTypes['LoadBalancerInfo']> = {
  elbInfoList?: Resolver<Array<ResolversTypes['ElbInfo']>, ParentType, ContextType>;
  targetGroupInfoList?: Resolver<Array<ResolversTypes['TargetGroupInfo']>, ParentType, ContextType>;
  targetGroupPairInfoList?: Resolver<Array<ResolversTypes['TargetGroupPairInfo']>, ParentType, ContextType>;
};

export type LocationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Location'] = ResolversParentTypes['Location']> = {
  accountId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  region?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MinimumHealthyHostsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MinimumHealthyHosts'] = ResolversParentTypes['MinimumHealthyHosts']> = {
  type?: Resolver<Maybe<ResolversTypes['MinimumHealthyHostsType']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MinimumHealthyHostsPerZoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MinimumHealthyHostsPerZone'] = ResolversParentTypes['MinimumHealthyHostsPerZone']> = {
  type?: Resolver<Maybe<ResolversTypes['MinimumHealthyHostsType']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MinimumHealthyHostsTypeResolvers = EnumResolverSignature<{ FLEET_PERCENT?: any, HOST_COUNT?: any, MOST_CONCURRENCY?: any, UNKNOWN?: any }, ResolversTypes['MinimumHealthyHostsType']>;

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'AppConfigApplication' | 'AppConfigDeployment' | 'AppConfigEnvironment' | 'CloudFormationTarget' | 'CodeDeployApplication' | 'CodeDeployDeployment' | 'ConfigurationProfile' | 'DeploymentConfig' | 'DeploymentGroup' | 'DeploymentStrategy' | 'EcsTarget' | 'InstanceTarget' | 'LambdaTarget' | 'LifecycleExecution' | 'LifecyclePolicy' | 'UnknownTarget', ParentType, ContextType>;
};

export type OnPremisesTagSetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['OnPremisesTagSet'] = ResolversParentTypes['OnPremisesTagSet']> = {
  onPremisesTagSetList?: Resolver<Array<Array<ResolversTypes['TagFilter']>>, ParentType, ContextType>;
};

export type OutdatedInstancesStrategyResolvers = EnumResolverSignature<{ IGNORE?: any, UNKNOWN?: any, UPDATE?: any }, ResolversTypes['OutdatedInstancesStrategy']>;

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  activity?: Resolver<Maybe<ResolversTypes['ActivityConnection']>, ParentType, ContextType, RequireFields<QueryActivityArgs, 'first'>>;
  appConfigApplication?: Resolver<Maybe<ResolversTypes['AppConfigApplication']>, ParentType, ContextType, RequireFields<QueryAppConfigApplicationArgs, 'applicationId'>>;
  appConfigApplications?: Resolver<Maybe<ResolversTypes['AppConfigApplicationConnection']>, ParentType, ContextType, RequireFields<QueryAppConfigApplicationsArgs, 'first'>>;
  appConfigDeployment?: Resolver<Maybe<ResolversTypes['AppConfigDeployment']>, ParentType, ContextType, RequireFields<QueryAppConfigDeploymentArgs, 'applicationId' | 'deploymentNumber' | 'environmentId'>>;
  appConfigDeployments?: Resolver<Maybe<ResolversTypes['AppConfigDeploymentConnection']>, ParentType, ContextType, RequireFields<QueryAppConfigDeploymentsArgs, 'applicationId' | 'environmentId' | 'first'>>;
  appConfigEnvironment?: Resolver<Maybe<ResolversTypes['AppConfigEnvironment']>, ParentType, ContextType, RequireFields<QueryAppConfigEnvironmentArgs, 'applicationId' | 'environmentId'>>;
  codeDeployApplication?: Resolver<Maybe<ResolversTypes['CodeDeployApplication']>, ParentType, ContextType, RequireFields<QueryCodeDeployApplicationArgs, 'applicationName'>>;
  codeDeployApplications?: Resolver<Maybe<ResolversTypes['CodeDeployApplicationConnection']>, ParentType, ContextType, RequireFields<QueryCodeDeployApplicationsArgs, 'first'>>;
  codeDeployDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType, RequireFields<QueryCodeDeployDeploymentArgs, 'deploymentId'>>;
  codeDeployDeployments?: Resolver<Maybe<ResolversTypes['CodeDeployDeploymentConnection']>, ParentType, ContextType, RequireFields<QueryCodeDeployDeploymentsArgs, 'first'>>;
  configurationProfile?: Resolver<Maybe<ResolversTypes['ConfigurationProfile']>, ParentType, ContextType, RequireFields<QueryConfigurationProfileArgs, 'applicationId' | 'configurationProfileId'>>;
  configurationStates?: Resolver<Maybe<ResolversTypes['ConfigurationStateConnection']>, ParentType, ContextType, RequireFields<QueryConfigurationStatesArgs, 'first'>>;
  deploymentConfig?: Resolver<Maybe<ResolversTypes['DeploymentConfig']>, ParentType, ContextType, RequireFields<QueryDeploymentConfigArgs, 'deploymentConfigName'>>;
  deploymentConfigs?: Resolver<Maybe<ResolversTypes['DeploymentConfigConnection']>, ParentType, ContextType, RequireFields<QueryDeploymentConfigsArgs, 'first'>>;
  deploymentGroup?: Resolver<Maybe<ResolversTypes['DeploymentGroup']>, ParentType, ContextType, RequireFields<QueryDeploymentGroupArgs, 'applicationName' | 'deploymentGroupName'>>;
  deploymentGroupStates?: Resolver<Maybe<ResolversTypes['DeploymentGroupStateConnection']>, ParentType, ContextType, RequireFields<QueryDeploymentGroupStatesArgs, 'first' | 'within'>>;
  deploymentInstance?: Resolver<Maybe<ResolversTypes['InstanceSummary']>, ParentType, ContextType, RequireFields<QueryDeploymentInstanceArgs, 'deploymentId' | 'instanceId'>>;
  deploymentInstances?: Resolver<Maybe<ResolversTypes['InstanceSummaries']>, ParentType, ContextType, RequireFields<QueryDeploymentInstancesArgs, 'deploymentId' | 'instanceIds'>>;
  deploymentStatistics?: Resolver<Maybe<ResolversTypes['DeploymentStatistics']>, ParentType, ContextType, RequireFields<QueryDeploymentStatisticsArgs, 'within'>>;
  deploymentStrategy?: Resolver<Maybe<ResolversTypes['DeploymentStrategy']>, ParentType, ContextType, RequireFields<QueryDeploymentStrategyArgs, 'deploymentStrategyId'>>;
  deploymentTargets?: Resolver<Maybe<Array<Maybe<ResolversTypes['Target']>>>, ParentType, ContextType, RequireFields<QueryDeploymentTargetsArgs, 'deploymentId' | 'targetIds'>>;
  lifecycleExecution?: Resolver<Maybe<ResolversTypes['LifecycleExecution']>, ParentType, ContextType, RequireFields<QueryLifecycleExecutionArgs, 'lifecycleExecutionId'>>;
  lifecycleExecutions?: Resolver<Maybe<ResolversTypes['LifecycleExecutionConnection']>, ParentType, ContextType, RequireFields<QueryLifecycleExecutionsArgs, 'first' | 'resourceArn'>>;
  lifecyclePolicies?: Resolver<Maybe<ResolversTypes['LifecyclePolicyConnection']>, ParentType, ContextType, RequireFields<QueryLifecyclePoliciesArgs, 'first'>>;
  lifecyclePolicy?: Resolver<Maybe<ResolversTypes['LifecyclePolicy']>, ParentType, ContextType, RequireFields<QueryLifecyclePolicyArgs, 'arn'>>;
  locations?: Resolver<Maybe<Array<ResolversTypes['Location']>>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Node']>>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
};

export type RelatedDeploymentsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RelatedDeployments'] = ResolversParentTypes['RelatedDeployments']> = {
  autoUpdateOutdatedInstancesDeploymentIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  autoUpdateOutdatedInstancesRootDeploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  deployments?: Resolver<Maybe<Array<Maybe<ResolversTypes['CodeDeployDeployment']>>>, ParentType, ContextType>;
  rootDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
};

export type ReplicateToResolvers = EnumResolverSignature<{ NONE?: any, SSM_DOCUMENT?: any, UNKNOWN?: any }, ResolversTypes['ReplicateTo']>;

export type RevisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Revision'] = ResolversParentTypes['Revision']> = {
  appSpec?: Resolver<Maybe<ResolversTypes['AppSpecRevision']>, ParentType, ContextType>;
  github?: Resolver<Maybe<ResolversTypes['GitHubRevision']>, ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  s3?: Resolver<Maybe<ResolversTypes['S3Revision']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['RevisionType'], ParentType, ContextType>;
};

export type RevisionChangeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RevisionChange'] = ResolversParentTypes['RevisionChange']> = {
  appSpecChanges?: Resolver<Maybe<Array<ResolversTypes['AppSpecChange']>>, ParentType, ContextType>;
  compareUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['Revision']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['RevisionChangeKind'], ParentType, ContextType>;
  summary?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['Revision']>, ParentType, ContextType>;
};

export type RevisionTypeResolvers = EnumResolverSignature<{ APP_SPEC_CONTENT?: any, GITHUB?: any, S3?: any, STRING?: any, UNKNOWN?: any }, ResolversTypes['RevisionType']>;

export type RollbackInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RollbackInfo'] = ResolversParentTypes['RollbackInfo']> = {
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rollbackDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  rollbackDeploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  rollbackTriggeringDeploymentId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  triggeringDeployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
};

export type S3RevisionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['S3Revision'] = ResolversParentTypes['S3Revision']> = {
  bucket?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  bundleType?: Resolver<Maybe<ResolversTypes['BundleType']>, ParentType, ContextType>;
  eTag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SourceProblemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SourceProblem'] = ResolversParentTypes['SourceProblem']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  service?: Resolver<ResolversTypes['AwsService'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  activity?: SubscriptionResolver<Maybe<ResolversTypes['ActivityUpdate']>, "activity", ParentType, ContextType, Partial<SubscriptionActivityArgs>>;
  appConfigDeployment?: SubscriptionResolver<Maybe<ResolversTypes['AppConfigDeploymentUpdate']>, "appConfigDeployment", ParentType, ContextType, RequireFields<SubscriptionAppConfigDeploymentArgs, 'applicationId' | 'deploymentNumber' | 'environmentId'>>;
  codeDeployDeployment?: SubscriptionResolver<Maybe<ResolversTypes['CodeDeployDeploymentUpdate']>, "codeDeployDeployment", ParentType, ContextType, RequireFields<SubscriptionCodeDeployDeploymentArgs, 'deploymentId'>>;
  lifecycleExecution?: SubscriptionResolver<Maybe<ResolversTypes['LifecycleExecutionUpdate']>, "lifecycleExecution", ParentType, ContextType, RequireFields<SubscriptionLifecycleExecutionArgs, 'lifecycleExecutionId'>>;
};

export type TagFilterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TagFilter'] = ResolversParentTypes['TagFilter']> = {
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['TagFilterType']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TagFilterTypeResolvers = EnumResolverSignature<{ KEY_AND_VALUE?: any, KEY_ONLY?: any, UNKNOWN?: any, VALUE_ONLY?: any }, ResolversTypes['TagFilterType']>;

export type TargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Target'] = ResolversParentTypes['Target']> = {
  __resolveType: TypeResolveFn<'CloudFormationTarget' | 'EcsTarget' | 'InstanceTarget' | 'LambdaTarget' | 'UnknownTarget', ParentType, ContextType>;
};

export type TargetConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetConnection'] = ResolversParentTypes['TargetConnection']> = {
  edges?: Resolver<Maybe<Array<Maybe<ResolversTypes['TargetEdge']>>>, ParentType, ContextType>;
  nodes?: Resolver<Maybe<Array<Maybe<ResolversTypes['Target']>>>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  targetIds?: Resolver<Maybe<Array<Maybe<ResolversTypes['ID']>>>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TargetEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetEdge'] = ResolversParentTypes['TargetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Target']>, ParentType, ContextType>;
};

export type TargetGroupInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetGroupInfo'] = ResolversParentTypes['TargetGroupInfo']> = {
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TargetGroupPairInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetGroupPairInfo'] = ResolversParentTypes['TargetGroupPairInfo']> = {
  prodTrafficRoute?: Resolver<Maybe<ResolversTypes['TrafficRoute']>, ParentType, ContextType>;
  targetGroups?: Resolver<Array<ResolversTypes['TargetGroupInfo']>, ParentType, ContextType>;
  testTrafficRoute?: Resolver<Maybe<ResolversTypes['TrafficRoute']>, ParentType, ContextType>;
};

export type TargetInstancesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TargetInstances'] = ResolversParentTypes['TargetInstances']> = {
  autoScalingGroups?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  ec2TagSet?: Resolver<Maybe<ResolversTypes['Ec2TagSet']>, ParentType, ContextType>;
  tagFilters?: Resolver<Array<ResolversTypes['Ec2TagFilter']>, ParentType, ContextType>;
};

export type TargetLabelResolvers = EnumResolverSignature<{ BLUE?: any, GREEN?: any, UNKNOWN?: any }, ResolversTypes['TargetLabel']>;

export type TargetStatusResolvers = EnumResolverSignature<{ FAILED?: any, IN_PROGRESS?: any, PENDING?: any, READY?: any, SKIPPED?: any, SUCCEEDED?: any, UNKNOWN?: any }, ResolversTypes['TargetStatus']>;

export type TimeBasedCanaryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeBasedCanary'] = ResolversParentTypes['TimeBasedCanary']> = {
  canaryInterval?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  canaryPercentage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TimeBasedLinearResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TimeBasedLinear'] = ResolversParentTypes['TimeBasedLinear']> = {
  linearInterval?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  linearPercentage?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TrafficRouteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrafficRoute'] = ResolversParentTypes['TrafficRoute']> = {
  listenerArns?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TrafficRoutingConfigResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrafficRoutingConfig'] = ResolversParentTypes['TrafficRoutingConfig']> = {
  timeBasedCanary?: Resolver<Maybe<ResolversTypes['TimeBasedCanary']>, ParentType, ContextType>;
  timeBasedLinear?: Resolver<Maybe<ResolversTypes['TimeBasedLinear']>, ParentType, ContextType>;
  type?: Resolver<Maybe<ResolversTypes['TrafficRoutingType']>, ParentType, ContextType>;
};

export type TrafficRoutingTypeResolvers = EnumResolverSignature<{ ALL_AT_ONCE?: any, TIME_BASED_CANARY?: any, TIME_BASED_LINEAR?: any, UNKNOWN?: any }, ResolversTypes['TrafficRoutingType']>;

export type TriggerConfigResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TriggerConfig'] = ResolversParentTypes['TriggerConfig']> = {
  triggerEvents?: Resolver<Array<ResolversTypes['TriggerEventType']>, ParentType, ContextType>;
  triggerName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  triggerTargetArn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TriggerEventTypeResolvers = EnumResolverSignature<{ DEPLOYMENT_FAILURE?: any, DEPLOYMENT_READY?: any, DEPLOYMENT_ROLLBACK?: any, DEPLOYMENT_START?: any, DEPLOYMENT_STOP?: any, DEPLOYMENT_SUCCESS?: any, INSTANCE_FAILURE?: any, INSTANCE_READY?: any, INSTANCE_START?: any, INSTANCE_SUCCESS?: any, UNKNOWN?: any }, ResolversTypes['TriggerEventType']>;

export type TriggeredByResolvers = EnumResolverSignature<{ APPCONFIG?: any, CLOUDWATCH_ALARM?: any, INTERNAL_ERROR?: any, UNKNOWN?: any, USER?: any }, ResolversTypes['TriggeredBy']>;

export type UnknownTargetResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UnknownTarget'] = ResolversParentTypes['UnknownTarget']> = {
  consoleUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  deployment?: Resolver<Maybe<ResolversTypes['CodeDeployDeployment']>, ParentType, ContextType>;
  deploymentId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  failedEvent?: Resolver<Maybe<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUpdatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lifecycleEvents?: Resolver<Array<ResolversTypes['LifecycleEvent']>, ParentType, ContextType>;
  location?: Resolver<ResolversTypes['Location'], ParentType, ContextType>;
  rawStatus?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rawType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['TargetStatus'], ParentType, ContextType>;
  targetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ValidatorTypeResolvers = EnumResolverSignature<{ JSON_SCHEMA?: any, LAMBDA?: any, UNKNOWN?: any }, ResolversTypes['ValidatorType']>;

export type ZonalConfigResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ZonalConfig'] = ResolversParentTypes['ZonalConfig']> = {
  firstZoneMonitorDurationInSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  minimumHealthyHostsPerZone?: Resolver<Maybe<ResolversTypes['MinimumHealthyHostsPerZone']>, ParentType, ContextType>;
  monitorDurationInSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  ActionInvocation?: ActionInvocationResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  ActivityConnection?: ActivityConnectionResolvers<ContextType>;
  ActivityEdge?: ActivityEdgeResolvers<ContextType>;
  ActivityUpdate?: ActivityUpdateResolvers<ContextType>;
  Alarm?: AlarmResolvers<ContextType>;
  AlarmConfiguration?: AlarmConfigurationResolvers<ContextType>;
  AppConfigApplication?: AppConfigApplicationResolvers<ContextType>;
  AppConfigApplicationConnection?: AppConfigApplicationConnectionResolvers<ContextType>;
  AppConfigApplicationEdge?: AppConfigApplicationEdgeResolvers<ContextType>;
  AppConfigDeployment?: AppConfigDeploymentResolvers<ContextType>;
  AppConfigDeploymentConnection?: AppConfigDeploymentConnectionResolvers<ContextType>;
  AppConfigDeploymentEdge?: AppConfigDeploymentEdgeResolvers<ContextType>;
  AppConfigDeploymentType?: AppConfigDeploymentTypeResolvers;
  AppConfigDeploymentUpdate?: AppConfigDeploymentUpdateResolvers<ContextType>;
  AppConfigEnvironment?: AppConfigEnvironmentResolvers<ContextType>;
  AppConfigEnvironmentConnection?: AppConfigEnvironmentConnectionResolvers<ContextType>;
  AppConfigEnvironmentEdge?: AppConfigEnvironmentEdgeResolvers<ContextType>;
  AppConfigEvent?: AppConfigEventResolvers<ContextType>;
  AppConfigEventType?: AppConfigEventTypeResolvers;
  AppConfigMonitor?: AppConfigMonitorResolvers<ContextType>;
  AppConfigState?: AppConfigStateResolvers;
  AppSpecChange?: AppSpecChangeResolvers<ContextType>;
  AppSpecRevision?: AppSpecRevisionResolvers<ContextType>;
  AppliedExtension?: AppliedExtensionResolvers<ContextType>;
  AutoRollbackConfiguration?: AutoRollbackConfigurationResolvers<ContextType>;
  AutoRollbackEvent?: AutoRollbackEventResolvers;
  AutoScalingGroup?: AutoScalingGroupResolvers<ContextType>;
  BlueGreenDeploymentConfiguration?: BlueGreenDeploymentConfigurationResolvers<ContextType>;
  BlueInstanceTerminationOption?: BlueInstanceTerminationOptionResolvers<ContextType>;
  BundleType?: BundleTypeResolvers;
  CloudFormationTarget?: CloudFormationTargetResolvers<ContextType>;
  CodeDeployApplication?: CodeDeployApplicationResolvers<ContextType>;
  CodeDeployApplicationConnection?: CodeDeployApplicationConnectionResolvers<ContextType>;
  CodeDeployApplicationEdge?: CodeDeployApplicationEdgeResolvers<ContextType>;
  CodeDeployDeployment?: CodeDeployDeploymentResolvers<ContextType>;
  CodeDeployDeploymentConnection?: CodeDeployDeploymentConnectionResolvers<ContextType>;
  CodeDeployDeploymentEdge?: CodeDeployDeploymentEdgeResolvers<ContextType>;
  CodeDeployDeploymentUpdate?: CodeDeployDeploymentUpdateResolvers<ContextType>;
  CodeDeployStatus?: CodeDeployStatusResolvers;
  CompletionEstimate?: CompletionEstimateResolvers<ContextType>;
  ComputePlatform?: ComputePlatformResolvers;
  ConfigurationProfile?: ConfigurationProfileResolvers<ContextType>;
  ConfigurationProfileConnection?: ConfigurationProfileConnectionResolvers<ContextType>;
  ConfigurationProfileEdge?: ConfigurationProfileEdgeResolvers<ContextType>;
  ConfigurationState?: ConfigurationStateResolvers<ContextType>;
  ConfigurationStateConnection?: ConfigurationStateConnectionResolvers<ContextType>;
  ConfigurationStateEdge?: ConfigurationStateEdgeResolvers<ContextType>;
  ConfigurationVersionChange?: ConfigurationVersionChangeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Deployment?: DeploymentResolvers<ContextType>;
  DeploymentConfig?: DeploymentConfigResolvers<ContextType>;
  DeploymentConfigConnection?: DeploymentConfigConnectionResolvers<ContextType>;
  DeploymentConfigEdge?: DeploymentConfigEdgeResolvers<ContextType>;
  DeploymentDayStatistics?: DeploymentDayStatisticsResolvers<ContextType>;
  DeploymentError?: DeploymentErrorResolvers<ContextType>;
  DeploymentGroup?: DeploymentGroupResolvers<ContextType>;
  DeploymentGroupConnection?: DeploymentGroupConnectionResolvers<ContextType>;
  DeploymentGroupEdge?: DeploymentGroupEdgeResolvers<ContextType>;
  DeploymentGroupState?: DeploymentGroupStateResolvers<ContextType>;
  DeploymentGroupStateConnection?: DeploymentGroupStateConnectionResolvers<ContextType>;
  DeploymentGroupStateEdge?: DeploymentGroupStateEdgeResolvers<ContextType>;
  DeploymentGroupStatistics?: DeploymentGroupStatisticsResolvers<ContextType>;
  DeploymentHistoryEntry?: DeploymentHistoryEntryResolvers<ContextType>;
  DeploymentMode?: DeploymentModeResolvers;
  DeploymentOption?: DeploymentOptionResolvers;
  DeploymentOverview?: DeploymentOverviewResolvers<ContextType>;
  DeploymentProgress?: DeploymentProgressResolvers<ContextType>;
  DeploymentReadyAction?: DeploymentReadyActionResolvers;
  DeploymentReadyOption?: DeploymentReadyOptionResolvers<ContextType>;
  DeploymentStatistics?: DeploymentStatisticsResolvers<ContextType>;
  DeploymentStrategy?: DeploymentStrategyResolvers<ContextType>;
  DeploymentStyle?: DeploymentStyleResolvers<ContextType>;
  DeploymentTarget?: DeploymentTargetResolvers<ContextType>;
  DeploymentType?: DeploymentTypeResolvers;
  DeploymentWaiting?: DeploymentWaitingResolvers<ContextType>;
  Diagnostics?: DiagnosticsResolvers<ContextType>;
  Duration?: GraphQLScalarType;
  DurationPercentiles?: DurationPercentilesResolvers<ContextType>;
  Ec2TagFilter?: Ec2TagFilterResolvers<ContextType>;
  Ec2TagSet?: Ec2TagSetResolvers<ContextType>;
  EcsService?: EcsServiceResolvers<ContextType>;
  EcsTarget?: EcsTargetResolvers<ContextType>;
  EcsTaskSet?: EcsTaskSetResolvers<ContextType>;
  ElbInfo?: ElbInfoResolvers<ContextType>;
  FailureGroup?: FailureGroupResolvers<ContextType>;
  FailureSummary?: FailureSummaryResolvers<ContextType>;
  FileExistsBehavior?: FileExistsBehaviorResolvers;
  GitHubRevision?: GitHubRevisionResolvers<ContextType>;
  GreenFleetProvisioningAction?: GreenFleetProvisioningActionResolvers;
  GreenFleetProvisioningOption?: GreenFleetProvisioningOptionResolvers<ContextType>;
  GrowthType?: GrowthTypeResolvers;
  InstanceAction?: InstanceActionResolvers;
  InstanceSummaries?: InstanceSummariesResolvers<ContextType>;
  InstanceSummary?: InstanceSummaryResolvers<ContextType>;
  InstanceTarget?: InstanceTargetResolvers<ContextType>;
  KeyValue?: KeyValueResolvers<ContextType>;
  LambdaFunctionInfo?: LambdaFunctionInfoResolvers<ContextType>;
  LambdaTarget?: LambdaTargetResolvers<ContextType>;
  LastDeployment?: LastDeploymentResolvers<ContextType>;
  LifecycleErrorCode?: LifecycleErrorCodeResolvers;
  LifecycleEvent?: LifecycleEventResolvers<ContextType>;
  LifecycleEventCount?: LifecycleEventCountResolvers<ContextType>;
  LifecycleEventStatus?: LifecycleEventStatusResolvers;
  LifecycleExecution?: LifecycleExecutionResolvers<ContextType>;
  LifecycleExecutionConnection?: LifecycleExecutionConnectionResolvers<ContextType>;
  LifecycleExecutionEdge?: LifecycleExecutionEdgeResolvers<ContextType>;
  LifecycleExecutionResource?: LifecycleExecutionResourceResolvers<ContextType>;
  LifecycleExecutionResourceAction?: LifecycleExecutionResourceActionResolvers<ContextType>;
  LifecycleExecutionResourceActionName?: LifecycleExecutionResourceActionNameResolvers;
  LifecycleExecutionResourceConnection?: LifecycleExecutionResourceConnectionResolvers<ContextType>;
  LifecycleExecutionResourceEdge?: LifecycleExecutionResourceEdgeResolvers<ContextType>;
  LifecycleExecutionResourceState?: LifecycleExecutionResourceStateResolvers<ContextType>;
  LifecycleExecutionResourceStatus?: LifecycleExecutionResourceStatusResolvers;
  LifecycleExecutionSnapshotResource?: LifecycleExecutionSnapshotResourceResolvers<ContextType>;
  LifecycleExecutionState?: LifecycleExecutionStateResolvers<ContextType>;
  LifecycleExecutionStatus?: LifecycleExecutionStatusResolvers;
  LifecycleExecutionUpdate?: LifecycleExecutionUpdateResolvers<ContextType>;
  LifecyclePolicy?: LifecyclePolicyResolvers<ContextType>;
  LifecyclePolicyConnection?: LifecyclePolicyConnectionResolvers<ContextType>;
  LifecyclePolicyDetail?: LifecyclePolicyDetailResolvers<ContextType>;
  LifecyclePolicyDetailAction?: LifecyclePolicyDetailActionResolvers<ContextType>;
  LifecyclePolicyDetailActionIncludeResources?: LifecyclePolicyDetailActionIncludeResourcesResolvers<ContextType>;
  LifecyclePolicyDetailActionType?: LifecyclePolicyDetailActionTypeResolvers;
  LifecyclePolicyDetailExclusionRules?: LifecyclePolicyDetailExclusionRulesResolvers<ContextType>;
  LifecyclePolicyDetailExclusionRulesAmis?: LifecyclePolicyDetailExclusionRulesAmisResolvers<ContextType>;
  LifecyclePolicyDetailExclusionRulesAmisLastLaunched?: LifecyclePolicyDetailExclusionRulesAmisLastLaunchedResolvers<ContextType>;
  LifecyclePolicyDetailFilter?: LifecyclePolicyDetailFilterResolvers<ContextType>;
  LifecyclePolicyDetailFilterType?: LifecyclePolicyDetailFilterTypeResolvers;
  LifecyclePolicyEdge?: LifecyclePolicyEdgeResolvers<ContextType>;
  LifecyclePolicyResourceSelection?: LifecyclePolicyResourceSelectionResolvers<ContextType>;
  LifecyclePolicyResourceSelectionRecipe?: LifecyclePolicyResourceSelectionRecipeResolvers<ContextType>;
  LifecyclePolicyResourceType?: LifecyclePolicyResourceTypeResolvers;
  LifecyclePolicyStatus?: LifecyclePolicyStatusResolvers;
  LifecyclePolicyTimeUnit?: LifecyclePolicyTimeUnitResolvers;
  LoadBalancerInfo?: LoadBalancerInfoResolvers<ContextType>;
  Location?: LocationResolvers<ContextType>;
  MinimumHealthyHosts?: MinimumHealthyHostsResolvers<ContextType>;
  MinimumHealthyHostsPerZone?: MinimumHealthyHostsPerZoneResolvers<ContextType>;
  MinimumHealthyHostsType?: MinimumHealthyHostsTypeResolvers;
  Node?: NodeResolvers<ContextType>;
  OnPremisesTagSet?: OnPremisesTagSetResolvers<ContextType>;
  OutdatedInstancesStrategy?: OutdatedInstancesStrategyResolvers;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RelatedDeployments?: RelatedDeploymentsResolvers<ContextType>;
  ReplicateTo?: ReplicateToResolvers;
  Revision?: RevisionResolvers<ContextType>;
  RevisionChange?: RevisionChangeResolvers<ContextType>;
  RevisionType?: RevisionTypeResolvers;
  RollbackInfo?: RollbackInfoResolvers<ContextType>;
  S3Revision?: S3RevisionResolvers<ContextType>;
  SourceProblem?: SourceProblemResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  TagFilter?: TagFilterResolvers<ContextType>;
  TagFilterType?: TagFilterTypeResolvers;
  Target?: TargetResolvers<ContextType>;
  TargetConnection?: TargetConnectionResolvers<ContextType>;
  TargetEdge?: TargetEdgeResolvers<ContextType>;
  TargetGroupInfo?: TargetGroupInfoResolvers<ContextType>;
  TargetGroupPairInfo?: TargetGroupPairInfoResolvers<ContextType>;
  TargetInstances?: TargetInstancesResolvers<ContextType>;
  TargetLabel?: TargetLabelResolvers;
  TargetStatus?: TargetStatusResolvers;
  TimeBasedCanary?: TimeBasedCanaryResolvers<ContextType>;
  TimeBasedLinear?: TimeBasedLinearResolvers<ContextType>;
  TrafficRoute?: TrafficRouteResolvers<ContextType>;
  TrafficRoutingConfig?: TrafficRoutingConfigResolvers<ContextType>;
  TrafficRoutingType?: TrafficRoutingTypeResolvers;
  TriggerConfig?: TriggerConfigResolvers<ContextType>;
  TriggerEventType?: TriggerEventTypeResolvers;
  TriggeredBy?: TriggeredByResolvers;
  UnknownTarget?: UnknownTargetResolvers<ContextType>;
  ValidatorType?: ValidatorTypeResolvers;
  ZonalConfig?: ZonalConfigResolvers<ContextType>;
};


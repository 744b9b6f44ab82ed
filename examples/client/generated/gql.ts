/* eslint-disable */
import * as types from './graphql.ts';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "\n  subscription Changes {\n    activity {\n      change\n      activity { service title phase location { name } }\n      problems { service location { name } message }\n    }\n  }\n": typeof types.ChangesDocument,
    "\n  query WhyDidItFail($first: Int!) {\n    codeDeployDeployments(first: $first, filter: { statuses: [FAILED, STOPPED] }) {\n      nodes {\n        title\n        deploymentId\n        reason\n        failureSummary { headline }\n        targets(first: 3, filter: { statuses: FAILED }) {\n          nodes { ...FailedTarget }\n        }\n      }\n    }\n  }\n": typeof types.WhyDidItFailDocument,
    "\n  fragment FailedTarget on Target {\n    __typename\n    ... on DeploymentTarget {\n      targetId\n      failedEvent { name diagnostics { errorCode scriptName } }\n    }\n    ... on InstanceTarget { instanceLabel }\n    ... on LambdaTarget { function { functionAlias currentVersion targetVersion } }\n    ... on EcsTarget { taskSets { label trafficWeight } }\n    ... on CloudFormationTarget { resourceType }\n    ... on UnknownTarget { rawType }\n  }\n": typeof types.FailedTargetFragmentDoc,
    "\n  query RollingOut($since: DateTime!) {\n    activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK], since: $since }) {\n      nodes {\n        service\n        title\n        phase\n        reason\n        location { name }\n        ... on Deployment { percentComplete }\n      }\n      problems { service location { name } message }\n    }\n  }\n": typeof types.RollingOutDocument,
};
const documents: Documents = {
    "\n  subscription Changes {\n    activity {\n      change\n      activity { service title phase location { name } }\n      problems { service location { name } message }\n    }\n  }\n": types.ChangesDocument,
    "\n  query WhyDidItFail($first: Int!) {\n    codeDeployDeployments(first: $first, filter: { statuses: [FAILED, STOPPED] }) {\n      nodes {\n        title\n        deploymentId\n        reason\n        failureSummary { headline }\n        targets(first: 3, filter: { statuses: FAILED }) {\n          nodes { ...FailedTarget }\n        }\n      }\n    }\n  }\n": types.WhyDidItFailDocument,
    "\n  fragment FailedTarget on Target {\n    __typename\n    ... on DeploymentTarget {\n      targetId\n      failedEvent { name diagnostics { errorCode scriptName } }\n    }\n    ... on InstanceTarget { instanceLabel }\n    ... on LambdaTarget { function { functionAlias currentVersion targetVersion } }\n    ... on EcsTarget { taskSets { label trafficWeight } }\n    ... on CloudFormationTarget { resourceType }\n    ... on UnknownTarget { rawType }\n  }\n": types.FailedTargetFragmentDoc,
    "\n  query RollingOut($since: DateTime!) {\n    activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK], since: $since }) {\n      nodes {\n        service\n        title\n        phase\n        reason\n        location { name }\n        ... on Deployment { percentComplete }\n      }\n      problems { service location { name } message }\n    }\n  }\n": types.RollingOutDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  subscription Changes {\n    activity {\n      change\n      activity { service title phase location { name } }\n      problems { service location { name } message }\n    }\n  }\n"): typeof import('./graphql.ts').ChangesDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query WhyDidItFail($first: Int!) {\n    codeDeployDeployments(first: $first, filter: { statuses: [FAILED, STOPPED] }) {\n      nodes {\n        title\n        deploymentId\n        reason\n        failureSummary { headline }\n        targets(first: 3, filter: { statuses: FAILED }) {\n          nodes { ...FailedTarget }\n        }\n      }\n    }\n  }\n"): typeof import('./graphql.ts').WhyDidItFailDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  fragment FailedTarget on Target {\n    __typename\n    ... on DeploymentTarget {\n      targetId\n      failedEvent { name diagnostics { errorCode scriptName } }\n    }\n    ... on InstanceTarget { instanceLabel }\n    ... on LambdaTarget { function { functionAlias currentVersion targetVersion } }\n    ... on EcsTarget { taskSets { label trafficWeight } }\n    ... on CloudFormationTarget { resourceType }\n    ... on UnknownTarget { rawType }\n  }\n"): typeof import('./graphql.ts').FailedTargetFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "\n  query RollingOut($since: DateTime!) {\n    activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK], since: $since }) {\n      nodes {\n        service\n        title\n        phase\n        reason\n        location { name }\n        ... on Deployment { percentComplete }\n      }\n      problems { service location { name } message }\n    }\n  }\n"): typeof import('./graphql.ts').RollingOutDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

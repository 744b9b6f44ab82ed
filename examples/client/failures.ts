import { ask } from './ask.ts'
import { type FragmentType, getFragmentData } from './generated/fragment-masking.ts'
import { graphql } from './generated/gql.ts'
import type { FailedTargetFragment } from './generated/graphql.ts'

const WhyDidItFail = graphql(`
  query WhyDidItFail($first: Int!) {
    codeDeployDeployments(first: $first, filter: { statuses: [FAILED, STOPPED] }) {
      nodes {
        title
        deploymentId
        reason
        failureSummary { headline }
        targets(first: 3, filter: { statuses: FAILED }) {
          nodes { ...FailedTarget }
        }
      }
    }
  }
`)

// Fields that every target has are selected once, on the interface; fields of one kind, on that kind.
const FailedTarget = graphql(`
  fragment FailedTarget on Target {
    __typename
    ... on DeploymentTarget {
      targetId
      failedEvent { name diagnostics { errorCode scriptName } }
    }
    ... on InstanceTarget { instanceLabel }
    ... on LambdaTarget { function { functionAlias currentVersion targetVersion } }
    ... on EcsTarget { taskSets { label trafficWeight } }
    ... on CloudFormationTarget { resourceType }
    ... on UnknownTarget { rawType }
  }
`)

/** Tells why the newest failed deployments failed: a sentence for each, then up to three of its failed targets. */
export async function failures(gateway: string, first: number): Promise<string[]> {
  const { codeDeployDeployments } = await ask(gateway, WhyDidItFail, { first })
  // A null could not be read: ask() has reported why.
  return (codeDeployDeployments?.nodes ?? []).flatMap((deployment) => {
    if (!deployment) return []
    const { title, deploymentId, failureSummary, reason, targets } = deployment
    return [
      `${title} ${deploymentId}: ${failureSummary?.headline ?? reason ?? 'no reason given'}`,
      ...(targets.nodes ?? []).flatMap((target) => (target ? failedTarget(target) : [])),
    ]
  })
}

/** Takes a target as the query holds it: what is in it can only be seen through the fragment that asked for it. */
function failedTarget(masked: FragmentType<typeof FailedTarget>): string {
  const target = getFragmentData(FailedTarget, masked)
  const event = target.failedEvent
  const cause = event
    ? `${event.name} ${event.diagnostics?.errorCode ?? ''} ${event.diagnostics?.scriptName ?? ''}`
    : '?'
  return `  ${kind(target)} ${target.targetId}: ${cause.trimEnd()}`
}

function kind(target: FailedTargetFragment): string {
  switch (target.__typename) {
    case 'InstanceTarget':
      return target.instanceLabel ? `${target.instanceLabel} instance` : 'instance'
    case 'LambdaTarget':
      return `function ${target.function?.currentVersion} → ${target.function?.targetVersion}`
    case 'EcsTarget':
      return `service ${target.taskSets.map(({ label, trafficWeight }) => `${label} ${trafficWeight} %`).join(', ')}`
    case 'CloudFormationTarget':
      return target.resourceType ?? 'resource'
    case 'UnknownTarget':
      return target.rawType // a kind that AWS has and this schema has not yet
    default:
      // A kind of target that a newer schema has is a compile error here, and still has an answer when it runs.
      return (target satisfies never as { __typename: string }).__typename
  }
}

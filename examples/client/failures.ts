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
        error { code message }
        targets(first: 3, filter: { statuses: FAILED }) {
          totalCount
          nodes { ...FailedTarget }
        }
      }
    }
  }
`)

// What every target has is asked for once, on the interface; what only one kind has, on that kind.
const FailedTarget = graphql(`
  fragment FailedTarget on Target {
    __typename
    ... on DeploymentTarget {
      targetId
      lifecycleEvents { name status diagnostics { errorCode scriptName } }
    }
    ... on InstanceTarget { instanceLabel }
    ... on LambdaTarget { function { functionAlias currentVersion targetVersion } }
    ... on EcsTarget { taskSets { label trafficWeight } }
    ... on CloudFormationTarget { resourceType }
    ... on UnknownTarget { rawType }
  }
`)

/** Tells why the newest failed deployments failed: AWS's verdict, then up to three targets of each. */
export async function failures(gateway: string, first: number): Promise<string[]> {
  const { codeDeployDeployments } = await ask(gateway, WhyDidItFail, { first })
  // What is null could not be read: ask() has said why.
  return (codeDeployDeployments?.nodes ?? []).flatMap((deployment) => {
    if (!deployment) return []
    const { title, deploymentId, error, targets } = deployment
    return [
      `${title} ${deploymentId}: ${error?.code ?? 'no reason given'}, failed targets: ${targets.totalCount ?? 'not known'}`,
      ...(targets.nodes ?? []).flatMap((target) => (target ? failedTarget(target) : [])),
    ]
  })
}

/** Takes a target as the query holds it: what is in it can only be seen through the fragment that asked for it. */
function failedTarget(masked: FragmentType<typeof FailedTarget>): string {
  const target = getFragmentData(FailedTarget, masked)
  const event = target.lifecycleEvents.find(({ status }) => status === 'FAILED')
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

import { send } from './client.ts'

const DEPLOYMENT = `query ($deploymentId: String) {
  GetDeployment(input: { deploymentId: $deploymentId }) {
    deploymentInfo {
      applicationName deploymentGroupName deploymentConfigName deploymentId status createTime startTime completeTime
      deploymentOverview { Pending InProgress Succeeded Failed Skipped Ready }
      creator deploymentStyle { deploymentType deploymentOption } computePlatform
    }
  }
}`

const PAGE = `query ($deploymentId: String, $nextToken: String) {
  ListDeploymentTargets(input: { deploymentId: $deploymentId, nextToken: $nextToken }) { targetIds nextToken }
}`

const TARGETS = `{
  deploymentTargets {
    instanceTarget {
      deploymentId targetId targetArn status lastUpdatedAt instanceLabel
      lifecycleEvents {
        lifecycleEventName status startTime endTime diagnostics { errorCode scriptName message logTail }
      }
    }
  }
}`

const PER_BATCH = 25

/** A request for all targets of a page: an alias and a variable for each 25. */
function batches(ids: readonly string[], deploymentId: string) {
  const parts = Array.from({ length: Math.ceil(ids.length / PER_BATCH) }, (_, n) => `part${n}`)
  const fields = parts.map(
    (part) =>
      `${part}: BatchGetDeploymentTargets(input: { deploymentId: $deploymentId, targetIds: $${part} }) ${TARGETS}`,
  )
  return {
    query: `query ($deploymentId: String, ${parts.map((part) => `$${part}: [String]`)}) { ${fields.join(' ')} }`,
    variables: {
      deploymentId,
      ...Object.fromEntries(parts.map((part, n) => [part, ids.slice(n * PER_BATCH, (n + 1) * PER_BATCH)])),
    },
  }
}

interface Page {
  ListDeploymentTargets: { targetIds: string[]; nextToken: string | null }
}

/**
 * W1 of a client of Hive Gateway: a gateway without resolvers goes neither from page to page nor from ids to targets, so
 * its client asks for the deployment, for each page, and for the targets of each page. Answers the bytes of all answers,
 * one behind the other.
 */
export async function askHive(url: string, deploymentId: string): Promise<Buffer> {
  const ask = (query: string, variables: object) => send(`${url}/graphql`, { query, variables })
  const answers = [ask(DEPLOYMENT, { deploymentId })]
  let nextToken: string | null = null
  do {
    const page = await ask(PAGE, { deploymentId, nextToken })
    const { ListDeploymentTargets: listed } = (JSON.parse(page.toString()) as { data: Page }).data
    const { query, variables } = batches(listed.targetIds, deploymentId)
    answers.push(ask(query, variables))
    nextToken = listed.nextToken
  } while (nextToken)
  return Buffer.concat(await Promise.all(answers))
}

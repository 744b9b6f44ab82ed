/** The last rollouts of an application in all accounts and regions, newest first. */
const ROLLOUTS = `query Rollouts($application: String!) {
  activity(first: 5, filter: { applicationName: $application }) {
    nodes {
      id
      title
      phase
      reason
      consoleUrl
      location { name }
      ... on Deployment { percentComplete }
      ... on CodeDeployDeployment { failureSummary { headline } }
    }
  }
}`

/** An activity as the query selects it. */
export interface Rollout {
  id: string
  title: string
  phase: string
  reason: string | null
  consoleUrl: string
  location: { name: string }
  percentComplete?: number | null
  failureSummary?: { headline: string } | null
}

/** Rollouts that cannot be read are left out; rejects if none can. */
export async function readRollouts(
  send: typeof fetch,
  baseUrl: string,
  application: string,
): Promise<readonly Rollout[]> {
  const response = await send(`${baseUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ROLLOUTS, variables: { application } }),
  })
  const { data, errors } = await response.json().catch(() => ({})) // the proxy's own errors are plain text
  if (!data?.activity) throw new Error(errors?.[0]?.message ?? `deploygraph answered ${response.status}.`)
  return data.activity.nodes.filter(Boolean)
}

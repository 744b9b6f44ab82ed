import { ask } from './ask.ts'
import { graphql } from './generated/gql.ts'

const RollingOut = graphql(`
  query RollingOut($since: DateTime!) {
    activity(first: 50, filter: { phases: [PENDING, IN_PROGRESS, WAITING, ROLLING_BACK], since: $since }) {
      nodes {
        service
        title
        phase
        reason
        location { name }
        ... on Deployment { percentComplete }
      }
      problems { service location { name } message }
    }
  }
`)

/** Lists what is rolling out, in all services and locations; `since`: created at this moment or later. */
export async function rollouts(gateway: string, since: Date): Promise<string[]> {
  const { activity } = await ask(gateway, RollingOut, { since: since.toISOString() })
  return [
    ...(activity?.nodes ?? []).flatMap((node) => {
      if (!node) return [] // could not be read; ask() has said why
      // Only deployments have the field; TypeScript insists that this is asked.
      const percent =
        'percentComplete' in node && node.percentComplete != null ? ` ${Math.round(node.percentComplete)} %` : ''
      const reason = node.reason ? `: ${node.reason}` : ''
      return `${node.service} ${node.title}: ${node.phase}${percent} (${node.location.name})${reason}`
    }),
    ...(activity?.problems ?? []).map(
      ({ service, location, message }) => `${service} unread in ${location.name}: ${message}`,
    ),
  ]
}

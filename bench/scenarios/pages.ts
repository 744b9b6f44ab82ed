import { PAGE_OF_TARGETS } from '../documents.ts'
import type { Server } from '../peers.ts'
import { fleetId } from '../worlds.ts'

interface Page {
  data: { codeDeployDeployment: { targets: { pageInfo: { hasNextPage: boolean; endCursor: string } } } }
}

/** Reads the nth deployment of `fleets` page after page, as a client does. */
export async function readPages({ ask }: Server, n: number): Promise<void> {
  let after: string | null = null
  do {
    const answer = await ask({ query: PAGE_OF_TARGETS, variables: { deploymentId: fleetId(n), after } })
    const { data } = JSON.parse(answer.toString()) as Page
    const { hasNextPage, endCursor } = data.codeDeployDeployment.targets.pageInfo
    after = hasNextPage ? endCursor : null
  } while (after)
}

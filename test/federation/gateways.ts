import { startApollo } from '../../examples/supergraph/apollo.mjs'
import { compose, URLS } from '../../examples/supergraph/compose.mjs'
import { startHive } from '../../examples/supergraph/hive.mjs'
import { startServices } from '../../examples/supergraph/services.mjs'
import { printedSubgraph } from '../../src/schema.ts'
import type { Answer } from '../support/gateway.ts'

/** The routers of the example, by name. */
export const GATEWAYS = {
  '@apollo/gateway': (supergraph: string) => startApollo(supergraph),
  'Hive Gateway': (supergraph: string) => startHive(supergraph, 0, false),
}

export type Service = Parameters<typeof startServices>[0][number]

/** A router over a gateway and the services of the example. */
export async function startSupergraph(name: keyof typeof GATEWAYS, deploygraph: string, list: Service[]) {
  const services = await startServices(list)
  const supergraph = compose(printedSubgraph)
    .replace(URLS.deploygraph, `${deploygraph}/graphql`)
    .replace(URLS.services, services.url)
  const gateway = await GATEWAYS[name](supergraph)
  return {
    query: async (query: string): Promise<Answer> => {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      })
      return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
    },
    stop: async () => {
      await gateway.stop()
      await services.stop()
    },
  }
}

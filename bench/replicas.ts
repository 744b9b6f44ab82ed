import type { Aws } from './aws.ts'
import { AS_IT_COMES, type Peer, type Server, startServer, sumOf } from './peers.ts'

/** The gateway as its users run it, with a Redis. */
export const sharing = (redisUrl: string, name = 'deploygraph, with Redis'): Peer => ({
  ...AS_IT_COMES,
  name,
  env: { REDIS_URL: redisUrl },
})

/** Several processes of a peer behind a load balancer that asks one after the other. */
export interface Replicas extends Server {
  all: readonly Server[]
}

export async function startReplicas(count: number, peer: Peer, aws: Aws): Promise<Replicas> {
  const all = await Promise.all(Array.from({ length: count }, () => startServer(peer, aws)))
  let turn = 0
  const [first] = all as [Server]
  return {
    all,
    name: peer.name,
    url: first.url,
    ask: (question) => (all[turn++ % count] as Server).ask(question),
    probe: first.probe,
    usage: async () => sumOf(await Promise.all(all.map(({ usage }) => usage()))),
    stop: async () => void (await Promise.all(all.map(({ stop }) => stop()))),
  }
}

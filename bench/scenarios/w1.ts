import { startAws } from '../aws.ts'
import { WHOLE_DEPLOYMENT } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import {
  APOLLO,
  contained,
  DEPLOYGRAPH,
  FLOOR,
  GRAPHQL,
  HIVE,
  LOOP,
  type Peer,
  PLAIN_READS,
  type Question,
  READS,
  type Server,
} from '../peers.ts'
import { ahead, compareAnswers, medianOf, type Scenario } from '../scenario.ts'
import { claim, costs } from '../table.ts'

/** The deployment of the world `fleet`, with all its targets. */
export const WHOLE_FLEET: Question = {
  query: WHOLE_DEPLOYMENT,
  variables: { deploymentId: 'd-FLEET0001' },
  path: '/deployments/d-FLEET0001',
}

const SERVERS = [...GRAPHQL, LOOP, HIVE, contained(DEPLOYGRAPH), contained(LOOP), PLAIN_READS, READS, FLOOR]

export const w1: Scenario = {
  name: 'w1',
  title: 'W1: a deployment to 1,000 instances, 10 lifecycle events each, every field',
  run: async ({ rounds = 15 }) => {
    const aws = await startAws({ world: { fleet: 1000 } })
    return withServers(SERVERS, aws, async (servers) => {
      const answer = await compareAnswers(servers, WHOLE_FLEET)
      const work = ({ ask }: Server) => ask(WHOLE_FLEET)
      const measured = await interleave(servers, aws, { warmUp: 40, rounds, times: 2, work })
      const cpuOf = (peer: Peer) => medianOf(measured, peer, 'cpuMs')
      return [
        costs(measured, { against: [LOOP.name, APOLLO.name], answer }),
        [
          claim(`CPU ÷ ${LOOP.name}`, cpuOf(DEPLOYGRAPH) / cpuOf(LOOP), 0.5),
          claim(`CPU ÷ ${APOLLO.name}`, cpuOf(DEPLOYGRAPH) / cpuOf(APOLLO), 0.25),
          ahead(measured),
        ].join('\n'),
      ].join('\n\n')
    }).finally(aws.stop)
  },
}

import { startAws } from '../aws.ts'
import { LOCATIONS, TYPENAME } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { APOLLO_OUR_SDK, AS_IT_COMES, DEPLOYGRAPH, GRAPHQL, type Server, YOGA } from '../peers.ts'
import { compareAnswers, medianOf, type Scenario } from '../scenario.ts'
import { claim, costs } from '../table.ts'

// Without AWS it makes no difference what is cached, nor whose SDK clients are there. Other servers spread a context into
// one of their own, and would pay for sources that deploygraph makes when they are asked.
const SERVERS = GRAPHQL.filter((peer) => peer !== DEPLOYGRAPH && peer !== APOLLO_OUR_SDK).map((peer) =>
  peer === AS_IT_COMES ? peer : { ...peer, args: [...(peer.args ?? []), '--without-aws'] },
)

export const small: Scenario = {
  name: 'small',
  title: 'Small queries, which ask nothing of AWS',
  run: async ({ rounds = 15 }) => {
    const aws = await startAws({ world: { fleet: 1 } })
    return withServers(SERVERS, aws, async (servers) => {
      const parts = []
      for (const query of [TYPENAME, LOCATIONS]) {
        await compareAnswers(servers, { query })
        const work = ({ ask }: Server) => ask({ query })
        const measured = await interleave(servers, aws, { warmUp: 3000, rounds, times: 500, work })
        parts.push(
          `\`${query}\``,
          costs(measured, { against: [YOGA.name] }),
          claim(
            `CPU ÷ ${YOGA.name}`,
            medianOf(measured, AS_IT_COMES, 'cpuMs') / medianOf(measured, YOGA, 'cpuMs'),
            0.5,
          ),
        )
      }
      return parts.join('\n\n')
    }).finally(aws.stop)
  },
}

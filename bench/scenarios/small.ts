import { startAws } from '../aws.ts'
import type { Claim } from '../claim.ts'
import { LOCATIONS, TYPENAME } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { APOLLO, APOLLO_OUR_SDK, AS_IT_COMES, DEPLOYGRAPH, GRAPHQL, type Server, YOGA } from '../peers.ts'
import { amounts, compareAnswers, compared, type Scenario } from '../scenario.ts'
import { costs } from '../table.ts'

// Without AWS it makes no difference what is cached, nor whose SDK clients are there. Other servers spread a context into
// one of their own, and would pay for sources that deploygraph makes when they are asked.
const SERVERS = GRAPHQL.filter((peer) => peer !== DEPLOYGRAPH && peer !== APOLLO_OUR_SDK).map((peer) =>
  peer === AS_IT_COMES ? peer : { ...peer, args: [...(peer.args ?? []), '--without-aws'] },
)

export const small: Scenario = {
  name: 'small',
  title: 'Small queries, which ask nothing of AWS',
  run: async (options) => {
    const aws = await startAws({ world: { fleets: [1] } })
    return withServers(SERVERS, aws, async (servers) => {
      const parts: string[] = []
      const claims: Claim[] = []
      for (const query of [TYPENAME, LOCATIONS]) {
        await compareAnswers(servers, { query })
        const work = ({ ask }: Server) => ask({ query })
        const measured = await interleave(servers, aws, {
          ...amounts(options, { warmUp: 3000, rounds: 11, times: 1500 }),
          work,
        })
        parts.push(`\`${query}\``, costs(measured, { against: YOGA.name }))
        for (const [peer, most] of [[YOGA, 0.5] as const, [APOLLO, 1] as const]) {
          const claim = compared(measured, [AS_IT_COMES, peer], { most })
          claims.push({ ...claim, text: `\`${query}\`, ${claim.text}` })
        }
      }
      return { text: parts.join('\n\n'), claims }
    }).finally(aws.stop)
  },
}

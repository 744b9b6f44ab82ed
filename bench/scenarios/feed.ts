import { startAws } from '../aws.ts'
import { FEED } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { DEPLOYGRAPH, GRAPHQL, type Server } from '../peers.ts'
import { compareAnswers, cpuOf, leastCpu, type Scenario } from '../scenario.ts'
import { claim, costs } from '../table.ts'

const FIRST_PAGE = { query: FEED }

export const feed: Scenario = {
  name: 'feed',
  title: "The feed's first page: 20 activities of three services in two regions",
  run: async ({ rounds = 15 }) => {
    const aws = await startAws({ world: 'demo' })
    return withServers(GRAPHQL, aws, async (servers) => {
      const work = ({ ask }: Server) => ask(FIRST_PAGE)
      const measured = await interleave(servers, aws, { warmUp: 40, rounds, times: 5, work })
      return [
        costs(measured, { against: [DEPLOYGRAPH.name], answer: await compareAnswers(servers, FIRST_PAGE) }),
        claim('CPU ÷ the peer that needs least', cpuOf(measured, DEPLOYGRAPH) / leastCpu(measured), 1),
      ].join('\n\n')
    }).finally(aws.stop)
  },
}

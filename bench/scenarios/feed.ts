import { startAws } from '../aws.ts'
import { FEED } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, GRAPHQL, type Server } from '../peers.ts'
import { ahead, amounts, compareAnswers, type Scenario } from '../scenario.ts'
import { costs } from '../table.ts'

const FIRST_PAGE = { query: FEED }

export const feed: Scenario = {
  name: 'feed',
  title: "The feed's first page: 20 activities of three services in two regions",
  run: async (options) => {
    const aws = await startAws({ world: 'demo' })
    return withServers(GRAPHQL, aws, async (servers) => {
      const answer = await compareAnswers(servers, FIRST_PAGE)
      const work = ({ ask }: Server) => ask(FIRST_PAGE)
      const measured = await interleave(servers, aws, {
        ...amounts(options, { warmUp: 60, rounds: 9, times: 30 }),
        work,
      })
      return {
        text: costs(measured, { against: DEPLOYGRAPH.name, answer }),
        claims: [ahead(measured, DEPLOYGRAPH), ahead(measured, AS_IT_COMES)],
      }
    }).finally(aws.stop)
  },
}

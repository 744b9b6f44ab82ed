import { startAws } from '../aws.ts'
import { OVERVIEW } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, GRAPHQL, LOOP, type Question, type Server } from '../peers.ts'
import { ahead, amounts, compareAnswers, compared, type Scenario } from '../scenario.ts'
import { costs } from '../table.ts'

export const NEWEST: Question = { query: OVERVIEW, path: '/deployments' }

export const overview: Scenario = {
  name: 'overview',
  title: 'Fleet overview: the newest 50 deployments of two regions',
  run: async (options) => {
    const aws = await startAws({ world: 'demo' })
    return withServers([...GRAPHQL, LOOP], aws, async (servers) => {
      const answer = await compareAnswers(servers, NEWEST)
      const work = ({ ask }: Server) => ask(NEWEST)
      const measured = await interleave(servers, aws, {
        ...amounts(options, { warmUp: 500, rounds: 11, times: 100 }),
        work,
      })
      return {
        text: costs(measured, { against: LOOP.name, answer }),
        claims: [
          compared(measured, [DEPLOYGRAPH, LOOP], { most: 0.8 }),
          ahead(measured, DEPLOYGRAPH),
          ahead(measured, AS_IT_COMES),
        ],
      }
    }).finally(aws.stop)
  },
}

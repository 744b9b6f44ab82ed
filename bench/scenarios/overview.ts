import { startAws } from '../aws.ts'
import { OVERVIEW } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { DEPLOYGRAPH, GRAPHQL, LOOP, type Question, type Server } from '../peers.ts'
import { compareAnswers, cpuOf, leastCpu, type Scenario } from '../scenario.ts'
import { claim, costs } from '../table.ts'

const NEWEST: Question = { query: OVERVIEW, path: '/deployments' }

export const overview: Scenario = {
  name: 'overview',
  title: 'Fleet overview: the newest 50 deployments of two regions',
  run: async ({ rounds = 15 }) => {
    const aws = await startAws({ world: 'demo' })
    return withServers([...GRAPHQL, LOOP], aws, async (servers) => {
      const work = ({ ask }: Server) => ask(NEWEST)
      const measured = await interleave(servers, aws, { warmUp: 60, rounds, times: 10, work })
      const answer = await compareAnswers(servers, NEWEST)
      return [
        costs(measured, { against: [LOOP.name], answer }),
        claim('CPU ÷ the peer that needs least', cpuOf(measured, DEPLOYGRAPH) / leastCpu(measured), 1),
      ].join('\n\n')
    }).finally(aws.stop)
  },
}

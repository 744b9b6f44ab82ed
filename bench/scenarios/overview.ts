import { startAws } from '../aws.ts'
import { OVERVIEW } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { GRAPHQL, LOOP, type Question, type Server } from '../peers.ts'
import { ahead, compareAnswers, type Scenario } from '../scenario.ts'
import { costs } from '../table.ts'

const NEWEST: Question = { query: OVERVIEW, path: '/deployments' }

export const overview: Scenario = {
  name: 'overview',
  title: 'Fleet overview: the newest 50 deployments of two regions',
  run: async ({ rounds = 15 }) => {
    const aws = await startAws({ world: 'demo' })
    return withServers([...GRAPHQL, LOOP], aws, async (servers) => {
      const answer = await compareAnswers(servers, NEWEST)
      const work = ({ ask }: Server) => ask(NEWEST)
      const measured = await interleave(servers, aws, { warmUp: 60, rounds, times: 10, work })
      return [costs(measured, { against: [LOOP.name], answer }), ahead(measured)].join('\n\n')
    }).finally(aws.stop)
  },
}

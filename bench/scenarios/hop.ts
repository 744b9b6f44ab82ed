import { startAws } from '../aws.ts'
import { interleave, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, hiveOver, type Server } from '../peers.ts'
import { amounts, compareAnswers, type Scenario, sized } from '../scenario.ts'
import { costs } from '../table.ts'
import { NEWEST } from './overview.ts'
import { wholeFleet } from './w1.ts'

const SERVERS = [DEPLOYGRAPH, hiveOver(DEPLOYGRAPH), AS_IT_COMES, hiveOver(AS_IT_COMES)]

const QUESTIONS = [
  { title: 'W1, every field', targets: 1000, question: wholeFleet(), warmUp: 20, times: 2 },
  { title: 'Overview', targets: undefined, question: NEWEST, warmUp: 60, times: 10 },
] as const

export const hop: Scenario = {
  name: 'hop',
  title: 'One more hop: Hive Gateway as the router of a supergraph over deploygraph',
  once: true,
  run: async (options) => {
    const parts = ['CPU is that of both processes.']
    for (const { title, targets, question, ...own } of QUESTIONS) {
      const aws = await startAws({ world: targets ? { fleets: [sized(options, targets)] } : 'demo' })
      const text = await withServers(SERVERS, aws, async (servers) => {
        const answer = await compareAnswers(servers, question)
        const work = ({ ask }: Server) => ask(question)
        const measured = await interleave(servers, aws, { ...amounts(options, { ...own, rounds: 9 }), work })
        return costs(measured, { against: DEPLOYGRAPH.name, answer })
      }).finally(aws.stop)
      parts.push(title, text)
    }
    return { text: parts.join('\n\n'), claims: [] }
  },
}

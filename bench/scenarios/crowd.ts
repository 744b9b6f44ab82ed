import { type Aws, startAws } from '../aws.ts'
import { WHOLE_DEPLOYMENT } from '../documents.ts'
import { interleave, type Sample, withServers } from '../measure.ts'
import { APOLLO, AS_IT_COMES, LOOP, MERCURIUS, type Question, type Server, YOGA } from '../peers.ts'
import { compareAnswers, leastOf, medianOf, type Scenario } from '../scenario.ts'
import { claim, costs } from '../table.ts'
import { crowdDeployment } from '../worlds.ts'

const CLIENTS = 200
const WARM_UP = 1
const TARGETS = 100

// Their requests are under way at once, and are not to share what they read: that is deploygraph's.
const OTHERS = [APOLLO, YOGA, MERCURIUS].map((peer) => ({ ...peer, args: [...(peer.args ?? []), '--crowd'] }))

/** The query of the nth crowd: each crowd reads its own deployment, which was not read before. */
const question = (n: number): Question => ({
  query: WHOLE_DEPLOYMENT,
  variables: { deploymentId: crowdDeployment(n) },
  path: `/deployments/${crowdDeployment(n)}`,
})

export const crowd: Scenario = {
  name: 'crowd',
  title: `A crowd: ${CLIENTS} equal clients at once, a deployment to ${TARGETS} instances, 40 ms per AWS call`,
  run: async ({ rounds = 3 }) => {
    const aws = await startAws({ world: { crowds: WARM_UP + rounds + 1, targets: TARGETS }, delayMs: 40 })
    return withServers([AS_IT_COMES, LOOP, ...OTHERS], aws, async (servers) => {
      const callsOfOne = await callsOf(servers, aws, question(0))
      await compareAnswers(servers, question(0))
      const whole = new Map(servers.map(({ name }) => [name, 0]))
      const work = async ({ name, ask }: Server, round: number) => {
        const answers = Array.from({ length: CLIENTS }, () => ask(question(1 + WARM_UP + round)))
        const settled = await Promise.allSettled(answers)
        const good = settled.filter((one) => one.status === 'fulfilled' && !one.value.includes('"errors":'))
        if (round >= 0) whole.set(name, (whole.get(name) ?? 0) + good.length)
      }
      const measured = await interleave(servers, aws, { warmUp: WARM_UP, rounds, times: 1, work })
      const answer = new Map([...whole].map(([name, count]) => [name, `${count} of ${CLIENTS * rounds} whole`]))
      const ratio = (of: keyof Sample) => medianOf(measured, AS_IT_COMES, of) / leastOf(measured, of)
      return [
        `CPU and wall time are those of all ${CLIENTS} answers. One client alone costs ${callsOfOne} AWS calls.`,
        costs(measured, { against: [LOOP.name], answer }),
        [
          claim('AWS calls', medianOf(measured, AS_IT_COMES, 'calls'), callsOfOne),
          claim('CPU ÷ the peer that needs least', ratio('cpuMs'), 1),
          claim('wall time ÷ the fastest peer', ratio('wallMs'), 1),
        ].join('\n'),
      ].join('\n\n')
    }).finally(aws.stop)
  },
}

/** How many AWS calls the first server makes for one answer. */
async function callsOf([server]: readonly Server[], aws: Aws, question: Question): Promise<number> {
  await aws.calls()
  await server?.ask(question)
  return Object.values(await aws.calls()).reduce((sum, count) => sum + count, 0)
}

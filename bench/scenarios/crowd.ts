import { startAws } from '../aws.ts'
import { WHOLE_DEPLOYMENT } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { APOLLO, AS_IT_COMES, LOOP, MERCURIUS, type Question, type Server, YOGA } from '../peers.ts'
import { cpuOf, type Scenario } from '../scenario.ts'
import { claim, costs, median } from '../table.ts'
import { crowdDeployment } from '../worlds.ts'

const CLIENTS = 200
const WARM_UP = 1
const TARGETS = 100

/** What the nth crowd asks: every crowd for a deployment of its own, so that nobody has read it before. */
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
    return withServers([AS_IT_COMES, LOOP, APOLLO, YOGA, MERCURIUS], aws, async (servers) => {
      const work = ({ ask }: Server, round: number) =>
        Promise.all(Array.from({ length: CLIENTS }, () => ask(question(round + WARM_UP))))
      const measured = await interleave(servers, aws, { warmUp: WARM_UP, rounds, times: 1, work })
      const ours = measured.find(({ server }) => server.name === AS_IT_COMES.name)
      const others = measured.filter((one) => one !== ours)
      const wall = (of: typeof others) => of.map(({ samples }) => median(samples.map(({ wallMs }) => wallMs)))
      await aws.calls()
      await servers.find(({ name }) => name === LOOP.name)?.ask(question(WARM_UP + rounds))
      const callsOfOne = Object.values(await aws.calls()).reduce((sum, count) => sum + count, 0)
      return [
        `CPU and wall time are those of all ${CLIENTS} answers. One client alone costs ${callsOfOne} AWS calls.`,
        costs(measured, { against: [LOOP.name] }),
        [
          claim('AWS calls', Math.max(...(ours?.samples.map(({ calls }) => calls) ?? [])), callsOfOne),
          claim(
            'CPU ÷ the peer that needs least',
            cpuOf(measured, AS_IT_COMES) / Math.min(...others.map(({ server }) => cpuOf(measured, server))),
            1,
          ),
          claim('wall time ÷ the fastest peer', Math.min(...wall(ours ? [ours] : [])) / Math.min(...wall(others)), 1),
        ].join('\n'),
      ].join('\n\n')
    }).finally(aws.stop)
  },
}

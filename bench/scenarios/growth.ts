import { startAws } from '../aws.ts'
import { PAGE_OF_TARGETS } from '../documents.ts'
import { interleave, withServers } from '../measure.ts'
import { DEPLOYGRAPH, type Server } from '../peers.ts'
import type { Scenario } from '../scenario.ts'
import { callsOf, claim, digits, median, medianCpu, table } from '../table.ts'

/** Targets, and how often they are read for a sample: about as long for each size. */
const SIZES = [
  [100, 20],
  [1_000, 3],
  [10_000, 1],
] as const

export const growth: Scenario = {
  name: 'growth',
  title: 'Growth: 100, 1,000 and 10,000 targets, by pages of 1,000',
  run: async ({ rounds = 7 }) => {
    const perTarget: number[] = []
    const rows: string[][] = []
    for (const [targets, times] of SIZES) {
      const aws = await startAws({ world: { fleet: targets } })
      const measured = await withServers([DEPLOYGRAPH], aws, (servers) =>
        interleave(servers, aws, { warmUp: Math.ceil(20_000 / targets), rounds, times, work: readAll }),
      ).finally(aws.stop)
      for (const one of measured) {
        const cpu = medianCpu(one)
        perTarget.push(cpu / targets)
        const wall = median(one.samples.map(({ wallMs }) => wallMs))
        rows.push([
          targets.toLocaleString('en'),
          digits(cpu),
          digits((1000 * cpu) / targets),
          digits(wall),
          callsOf(one),
        ])
      }
    }
    return [
      table(['targets', 'CPU ms', 'CPU µs per target', 'wall ms', 'AWS calls'], rows),
      claim('CPU per target at 10,000 ÷ that at 100', (perTarget[2] ?? Number.NaN) / (perTarget[0] ?? Number.NaN), 1.2),
    ].join('\n\n')
  },
}

interface Page {
  data: { codeDeployDeployment: { targets: { pageInfo: { hasNextPage: boolean; endCursor: string } } } }
}

/** Reads a fleet page after page, as a client does. */
async function readAll({ ask }: Server): Promise<void> {
  let after: string | null = null
  do {
    const answer = await ask({ query: PAGE_OF_TARGETS, variables: { deploymentId: 'd-FLEET0001', after } })
    const { data } = JSON.parse(answer.toString()) as Page
    const { hasNextPage, endCursor } = data.codeDeployDeployment.targets.pageInfo
    after = hasNextPage ? endCursor : null
  } while (after)
}

import { startAws } from '../aws.ts'
import { interleave, of, withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Server } from '../peers.ts'
import { amounts, type Options } from '../scenario.ts'
import { median } from '../statistics.ts'
import { callsOf, digits, megabytes, table } from '../table.ts'
import { NEWEST } from './overview.ts'

const COUNTS = [2, 20, 200, 600]
const DEPLOYMENTS = 50 // in each location

// More locations than MAX_COST allows by default, on a machine that may be busy.
const BOUNDS = { MAX_COST: '1000000000', REQUEST_TIMEOUT_MS: '120000', CODEDEPLOY_CACHE_SECONDS: '3600' }
const READ = { ...DEPLOYGRAPH, env: { ...DEPLOYGRAPH.env, ...BOUNDS } }
const REMEMBERED = { ...AS_IT_COMES, name: 'remembered', env: BOUNDS }

/** One answer over all locations, in one process: more processes do not make it cheaper. */
export async function byLocations(options: Options): Promise<string> {
  const rows: string[][] = []
  for (const count of options.smoke ? COUNTS.slice(0, 1) : COUNTS) {
    const fleets = Array.from({ length: DEPLOYMENTS }, () => 1)
    const aws = await startAws({ world: { fleets }, locations: accounts(count) })
    await withServers([READ, REMEMBERED], aws, async (servers) => {
      const work = ({ ask }: Server) => ask(NEWEST)
      const plan = { ...amounts(options, { warmUp: count > 100 ? 5 : 100, rounds: 5, times: 1 }), work }
      const measured = await interleave(servers, aws, plan)
      const [read] = measured
      const { rssBytes } = (await read?.server.usage()) ?? { rssBytes: Number.NaN }
      const figures = measured.flatMap((one) => [
        callsOf(one),
        ...(['cpuMs', 'wallMs'] as const).map((what) => digits(median(of(one, what)))),
      ])
      rows.push([String(count), ...figures, megabytes(rssBytes)])
    }).finally(aws.stop)
  }
  const figures = (how: string) => [`AWS calls, ${how}`, 'CPU ms', 'wall ms']
  return [
    `All locations: the newest 50 deployments of many locations with ${DEPLOYMENTS} deployments each, in one process`,
    table(['locations', ...figures('nothing cached'), ...figures('remembered'), 'resident MB'], rows),
  ].join('\n\n')
}

const accounts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: `account-${index}`,
    region: 'us-east-1',
    accountId: String(100_000_000_000 + index),
  }))

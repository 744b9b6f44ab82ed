import { dataOf, PROBLEMS, type Problem, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { plain } from '../plain-text.ts'
import { isOne, LOCATIONS, type Located, noneOf, reachOf, warnOfUnread } from '../reach.ts'
import { type Cell, tableLines } from '../table.ts'
import { outJson } from '../terminal.ts'
import { isoDuration, span } from '../times.ts'
import { UnavailableError } from '../usage-error.ts'

export const STATS_DOCUMENT = `query Stats($within: Duration, $location: String, $application: String) {
  ${LOCATIONS}
  deploymentStatistics(within: $within, location: $location, applicationName: $application) {
    since deployments succeeded failed stopped rollbacks deploymentFrequencyPerDay changeFailureRate
    failedDeploymentRecoverySeconds { count p50 p90 max }
    durationSeconds { count p50 p90 max }
    byGroup(first: 10) {
      applicationName deploymentGroupName location { name } deployments failed stopped changeFailureRate
      durationSeconds { p50 p90 }
    }
    isComplete
    ${PROBLEMS}
  }
}`

interface Percentiles {
  p50: number | null
  p90: number | null
}

interface Counts {
  deployments: number
  failed: number
  stopped: number
  changeFailureRate: number | null
  durationSeconds: Percentiles
}

interface Statistics extends Counts {
  since: string
  succeeded: number
  rollbacks: number
  deploymentFrequencyPerDay: number | null
  failedDeploymentRecoverySeconds: Percentiles
  byGroup: (Counts & { applicationName: string; deploymentGroupName: string; location: { name: string } })[]
  isComplete: boolean
  problems: Problem[]
}

export const stats: Command = {
  summary: 'how often you deploy, how often it fails, how fast it recovers',
  argument: '[application]',
  details: `The figures of CodeDeploy --within (30d), as docs/insight.md computes them. With --json, the answer is one line.`,
  run: asking(async (source, { flags: { location, within = '30d', json }, argument: application, terminal }) => {
    const variables = { within: isoDuration('--within', within), location, application }
    const answer = await source.query<Located & { deploymentStatistics: Statistics | null }>(STATS_DOCUMENT, variables)
    const { locations, deploymentStatistics: statistics } = dataOf(terminal, answer)
    if (!statistics) throw new UnavailableError('the statistics could not be read')
    const asked = [{ reads: isOne('CODEDEPLOY'), page: statistics }]
    const hasRows = statistics.deployments > 0
    const reach = await reachOf(asked, location ?? locations, hasRows)
    if (json && reach !== 'nothing') outJson(terminal, statistics)
    else if (reach === 'part' && !hasRows) terminal.out(`${noneOf('No deployment was found', reach)}\n`)
    else if (reach !== 'nothing') {
      const labels = figures(statistics).map(([label, text]) => `${label.padEnd(18)} ${text}`)
      const table = tableLines(terminal, ['GROUP', 'WHERE', 'CHANGES', 'FAILED', 'TAKES'], statistics.byGroup.map(row))
      terminal.out(`${[...labels, ...(statistics.byGroup.length > 0 ? ['', ...table] : [])].join('\n')}\n`)
    }
    warnOfUnread(terminal, asked, reach)
    if (!statistics.isComplete && reach === 'all')
      warn(terminal, 'not all deployments were read: run it again to read further back')
    return reach === 'nothing' ? EXIT.failed : EXIT.ok
  }),
}

const figures = (of: Statistics): [label: string, text: string][] => [
  ['changes', `${of.deployments} since ${plain(of.since.slice(0, 10))}${perDay(of.deploymentFrequencyPerDay)}`],
  ['outcome', `${of.succeeded} succeeded, ${of.failed} failed, ${of.stopped} stopped; ${of.rollbacks} rollbacks`],
  ['failure rate', percent(of.changeFailureRate)],
  ['recovery', half(of.failedDeploymentRecoverySeconds)],
  ['duration', half(of.durationSeconds)],
]

const perDay = (frequency: number | null) => (frequency === null ? '' : `, ${frequency.toFixed(1)} succeed a day`)
const percent = (share: number | null) => (share === null ? '-' : `${(share * 100).toFixed(1)} %`)

const half = ({ p50, p90 }: Percentiles) =>
  p50 === null || p90 === null ? '-' : `half within ${span(p50 * 1000)}, nine in ten within ${span(p90 * 1000)}`

const row = (one: Statistics['byGroup'][number]): Cell[] => [
  { text: plain(`${one.applicationName} → ${one.deploymentGroupName}`) },
  { text: plain(one.location.name) },
  { text: String(one.deployments) },
  { text: percent(one.changeFailureRate), colour: one.failed > 0 ? 'red' : undefined },
  { text: one.durationSeconds.p50 === null ? '' : span(one.durationSeconds.p50 * 1000) },
]

import { dataOf, PROBLEMS, type Problem, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { plain } from '../plain-text.ts'
import { type Asked, isOne, LOCATIONS, type Located, noneOf, reachOf, warnOfUnread } from '../reach.ts'
import { type Cell, tableLines } from '../table.ts'
import { colourOf, outJson, type Terminal } from '../terminal.ts'
import { isoDuration, relative } from '../times.ts'

const GROUPS = `deploymentGroupStates(first: 100, within: $within, location: $location, applicationName: $application) {
    nodes {
      applicationName deploymentGroupName location { name } phase failuresSinceSuccess
      current { deploymentId revision { label } completedAt consoleUrl }
      running { deploymentId }
    }
    pageInfo { hasNextPage } isComplete ${PROBLEMS}
  }`

const CONFIGURATIONS = `configurationStates(first: 100, location: $location) {
    nodes {
      environment { name location { name } } configurationName
      current { deploymentNumber configurationVersion versionLabel completedAt consoleUrl }
      running { deploymentNumber phase }
    }
    pageInfo { hasNextPage } isComplete ${PROBLEMS}
  }`

const PARAMETERS = '$within: Duration, $location: String'

export const RUNS_DOCUMENT = `query Runs(${PARAMETERS}, $application: String) { ${LOCATIONS} groups: ${GROUPS} configurations: ${CONFIGURATIONS} }`
export const RUNS_OF_DOCUMENT = `query RunsOf(${PARAMETERS}, $application: String) { ${LOCATIONS} groups: ${GROUPS} }`

interface Page<Node> {
  nodes: (Node | null)[] | null
  pageInfo: { hasNextPage: boolean } | null
  isComplete: boolean
  problems: Problem[]
}

interface Group {
  applicationName: string
  deploymentGroupName: string
  location: { name: string }
  phase: string
  failuresSinceSuccess: number
  current: { deploymentId: string; revision: { label: string | null } | null; completedAt: string | null } | null
  running: { deploymentId: string } | null
}

interface Configuration {
  environment: { name: string | null; location: { name: string } }
  configurationName: string | null
  current: { configurationVersion: string | null; versionLabel: string | null; completedAt: string | null } | null
  running: { phase: string } | null
}

interface Data extends Located {
  groups: Page<Group> | null
  configurations?: Page<Configuration> | null
}

export const runs: Command = {
  summary: 'which version runs where, and since when',
  argument: '[application]',
  details: `Deployment groups with a deployment --within (30d) and, unless an application of CodeDeploy is named, what AppConfig serves.
With --json, one group or configuration is one line.`,
  run: asking(async (source, { flags: { location, within = '30d', json }, argument: application, terminal }) => {
    const variables = { within: isoDuration('--within', within), location, application }
    const document = application === undefined ? RUNS_DOCUMENT : RUNS_OF_DOCUMENT
    const { locations, groups, configurations } = dataOf(terminal, await source.query<Data>(document, variables))
    const states = nodesOf(groups)
    const served = nodesOf(configurations)
    const rows = [...states, ...served]
    const asked: Asked[] = [
      { reads: isOne('CODEDEPLOY'), page: groups },
      ...(configurations === undefined ? [] : [{ reads: isOne('APPCONFIG'), page: configurations }]),
    ]
    const reach = await reachOf(asked, location ?? locations, rows.length > 0)
    if (json) for (const one of rows) outJson(terminal, one)
    else if (rows.length > 0) terminal.out(`${linesOf(terminal, states, served).join('\n')}\n`)
    else if (reach !== 'nothing') terminal.out(`${noneOf('No deployment was found', reach)}\n`)
    warnOfUnread(terminal, asked, reach)
    if ([groups, configurations].some(isCut))
      warn(terminal, 'not everything is shown: name an application or a --location')
    return reach === 'nothing' ? EXIT.failed : EXIT.ok
  }),
}

/** Whether there is more, beside what could not be read. */
const isCut = (page: Page<unknown> | null | undefined): boolean =>
  page != null && (page.pageInfo?.hasNextPage || (!page.isComplete && page.problems.length === 0))

const nodesOf = <Node>(page: Page<Node> | null | undefined): Node[] => page?.nodes?.flatMap((node) => node ?? []) ?? []

function linesOf(terminal: Terminal, groups: readonly Group[], served: readonly Configuration[]): string[] {
  const now = terminal.now()
  const rows = [
    ...groups.map((one): Cell[] => [
      { text: plain(`${one.applicationName} → ${one.deploymentGroupName}`) },
      { text: plain(one.location.name) },
      { text: plain(one.current?.revision?.label ?? (one.current ? one.current.deploymentId : 'no success')) },
      { text: relative(one.current?.completedAt, now) },
      { text: plain(one.phase), colour: colourOf(one.phase) },
      failures(one.failuresSinceSuccess),
      { text: plain(one.running?.deploymentId ?? '') },
    ]),
    ...served.map((one): Cell[] => [
      { text: plain(`${one.configurationName ?? '?'} → ${one.environment.name ?? '?'}`) },
      { text: plain(one.environment.location.name) },
      { text: plain(one.current?.versionLabel ?? one.current?.configurationVersion ?? 'no success') },
      { text: relative(one.current?.completedAt, now) },
      { text: plain(one.running?.phase ?? ''), colour: colourOf(one.running?.phase ?? '') },
    ]),
  ]
  return tableLines(terminal, ['WHAT', 'WHERE', 'RUNS', 'SINCE', 'LATEST', 'FAILED SINCE', 'RUNNING'], rows)
}

const failures = (count: number): Cell => ({ text: count > 0 ? String(count) : '', colour: 'red' })

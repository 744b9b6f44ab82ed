import { dataOf, PROBLEMS, type Problem, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { LOCATIONS, type Located, mayWait, noneOf, reachOf, warnOfUnread } from '../reach.ts'
import { outJson, type Terminal } from '../terminal.ts'
import { ACTIVITY_FIELDS, type Activity, activityLines } from './activities.ts'

export const WAITING_DOCUMENT = `query Waiting($locations: [String!]) {
  ${LOCATIONS}
  activity(first: 50, filter: { isWaiting: true, locations: $locations }) {
    nodes {
      ${ACTIVITY_FIELDS}
      ... on CodeDeployDeployment { waiting { kind since deadline phaseAtDeadline } }
    }
    pageInfo { hasNextPage }
    ${PROBLEMS}
  }
}`

interface Data extends Located {
  activity: {
    nodes: (Activity | null)[] | null
    pageInfo: { hasNextPage: boolean } | null
    problems: Problem[]
  } | null
}

const LAST = '9' // after every moment
const byDeadline = (a: Activity, b: Activity) =>
  (a.waiting?.deadline ?? LAST).localeCompare(b.waiting?.deadline ?? LAST)

/** AWS ends the old environment by itself. */
const goesOn = ({ waiting }: Activity) => waiting?.kind === 'ORIGINAL_TERMINATION'

// How far one that waits is says little, and would cost a ListDeploymentTargets for each.
const tableOf = (terminal: Terminal, of: readonly Activity[]) => activityLines(terminal, of, 'PROGRESS')

export const waiting: Command = {
  summary: 'who has to act, and until when',
  details: `Soonest deadline first; what goes on by itself comes after what needs somebody. ENDS is the moment at which the deployment
ends by itself if nobody acts, and the state that it then has. With --json, one activity is one line.`,
  run: asking(async (source, { flags: { location, json }, terminal }) => {
    const variables = { locations: location === undefined ? null : [location] }
    const { locations, activity } = dataOf(terminal, await source.query<Data>(WAITING_DOCUMENT, variables))
    const all = (activity?.nodes?.flatMap((node) => node ?? []) ?? []).sort(byDeadline)
    const [people, alone] = [all.filter((one) => !goesOn(one)), all.filter(goesOn)]
    const asked = [{ reads: mayWait, page: activity }]
    const reach = await reachOf(asked, location ?? locations, all.length > 0)
    const lines = [
      ...(people.length > 0 ? tableOf(terminal, people) : [noneOf('Nobody has to act', reach)]),
      ...(alone.length > 0 ? ['', 'Goes on by itself:', ...tableOf(terminal, alone)] : []),
    ]
    if (json) for (const one of [...people, ...alone]) outJson(terminal, one)
    else if (reach !== 'nothing') terminal.out(`${lines.join('\n')}\n`)
    warnOfUnread(terminal, asked, reach)
    if (activity?.pageInfo?.hasNextPage) warn(terminal, 'there are more: name a --location')
    return reach === 'nothing' ? EXIT.failed : EXIT.ok
  }),
}

import { dataOf, PROBLEMS, type Problem, warnOfProblems } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { outJson } from '../terminal.ts'
import { ACTIVITY_FIELDS, type Activity, activityLines } from './activities.ts'

export const WAITING_DOCUMENT = `query Waiting($locations: [String!]) {
  activity(first: 50, filter: { isWaiting: true, locations: $locations }) {
    nodes {
      ${ACTIVITY_FIELDS}
      ... on CodeDeployDeployment { waiting { kind since deadline phaseAtDeadline } }
    }
    ${PROBLEMS}
  }
}`

interface Data {
  activity: { nodes: (Activity | null)[] | null; problems: Problem[] } | null
}

export const waiting: Command = {
  summary: 'who has to act, and until when',
  details: `ENDS is the moment at which the deployment ends by itself if nobody acts, and the state that it then has.
With --json, one activity is one line.`,
  run: asking(async (source, { flags: { location, json }, terminal }) => {
    const variables = { locations: location === undefined ? null : [location] }
    const { activity } = dataOf(terminal, await source.query<Data>(WAITING_DOCUMENT, variables))
    const activities = activity?.nodes?.flatMap((node) => node ?? []) ?? []
    if (json) for (const one of activities) outJson(terminal, one)
    else if (activities.length === 0) terminal.out('Nothing waits.\n')
    else terminal.out(`${activityLines(terminal, activities).join('\n')}\n`)
    warnOfProblems(terminal, activity?.problems ?? [])
    return EXIT.ok
  }),
}

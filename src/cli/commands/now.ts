import { shownId } from '../activity-id.ts'
import { dataOf, PROBLEMS, type Problem, warn } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { isAny, LOCATIONS, type Located, mayWait, noneOf, reachOf, warnOfUnread } from '../reach.ts'
import { outJson } from '../terminal.ts'
import { ACTIVITY_FIELDS, type Activity, activityLines } from './activities.ts'

/** Activities that run or wait. The feed of the services whose lists cannot be filtered reaches back by a day. */
export const NOW_DOCUMENT = `query Now($locations: [String!]) {
  ${LOCATIONS}
  running: activity(
    first: 20
    filter: { phases: [PENDING, IN_PROGRESS, ROLLING_BACK], within: "P1D", locations: $locations }
  ) { ...page }
  waiting: activity(first: 20, filter: { isWaiting: true, locations: $locations }) { ...page }
}
fragment page on ActivityConnection {
  nodes {
    ${ACTIVITY_FIELDS}
    ... on CodeDeployDeployment {
      progress { percent } waiting { kind since deadline phaseAtDeadline } overview { total failed } estimate { at isOverdue }
    }
    ... on AppConfigDeployment { estimate { at isOverdue } }
  }
  pageInfo { hasNextPage }
  ${PROBLEMS}
}`

interface Page {
  nodes: (Activity | null)[] | null
  pageInfo: { hasNextPage: boolean } | null
  problems: Problem[]
}

export const now: Command = {
  summary: 'what is rolling out and what waits, in all services and locations',
  details: `Shows at most 20 activities that run, created within a day, and at most 20 that wait. With --json, one activity is one line.
Sources that could not be read are named on standard error.`,
  run: asking(async (source, { flags: { location, json }, terminal }) => {
    const variables = { locations: location === undefined ? null : [location] }
    const answer = await source.query<Located & Record<'running' | 'waiting', Page | null>>(NOW_DOCUMENT, variables)
    const { locations, running, waiting } = dataOf(terminal, answer)
    const pages = [running, waiting].flatMap((page) => page ?? [])
    const nodes = pages.flatMap((page) => page.nodes ?? []).flatMap((node) => node ?? [])
    // One that waits may run as well. Executions of one lifecycle policy share their page in the console.
    const activities = [...new Map(nodes.map((node) => [`${node.location.name} ${shownId(node)}`, node])).values()]
    const asked = [
      { reads: isAny, page: running },
      { reads: mayWait, page: waiting },
    ]
    const reach = await reachOf(asked, location ?? locations, activities.length > 0)
    if (json) for (const one of activities) outJson(terminal, one)
    else if (activities.length > 0) terminal.out(`${activityLines(terminal, activities).join('\n')}\n`)
    else if (reach !== 'nothing') terminal.out(`${noneOf('Nothing is rolling out', reach)}\n`)
    warnOfUnread(terminal, asked, reach)
    if (pages.some(({ pageInfo }) => pageInfo?.hasNextPage)) warn(terminal, 'there are more: name a --location')
    return reach === 'nothing' ? EXIT.failed : EXIT.ok
  }),
}

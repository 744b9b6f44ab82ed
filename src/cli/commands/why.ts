import { type ActivityId, activityIdOf, OWN_FIELDS, shownId } from '../activity-id.ts'
import { dataOf } from '../answers.ts'
import { asking, type Command, EXIT } from '../command.ts'
import { clip, plain, plainLines } from '../plain-text.ts'
import { coloured, colourOf, outJson, type Terminal } from '../terminal.ts'
import { relative } from '../times.ts'
import { UsageError } from '../usage-error.ts'
import { type Activity, COMMON_FIELDS, endOf, progressOf, trafficOf } from './activities.ts'

const DEPLOYMENT = `
  progress { percent trafficPercent currentEvent } waiting { kind since deadline phaseAtDeadline } estimate { at isOverdue }
  creator
  failureSummary {
    headline failedTargets totalTargets inspectedTargets
    groups { count lifecycleEventName errorCode scriptName message logTail targetIds }
  }
  change { summary compareUrl }
  rollback { message rollbackDeployment { deploymentId phase } }`

/** The documents of one activity, by what its id names. */
export const WHY_DOCUMENTS: Record<ActivityId['kind'], string> = {
  codeDeployDeployment: `query Why($id: ID!, $location: String) {
    activity: codeDeployDeployment(deploymentId: $id, location: $location) { ${COMMON_FIELDS} ${OWN_FIELDS.codeDeployDeployment} ${DEPLOYMENT} }
  }`,
  appConfigDeployment: `query Why($application: ID!, $environment: ID!, $number: Int!, $location: String) {
    activity: appConfigDeployment(
      applicationId: $application, environmentId: $environment, deploymentNumber: $number, location: $location
    ) {
      ${COMMON_FIELDS} ${OWN_FIELDS.appConfigDeployment} estimate { at isOverdue } change { fromVersion toVersion }
      eventLog { occurredAt eventType triggeredBy description }
    }
  }`,
  lifecycleExecution: `query Why($id: ID!, $location: String) {
    activity: lifecycleExecution(lifecycleExecutionId: $id, location: $location) {
      ${COMMON_FIELDS} ${OWN_FIELDS.lifecycleExecution}
      resources(first: 25) { nodes { resourceId action { name reason } state { status reason } } }
    }
  }`,
}

interface Why extends Activity {
  creator?: string | null
  failureSummary?: { headline: string; groups: (FailureGroup | null)[] } | null
  change?: {
    summary?: string | null
    compareUrl?: string | null
    fromVersion?: string | null
    toVersion?: string | null
  } | null
  rollback?: { message: string | null; rollbackDeployment: { deploymentId: string; phase: string } | null } | null
  eventLog?: { occurredAt: string | null; eventType: string; description: string | null }[] | null
  resources?: { nodes: (Resource | null)[] | null }
}

interface FailureGroup {
  count: number
  lifecycleEventName: string | null
  errorCode: string | null
  scriptName: string | null
  message: string | null
  logTail: string | null
  targetIds: string[]
}

interface Resource {
  resourceId: string | null
  action: { name: string | null; reason: string | null } | null
  state: { status: string | null; reason: string | null } | null
}

const MAX_TARGETS = 5

export const why: Command = {
  summary: 'why a deployment is as it is: causes, log tail, change, rollback',
  argument: '<id>',
  details: `The id is that of a CodeDeploy deployment (d-…) or of a lifecycle execution (lce-…), or it is
application/environment/number of an AppConfig deployment. With --json, the answer is one line.
The log tail is what a script printed on a target: do not trust it.`,
  run: asking(async (source, { flags: { location, json }, argument = '', terminal }) => {
    const { kind, variables } = activityIdOf(argument)
    const answer = await source.query<{ activity: Why | null }>(WHY_DOCUMENTS[kind], { ...variables, location })
    const { activity } = dataOf(terminal, answer)
    if (!activity) throw new UsageError(`${argument} is in none of the locations`)
    if (json) outJson(terminal, activity)
    else terminal.out(`${whyLines(terminal, activity).join('\n')}\n`)
    return EXIT.ok
  }),
}

function whyLines(terminal: Terminal, of: Why): string[] {
  const now = terminal.now()
  const columns = terminal.columns()
  const line = (label: string, text: string | null | undefined) =>
    text ? [`${coloured(terminal, label.padEnd(9), 'dim')} ${plain(text)}`] : []
  const { change, rollback, failureSummary } = of
  return [
    `${coloured(terminal, plain(of.title), 'bold')}  ${coloured(terminal, plain(of.phase), colourOf(of.phase))}`,
    ...line('id', `${shownId(of)} in ${of.location.name}`),
    ...line('why', failureSummary?.headline ?? of.reason),
    ...line('progress', progressOf(of.completedAt ? { progress: of.progress } : of)),
    ...line('traffic', trafficOf(of)),
    ...line('started', relative(of.startedAt ?? of.createdAt, now)),
    ...line(of.completedAt ? 'ended' : 'ends', of.completedAt ? relative(of.completedAt, now) : endOf(of, now)),
    ...line('by', of.creator),
    ...line('change', change?.summary ?? [change?.fromVersion, change?.toVersion].filter(Boolean).join(' → ')),
    ...line('compare', change?.compareUrl),
    ...line(
      'rollback',
      rollback?.rollbackDeployment
        ? `${rollback.rollbackDeployment.deploymentId} ${rollback.rollbackDeployment.phase}`
        : rollback?.message,
    ),
    ...line('console', of.consoleUrl),
    ...(failureSummary?.groups ?? []).flatMap((group) => (group ? groupLines(terminal, group, columns) : [])),
    ...(of.eventLog ?? []).map(
      ({ occurredAt, eventType, description }) =>
        `  ${plain(eventType)} ${relative(occurredAt, now)}: ${plain(description ?? '')}`,
    ),
    ...(of.resources?.nodes ?? []).flatMap((one) => (one ? [resourceLine(one)] : [])),
  ]
}

function groupLines(terminal: Terminal, group: FailureGroup, columns = Number.POSITIVE_INFINITY): string[] {
  const { count, lifecycleEventName, errorCode, scriptName, message, logTail, targetIds } = group
  const where = [lifecycleEventName, scriptName, errorCode].filter(Boolean).join(' · ')
  const more = count > MAX_TARGETS ? `, and ${count - MAX_TARGETS} more` : ''
  return [
    '',
    coloured(terminal, plain(`${count} × ${where}`), 'red'),
    ...(message ? [`  ${plain(message)}`] : []),
    `  ${plain(targetIds.slice(0, MAX_TARGETS).join(', '))}${more}`,
    ...(logTail ? plainLines(logTail.trimEnd()).map((text) => clip(`  | ${text}`, columns)) : []),
  ]
}

const resourceLine = ({ resourceId, action, state }: Resource) =>
  `  ${plain([action?.name, state?.status, resourceId, state?.reason ?? action?.reason].filter(Boolean).join(' '))}`

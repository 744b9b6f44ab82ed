import { pipelinesOf } from '../codedeploy/pipelines.ts'
import { historyOf, type ScheduledDeployment } from '../codedeploy/schedule.ts'
import { instanceArn, targetIdsOf } from '../codedeploy/targets.ts'
import { endOf, type TargetTimeline } from '../codedeploy/timeline.ts'
import { uuidOf } from '../random.ts'
import { ACCOUNT, type DemoEvent, type EventsIn } from './event.ts'

/** The states of a deployment that CodeDeploy sends an event about, by its status. */
const STATES: Record<string, string> = {
  InProgress: 'START',
  Ready: 'READY',
  Succeeded: 'SUCCESS',
  Failed: 'FAILURE',
  Stopped: 'STOP',
}

/**
 * CodeDeploy's events in a region: on a deployment's states and, of deployments to instances, on those of each instance.
 * Shapes as in https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html; deployments of
 * CloudFormation have no group, and no events.
 */
export function codeDeployEventsOf(region: string, seed: number): EventsIn {
  const histories = pipelinesOf(region)
    .filter(({ application }) => application !== undefined)
    .map((pipeline) => historyOf(pipeline, seed))
  return (from, until) =>
    histories
      .flatMap((scheduleAt) => scheduleAt(until))
      .filter(({ created, timeline }) => created + endOf(timeline) >= from)
      .flatMap((scheduled) => [...ofDeployment(scheduled), ...ofInstances(scheduled)])
      .filter(({ time }) => time >= from && time < until)
}

function ofDeployment(scheduled: ScheduledDeployment): DemoEvent[] {
  return scheduled.timeline.stages.flatMap(({ status, from }) => {
    const state = STATES[status]
    return state ? [eventOf(scheduled, 'Deployment', state, from)] : []
  })
}

function ofInstances(scheduled: ScheduledDeployment): DemoEvent[] {
  const { plan, timeline } = scheduled
  if (plan.kind !== 'rolling' && plan.kind !== 'blueGreen') return []
  return targetIdsOf(plan).flatMap((id, index) =>
    statesOf(timeline.targets[index]).map(([state, age]) => eventOf(scheduled, 'Instance', state, age, id)),
  )
}

function statesOf(target: TargetTimeline | undefined): [state: string, age: number][] {
  const [first] = target?.steps ?? []
  const last = target?.steps.at(-1)
  if (!target || !first || !last) return []
  const { halt } = target
  if (!halt)
    return [
      ['START', first.from],
      ['SUCCESS', last.to],
    ]
  const started: [string, number][] = first.from < halt.time ? [['START', first.from]] : []
  return halt.fails ? [...started, ['FAILURE', halt.time]] : started
}

function eventOf(
  { id, created, pipeline }: ScheduledDeployment,
  what: 'Deployment' | 'Instance',
  state: string,
  age: number,
  instanceId?: string,
): DemoEvent {
  const { region, application = '', group = '' } = pipeline
  const prefix = `arn:aws:codedeploy:${region}:${ACCOUNT}`
  return {
    key: [id, state, instanceId ?? ''],
    time: Math.floor(created + age),
    source: 'aws.codedeploy',
    'detail-type': `CodeDeploy ${what} State-change Notification`,
    resources: [
      ...(instanceId ? [instanceArn(region, instanceId)] : []),
      `${prefix}:application:${application}`,
      `${prefix}:deploymentgroup:${application}/${group}`,
    ],
    detail: {
      ...(instanceId && { instanceId }),
      instanceGroupId: uuidOf(region, application, group, 'instances'),
      region,
      application,
      deploymentId: id,
      state,
      deploymentGroup: group,
    },
  }
}

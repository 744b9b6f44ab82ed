import { useQuery } from '../data/query.ts'
import { HowWeDoDocument, type HowWeDoQuery } from '../generated/graphql.ts'
import { Announced } from '../parts/announced.tsx'
import { useFilter } from '../parts/filter.tsx'
import { Problems } from '../parts/notice.tsx'
import { DayBars } from '../parts/overview/day-bars.tsx'
import { GroupTable } from '../parts/overview/group-table.tsx'
import { Spans } from '../parts/spans.tsx'
import { Loading } from '../parts/states.tsx'
import { useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'
import { dayOf, exactLength } from '../words/time.ts'

type Statistics = NonNullable<HowWeDoQuery['deploymentStatistics']>

const WINDOWS = [
  { value: 'P7D', word: '7 d' },
  { value: 'P30D', word: '30 d' },
  { value: 'P90D', word: '90 d' },
]

const minutes = (seconds: number | null) =>
  seconds === null ? 'unknown' : `${Math.max(1, Math.round(seconds / 60))} min`

const wordsOf = (seconds: number) => (seconds < 90 ? 'a minute' : plural(Math.round(seconds / 60), 'minute'))

function headlineOf({
  changeFailureRate: rate,
  failedDeploymentRecoverySeconds: recovery,
  deployments,
}: Statistics): string {
  if (rate === null)
    return deployments === 0 ? 'Nothing was deployed in this time.' : 'No change has ended in this time.'
  if (rate === 0) return 'No change failed.'
  const often = `${Math.max(1, Math.round(rate * 100))} in 100 changes fail`
  return recovery.p50 === null ? `${often}.` : `${often}, and are put right in ${wordsOf(recovery.p50)}.`
}

const spread = ({ p90, max }: { p90: number | null; max: number | null }) =>
  p90 === null ? '' : `9 in 10 within ${minutes(p90)} · longest ${exactLength(max ?? p90)}`

/** How often, how well and how fast we deploy, in DORA's words. */
export default function Stats() {
  const { params } = useRoute()
  const within = params.get('within') ?? 'P30D'
  const location = params.get('location') ?? null
  const stats = useQuery(HowWeDoDocument, { within, location }, 300_000)?.data.deploymentStatistics
  const { text, matches } = useFilter()
  if (!stats) return <Loading />
  const {
    deploymentFrequencyPerDay: perDay,
    changeFailureRate: rate,
    durationSeconds,
    failedDeploymentRecoverySeconds: recovery,
  } = stats
  const groups = stats.byGroup.filter(({ applicationName, deploymentGroupName }) =>
    matches({ title: `${applicationName} → ${deploymentGroupName}` }),
  )
  const figures = [
    {
      name: 'Deployment frequency',
      figure: perDay === null ? 'unknown' : perDay.toFixed(1),
      unit: 'a day',
      below: `${plural(stats.deployments, 'change')}, ${plural(stats.byGroup.length, 'group')}`,
    },
    {
      name: 'Change failure rate',
      figure: rate === null ? 'unknown' : `${(100 * rate).toFixed(1)} %`,
      unit: '',
      below: `${stats.failed} failed, ${stats.stopped} stopped · ${plural(stats.rollbacks, 'rollback')}`,
    },
    { name: 'Recovery after a failure', figure: minutes(recovery.p50), unit: 'median', below: spread(recovery) },
    { name: 'Duration', figure: minutes(durationSeconds.p50), unit: 'median', below: spread(durationSeconds) },
  ]
  const today = new Date().toISOString()
  return (
    <>
      <Problems problems={stats.problems} />
      <div className="head">
        <div>
          <Announced part="by group">{headlineOf(stats)}</Announced>
          <p className="sub">
            CodeDeploy, {dayOf(stats.since)} to {dayOf(today)}, {location ?? 'all locations'}. Rollbacks and what
            autoscaling began are not counted as changes.
            {!stats.isComplete && ' Counted so far: 1,000 per location. Reading on.'}
          </p>
        </div>
        <Spans name="within" chosen={within} spans={WINDOWS} label="Window" />
      </div>
      <dl className="card facts four">
        {figures.map(({ name, figure, unit, below }) => (
          <div key={name} className="fact">
            <dt className="second">{name}</dt>
            <dd>
              <span className="figure large">{figure}</span> {unit}
              <div className="second">{below}</div>
            </dd>
          </div>
        ))}
      </dl>
      <DayBars days={stats.byDay} since={stats.since} />
      <GroupTable groups={groups} />
      {text && groups.length === 0 && <p className="sub">No group of “{text}” changed in that time.</p>}
    </>
  )
}

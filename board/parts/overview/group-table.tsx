import type { HowWeDoQuery } from '../../generated/graphql.ts'
import { exactLength } from '../../words/time.ts'
import { Bar } from '../bar.tsx'

type Group = NonNullable<HowWeDoQuery['deploymentStatistics']>['byGroup'][number]

// The scale of the failure rates reaches at least this far, so that a single failure does not fill the bar.
const MOST_RATE = 0.2

const badWords = ({ failed, stopped }: Group) =>
  [failed > 0 && `${failed} failed`, stopped > 0 && `${stopped} stopped`].filter(Boolean).join(', ')

const length = (seconds: number | null) => (seconds === null ? '' : exactLength(seconds))

const MAX_GROUPS = 10

/** The groups with the most changes: how many fail, and how long they take. */
export function GroupTable({ groups: all }: { groups: readonly Group[] }) {
  const groups = all.slice(0, MAX_GROUPS)
  const most = Math.max(60, ...groups.map(({ durationSeconds }) => durationSeconds.p90 ?? 0)) * 1.1
  const mostRate = Math.max(MOST_RATE, ...groups.map(({ changeFailureRate }) => changeFailureRate ?? 0))
  if (groups.length === 0) return null
  return (
    <section>
      <div className="section">
        <h2>
          By group <span>{groups.length < all.length ? `${groups.length} of ${all.length}` : groups.length}</span>
        </h2>
        <span className="second">most deployments first</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by the keyboard */}
      <section className="card scroll" aria-label="Groups" tabIndex={0}>
        <table className="by-group">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Location</th>
              <th scope="col" className="number">
                Changes
              </th>
              <th scope="col">Failed or stopped</th>
              <th scope="col">Duration, 0 to {Math.round(most / 60)} min</th>
              <th scope="col" className="number">
                median
              </th>
              <th scope="col" className="number">
                9 in 10
              </th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const {
                applicationName,
                deploymentGroupName,
                location,
                deployments,
                changeFailureRate,
                durationSeconds,
              } = group
              const rate = changeFailureRate ?? 0
              return (
                <tr key={`${location.name} ${applicationName} ${deploymentGroupName}`}>
                  <th scope="row">
                    <strong>{applicationName}</strong> → {deploymentGroupName}
                  </th>
                  <td className="second">{location.name}</td>
                  <td className="number">{deployments}</td>
                  <td>
                    <div className="rate">
                      <Bar
                        color="fail"
                        segments={{ done: rate / mostRate }}
                        label="Failed or stopped"
                        text={`${(100 * rate).toFixed(1)} %`}
                      />
                      <span className="number">{rate === 0 ? '0 %' : `${(100 * rate).toFixed(1)} %`}</span>
                      <span className="second">{badWords(group)}</span>
                    </div>
                  </td>
                  <td>
                    <RangeDot from={durationSeconds.p50} to={durationSeconds.p90} most={most} />
                  </td>
                  <td className="number">{length(durationSeconds.p50)}</td>
                  <td className="number">{length(durationSeconds.p90)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}

/** From the median, a dot, to nine in ten, a tick. The figures are beside it. */
function RangeDot({ from, to, most }: { from: number | null; to: number | null; most: number }) {
  const percent = (value: number) => `${((100 * value) / most).toFixed(1)}%`
  return (
    <svg className="range c-run" width="100%" height="14" aria-hidden="true">
      <rect className="track" y="6" width="100%" height="2" />
      {from !== null && to !== null && (
        <>
          <rect className="solid" x={percent(from)} y="5.5" width={percent(to - from)} height="3" />
          <circle className="solid" cx={percent(from)} cy="7" r="5" />
          <rect className="solid" x={percent(to)} y="1" width="2" height="12" />
        </>
      )}
    </svg>
  )
}

import type { Detail } from '../../data/deployment.ts'
import { Bar } from '../bar.tsx'

/** How many targets have passed each lifecycle event, and where they failed. */
export function LifecycleStrip({ detail }: { detail: Detail }) {
  const events = detail.eventCounts?.filter((event) => event !== null) ?? []
  const total =
    detail.overview?.total ??
    Math.max(1, ...events.map(({ passed, inProgress, failed }) => passed + inProgress + failed))
  if (events.length === 0) return null
  return (
    <section>
      <div className="section">
        <h2>
          Lifecycle <span>targets that passed each event, of {total} · ▲ failed there first</span>
        </h2>
      </div>
      <ol className="card strip">
        {events.map(({ name, passed, inProgress, failed }) => (
          <li key={name} className={failed > 0 ? 'has-failed' : undefined}>
            {/* Where it is wider than its column it may break before each word. */}
            <span className="event-name">{name.replace(/(?<=[a-z])(?=[A-Z])/g, '\u200b')}</span>
            <Bar
              segments={{ done: passed / total, running: inProgress / total, failed: failed / total }}
              label={name}
              text={`${passed} passed, ${inProgress} now, ${failed} failed`}
            />
            <span className="counts-line">
              {passed} {inProgress > 0 && <span className="c-run">{inProgress} now</span>}{' '}
              {failed > 0 && <strong className="c-fail">▲ {failed}</strong>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

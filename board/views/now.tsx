import { useEnded } from '../data/ended.ts'
import { useQuery } from '../data/query.ts'
import { useUnderWay } from '../data/under-way.ts'
import { FailuresDocument } from '../generated/graphql.ts'
import { Announced } from '../parts/announced.tsx'
import { DayStrip } from '../parts/day-strip.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { Link } from '../parts/link.tsx'
import { FailedCard, FailingCard, WaitingCard } from '../parts/need-card.tsx'
import { Problems } from '../parts/notice.tsx'
import { EndedRow, RolloutRow } from '../parts/rows.tsx'
import { Loading } from '../parts/states.tsx'
import { useNow } from '../parts/time-ago.tsx'
import { hrefOf, useRoute } from '../route.ts'
import { headlineOf, needsOf } from '../words/headline.ts'
import { plural } from '../words/labels.ts'
import { openFailures } from '../words/phase.ts'

const MAX_CARDS = 3
const MAX_ENDED = 15

/** What is rolling out, what needs a person, and what has just ended. */
export function Now() {
  const { rows: all, problems, locations, isLoaded, ended: count } = useUnderWay()
  const { params } = useRoute()
  const ended = useEnded('P1D', params.get('location') ?? undefined, count)
  const { matches, text } = useFilter()
  const rows = all.filter(matches)
  const done = ended?.rows.filter((row) => row.completedAt) ?? []
  const minute = Math.floor(useNow() / 60_000) * 60_000
  const needs = needsOf(rows, openFailures(ended?.rows ?? []).filter(matches), minute)
  const { failing, waiting, failed, quiet } = needs
  const ids = failing.map(({ id }) => id)
  const nodes = useQuery(FailuresDocument, ids.length > 0 ? { ids } : undefined, 15_000)?.data.nodes ?? []
  const summaryOf = (id: string) =>
    nodes.flatMap((node) => (node && node.id === id && 'failureSummary' in node ? node.failureSummary : null))[0] ??
    undefined
  if (!isLoaded) return <Loading />
  const cards = [
    ...failing.map((row) => <FailingCard key={row.id} row={row} summary={summaryOf(row.id)} />),
    ...waiting.map((row) => <WaitingCard key={row.id} row={row} />),
    ...failed.map((row) => <FailedCard key={row.id} row={row} />),
  ]
  const lately = [...done].sort((a, b) => (b.completedAt ?? '').localeCompare(a.completedAt ?? ''))
  const shown = lately.filter(matches).filter(({ id }) => !failed.some((row) => row.id === id))
  if (text && rows.length === 0 && shown.length === 0) return <NothingFound rows={[...all, ...done]} />
  const where = plural(locations.length, 'location')
  const under = failing.length + waiting.length + quiet.length
  return (
    <>
      <Problems problems={problems} />
      <div className="head">
        <div>
          <Announced>{headlineOf(needs, problems.length > 0)}</Announced>
          <p className="sub">
            {under === 0
              ? `${where}, 3 services, asked just now.`
              : `${under} under way in ${where}. ${quiet.length} of them go as expected.`}
          </p>
        </div>
        {ended?.isWhole && done.length > 0 && <DayStrip rows={done} />}
      </div>
      {cards.length > 0 && (
        <ul className="needs" aria-label="What needs a person">
          {cards.slice(0, MAX_CARDS)}
        </ul>
      )}
      {cards.length > MAX_CARDS && (
        <p className="more second">{cards.length - MAX_CARDS} more need somebody, the newest below.</p>
      )}
      <div className="columns">
        {quiet.length > 0 && (
          <section>
            <div className="section">
              <h2>
                Rolling out <span>{quiet.length}</span>
              </h2>
              <span className="second">newest first · ends at, UTC</span>
            </div>
            <ul className="card list">
              {quiet.map((row) => (
                <RolloutRow key={row.id} row={row} />
              ))}
            </ul>
          </section>
        )}
        <section>
          <div className="section">
            <h2>Just ended</h2>
            <Link href={hrefOf('/timeline')} className="second">
              All of 24 h →
            </Link>
          </div>
          <ul className="card list">
            {shown.slice(0, MAX_ENDED).map((row) => (
              <EndedRow key={row.id} row={row} />
            ))}
            {ended && shown.length === 0 && <li className="row second">Nothing ended in 24 h.</li>}
          </ul>
        </section>
      </div>
    </>
  )
}

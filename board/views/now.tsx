import { connection } from '../data/connection.ts'
import { useEnded } from '../data/ended.ts'
import { useQuery } from '../data/query.ts'
import { useStore } from '../data/store.ts'
import { useUnderWay } from '../data/under-way.ts'
import { FailuresDocument } from '../generated/graphql.ts'
import { Announced } from '../parts/announced.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { Problems } from '../parts/notice.tsx'
import { DayStrip } from '../parts/overview/day-strip.tsx'
import { FailedCard, FailingCard, WaitingCard } from '../parts/overview/need-card.tsx'
import { JustEnded, RollingOut } from '../parts/overview/rollouts.tsx'
import { Loading } from '../parts/states.tsx'
import { useNow } from '../parts/time-ago.tsx'
import { change, useRoute } from '../route.ts'
import { headlineOf, isGoing, needsOf } from '../words/headline.ts'
import { plural } from '../words/labels.ts'
import { openFailures } from '../words/phase.ts'
import { lengthOf } from '../words/time.ts'

const MAX_CARDS = 3

/** The rollouts that are under way, that need a person, and that have just ended. */
export default function Now() {
  const { rows: all, problems, locations, isLoaded, isWhole, before, ended: count } = useUnderWay()
  const { params } = useRoute()
  const ended = useEnded('P1D', params.get('location') ?? undefined, count)
  const { matches, text } = useFilter()
  const rows = all.filter(matches)
  const done = ended?.rows.filter((row) => row.completedAt) ?? []
  const needs = needsOf(rows, openFailures(ended?.rows ?? []).filter(matches), before)
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
  const isAbove = (id: string) => failed.some((row) => row.id === id) || all.some((row) => row.id === id)
  const shown = lately.filter(matches).filter(({ id }) => !isAbove(id))
  if (text && ended?.isRead && rows.length + failed.length + shown.length === 0)
    return <NothingFound rows={[...all, ...done]} what="deployed something in 24 h" />
  const going = quiet.filter(isGoing).length
  const under = rows.filter(isGoing).length
  const places = plural(params.get('location') ? 1 : locations.length, 'location')
  const showsAll = params.has('all')
  return (
    <>
      <Problems problems={problems} />
      <div className="head">
        <div>
          <Announced>{headlineOf(needs, problems.length > 0 || !isWhole)}</Announced>
          <p className="sub">
            {under === 0 ? (
              <>
                {places}, 3 services, <Asked />.
              </>
            ) : (
              `${under} under way in ${places}. ${going} of them go as expected.`
            )}
          </p>
        </div>
        {ended?.isRead && done.length > 0 && <DayStrip rows={done} isWhole={ended.isWhole} />}
      </div>
      {cards.length > 0 && (
        <ul className="needs" aria-label="What needs a person">
          {showsAll ? cards : cards.slice(0, MAX_CARDS)}
        </ul>
      )}
      {cards.length > MAX_CARDS && (
        <button
          type="button"
          className="link more"
          aria-expanded={showsAll}
          onClick={() => change({ all: showsAll ? undefined : '1' })}
        >
          {showsAll ? 'Fewer' : `${cards.length - MAX_CARDS} more`}
        </button>
      )}
      <div className="columns">
        {quiet.length > 0 && <RollingOut key={`${text} ${params.get('location')}`} rows={quiet} />}
        <JustEnded rows={shown} isRead={ended !== undefined} />
      </div>
    </>
  )
}

/** "asked 4 s ago". */
function Asked() {
  const now = useNow()
  const { asOf } = useStore(connection)
  return `asked ${asOf === undefined ? 'just now' : `${lengthOf(now - asOf)} ago`}`
}

import { type KeyboardEvent, useEffect } from 'react'
import { useEnded } from '../data/ended.ts'
import { useQuery } from '../data/query.ts'
import { type RowFragment, UnderWayAtDocument } from '../generated/graphql.ts'
import { Announced } from '../parts/announced.tsx'
import { SuspectRow } from '../parts/deployment/suspect-row.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { areKeysOff } from '../parts/keys/keys.tsx'
import { Legend } from '../parts/legend.tsx'
import { Problems } from '../parts/notice.tsx'
import { Lanes } from '../parts/overview/lanes.tsx'
import { MomentField } from '../parts/overview/moment-field.tsx'
import { Spans } from '../parts/spans.tsx'
import { Loading } from '../parts/states.tsx'
import { useNow } from '../parts/time-ago.tsx'
import { change, useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'
import { type Lane, lanesOf, placed } from '../words/lanes.ts'
import { momentOf } from '../words/moment.ts'
import { clock } from '../words/time.ts'

const HOUR_MS = 3_600_000
const SPANS = [
  { value: '1h', word: '1 h', hours: 1, within: 'PT6H' },
  { value: '3h', word: '3 h', hours: 3, within: 'P1D' },
  { value: '6h', word: '6 h', hours: 6, within: 'P1D' },
  { value: '24h', word: '24 h', hours: 24, within: 'P2D' },
  { value: '7d', word: '7 d', hours: 168, within: 'P8D' },
] as const
type Span = (typeof SPANS)[number]
const [HOUR, SHORT, HALF, DAY, WEEK] = SPANS

/** The lengths to choose from, and the one where the address has none: less of them fits on a phone. */
const choices = (): { spans: Span[]; usual: Span } =>
  matchMedia('(max-width: 699px)').matches
    ? { spans: [HOUR, SHORT, DAY], usual: SHORT }
    : { spans: [HOUR, HALF, DAY, WEEK], usual: DAY }

const SMALLEST_SHARE = 150 // of the window's width: as wide as the smallest bar
const STEP_MS = 5 * 60_000
const SOON_MS = 15 * 60_000

const markAt = (at: number, isReplaced: boolean) =>
  change({ at: `${new Date(at).toISOString().slice(0, 16)}Z` }, isReplaced)

/** The rollouts that were under way at a moment, by location and service. */
export default function Timeline() {
  const { params } = useRoute()
  const now = Math.floor(useNow() / 60_000) * 60_000
  const { spans, usual } = choices()
  const span = SPANS.find(({ value }) => value === params.get('span')) ?? usual
  const location = params.get('location') ?? undefined
  const ended = useEnded(span.within, location)
  const { matches, text } = useFilter()
  const marker = momentOf(params.get('at'), now)
  const start = now - span.hours * HOUR_MS
  useKeysOf(marker ?? now, span)
  // The list of a moment within the window is taken from the window, as far back as that was read.
  const isCut = ended?.isRead === true && !ended.isWhole
  const first = isCut ? Date.parse(ended.rows.at(-1)?.createdAt ?? '') || start : start
  const isBefore = marker !== undefined && marker < Math.max(first, start)
  const then = useQuery(
    UnderWayAtDocument,
    isBefore ? { at: new Date(marker).toISOString(), locations: location ? [location] : null } : undefined,
  )?.data.activity
  if (!ended) return <Loading />
  const rows = ended.rows.filter(matches)
  const lanesIn = (of: readonly RowFragment[]) => lanesOf(of, start, now, (span.hours * HOUR_MS) / SMALLEST_SHARE)
  const itemsOf = (of: readonly Lane[]) => of.flatMap(({ items }) => items)
  if (text && ended.isRead && rows.length === 0 && ended.rows.length > 0) {
    const others = itemsOf(lanesIn(ended.rows)).map(({ row }) => row)
    return <NothingFound rows={others} what={`deployed something in ${span.word}`} />
  }
  const lanes = lanesIn(rows)
  const all = itemsOf(lanes)
  const found = isBefore
    ? (then?.nodes ?? []).filter((row) => row !== null).filter(matches)
    : all
        .filter(({ row, from, to }) => (marker === undefined ? !row.completedAt : from <= marker && to >= marker))
        .map(({ row }) => row)
  const at = placed(found, now)
  const isKnown = isBefore ? then !== undefined : ended.isRead
  const seen = isCut && !isBefore ? ' that we can see' : ''
  const soon = marker === undefined ? 0 : at.filter(({ from }) => marker - from < SOON_MS).length
  const time = marker === undefined ? '' : clock(marker, now)
  const headline =
    marker === undefined
      ? `${plural(all.length, 'thing')}${seen} in ${span.word}.`
      : at.length === 0 && isKnown
        ? `Nothing${seen} was under way at ${time}.`
        : `What was under way at ${time}?`
  return (
    <>
      <Problems problems={then?.problems ?? ended.problems} />
      <div className="head">
        <div>
          <Announced>{headline}</Announced>
          <p className="sub">
            {marker !== undefined &&
              at.length > 0 &&
              `${plural(at.length, 'thing')}, ${soon} of them begun in the 15 minutes before. `}
            Click anywhere on the timeline to ask about {marker === undefined ? 'a' : 'another'} moment.
            {!ended.isRead && ' Reading on.'}
            {isCut && ` The newest ${ended.rows.length.toLocaleString('en')} only.`}
          </p>
        </div>
        <div className="actions">
          <Spans
            name="span"
            chosen={span.value}
            spans={spans.includes(span) ? spans : [...spans, span]}
            label="Length"
          />
          <MomentField at={marker} now={now} onMark={(at) => markAt(at, false)} />
          {marker !== undefined && (
            <button type="button" onClick={() => change({ at: undefined })}>
              Clear
            </button>
          )}
        </div>
      </div>
      <div className="card">
        <Lanes lanes={lanes} start={start} end={now} marker={marker} onMark={markAt} />
        <Legend at={time} />
      </div>
      {at.length > 0 && (
        <section>
          <div className="section">
            <h2>
              Under way {marker === undefined ? 'now' : `at ${time}`}{' '}
              <span>
                {at.length} · latest begun first
                {marker !== undefined && ': what began just before an incident is the first suspect'}
              </span>
            </h2>
          </div>
          <ul className="card suspects">
            {at.map(({ row, from }) => (
              <SuspectRow
                key={row.id}
                row={row}
                ago={(marker ?? now) - from}
                word={marker === undefined ? 'ago' : 'before'}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** The arrows move the marker by five minutes, with Shift by an hour; + and − change the length. */
function useKeysOf(from: number, span: Span): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent | KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches('input, select')) return
      if (event.key.length === 1 && areKeysOff()) return
      const step = event.shiftKey ? HOUR_MS : STEP_MS
      const index = SPANS.indexOf(span)
      if (event.key === 'ArrowLeft') markAt(from - step, true)
      else if (event.key === 'ArrowRight') markAt(Math.min(Date.now(), from + step), true)
      else if (event.key === '+') change({ span: SPANS[Math.max(0, index - 1)]?.value })
      else if (event.key === '-') change({ span: SPANS[Math.min(SPANS.length - 1, index + 1)]?.value })
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [from, span])
}

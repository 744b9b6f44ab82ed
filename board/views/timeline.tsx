import { type KeyboardEvent, useEffect } from 'react'
import { useEnded } from '../data/ended.ts'
import { Announced } from '../parts/announced.tsx'
import { useFilter } from '../parts/filter.tsx'
import { Lanes } from '../parts/lanes.tsx'
import { Legend } from '../parts/legend.tsx'
import { Problems } from '../parts/notice.tsx'
import { Spans } from '../parts/spans.tsx'
import { Loading } from '../parts/states.tsx'
import { SuspectRow } from '../parts/suspect-row.tsx'
import { useNow } from '../parts/time-ago.tsx'
import { change, useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'
import { lanesOf } from '../words/lanes.ts'
import { clock } from '../words/time.ts'

const HOUR_MS = 3_600_000
const SPANS = [
  { value: '1h', word: '1 h', hours: 1, within: 'PT6H' },
  { value: '6h', word: '6 h', hours: 6, within: 'P1D' },
  { value: '24h', word: '24 h', hours: 24, within: 'P2D' },
  { value: '7d', word: '7 d', hours: 168, within: 'P8D' },
] as const
const DEFAULT = SPANS[2]
const SMALLEST_SHARE = 150 // of the window's width: as wide as the smallest bar
const STEP_MS = 5 * 60_000
const SOON_MS = 15 * 60_000

const markAt = (at: number, isReplaced: boolean) =>
  change({ at: `${new Date(at).toISOString().slice(0, 16)}Z` }, isReplaced)

/** "04:05" of the last day, or a whole time; undefined if it is neither. */
function momentOf(text: string | null, now: number): number | undefined {
  if (!text) return undefined
  if (!/^\d\d:\d\d$/.test(text)) return Number.isNaN(Date.parse(text)) ? undefined : Date.parse(text)
  const today = Date.parse(`${new Date(now).toISOString().slice(0, 10)}T${text}Z`)
  return today > now ? today - 24 * HOUR_MS : today
}

/** What was under way at a moment, by location and service. */
export default function Timeline() {
  const { params } = useRoute()
  const now = Math.floor(useNow() / 60_000) * 60_000
  const span = SPANS.find(({ value }) => value === params.get('span')) ?? DEFAULT
  const ended = useEnded(span.within, params.get('location') ?? undefined)
  const { matches } = useFilter()
  const marker = momentOf(params.get('at'), now)
  const start = now - span.hours * HOUR_MS
  useKeysOf(marker ?? now, span)
  if (!ended) return <Loading />
  const rows = ended.rows.filter(matches)
  const lanes = lanesOf(rows, start, now, (span.hours * HOUR_MS) / SMALLEST_SHARE)
  const all = lanes.flatMap(({ items }) => items)
  const at =
    marker === undefined
      ? []
      : all.filter(({ from, to }) => from <= marker && to >= marker).sort((a, b) => b.from - a.from)
  const soon = marker === undefined ? 0 : at.filter(({ from }) => marker - from < SOON_MS).length
  const time = marker === undefined ? '' : clock(marker, now)
  const headline =
    marker === undefined
      ? `${plural(all.length, 'thing')} in ${span.word}.`
      : at.length === 0
        ? `Nothing was under way at ${time}.`
        : `What was under way at ${time}?`
  return (
    <>
      <Problems problems={ended.problems} />
      <div className="head">
        <div>
          <Announced>{headline}</Announced>
          <p className="sub">
            {at.length > 0 && `${plural(at.length, 'thing')}, ${soon} of them begun in the 15 minutes before. `}
            Click anywhere on the timeline to ask about {marker === undefined ? 'a' : 'another'} moment.
            {!ended.isWhole && ' Reading on.'}
          </p>
        </div>
        <div className="actions">
          <Spans name="span" chosen={span.value} spans={SPANS} label="Length" />
          <label className="at">
            At{' '}
            <input
              type="datetime-local"
              value={marker === undefined ? '' : new Date(marker).toISOString().slice(0, 16)}
              onChange={(event) => event.target.value && change({ at: `${event.target.value}Z` }, true)}
            />{' '}
            UTC
          </label>
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
      {at.length > 0 && marker !== undefined && (
        <section>
          <div className="section">
            <h2>
              Under way at {time}{' '}
              <span>{at.length} · latest begun first: what began just before an incident is the first suspect</span>
            </h2>
          </div>
          <ul className="card suspects">
            {at.map(({ row, from }) => (
              <SuspectRow key={row.id} row={row} before={marker - from} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** The arrows move the marker by five minutes, with Shift by an hour; + and − change the length. */
function useKeysOf(from: number, span: (typeof SPANS)[number]): void {
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent | KeyboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches('input, select')) return
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

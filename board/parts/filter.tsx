import type { RowFragment } from '../generated/graphql.ts'
import { change, useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'

interface Titled {
  title: string
  service?: RowFragment['service']
}

/** The filter of the address, `app=`, by any part of a title. */
export function useFilter() {
  const text = useRoute().params.get('app')?.trim() ?? ''
  const wanted = text.toLowerCase()
  return { text, matches: ({ title }: Titled) => title.toLowerCase().includes(wanted) }
}

const nameOf = ({ title }: Titled) => title.split(' → ')[0] ?? title

/** How many letters two words share in order, as a share of the longer. */
function likeness(a: string, b: string): number {
  let at = 0
  for (const letter of a) if (b[at] === letter) at++
  let to = 0
  for (const letter of b) if (a[to] === letter) to++
  const start = [...a].findIndex((letter, index) => letter !== b[index])
  return (Math.max(at, to) + Math.max(0, start)) / Math.max(a.length, b.length)
}

const UNITS: Partial<Record<RowFragment['service'], string>> = { CODEDEPLOY: 'group', APPCONFIG: 'environment' }

/** "2 groups", "2 environments": where things of one name are deployed. */
function placesOf(rows: readonly Titled[]): string {
  const unit = UNITS[rows[0]?.service ?? 'IMAGE_BUILDER']
  return unit ? plural(new Set(rows.map(({ title }) => title)).size, unit) : ''
}

/** No row has such a title: the nearest names, and the way back. `what` says what all rows do. */
export function NothingFound({ rows, what }: { rows: readonly Titled[]; what: string }) {
  const { text } = useFilter()
  const location = useRoute().params.get('location')
  const names = [...new Set(rows.map(nameOf))]
  const wanted = text.toLowerCase()
  const near = names.sort((a, b) => likeness(wanted, b) - likeness(wanted, a)).slice(0, 3)
  return (
    <>
      <h1>
        No “{text}” {location ? `in ${location}` : 'here'}.
      </h1>
      <p className="sub">
        {plural(names.length, 'application')} {what}.{near.length > 0 && ' Did you mean:'}
      </p>
      <ul className="near">
        {near.map((name) => (
          <li key={name}>
            <button type="button" className="link" onClick={() => change({ app: name })}>
              {name}
            </button>
            <span className="second">{placesOf(rows.filter((row) => nameOf(row) === name))}</span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => change({ app: undefined })}>
        Clear the filter <kbd>Esc</kbd>
      </button>
    </>
  )
}

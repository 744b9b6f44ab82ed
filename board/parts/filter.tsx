import type { RowFragment } from '../generated/graphql.ts'
import { change, useRoute } from '../route.ts'
import { plural } from '../words/labels.ts'

interface Titled {
  title: string
}

interface Deployed extends Titled {
  service: RowFragment['service']
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

const KINDS = { CODEDEPLOY: 'group', APPCONFIG: 'environment', IMAGE_BUILDER: 'policy' }

/** "2 groups": what there is of an application. */
function countOf(name: string, rows: readonly Deployed[]): string {
  const own = rows.filter((row) => nameOf(row) === name)
  const count = new Set(own.map(({ title }) => title)).size
  const kind = KINDS[own[0]?.service ?? 'CODEDEPLOY']
  return plural(count, kind, kind === 'policy' ? 'policies' : undefined)
}

/** No row has such a title: the nearest names, and the way back; `did` says what the rows did, and when. */
export function NothingFound({ rows, did }: { rows: readonly Deployed[]; did: string }) {
  const { text } = useFilter()
  const names = [...new Set(rows.map(nameOf))]
  const wanted = text.toLowerCase()
  const near = names.sort((a, b) => likeness(wanted, b) - likeness(wanted, a)).slice(0, 3)
  return (
    <>
      <h1>No “{text}” here.</h1>
      <p className="sub">
        {plural(names.length, 'application')} {did}. Did you mean:
      </p>
      <ul className="near">
        {near.map((name) => (
          <li key={name}>
            <button type="button" className="link" onClick={() => change({ app: name })}>
              {name}
            </button>
            <span className="second">{countOf(name, rows)}</span>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => change({ app: undefined })}>
        Clear the filter <kbd>Esc</kbd>
      </button>
    </>
  )
}

import { hrefOf } from '../../route.ts'
import { plural } from '../../words/labels.ts'
import type { MatrixRow, Place } from '../../words/matrix.ts'
import { lengthOf } from '../../words/time.ts'
import { Link } from '../link.tsx'
import { HistoryMark } from '../mark.tsx'
import { useNow } from '../time-ago.tsx'

interface Section {
  title: string
  rows: readonly MatrixRow[]
}

// With more locations the table scrolls sideways in its card, and its first column stays.
const MAX_FITTING = 3
const isWide = (locations: readonly string[]) => locations.length > MAX_FITTING

/** The running revisions of each location: a row for each thing that is deployed. */
export function Matrix({ sections, locations }: { sections: readonly Section[]; locations: readonly string[] }) {
  const hasDiffers = locations.length > 1
  return (
    <section className="card scroll" aria-label="Versions by location" tabIndex={isWide(locations) ? 0 : undefined}>
      <table className={isWide(locations) ? 'matrix wide' : 'matrix'}>
        <thead>
          <tr>
            <th scope="col">Application and group</th>
            {locations.map((name, index) => [
              index === 1 && hasDiffers ? (
                <th key="differs" scope="col">
                  <span className="hidden">Whether they differ</span>
                </th>
              ) : null,
              <th key={name} scope="col">
                <strong>{name}</strong>
                <span className="second last-six">{index === 0 ? 'last 6, newest right' : 'last 6'}</span>
              </th>,
            ])}
          </tr>
        </thead>
        {sections.map(({ title, rows }) => (
          <tbody key={title}>
            <tr className="band">
              <th scope="rowgroup" colSpan={1 + locations.length + Number(hasDiffers)}>
                <strong>{title}</strong>
              </th>
            </tr>
            {rows.map((row) => (
              <tr key={`${row.name} ${row.group}`} className={hasDiffers ? 'has-differs' : undefined}>
                <th scope="row">
                  <strong>{row.name}</strong>
                  <span className="second">{row.group}</span>
                </th>
                {locations.map((name, index) => [
                  index === 1 && hasDiffers ? (
                    <td key="differs" className="differs">
                      {row.differs && <span className="pill">≠ differs</span>}
                      {row.differs === false && <span className="second">same</span>}
                    </td>
                  ) : null,
                  <td key={name}>
                    <PlaceCell name={name} place={row.places.get(name)} />
                  </td>,
                ])}
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </section>
  )
}

function PlaceCell({ name, place }: { name: string; place: Place | undefined }) {
  const now = useNow()
  if (!place)
    return (
      <span className="second">
        <span className="phone-name-of">{name}</span>not here
      </span>
    )
  const { version, since, running, rolledBack, recent, failures } = place
  const leftMs = running?.deadline ? Date.parse(running.deadline) - now : 0
  const left = leftMs > 0 ? `, ${lengthOf(leftMs)} left` : ''
  return (
    <div className="place-cell">
      <div>
        <span className="second phone-name-of">{name}</span>
        <strong>{version ?? 'no success in 30 days'}</strong>{' '}
        {since && <span className="second">for {lengthOf(now - Date.parse(since))}</span>}
        {failures > 1 && <span className="second c-fail">{plural(failures, 'failure')} since</span>}
        {rolledBack && (
          <span className="second c-back">
            {rolledBack.version} rolled back {lengthOf(now - Date.parse(rolledBack.at))} ago
          </span>
        )}
        {running && (
          <span className={`second c-${running.color}`}>
            {running.href ? (
              <Link href={hrefOf(`/d/${running.href.location}/${running.href.id}`)}>
                {running.words}
                {left}
              </Link>
            ) : (
              running.words
            )}
          </span>
        )}
      </div>
      {recent.length > 0 && (
        <ul className="history" aria-label="Last six, newest right">
          {recent.map(({ id, look }) => (
            <li key={id}>
              <HistoryMark look={look} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import { useUnderWay } from '../data/under-way.ts'
import { Announced } from '../parts/announced.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { Problems } from '../parts/notice.tsx'
import { WaitingCard } from '../parts/overview/need-card.tsx'
import { Loading } from '../parts/states.tsx'
import { isGoing, needsOf } from '../words/headline.ts'

/** The rollouts that wait for a person, by the soonest deadline, and those that go on by themselves. */
export default function Waiting() {
  const { rows: all, problems, isLoaded, isWhole, before } = useUnderWay()
  const { matches, text } = useFilter()
  if (!isLoaded) return <Loading />
  const rows = all.filter(matches)
  if (text && rows.length === 0 && all.length > 0) return <NothingFound rows={all} what="under way" />
  const { waiting } = needsOf(rows, [], before)
  const count = waiting.filter(isGoing).length
  const alone = rows.filter((row) => 'waiting' in row && row.waiting?.kind === 'ORIGINAL_TERMINATION')
  const seen = problems.length > 0 || !isWhole ? ' that we can see' : ''
  const headline =
    count === 0 ? `Nobody has to act${seen}.` : `${count} ${count === 1 ? 'waits' : 'wait'} for somebody${seen}.`
  return (
    <>
      <Problems problems={problems} />
      <div className="head">
        <div>
          <Announced>{headline}</Announced>
          <p className="sub">
            Soonest deadline first. This page cannot press the button: the link opens the AWS page that can.
          </p>
        </div>
      </div>
      <ul className="needs">
        {waiting.map((row) => (
          <WaitingCard key={row.id} row={row} />
        ))}
      </ul>
      {alone.length > 0 && (
        <section>
          <div className="section">
            <h2>
              Goes on by itself <span>{alone.length}</span>
            </h2>
          </div>
          <ul className="needs">
            {alone.map((row) => (
              <WaitingCard key={row.id} row={row} showsChange={false} />
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

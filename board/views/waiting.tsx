import { useUnderWay } from '../data/under-way.ts'
import { Announced } from '../parts/announced.tsx'
import { NothingFound, useFilter } from '../parts/filter.tsx'
import { Problems } from '../parts/notice.tsx'
import { WaitingCard } from '../parts/overview/need-card.tsx'
import { Loading } from '../parts/states.tsx'
import { needsOf } from '../words/headline.ts'

/** The rollouts that wait for a person, by the soonest deadline, and those that go on by themselves. */
export default function Waiting() {
  const { rows: all, problems, isLoaded } = useUnderWay()
  const { matches, text } = useFilter()
  if (!isLoaded) return <Loading />
  const rows = all.filter(matches)
  if (text && rows.length === 0 && all.length > 0) return <NothingFound rows={all} did="with a rollout under way" />
  const { waiting } = needsOf(rows, [], Date.now())
  const alone = rows.filter((row) => 'waiting' in row && row.waiting?.kind === 'ORIGINAL_TERMINATION')
  const seen = problems.length > 0 ? ' that we can see' : ''
  const headline =
    waiting.length === 0
      ? `Nobody has to act${seen}.`
      : `${waiting.length} ${waiting.length === 1 ? 'waits' : 'wait'} for somebody${seen}.`
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

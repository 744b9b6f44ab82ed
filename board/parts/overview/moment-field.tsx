import { type FormEvent, useState } from 'react'
import { momentOf, momentWords } from '../../words/moment.ts'

/** The field of the marked moment: "28 Nov 04:05", or "04:05"; in UTC, as everything on the board. */
export function MomentField({
  at,
  now,
  onMark,
}: {
  at: number | undefined
  now: number
  onMark: (at: number) => void
}) {
  const [isWrong, setWrong] = useState(false)
  const isShort = matchMedia('(max-width: 699px)').matches
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = new FormData(event.currentTarget).get('at')
    const moment = momentOf(typeof text === 'string' ? text : null, now)
    setWrong(moment === undefined)
    if (moment !== undefined) onMark(moment)
  }
  return (
    <form className="at" onSubmit={submit}>
      <label htmlFor="at">At</label>
      <input
        key={at}
        id="at"
        name="at"
        autoComplete="off"
        defaultValue={at === undefined ? '' : momentWords(at, now, isShort)}
        placeholder={isShort ? '04:05' : '28 Nov 04:05'}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? 'at-wrong' : undefined}
      />
      UTC
      {isWrong && (
        <span id="at-wrong" className="c-fail" role="status">
          Write 04:05, or 28 Nov 04:05.
        </span>
      )}
    </form>
  )
}

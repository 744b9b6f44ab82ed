import { type FormEvent, useState } from 'react'
import { momentOf, momentWords } from '../../words/moment.ts'

interface MomentFieldProps {
  at: number | undefined
  now: number
  onMark: (at: number) => void
}

/** The field of the marked moment: "28 Nov 04:05", or "04:05"; in UTC, as everything on the board. */
export function MomentField({ at, now, onMark }: MomentFieldProps) {
  const [written, setWritten] = useState<string>()
  const [isWrong, setWrong] = useState(false)
  const isShort = matchMedia('(max-width: 699px)').matches
  const text = written ?? (at === undefined ? '' : momentWords(at, now, isShort))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const moment = momentOf(text, now)
    setWrong(moment === undefined)
    if (moment === undefined) return
    setWritten(undefined)
    onMark(moment)
  }
  return (
    <form className="at" onSubmit={submit}>
      <label htmlFor="at">At</label>
      <input
        id="at"
        autoComplete="off"
        value={text}
        onChange={(event) => setWritten(event.target.value)}
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

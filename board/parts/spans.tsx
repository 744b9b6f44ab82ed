import { change } from '../route.ts'

/** A choice of lengths of time, kept in the address. */
export function Spans({
  name,
  chosen,
  spans,
  label,
}: {
  name: string
  chosen: string
  spans: readonly { value: string; word: string }[]
  label: string
}) {
  return (
    <fieldset className="spans">
      <legend className="hidden">{label}</legend>
      {spans.map(({ value, word }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => change({ [name]: value })}>
          {word}
        </button>
      ))}
    </fieldset>
  )
}

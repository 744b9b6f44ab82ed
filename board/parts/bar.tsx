/** The parts of a bar, as shares of 1. */
export interface Segments {
  done?: number
  running?: number
  failed?: number
}

const percent = (share: number) => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`

/** How far something is: done solid, running hatched, failed ticked, to go empty; a dashed outline without segments. */
export function Bar({
  segments,
  color = 'run',
  label,
  text,
}: {
  segments?: Segments
  color?: string
  label: string
  text: string
}) {
  if (!segments)
    return (
      <svg className="bar" role="img" aria-label={`${label}: ${text}`} width="100%" height="6">
        <rect className="unmeasured" x="0.5" y="0.5" width="99%" height="5" rx="2.5" />
      </svg>
    )
  const { done = 0, running = 0, failed = 0 } = segments
  return (
    <svg
      className={`bar c-${color}`}
      role="progressbar"
      aria-label={label}
      aria-valuenow={Math.round(100 * (done + failed))}
      aria-valuetext={text}
      width="100%"
      height="6"
    >
      <rect className="track" width="100%" height="6" />
      <rect className="fill" width={percent(done)} height="6" />
      {running > 0 && <rect fill="url(#hatch)" x={percent(done)} width={percent(running)} height="6" />}
      {failed > 0 && <rect fill="url(#ticks)" x={percent(done + running)} width={percent(failed)} height="6" />}
    </svg>
  )
}

/** The patterns of all bars, once in the document. */
export const Patterns = () => (
  <svg className="patterns" width="0" height="0" aria-hidden="true">
    <defs>
      <pattern id="hatch" width="5" height="6" patternUnits="userSpaceOnUse">
        <path className="hatch" d="M-1 7 4 -1M4 7 9 -1" />
      </pattern>
      <pattern id="ticks" width="4" height="6" patternUnits="userSpaceOnUse">
        <path className="ticks" d="M1.5 0v6" />
      </pattern>
    </defs>
  </svg>
)

import type { ReactNode } from 'react'
import { type Look, WORDS } from '../words/phase.ts'

const circle = (kind: string) => <circle className={kind} cx="12" cy="12" r="10.5" />
const square = (kind: string) => <rect className={kind} x="2" y="2" width="20" height="20" />
const ARROW = 'M9 2.5h13v19H9L1.5 12z'

/** The letter and the shape of each phase, in a box of 24. */
const SHAPES: Record<
  Look,
  { letter: string; x?: number; y?: number; color: string; isOutline?: boolean; shape: ReactNode }
> = {
  PENDING: { letter: 'Q', color: 'ink3', isOutline: true, shape: circle('outline dashed') },
  IN_PROGRESS: { letter: 'R', color: 'run', shape: circle('solid') },
  FAILING: {
    letter: 'R',
    x: 10.5,
    y: 14.5,
    color: 'run',
    shape: (
      <>
        <circle className="solid" cx="10.5" cy="10.5" r="10" />
        <path className="solid corner" d="M17.5 12.5 24 23.5H11z" />
      </>
    ),
  },
  WAITING: { letter: 'W', color: 'wait', shape: <path className="solid round" d="M12 1.5 22.5 12 12 22.5 1.5 12z" /> },
  SUCCEEDED: {
    letter: 'S',
    color: 'ok',
    isOutline: true,
    shape: <rect className="outline" x="2.5" y="2.5" width="19" height="19" rx="5" />,
  },
  FAILED: { letter: 'F', y: 18.5, color: 'fail', shape: <path className="solid round" d="M12 2 22.5 21.5h-21z" /> },
  STOPPED: { letter: 'X', color: 'stop', shape: square('solid') },
  ROLLING_BACK: { letter: 'B', x: 13.5, color: 'back', shape: <path className="solid" d={ARROW} /> },
  ROLLED_BACK: { letter: 'B', x: 13.5, color: 'back', isOutline: true, shape: <path className="outline" d={ARROW} /> },
  UNKNOWN: { letter: '?', color: 'ink3', isOutline: true, shape: square('outline dashed') },
}

/** A phase by shape, letter and colour; `word` names it where it is not the usual one. */
export function PhaseMark({ look, size = 20, word }: { look: Look; size?: number; word?: string }) {
  const { letter, x = 12, y = 16, color, isOutline, shape } = SHAPES[look]
  return (
    <svg
      className={`mark c-${color}`}
      role="img"
      aria-label={word ?? WORDS[look]}
      width={size}
      height={size}
      viewBox="0 0 24 24"
    >
      {shape}
      <text className={isOutline ? 'own' : 'on'} x={x} y={y}>
        {letter}
      </text>
    </svg>
  )
}

/** A phase in a history: a success is a small outline without letter, so that exceptions stand out. */
export function HistoryMark({ look }: { look: Look }) {
  if (look !== 'SUCCEEDED') return <PhaseMark look={look} size={16} />
  return (
    <svg className="mark c-okq" role="img" aria-label={WORDS.SUCCEEDED} width={16} height={16} viewBox="0 0 16 16">
      <rect className="outline quiet" x="3.5" y="3.5" width="9" height="9" rx="2" />
    </svg>
  )
}

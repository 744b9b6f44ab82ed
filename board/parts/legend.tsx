const ITEMS = [
  ['lane-PENDING', 'Queued', 'M1 4h16v7h-16z'],
  ['lane-SUCCEEDED', 'Succeeded', 'M1 4h16v7h-16z'],
  ['lane-IN_PROGRESS', 'Running', 'M1 4h16v7h-16z'],
  ['lane-WAITING', 'Waiting', 'M1 5.5h11v4h-11zM12 2.5l5 5l-5 5l-5 -5z'],
  ['lane-FAILED', 'Failed', 'M1 6h16v5h-16zM5 6l4 -5l4 5z'],
  ['lane-STOPPED', 'Stopped', 'M1 6h11v3h-11zM10 4h7v7h-7z'],
  ['lane-ROLLED_BACK', 'Rolled back', 'M5 4H17v7H5L1 7.5z'],
] as const

/** The shapes of the timeline in words. */
export const Legend = ({ at }: { at: string }) => (
  <div className="legend">
    <ul>
      {ITEMS.map(([name, word, d]) => (
        <li key={name}>
          <svg width="18" height="14" aria-hidden="true">
            <path className={name} d={d} />
          </svg>
          {word}
        </li>
      ))}
      {at && (
        <li>
          <svg width="18" height="14" aria-hidden="true">
            <path className="lane-SUCCEEDED at" d="M1 4h16v7h-16z" />
          </svg>
          and under way at {at}
        </li>
      )}
    </ul>
    <span className="wide-only">← → move the marker by 5 min · + − zoom · dashed line: now</span>
  </div>
)

import { useState } from 'react'
import type { Target } from '../../data/deployment.ts'

const PAGE = 100

const byFailure = (a: Target, b: Target) => Number(b.status === 'FAILED') - Number(a.status === 'FAILED')

/** The same targets as a table, failed first, a hundred a page. */
export default function TargetTable({
  targets,
  causes,
}: {
  targets: readonly Target[]
  causes: ReadonlyMap<string, string>
}) {
  const [page, setPage] = useState(0)
  const sorted = [...targets].sort(byFailure)
  const pages = Math.ceil(sorted.length / PAGE)
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">Target</th>
            <th scope="col">State</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {sorted.slice(page * PAGE, (page + 1) * PAGE).map(({ targetId, status }) => (
            <tr key={targetId}>
              <td className="mono">{targetId}</td>
              <td>{status.toLowerCase().replace('_', ' ')}</td>
              <td>{causes.get(targetId)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {pages > 1 && (
        <p className="pages">
          <button type="button" onClick={() => setPage((page + pages - 1) % pages)}>
            Previous
          </button>{' '}
          Page {page + 1} of {pages}{' '}
          <button type="button" onClick={() => setPage((page + 1) % pages)}>
            Next
          </button>
        </p>
      )}
    </>
  )
}

import type { ReactNode } from 'react'
import type { RowFragment } from '../generated/graphql.ts'
import { hrefOf } from '../route.ts'
import { Link } from './link.tsx'

/** The board's page of a CodeDeploy deployment; undefined for what has none. */
const hrefOfRow = (row: RowFragment): string | undefined =>
  row.__typename === 'CodeDeployDeployment' ? hrefOf(`/d/${row.location.name}/${row.deploymentId}`) : undefined

/** Behind the title of a row that the board has no page of: that its link leads to AWS. */
export const Away = ({ row }: { row: RowFragment }) =>
  hrefOfRow(row) ? null : (
    <span className="away">
      {' '}
      <span aria-hidden="true">↗</span>
      <span className="hidden">, opens AWS</span>
    </span>
  )

/** A row's title as a link: to its own page, or to AWS where the board has none. */
export function RowLink({ row, className, children }: { row: RowFragment; className?: string; children: ReactNode }) {
  const href = hrefOfRow(row)
  if (href)
    return (
      <Link href={href} className={className} data-row>
        {children}
      </Link>
    )
  return (
    <a href={row.consoleUrl} className={className} data-row target="_blank" rel="noreferrer">
      {children}
    </a>
  )
}

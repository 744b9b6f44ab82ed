import { useQuery } from '../../data/query.ts'
import { WhereIsDocument } from '../../generated/graphql.ts'
import { hrefOf } from '../../route.ts'
import { Link } from '../link.tsx'
import { Loading } from '../states.tsx'

/** AWS has no such deployment in the location; perhaps another one has it. */
export default function Gone({ location, id }: { location: string; id: string }) {
  const answer = useQuery(WhereIsDocument, { id })
  if (!answer) return <Loading />
  const elsewhere = answer.data.codeDeployDeployment?.location.name
  const names = answer.data.locations?.map(({ name }) => name) ?? [location]
  return (
    <>
      <h1>
        No deployment {id} in {elsewhere ? location : names.join(' or ')}.
      </h1>
      <p className="sub">
        {elsewhere ? (
          <Link href={hrefOf(`/d/${elsewhere}/${id}`)}>It is in {elsewhere}.</Link>
        ) : (
          'AWS may no longer have it.'
        )}
      </p>
      <Link href={hrefOf('')}>← Now</Link>
    </>
  )
}

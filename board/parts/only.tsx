import { change, useRoute } from '../route.ts'

/** What the address narrows the page, or a `part` of it, to, with the way back: a pasted link may do so without a sign elsewhere. */
export function Only({ part }: { part?: string | undefined }) {
  const { params } = useRoute()
  const [app, location] = [params.get('app')?.trim(), params.get('location')]
  if (!app && !location) return null
  return (
    <p className="sub only">
      Only {[app && `“${app}”`, app && part, app && location && 'in', location].filter(Boolean).join(' ')} ·{' '}
      <button type="button" className="link" onClick={() => change({ app: undefined, location: undefined })}>
        Clear
      </button>
    </p>
  )
}

import { change, useRoute } from '../route.ts'

/** Says to what the address narrows the page, or a `part` of it, and undoes it: on a phone nothing else shows that. */
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

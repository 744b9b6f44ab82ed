import { useGraphiQL } from '@graphiql/react'
import { useEffect } from 'react'

const parameters = new URLSearchParams(location.search)

/** The query and the variables that the page was opened with: `?query=…&variables=…`. */
export const shared = { query: parameters.get('query'), variables: parameters.get('variables') ?? '' }

/** Keeps the page's address that of the tab that is shown, so that copying it shares what one sees. */
export function Address() {
  const tab = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex])
  const { query, variables } = tab ?? {}
  useEffect(() => {
    const url = new URL(location.href)
    for (const [name, value] of Object.entries({ query, variables }))
      if (value?.trim()) url.searchParams.set(name, value)
      else url.searchParams.delete(name)
    history.replaceState(null, '', url)
  }, [query, variables])
  return null
}

import { useEffect } from 'react'
import { Store } from '../data/store.ts'

/** What the page is about, where its view does not say that. */
export const title = new Store<string | undefined>(undefined)

/** Names the page while a component is shown. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    title.set(name)
    return () => title.set(undefined)
  }, [name])
}

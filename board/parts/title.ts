import { useEffect } from 'react'
import { Store } from '../data/store.ts'

/** The title of a page that is not called as its view. */
export const title = new Store<string | undefined>(undefined)

/** Names the page while a component is shown. */
export function useTitle(name: string | undefined): void {
  useEffect(() => {
    title.set(name)
    return () => title.set(undefined)
  }, [name])
}

import { useEffect } from 'react'
import { Store, useStore } from './store.ts'

const title = new Store<string | undefined>(undefined)

/** Names the page by what it shows, for the tab and for the header of a phone, until it is closed. */
export function useNameOfPage(name: string | undefined): void {
  useEffect(() => {
    title.set(name)
    return () => title.set(undefined)
  }, [name])
}

/** What the page shows; undefined for a view that has but its own name, and while it is read. */
export const usePageName = (): string | undefined => useStore(title)

import { useSyncExternalStore } from 'react'
import { root } from './data/address.ts'

const BASE = new URL('board', root).pathname

/** The address: the parts of its path behind /board, and its parameters. */
export interface Route {
  path: string[]
  params: URLSearchParams
}

const listeners = new Set<() => void>()
let current = read()

function read(): Route {
  const path = location.pathname.slice(BASE.length).split('/').filter(Boolean).map(decodeURIComponent)
  return { path, params: new URLSearchParams(location.search) }
}

function changed() {
  current = read()
  for (const listener of listeners) listener()
}

addEventListener('popstate', changed)

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The address, as the state of the page. */
export const useRoute = (): Route => useSyncExternalStore(subscribe, () => current)

// Parameters of the whole board: they stay when another view is opened.
const LASTING = ['location', 'app', 'theme']

/** The address of a view with its own parameters. */
export function hrefOf(path: string, own: Record<string, string | undefined> = {}): string {
  const params = new URLSearchParams()
  for (const name of LASTING) {
    const value = current.params.get(name)
    if (value) params.set(name, value)
  }
  for (const [name, value] of Object.entries(own)) if (value) params.set(name, value)
  return `${BASE}${path}${params.size > 0 ? `?${params}` : ''}`
}

// The state of an entry of the tab's history: whether the one before it is the board's, too.
const OURS = 'after the board'

function go(href: string, replace: boolean): void {
  if (replace || href === location.pathname + location.search) history.replaceState(history.state, '', href)
  else history.pushState(OURS, '', href)
  changed()
}

/** Opens an address of the board, at its top. */
export function open(href: string): void {
  go(href, false)
  scrollTo(0, 0)
}

/** Goes back to what the board showed before; to Now where the tab was elsewhere. */
export function back(): void {
  if (history.state === OURS) history.back()
  else open(hrefOf(''))
}

/** Changes parameters of the current address; undefined removes one. */
export function change(values: Record<string, string | undefined>, replace = false): void {
  const url = new URL(location.href)
  for (const [name, value] of Object.entries(values))
    if (value) url.searchParams.set(name, value)
    else url.searchParams.delete(name)
  go(url.pathname + url.search, replace)
}

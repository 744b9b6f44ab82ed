import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { back, change, hrefOf, open } from '../../route.ts'
import { VIEWS } from '../../views.ts'
import { copy } from '../copy.tsx'

const OFF = 'deploygraph.keys-off'
const KeyList = lazy(() => import('./key-list.tsx'))

/** Whether somebody writes: keys are letters then. */
export const isTyping = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable)

/** Whether single keys are switched off; they may be what a speech input types (WCAG 2.1.4). */
export const areKeysOff = (): boolean => localStorage.getItem(OFF) !== null

/** Switches single keys off, or on again. */
export function switchKeys(isOff: boolean): void {
  if (isOff) localStorage.setItem(OFF, '1')
  else localStorage.removeItem(OFF)
}

/** Moves the focus among the links of the view's lists. */
function move(by: number): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const at = rows.indexOf(document.activeElement as HTMLElement)
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
}

function act(key: string): void {
  const view = VIEWS[Number(key) - 1]
  if (view) open(hrefOf(view.path && `/${view.path}`))
  else if (key === '/') dispatchEvent(new Event('board:find'))
  else if (key === 'j' || key === 'ArrowDown') move(1)
  else if (key === 'k' || key === 'ArrowUp') move(-1)
  else if (key === 'c') void copy(location.href)
  else if (key === '?') dispatchEvent(new Event('board:help'))
  else if (key === 'Escape' && new URLSearchParams(location.search).has('app')) change({ app: undefined })
  else if (key === 'Escape') back()
}

/** The keys of the whole board. Single letters can be switched off in the list of keys. */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return
      if (event.key.length === 1 && areKeysOff()) return
      // Arrows scroll the page, unless a row has the focus.
      const onRow = event.target instanceof HTMLElement && event.target.matches('[data-row]')
      if (!(onRow ? /^([1-5/jkc?]|Escape|ArrowDown|ArrowUp)$/ : /^([1-5/jkc?]|Escape)$/).test(event.key)) return
      event.preventDefault()
      act(event.key)
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** The list of keys, and the button that opens it, as "?" does; Escape closes it first of all. */
export function KeyHelp() {
  const opener = useRef<HTMLButtonElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const toggle = () => setOpen((was) => !was)
    addEventListener('board:help', toggle)
    return () => removeEventListener('board:help', toggle)
  }, [])
  useEffect(() => {
    if (!isOpen) return
    const close = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      setOpen(false)
      opener.current?.focus()
    }
    addEventListener('keydown', close, true)
    return () => removeEventListener('keydown', close, true)
  }, [isOpen])
  return (
    <>
      <button
        ref={opener}
        type="button"
        className="keys-button"
        title="Keys"
        aria-label="Keys"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <kbd>?</kbd>
      </button>
      {isOpen && (
        <Suspense>
          <KeyList />
        </Suspense>
      )}
    </>
  )
}

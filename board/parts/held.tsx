import { type RefObject, useCallback, useEffect, useLayoutEffect, useState } from 'react'

interface Identified {
  id: string
}

/** Rows of a list that stands still while somebody reads it. */
interface Held<Row> {
  shown: readonly Row[]
  /** How many wait to be shown. */
  waiting: number
  show: () => void
}

/** Whether the list is in use: its top is out of sight, or a pointer or the focus is in it. */
function isInUse(list: HTMLElement | null): boolean {
  if (!list) return false
  // A finger that has left the screen still counts as a pointer over what it touched last.
  const hasPointer = matchMedia('(hover: hover)').matches && list.matches(':hover')
  return hasPointer || list.contains(document.activeElement) || list.getBoundingClientRect().top < 0
}

/** The rows to show: new ones are added while the list is not in use, and wait otherwise. */
export function useHeld<Row extends Identified>(rows: readonly Row[], list: RefObject<HTMLElement | null>): Held<Row> {
  const [known, setKnown] = useState(() => new Set(rows.map(({ id }) => id)))
  const waiting = rows.filter(({ id }) => !known.has(id)).length
  const show = useCallback(() => setKnown(new Set(rows.map(({ id }) => id))), [rows])
  // Before the rows are painted: a list that is free shows them at once.
  useLayoutEffect(() => {
    if (waiting > 0 && !isInUse(list.current)) show()
  }, [waiting, show, list])
  useEffect(() => {
    const element = list.current
    if (waiting === 0 || !element) return
    // The focus has not arrived elsewhere yet when it leaves.
    const look = () => requestAnimationFrame(() => isInUse(element) || show())
    for (const event of ['pointerleave', 'focusout']) element.addEventListener(event, look)
    addEventListener('scroll', look, { passive: true })
    return () => {
      for (const event of ['pointerleave', 'focusout']) element.removeEventListener(event, look)
      removeEventListener('scroll', look)
    }
  }, [waiting, show, list])
  return { shown: waiting === 0 ? rows : rows.filter(({ id }) => known.has(id)), waiting, show }
}

/** "2 new", which shows them. */
export const NewRows = ({ count, onShow }: { count: number; onShow: () => void }) =>
  count > 0 && (
    <button type="button" className="link second" onClick={onShow}>
      {count} new
    </button>
  )

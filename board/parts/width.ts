import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width of an element in pixels, so that a chart is drawn in them and its text keeps its size. */
export function useWidth(usual: number): [RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(usual)
  // Before the first paint: a chart of the usual width would be shown, scaled, on a phone.
  useLayoutEffect(() => {
    const element = frame.current
    if (!element) return
    const measure = () => setWidth(contentWidthOf(element))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [frame, width]
}

function contentWidthOf(element: Element): number {
  const { paddingLeft, paddingRight } = getComputedStyle(element)
  return element.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight)
}

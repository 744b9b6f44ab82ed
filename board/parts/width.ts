import { type RefObject, useEffect, useRef, useState } from 'react'

/** The width of an element in pixels, so that a chart is drawn in them and its text keeps its size. */
export function useWidth(usual: number): [RefObject<HTMLDivElement | null>, number] {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(usual)
  useEffect(() => {
    if (!frame.current) return
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width))
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  return [frame, width]
}

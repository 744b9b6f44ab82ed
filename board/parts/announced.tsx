import { useEffect, useRef, useState } from 'react'

const EVERY_MS = 10_000

/** The headline of a view; its changes are announced, at most every ten seconds. */
export function Announced({ children }: { children: string }) {
  const [said, setSaid] = useState('')
  const last = useRef(Date.now()) // the first headline is read with the page
  const first = useRef(children)
  useEffect(() => {
    if (children === first.current) return
    first.current = ''
    const timer = setTimeout(
      () => {
        last.current = Date.now()
        setSaid(children)
      },
      Math.max(0, last.current + EVERY_MS - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [children])
  return (
    <>
      <h1>{children}</h1>
      <span className="hidden" aria-live="polite">
        {said}
      </span>
    </>
  )
}

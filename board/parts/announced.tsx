import { useEffect, useRef, useState } from 'react'
import { Only } from './only.tsx'

const EVERY_MS = 10_000

/** The headline of a view, and what narrows it; its changes are announced, at most every ten seconds. */
export function Announced({ children, part }: { children: string; part?: string }) {
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
      <Only part={part} />
      <span className="hidden" aria-live="polite">
        {said}
      </span>
    </>
  )
}

import { useEffect, useRef, useState } from 'react'
import { Only } from './only.tsx'

const EVERY_MS = 10_000
// A live region has to be there before its text changes.
const SOON_MS = 100

// What is there when the page is loaded is read with it.
let isFirstOfPage = true

/** Announces a text of a view that has opened, and its changes, at most every ten seconds. */
export function Said({ children }: { children: string }) {
  const [said, setSaid] = useState('')
  const last = useRef(0)
  useEffect(() => {
    if (isFirstOfPage) {
      isFirstOfPage = false
      last.current = Date.now()
      return
    }
    const timer = setTimeout(
      () => {
        last.current = Date.now()
        setSaid(children)
      },
      Math.max(SOON_MS, last.current + EVERY_MS - Date.now()),
    )
    return () => clearTimeout(timer)
  }, [children])
  return (
    <span className="hidden" aria-live="polite">
      {said}
    </span>
  )
}

/** The headline of a view, what narrows it, and the headline as an announcement. */
export const Announced = ({ children, part }: { children: string; part?: string }) => (
  <>
    <h1>{children}</h1>
    <Only part={part} />
    <Said>{children}</Said>
  </>
)

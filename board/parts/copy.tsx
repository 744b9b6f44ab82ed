import type { ReactNode } from 'react'
import { Store, useStore } from '../data/store.ts'

const SHOWN_MS = 2_000

// The text that was copied last, for a moment.
const copied = new Store<string | undefined>(undefined)

/** Copies by way of a field: a page over plain HTTP has no clipboard. Whether that worked. */
function copyFromField(text: string): boolean {
  const focused = document.activeElement
  const field = document.createElement('textarea')
  field.className = 'hidden'
  field.value = text
  document.body.append(field)
  field.select()
  const isCopied = document.execCommand('copy')
  field.remove()
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true })
  return isCopied
}

/** Copies a text, and says so. */
export async function copy(text: string): Promise<void> {
  const isCopied = await Promise.resolve(navigator.clipboard?.writeText(text).then(() => true)).catch(() => false)
  if (!isCopied && !copyFromField(text)) return
  copied.set(text)
  setTimeout(() => copied.set(undefined), SHOWN_MS)
}

/** Copies a text; its own word is "Copied" for a moment then. */
export function CopyButton({ text, className, children }: { text: string; className?: string; children: ReactNode }) {
  const isCopied = useStore(copied) === text
  return (
    <button type="button" className={className} onClick={() => void copy(text)}>
      {isCopied ? 'Copied' : children}
    </button>
  )
}

/** Says that something was copied, also where a key has done it. */
export function Copied() {
  const text = useStore(copied)
  return (
    <span className="copied" role="status">
      {text === undefined ? '' : text === location.href ? 'Link copied' : 'Copied'}
    </span>
  )
}

import { useState } from 'react'
import { areKeysOff, switchKeys } from './keys.tsx'

const KEYS: readonly (readonly [string, string])[] = [
  ['1–5', 'the views'],
  ['/', 'find an application'],
  ['j k ↓ ↑', 'next and previous row'],
  ['Enter', 'open it'],
  ['Esc', 'close this list, clear the filter, or go back'],
  ['c', 'copy the link'],
  ['t', 'targets as a table'],
  ['n p', 'next and previous failed target, in the grid'],
  ['← → + −', 'move the marker and zoom, on the timeline'],
  ['?', 'this list'],
]

/** All keys, and the switch for single letters. */
export default function KeyList() {
  const [isOff, setOff] = useState(areKeysOff)
  const toggle = () => {
    switchKeys(!isOff)
    setOff(!isOff)
  }
  return (
    <section className="help card" aria-label="Keys">
      <dl>
        {KEYS.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input type="checkbox" checked={isOff} onChange={toggle} /> Switch off single keys
      </label>
    </section>
  )
}

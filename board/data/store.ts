import { useSyncExternalStore } from 'react'

/** A value outside React that components follow. Listeners hear of changes once per animation frame. */
export class Store<Value> {
  #value: Value
  #isDue = false
  readonly #listeners = new Set<() => void>()

  constructor(value: Value) {
    this.#value = value
  }

  readonly get = (): Value => this.#value

  set(value: Value): void {
    if (Object.is(value, this.#value)) return
    this.#value = value
    if (this.#isDue) return
    this.#isDue = true
    // A hidden tab has no frames: there the listeners hear at once.
    if (document.hidden) this.#tell()
    else requestAnimationFrame(() => this.#tell())
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #tell(): void {
    this.#isDue = false
    for (const listener of this.#listeners) listener()
  }
}

export const useStore = <Value>(store: Store<Value>): Value => useSyncExternalStore(store.subscribe, store.get)

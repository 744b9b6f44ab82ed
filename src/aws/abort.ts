import { setMaxListeners } from 'node:events'

/**
 * An AbortController and its signal in one, for AWS calls; `fetch` and AbortSignal.any take only Node's own. V8 makes three
 * hidden classes for each signal of Node's, which take 5 µs, stay until a full garbage collection, and make code that
 * reads signals slower. A request has one signal, and each batch that it reads another.
 */
export class Abort extends EventTarget implements AbortSignal {
  aborted = false
  reason: unknown = undefined
  onabort: AbortSignal['onabort'] = null

  constructor() {
    super()
    setMaxListeners(0, this) // each AWS call adds some
  }

  get signal(): AbortSignal {
    return this
  }

  throwIfAborted(): void {
    if (this.aborted) throw this.reason
  }

  abort(reason: unknown = new DOMException('This operation was aborted', 'AbortError')): void {
    if (this.aborted) return
    this.aborted = true
    this.reason = reason
    const event = new Event('abort')
    this.dispatchEvent(event)
    this.onabort?.(event)
  }
}

/**
 * An AbortController and its signal in one. V8 makes three hidden classes for each signal of Node's own, which take 5 µs,
 * stay until a full garbage collection, and make code that reads signals slower. A request has one signal, and each batch
 * that it reads another.
 */
export class Abort extends EventTarget implements AbortSignal {
  aborted = false
  reason: unknown = undefined
  onabort: AbortSignal['onabort'] = null

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

// Buffers between these sizes are used again: new ones for each answer make the garbage collector mark the
// whole heap for each.
const MIN_POOLED_BYTES = 1_000_000
const MAX_POOLED_BYTES = 8_000_000
const MAX_POOLED = 2
const pool: Buffer[] = []

// At most this many buffers are lent to responses at once. Further answers are copied: slow clients keep a buffer for long.
const MAX_LENT = 2
let lent = 0

export const canLend = (): boolean => lent < MAX_LENT

// A buffer is larger than what is written into it by less than this.
const MAX_GROWTH = 1.5

/** Whether an answer of so many bytes gets a buffer that is used again. */
export const isReused = (bytes: number): boolean =>
  bytes >= MIN_POOLED_BYTES && bytes * MAX_GROWTH <= MAX_POOLED_BYTES && canLend()

/** A buffer of this size or larger. One that is too small leaves the pool, so that larger ones take its place. */
export function bufferOf(size: number): Buffer {
  const pooled = isPooled(size) ? pool.pop() : undefined
  return pooled && pooled.length >= size ? pooled : Buffer.allocUnsafeSlow(size)
}

export function putBack(bytes: Buffer): void {
  if (isPooled(bytes.length) && pool.length < MAX_POOLED) pool.push(bytes)
}

const isPooled = (size: number): boolean => size >= MIN_POOLED_BYTES && size <= MAX_POOLED_BYTES

/** Lends a buffer to a response. The function that ends it has to be called; nothing else may use the buffer before. */
export function lend(bytes: Buffer): (isUnread: boolean) => void {
  lent++
  let isLent = true
  return (isUnread) => {
    if (!isLent) return
    isLent = false
    lent--
    if (isUnread) putBack(bytes)
  }
}

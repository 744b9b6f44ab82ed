// Buffers between these sizes are used again: new ones for each answer make the garbage collector mark the whole heap for each.
const MIN_POOLED_BYTES = 1_000_000
const MAX_POOLED_BYTES = 8_000_000
// Two answers at once: each takes one for its list, for a moment, and one for the whole. 32 MB at most.
const MAX_POOLED = 4
// A slow client keeps its buffer for long: it gets none that is much larger than its answer. A list's buffer has room for more.
const MAX_RATIO = 2

const pool: Buffer[] = []

/** A buffer of this size, or somewhat larger. */
export function bufferOf(size: number): Buffer {
  const at = pool.findIndex(({ length }) => length >= size && length <= MAX_RATIO * size)
  const [pooled] = at < 0 ? [] : pool.splice(at, 1)
  return pooled ?? Buffer.allocUnsafeSlow(size)
}

/** Takes back a buffer that nothing reads any more. The one that was there longest leaves, so that other sizes find room. */
export function putBack(buffer: Buffer): void {
  if (buffer.length < MIN_POOLED_BYTES || buffer.length > MAX_POOLED_BYTES) return
  if (pool.push(buffer) > MAX_POOLED) pool.shift()
}

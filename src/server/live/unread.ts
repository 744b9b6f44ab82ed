// In heartbeats: proxies and phones stop for a while and read on.
const MAX_UNREAD_BEATS = 6
// So many bytes are allowed another heartbeat: 20 kB a second, for an update that a slow network takes minutes to carry.
const BYTES_PER_BEAT = 200_000

/**
 * The bytes that were written to one client and that the operating system has not taken, because its buffers are full of what the
 * client has not read. It counts in heartbeats, so that an update needs no clock.
 */
export class Unread {
  #bytes = 0
  #beats = 0

  /** Whether something waits to be taken. */
  get isPending(): boolean {
    return this.#bytes > 0
  }

  written(bytes: number): void {
    this.#bytes += bytes
  }

  /** So many bytes were taken: the client reads. */
  taken(bytes: number): void {
    this.#bytes -= bytes
    this.#beats = 0
  }

  /** Counts a heartbeat. Returns whether the client has stopped reading. */
  beat(): boolean {
    if (!this.isPending) return false
    return ++this.#beats > MAX_UNREAD_BEATS + Math.floor(this.#bytes / BYTES_PER_BEAT)
  }
}

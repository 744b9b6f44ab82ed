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
  #hasReadOn = false

  written(bytes: number): void {
    this.#bytes += bytes
  }

  /** So many bytes were taken. */
  taken(bytes: number): void {
    this.#bytes -= bytes
    this.#hasReadOn ||= this.#beats > 0
    this.#beats = 0
  }

  /**
   * Whether the client has read on since this was asked last: something was taken that had waited at a heartbeat. Bytes
   * that are taken at once say nothing, since the buffers also take those of a client that is gone.
   */
  hasReadOn(): boolean {
    const hasReadOn = this.#hasReadOn
    this.#hasReadOn = false
    return hasReadOn
  }

  /** Counts a heartbeat. Returns whether the client has stopped reading. */
  beat(): boolean {
    if (this.#bytes === 0) return false
    return ++this.#beats > MAX_UNREAD_BEATS + Math.floor(this.#bytes / BYTES_PER_BEAT)
  }
}

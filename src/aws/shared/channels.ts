/** Messages between the processes that share a memory. They may be lost, late or doubled; nothing depends on them. */
export interface Channels {
  /** Tells the other processes something of a topic in a location. Nothing is sent about locations that are not shared. */
  send: (topic: string, location: string, message: object) => void
  /**
   * Calls back with what other processes tell, and how many milliseconds ago they did, until the returned function is
   * called. The message is whatever arrived as JSON.
   */
  listen: (topic: string, location: string, onMessage: (message: unknown, ageMs: number) => void) => () => void
}

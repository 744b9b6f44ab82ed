import type { Reason } from './ask.ts'
import { Store } from './store.ts'

/** How the page and the gateway are connected, as the dot in the header tells it. */
export interface Connection {
  kind: 'connecting' | 'live' | 'polling' | Reason
  /** When AWS was asked for what is shown, in milliseconds since 1970. */
  asOf: number | undefined
  /** By when AWS is asked again, where the gateway says so. */
  nextAt: number | undefined
  /** When the gateway is asked again, while it does not answer. */
  retryAt: number | undefined
  /** Why there is no answer, in the gateway's words. */
  message: string | undefined
}

export const connection = new Store<Connection>({
  kind: 'connecting',
  asOf: undefined,
  nextAt: undefined,
  retryAt: undefined,
  message: undefined,
})

/** An answer has arrived. */
export function answered(kind: 'live' | 'polling', asOf = Date.now(), nextAt?: number): void {
  connection.set({ kind, asOf, nextAt, retryAt: undefined, message: undefined })
}

/** No answer has arrived. */
export function unanswered(kind: Reason, message: string, retryAt?: number): void {
  connection.set({ ...connection.get(), kind, message, retryAt })
}

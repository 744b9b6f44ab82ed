import { Store } from './store.ts'

/** How the page and the gateway are connected, as the dot in the header tells it. */
export interface Connection {
  kind: 'connecting' | 'live' | 'polling' | 'signed-out'
  /** When AWS was asked for what is shown, in milliseconds since 1970. */
  asOf: number | undefined
  /** By when AWS is asked again, where the gateway says so. */
  nextAt: number | undefined
}

export const connection = new Store<Connection>({ kind: 'connecting', asOf: undefined, nextAt: undefined })

/** An answer has arrived. */
export function answered(kind: 'live' | 'polling', asOf = Date.now(), nextAt?: number): void {
  connection.set({ kind, asOf, nextAt })
}

/** The gateway wants a credential, or another one. */
export function signedOut(): void {
  connection.set({ ...connection.get(), kind: 'signed-out' })
}

import { NoAnswer, type Reason } from './ask.ts'
import { signedOut } from './connection.ts'
import { Store, useStore } from './store.ts'

/** Why a part of the page has no answer. */
export interface Failure {
  reason: Reason
  message: string
  /** When it is asked for again, in milliseconds since 1970. */
  retryAt: number
}

const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000]

/** By what was asked. */
const failures = new Store<ReadonlyMap<string, Failure>>(new Map())

/** Notes that something has no answer. Returns when to ask again, in milliseconds; 0 if somebody has to sign in first. */
export function noteFailure(key: string, error: unknown, tries: number): number {
  const { reason, message } =
    error instanceof NoAnswer ? error : new NoAnswer('offline', error instanceof Error ? error.message : '')
  const wait = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 0
  if (reason === 'signed-out') signedOut()
  else failures.set(new Map(failures.get()).set(key, { reason, message, retryAt: Date.now() + wait }))
  return reason === 'signed-out' ? 0 : wait
}

/** Notes that it has an answer, or that nobody wants one any longer. */
export function forgetFailure(key: string): void {
  if (failures.get().has(key)) failures.set(new Map([...failures.get()].filter(([other]) => other !== key)))
}

export const isOffline = (): boolean => [...failures.get().values()].some(({ reason }) => reason === 'offline')

/** Returns why parts of the page have no answer now. */
export const useFailures = (): readonly Failure[] => [...useStore(failures).values()]

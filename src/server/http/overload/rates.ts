/** Limits how often each caller may do something. */
export interface Rates {
  /** Takes a token; 0, or the milliseconds until the caller has one again. Never rejects. */
  take(caller: string): number | Promise<number>
  /** The value of `take`, without taking a token. */
  wait(caller: string): number | Promise<number>
}

/** Makes the rates of callers for a purpose: bursts of `burst`, and `perSecond` on average. */
export type NewRates = (purpose: 'request' | 'refusal', perSecond: number, burst: number) => Rates

/** Calls back with a wait: at once, unless another process has to be asked. */
export function whenKnown(wait: number | Promise<number>, callback: (wait: number) => void): void {
  if (typeof wait === 'number') callback(wait)
  else void wait.then(callback)
}

/** The share of a request's time: the rest is left to the other locations when one does not answer. */
export const READ_TIME_SHARE = 0.4

/** Settles as `work` does, or rejects with `late()` after `ms`; the work continues. */
export function withinShare<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

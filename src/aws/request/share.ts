/** Of the time of a request: what is silent in one location leaves the others the rest of it. */
export const SHARE_OF_A_READ = 0.4

/** Settles as `work` does, or rejects with `late()` when it takes longer than `ms`; the work goes on. */
export function withinShare<T>(work: Promise<T>, ms: number, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(late()), ms)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

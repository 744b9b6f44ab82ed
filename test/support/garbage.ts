import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')

/** Collects all garbage now. */
export const collectGarbage: () => void = runInNewContext('gc')

/** Collects garbage ten times a second until the work is done. */
export async function collectingGarbage<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(collectGarbage, 100)
  return work.finally(() => clearInterval(timer))
}

import { setTimeout as sleep } from 'node:timers/promises'
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

/** How many bytes buffers hold, after Node had the time to release those that nothing needs. */
export async function externalBytes(): Promise<number> {
  for (let times = 0; times < 3; times++) {
    collectGarbage()
    await sleep(100)
  }
  return process.memoryUsage().external // includes array buffers
}

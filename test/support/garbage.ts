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

/** The memory that is in use, after Node had the time to release what nothing needs. */
async function usedMemory(): Promise<NodeJS.MemoryUsage> {
  for (let times = 0; times < 3; times++) {
    collectGarbage()
    await sleep(100)
  }
  return process.memoryUsage()
}

/** How many bytes buffers hold. */
export const externalBytes = async (): Promise<number> => (await usedMemory()).external // includes array buffers

/** How many bytes objects and texts take. */
export const heapBytes = async (): Promise<number> => (await usedMemory()).heapUsed

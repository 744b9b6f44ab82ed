import { setTimeout as sleep } from 'node:timers/promises'

const PAUSE_MS = 5

/** Waits until something is so. It pauses between looks, which leaves the machine to what is waited for. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(PAUSE_MS)
}

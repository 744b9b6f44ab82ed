import { startEmulator } from '../src/emulator/server.ts'
import { clockOf, type WorldName, worldOf } from './worlds.ts'

/** How the program below is started: as JSON, its only argument. */
export interface EmulatorArguments {
  world: WorldName
  /** Milliseconds that every answer waits. */
  delayMs: number
}

/** Calls since the last question, by operation. */
export type Calls = Record<string, number>

// AWS in a process of its own, so that its CPU is in nobody's bill.
const { world, delayMs } = JSON.parse(process.argv[2] ?? '') as EmulatorArguments
const { endpoint, credentials, calls } = await startEmulator({
  world: worldOf(world),
  clock: clockOf(world),
  faults: delayMs > 0 ? [{ delayMs }] : [],
})

process.on('message', () => {
  const counts: Calls = {}
  for (const { operation } of calls.splice(0)) counts[operation] = (counts[operation] ?? 0) + 1
  process.send?.(counts)
})
process.on('disconnect', () => process.exit())
process.send?.({ endpoint, credentials })

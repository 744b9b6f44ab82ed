import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Emulator, startEmulator } from '../../src/emulator/server.ts'
import { fleetWorld } from '../../src/emulator/worlds/fleet/fleet-world.ts'
import { buildCommand } from '../support/process.ts'
import { until } from '../support/until.ts'

// On SIGUSR2 it prints the size of the heap after a full garbage collection.
const PROBE = `process.on('SIGUSR2', () => {
  for (let times = 0; times < 3; times++) gc()
  const { heapUsed: heap } = process.memoryUsage()
  process.stdout.write(JSON.stringify({ msg: 'probed', heap }) + '\\n')
})`

export type Fuzzed = Awaited<ReturnType<typeof startFuzzed>>

/**
 * A gateway in its own process, which exits with 1 on an unhandled rejection or exception,
 * over a healthy AWS with one small deployment.
 */
export async function startFuzzed() {
  const command = await buildCommand()
  const emulator: Emulator = await startEmulator({ world: fleetWorld({ targets: 3, events: 1 }) })
  const page = join(command.folder, 'dist/graphiql') // a bundle takes long to make, and is fuzzed nowhere
  mkdirSync(page)
  writeFileSync(join(page, 'index.html'), '<!doctype html>')
  const probe = join(command.folder, 'probe.mjs')
  writeFileSync(probe, PROBE)
  const gateway = await command.serve(emulator, {}, ['--expose-gc', '--import', pathToFileURL(probe).href])
  const logged = (msg: string) => gateway.lines().filter((line) => line.msg === msg)
  return {
    url: gateway.url,
    /** The bytes in use on its heap. */
    heap: async (): Promise<number> => {
      const before = logged('probed').length
      gateway.kill('SIGUSR2')
      await until(() => logged('probed').length !== before)
      return Number(logged('probed').at(-1)?.heap)
    },
    /** The errors that it logged. */
    complaints: () => gateway.lines().filter(({ level }) => Number(level) >= 50),
    /** Ends it as an operator would; the exit code. */
    end: async () => {
      gateway.kill('SIGINT')
      const code = await gateway.ended
      await emulator.stop()
      command.remove()
      return code
    },
  }
}

/** Does the work for every number from 0 to below `count`, `concurrency` of them at the same time. */
export async function each(count: number, concurrency: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

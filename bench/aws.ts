import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Calls, EmulatorArguments } from './emulator.ts'
import { ask, stop } from './process.ts'
import { locationsOf } from './worlds.ts'

/** An emulated AWS, and what a server needs to read it. */
export interface Aws {
  /** Path of a configuration file of the gateway; every peer reads it too. */
  config: string
  env: Record<string, string>
  /** The calls since the last question, by operation. */
  calls: () => Promise<Calls>
  stop: () => Promise<void>
}

const program = fileURLToPath(new URL('./emulator.js', import.meta.url))

interface Options extends Partial<EmulatorArguments> {
  world: EmulatorArguments['world']
  /** Instead of those that the world has. */
  locations?: ReturnType<typeof locationsOf>
}

export async function startAws({ world, delayMs = 0, locations = locationsOf(world) }: Options) {
  const child = fork(program, [JSON.stringify({ world, delayMs })], {
    env: { NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [{ endpoint, credentials }] = await once(child, 'message')
  const folder = mkdtempSync(join(tmpdir(), 'deploygraph-bench-'))
  const config = join(folder, 'deploygraph.yaml')
  writeFileSync(config, JSON.stringify({ locations: locations.map((location) => ({ ...location, endpoint })) }))
  const aws: Aws = {
    config,
    env: { AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    calls: () => ask<Calls>(child, 'calls'),
    stop: () => {
      rmSync(folder, { recursive: true })
      return stop(child)
    },
  }
  return aws
}

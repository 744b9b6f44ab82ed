import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../src/emulator/server.ts'
import { buildCommand } from '../../support/process.ts'
import { QUEUE } from './push-world.ts'

const BUILD_MS = 120_000

// Prints, at the end, which files of the SDK's client the process has loaded.
const PROBE = `process.on('exit', () => {
  const files = Object.keys(require('node:module')._cache).filter((file) => file.includes('client-sqs'))
  require('node:fs').writeSync(1, JSON.stringify({ msg: 'loaded', files: files.length }) + '\\n')
})`

let command: Awaited<ReturnType<typeof buildCommand>>
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
  command = await buildCommand()
  writeFileSync(join(command.folder, 'probe.cjs'), PROBE)
}, BUILD_MS)
afterAll(async () => {
  command.killAll()
  command.remove()
  await emulator.stop()
})

/** How many files of the client for SQS a gateway has loaded. */
async function loadedBy(env: NodeJS.ProcessEnv): Promise<unknown> {
  const { url, kill, ended, lines } = await command.serve(emulator, { ...env, SHUTDOWN_DELAY_SECONDS: '0' }, [
    '--require',
    join(command.folder, 'probe.cjs'),
  ])
  expect((await fetch(`${url}/livez`)).status).toBe(200)
  kill('SIGINT')
  expect(await ended).toBe(0)
  return lines().find(({ msg }) => msg === 'loaded')?.files
}

test('a gateway loads the client for SQS where a queue is configured, and only there', async () => {
  expect(await loadedBy({})).toBe(0)
  expect(await loadedBy({ EVENTS_QUEUE_URL: QUEUE.url })).toBeGreaterThan(0)
})

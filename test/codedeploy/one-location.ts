import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { type Options, startGateway } from '../support/gateway.ts'

let gateway: Awaited<ReturnType<typeof startGateway>> | undefined
afterEach(async () => {
  await gateway?.stop()
  gateway = undefined
})

/** A gateway over us-east-1 alone, which is stopped after the test. */
export async function start(options: Options) {
  gateway = await startGateway({ locations: DEMO_LOCATIONS.slice(0, 1), ...options })
  return gateway
}

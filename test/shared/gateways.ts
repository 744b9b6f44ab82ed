import { DEMO_LOCATIONS } from '../../src/emulator/worlds/demo/demo-world.ts'
import { type Gateway, NOW, type Options, PATIENT, startGateway } from '../support/gateway.ts'

/** The options of a gateway that is one of several processes, and whose time of day stands still. */
const REPLICA: Options = { ...PATIENT, gatewayClock: () => NOW, gatewayElapsed: () => performance.now() }

/** Gateways over one emulated AWS. The calls of all of them are those of the first one. */
export async function startReplicas(count: number, options: Options) {
  const first = await startGateway({ ...REPLICA, ...options })
  const { endpoint, credentials } = first.emulator
  const start = (others: Options = {}) => {
    const locations = (options.locations ?? DEMO_LOCATIONS).map((location) => ({ ...location, endpoint, credentials }))
    return startGateway({ ...REPLICA, ...options, ...others, locations })
  }
  const others = await Promise.all(Array.from({ length: count - 1 }, () => start()))
  const all = [first, ...others]
  return {
    all,
    calls: first.calls,
    faults: first.faults,
    emulator: first.emulator,
    /** One more process over the same AWS. */
    join: async (joining?: Options) => {
      const gateway = await start(joining)
      all.push(gateway)
      return gateway
    },
    leave: async (gateway: Gateway) => {
      all.splice(all.indexOf(gateway), 1)
      await gateway.stop()
    },
    stop: async () => {
      // The first one has the AWS that the others call.
      for (const gateway of [...all].reverse()) await gateway.stop()
    },
  }
}

export type Replicas = Awaited<ReturnType<typeof startReplicas>>

export const sum = (calls: Record<string, number>): number => Object.values(calls).reduce((all, one) => all + one, 0)

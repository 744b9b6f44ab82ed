import { setMaxListeners } from 'node:events'
import type { GraphQLSchema } from 'graphql'
import { type AwsService, type Clients, createClients } from '../../src/aws/calls/clients.ts'
import { createLimits } from '../../src/aws/calls/queue.ts'
import { Locations } from '../../src/aws/locations.ts'
import { SharedReads } from '../../src/aws/shared/shared-reads.ts'
import { defaultsOf } from '../../src/config.ts'
import type { Context, Sources } from '../../src/context.ts'
import { createContext } from '../../src/create-context.ts'
import { scrubbed } from '../../src/redact.ts'
import { createSchema } from '../../src/schema.ts'
import { SERVICES } from '../../src/services.ts'
import type { PeerArguments } from './arguments.ts'

/** The gateway's schema and resolvers, for a server of another make. */
export interface Resolvers {
  schema: GraphQLSchema
  /** A request's context: batching and deduplication within the request, nothing shared with others but connections. */
  createContext: () => Pick<Context, 'locations' | 'readsLogs'> & Partial<Context>
}

export function resolvers(peer: PeerArguments): Resolvers {
  const { config, crowd, withoutAws } = peer
  const locations = new Locations(config.locations, false)
  const clients = createClientsOf(peer)
  // Waits for no other request and remembers nothing. One for each request would be right always, but takes half a
  // millisecond to make, which is not the peer's fault.
  const ofAll = new SharedReads(0, Date.now)
  if (withoutAws) return { schema: createSchema(), createContext: () => ({ locations, readsLogs: true }) }
  return {
    schema: createSchema(),
    createContext: () => {
      const shared = {
        clients,
        locations,
        limits: createLimits(defaultsOf([]).requestTimeoutMs),
        observe: () => undefined,
        reads: () => (crowd ? new SharedReads(0, Date.now) : ofAll),
        cacheSeconds: {},
        enumerationSeconds: 0,
        scrub: scrubbed,
        clock: Date.now,
      }
      const { signal } = new AbortController()
      setMaxListeners(0, signal) // one for each AWS call under way
      // Servers spread a context into one of their own, which leaves out what a class defines.
      const context = createContext(shared, { signal: () => signal, timeoutMs: 60_000 })
      const { readsLogs, receipt, now } = context
      const sources = Object.fromEntries(SERVICES.map(({ name }) => [name, context[name]])) as unknown as Sources
      return { locations, readsLogs, receipt, now, ...sources }
    },
  }
}

/** The AWS SDK's clients: ours, which by default send through the SDK's middleware stack, or unmodified ones. */
export function createClientsOf({ config, plainSdk }: PeerArguments, awsCall: 'direct' | 'sdk' = 'sdk'): Clients {
  const locations = new Locations(config.locations, false)
  const { requestTimeoutMs, awsCallTimeoutMs } = defaultsOf([])
  if (!plainSdk) return createClients(locations, createLimits(requestTimeoutMs), { awsCallTimeoutMs, awsCall })
  const options = (name: string) => {
    const { region, endpoint } = locations.named(name)
    return { region, endpoint }
  }
  const made = new Map<string, { destroy(): void }>()
  return {
    at: <Client extends InstanceType<AwsService['Client']>>(service: AwsService<Client>, location: string) => {
      const key = `${service.name} ${location}`
      const Client: new (options: object) => Client = service.Client as never // with options of its own
      const client = made.get(key) ?? new Client(options(location))
      made.set(key, client)
      return client as Client
    },
    destroy: () => undefined,
  }
}

import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { createClients } from './aws/clients.ts'
import { Enumerations } from './aws/enumerations.ts'
import { createLimits } from './aws/limits.ts'
import { Locations } from './aws/locations.ts'
import type { Config } from './config.ts'
import { createContext } from './context.ts'
import { createSchema } from './schema.ts'
import { createApollo } from './server/apollo.ts'
import { createHttpServer } from './server/http.ts'

export interface Gateway {
  /** Where it listens: http://host:port */
  url: string
  /** Finishes what runs, then closes everything. */
  stop(): Promise<void>
}

/** Starts a gateway: configuration → clients → schema → server. Rejects when the address cannot be listened on. */
export async function startGateway(config: Config, log: Logger): Promise<Gateway> {
  const locations = new Locations(config.locations, config.cache)
  const clients = createClients(locations)
  const enumerations = new Enumerations(config.cache ? config.enumerationSeconds : 0)
  const shared = { clients, locations, enumerations, limits: createLimits() }
  const apollo = await createApollo(createSchema(), config, log)
  const http = await createHttpServer(apollo, (signal) => createContext(shared, signal), config, log)
  await http.listen({ host: config.host, port: config.port })
  const { address, family, port } = http.server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    stop: async () => {
      await http.close() // waits for the requests under way
      await apollo.stop()
      clients.destroy()
    },
  }
}

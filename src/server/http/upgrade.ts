import { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

/** The only path with WebSockets. */
const PATH = '/graphql'

/**
 * A request that is an upgrade only if it asks for a WebSocket where there is one. Otherwise Node would hand over the
 * connection of each request with an `Upgrade` header, before its body: Java's client sends `Upgrade: h2c` with all of
 * them, also with a POST.
 */
export class WebSocketUpgrade extends IncomingMessage {
  // Not initialized here, because IncomingMessage sets `upgrade` in its constructor.
  declare private isAsked: boolean | null

  get upgrade(): boolean {
    return this.isAsked === true && asksForWebSocket(this)
  }

  set upgrade(isAsked: boolean | null) {
    this.isAsked = isAsked
  }
}

const asksForWebSocket = ({ method, url, headers: { upgrade } }: IncomingMessage) =>
  method === 'GET' && upgrade?.toLowerCase() === 'websocket' && url?.split('?', 1)[0] === PATH

const CONSTRAINT = 'upgrade'

/** The constraint of a route that serves such upgrades, and nothing else; add it before the route. */
export function constrainUpgrades(app: FastifyInstance): { [CONSTRAINT]: string } {
  app.addConstraintStrategy({
    name: CONSTRAINT,
    storage: <T>() => {
      const routes = new Map<string, T>()
      return {
        get: (type: string) => routes.get(type) ?? null,
        set: (type: string, route: T) => void routes.set(type, route),
      }
    },
    validate: () => {},
    deriveConstraint: (request) => ('upgrade' in request && request.upgrade ? 'websocket' : undefined),
    mustMatchWhenDerived: false,
  })
  return { [CONSTRAINT]: 'websocket' }
}

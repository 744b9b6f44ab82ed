import { EventEmitter, once } from 'node:events'
import type { Sources } from '../../src/context.ts'
import { SERVICES } from '../../src/services.ts'
import type { PeerArguments } from './arguments.ts'
import type { Resolvers } from './resolvers.ts'

// As often as deploygraph asks of a deployment that changes.
const INTERVAL_MS = 2_000

/**
 * Lets a deployment be watched as servers commonly do it: AWS is asked once for all watchers, each new state is published
 * to them, and the server executes the operation for each. All executions over one state share what they read.
 */
export function withSubscriptions(resolvers: Resolvers, { config, watched }: PeerArguments): Resolvers {
  if (!watched) return resolvers
  const { schema, createContext } = resolvers
  const [{ name: location } = { name: '' }] = config.locations
  const field = schema.getSubscriptionType()?.getFields().codeDeployDeployment
  if (!field) throw new Error('the schema has no subscription to a deployment')
  let sources = createContext()
  let update: object | undefined
  const updates = new EventEmitter().setMaxListeners(0)
  const read = async (deploymentId: string) => {
    const next = createContext()
    const asOf = Date.now()
    const deployment = await next.codedeploy?.deployment(location, deploymentId)
    sources = next
    update = { codeDeployDeployment: { deployment, asOf: new Date(asOf), nextAt: new Date(asOf + INTERVAL_MS) } }
    updates.emit('update')
  }
  let first: Promise<void> | undefined
  const begin = async (deploymentId: string) => {
    await read(deploymentId)
    setInterval(() => updates.listenerCount('update') > 0 && read(deploymentId), INTERVAL_MS)
  }
  field.subscribe = async function* (_: unknown, { deploymentId }: { deploymentId: string }) {
    first ??= begin(deploymentId)
    await first
    for (;;) {
      yield update
      await once(updates, 'update')
    }
  }
  // A subscription keeps its context, which must not keep what the first update has read.
  const newest = (name: keyof Sources) =>
    new Proxy({}, { get: (_, property) => bound(sources[name] as object, property) })
  const shared = Object.fromEntries(SERVICES.map(({ name }) => [name, newest(name)])) as unknown as Sources
  return { schema, createContext: () => ({ ...createContext(), ...shared }) }
}

function bound(source: object, property: string | symbol): unknown {
  const value = Reflect.get(source, property)
  return typeof value === 'function' ? value.bind(source) : value
}

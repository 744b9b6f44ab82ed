import type { Options } from '../../support/gateway.ts'
import { DEPLOYMENT, idOf, STAYS, useLiveGateways, worldOf } from '../live-gateway.ts'
import { type Receiver, startReceiver } from './callback-receiver.ts'

/** As Apollo Router sends it, after what it accepts of queries. */
export const ACCEPT = 'application/json, application/graphql-response+json, application/json;callbackSpec=1.0'

/** Gateways that may call back a receiver, each with its own. */
export function useCallbacks(defaults: Options = {}) {
  const { start } = useLiveGateways({ world: worldOf(STAYS), ...defaults })
  const receivers: Receiver[] = []
  afterEach(async () => {
    for (const { stop } of receivers.splice(0)) await stop()
  })
  return async (options: Options = {}, allowed = ({ url }: Receiver) => [url]) => {
    const receiver = await startReceiver()
    receivers.push(receiver)
    const gateway = await start({ callbackUrls: allowed(receiver), ...options })
    /** Subscribes as a router does. */
    const register = async (subscription: object = receiver.expecting(), { query = DEPLOYMENT, headers = {} } = {}) => {
      const response = await fetch(`${gateway.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: ACCEPT, ...headers },
        body: JSON.stringify({ query, variables: { id: idOf(0) }, extensions: { subscription } }),
      })
      return { status: response.status, headers: response.headers, body: await response.json() }
    }
    const watchers = async () => {
      const text = await (await fetch(gateway.metricsUrl ?? '')).text()
      return Number(/^deploygraph_live_watchers{subscription="codeDeployDeployment"} (\d+)$/m.exec(text)?.[1])
    }
    return { ...gateway, receiver, register, watchers }
  }
}

import type { FastifyInstance } from 'fastify'
import { isLoopback } from '../../config/auth.ts'
import { refuse } from './errors.ts'

/**
 * Any site can resolve its host name to loopback and read the answers (DNS rebinding), so a gateway on loopback accepts
 * only its own names. The Host header decides, not those of proxies, since pages can set the latter.
 */
export function refuseOtherHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers: { host = '' } }, reply, next) => {
    const name = /^(?:\[(?<v6>[^\]]*)\]|(?<name>[^:]*))(?::\d*)?$/.exec(host)?.groups
    if (isLoopback(name?.v6 ?? name?.name ?? '')) next()
    else
      refuse(
        reply,
        `Not served for host ${JSON.stringify(host.slice(0, 100))}: use localhost or 127.0.0.1.`,
        'BAD_REQUEST',
        { status: 421 },
      )
  })
}

/** Refuses requests with several Host headers: Node would use the first, a proxy perhaps the last. */
export function refuseSeveralHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, reply, next) => {
    if (countHosts(raw.rawHeaders) <= 1) next()
    else refuse(reply, 'The request has several Host headers: send one.', 'BAD_REQUEST')
  })
}

/** How many of the names, which alternate with the values, are Host. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.length === 4 && rawHeaders[at]?.toLowerCase() === 'host') hosts++
  return hosts
}

import type { FastifyInstance } from 'fastify'
import { isLoopback } from '../../config/auth.ts'
import { refuse } from './errors.ts'

/**
 * A page of any site may lead its own host name to loopback and read what answers there: a gateway on loopback answers to
 * its own names only. The Host that arrived counts, whatever a proxy header says: browsers let pages set the latter.
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

/** Refuses a request with several Host headers, of which Node would take the first and a proxy perhaps the last. */
export function refuseSeveralHosts(app: FastifyInstance): void {
  app.addHook('onRequest', ({ raw }, reply, next) => {
    if ((raw.headersDistinct.host?.length ?? 0) <= 1) next()
    else refuse(reply, 'The request has several Host headers: send one.', 'BAD_REQUEST')
  })
}

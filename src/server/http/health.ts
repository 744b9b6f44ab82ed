import type { FastifyInstance } from 'fastify'
import type { Readiness } from '../telemetry/readiness.ts'

const HEADERS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** `/livez`: the process responds. `/readyz`: AWS is reachable and the gateway is not stopping; otherwise 503. */
export function health(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/livez', async (_, reply) => reply.headers(HEADERS).send({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => {
    const state = await readiness()
    return reply
      .code(state.status === 'ok' ? 200 : 503)
      .headers(HEADERS)
      .send(state)
  })
}

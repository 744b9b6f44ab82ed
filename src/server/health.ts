import type { FastifyInstance } from 'fastify'

/** `/livez`: the process answers. `/readyz`: it takes requests; 503 from the moment it begins to stop. */
export async function health(app: FastifyInstance): Promise<void> {
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_, reply) => {
    reply.header('x-content-type-options', 'nosniff')
  })
  app.get('/livez', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_, reply) => (stopping ? reply.code(503).send({ status: 'stopping' }) : { status: 'ok' }))
}

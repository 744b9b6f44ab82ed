import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

// The same path from src/server/ (tests) and from dist/server/ (production).
const BUNDLE = new URL('../../../dist/graphiql/', import.meta.url)

const PAGE = 'index.html'

const HEADERS = {
  'content-security-policy': [
    "default-src 'self'", // includes WebSockets of this origin: https://www.w3.org/TR/CSP3/#match-url-to-source-expression
    "img-src 'self' data:", // Monaco underlines errors with an image in a data: URL
    "style-src 'self' 'unsafe-inline'", // Monaco positions its lines with style attributes and adds <style> elements
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  vary: 'accept-encoding',
}

/**
 * Serves GraphiQL: the page at `/` and what it loads at `/graphiql/<file>`, by default from dist/graphiql/, where
 * graphiql/build.mjs writes each file also compressed. Nothing comes from another origin, which the page's
 * Content-Security-Policy enforces. `/graphiql` redirects to it. If AWS is simulated, the page is marked as a demo. Without
 * the bundle `/` answers 503 and says how to make it; the API is not affected.
 */
export async function graphiql(app: FastifyInstance, { folder = BUNDLE, isSimulated = false } = {}): Promise<void> {
  const page = await readFile(new URL(PAGE, folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  const served = page && isSimulated ? page.replace('<html lang="en">', '<html lang="en" data-demo>') : page
  // Relative, so that it works behind a proxy that adds a prefix.
  app.get('/graphiql', async ({ url }, reply) => reply.redirect(url.replace(/^[^?]*/, './')))
  app.get('/', async (_request, reply) => {
    reply.headers(HEADERS)
    if (served) return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(served)
    return reply
      .code(503)
      .type('text/plain')
      .send('GraphiQL is not built: run `npm run build`. The API is at /graphql.\n')
  })
  if (page === undefined) return
  await app.register(fastifyStatic, {
    root: fileURLToPath(folder),
    prefix: '/graphiql/',
    index: false,
    preCompressed: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    },
    allowedPath: (path) => path !== `/${PAGE}`, // the only name without a content hash
    immutable: true,
    maxAge: '1y',
  })
}

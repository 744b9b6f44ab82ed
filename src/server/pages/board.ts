import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Config } from '../../config.ts'

// The same path from src/server/ (tests) and from dist/server/ (production).
const BUNDLE = new URL('../../../dist/board/', import.meta.url)

const HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  vary: 'accept-encoding',
}

/** Whether all locations are read from an emulator on this machine, as in the demo. */
export const areSimulated = (locations: Config['locations']): boolean =>
  locations.every(({ endpoint }) => endpoint && /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)/.test(endpoint))

/**
 * Serves the board: its page at `/board` and every address below, because its address is its state, and what the page
 * loads at `/board/assets/<file>`, by default from dist/board/, where board/build.mjs writes each file also compressed.
 * Addresses in the page are relative, so that it works behind a proxy that adds a prefix. Without the bundle `/board`
 * answers 503 and says how to make it; the API is not affected.
 */
export async function board(app: FastifyInstance, { folder = BUNDLE, isSimulated = false } = {}): Promise<void> {
  const page = await readFile(new URL('index.html', folder), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error
  })
  const served = page && isSimulated ? page.replace('<html lang="en">', '<html lang="en" data-demo>') : page
  for (const url of ['/board', '/board/*'])
    app.get(url, async (request, reply) => {
      reply.headers(HEADERS)
      if (served)
        return reply
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .send(served.replaceAll('"board/assets/', `"${assetsFrom(request)}`))
      return reply
        .code(503)
        .type('text/plain')
        .send('The board is not built: run `npm run build`. The API is at /graphql.\n')
    })
  if (page === undefined) return
  await app.register(fastifyStatic, {
    root: fileURLToPath(new URL('assets/', folder)),
    prefix: '/board/assets/',
    decorateReply: false,
    index: false,
    preCompressed: true,
    setHeaders: (response) => {
      for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
    },
    immutable: true,
    maxAge: '1y',
  })
}

/** Where the assets are, seen from the address of the page. */
function assetsFrom({ url }: FastifyRequest): string {
  const depth = url.replace(/[?#].*/, '').split('/').length - 2
  return depth === 0 ? 'board/assets/' : `${'../'.repeat(depth - 1)}assets/`
}

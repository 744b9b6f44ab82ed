import { readdir, readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Coding, codingFor, compressed } from './compression.ts'

// The same path from src/server/ (tests) and from dist/server/ (production).
const BUNDLE = new URL('../../../dist/graphiql/', import.meta.url)

const HEADERS = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data:", // Monaco draws the wave under a mistake as a data: picture
    "style-src 'self' 'unsafe-inline'", // Monaco positions its lines with style attributes and adds <style> elements
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
}

const CONTENT_TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

interface Asset {
  type: string
  body: Buffer
  /** Filled in by the first client that accepts it: the page is 7 MB, compressed about 2. */
  compressed: Partial<Record<Coding, Promise<Buffer>>>
}

async function readBundle(folder: URL): Promise<Map<string, Asset>> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const assets = names.map(async (name): Promise<[string, Asset]> => {
    const type = CONTENT_TYPES[extname(name)] ?? 'application/octet-stream'
    return [name, { type, body: await readFile(new URL(name, folder)), compressed: {} }]
  })
  return new Map(await Promise.all(assets))
}

async function send(reply: FastifyReply, asset: Asset): Promise<FastifyReply> {
  reply.headers(HEADERS).type(asset.type).header('vary', 'accept-encoding')
  const coding = /^text|svg/.test(asset.type) && codingFor(reply.request.headers['accept-encoding'])
  if (!coding) return reply.send(asset.body)
  asset.compressed[coding] ??= compressed(asset.body, coding)
  return reply.header('content-encoding', coding).send(await asset.compressed[coding])
}

/**
 * Serves GraphiQL: the page at `/` and what it loads at `/graphiql/<file>`, from memory, read once from `folder`, by
 * default dist/graphiql/ (graphiql/build.mjs writes it). Nothing comes from another origin, which the page's
 * Content-Security-Policy enforces. Without the bundle `/` answers 503 and says how to make it; the API is not affected.
 */
export async function graphiql(app: FastifyInstance, { folder = BUNDLE } = {}): Promise<void> {
  const bundle = await readBundle(folder)
  const page = bundle.get('index.html')
  bundle.delete('index.html') // the one name without a hash of its content

  app.get('/', async (_request, reply) => {
    if (page) return send(reply.header('cache-control', 'no-cache'), page)
    return reply
      .code(503)
      .headers(HEADERS)
      .type('text/plain')
      .send('GraphiQL is not built: run `npm run build`. The API is at /graphql.\n')
  })

  app.get<{ Params: { file: string } }>('/graphiql/:file', async (request, reply) => {
    const asset = bundle.get(request.params.file)
    if (!asset) return reply.callNotFound()
    return send(reply.header('cache-control', 'public, max-age=31536000, immutable'), asset)
  })
}

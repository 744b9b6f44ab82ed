import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import Fastify from 'fastify'
import { parse } from 'yaml'
import { blocksOf, firstBlock, readPage } from '../../support/pages.ts'

const README = readPage('examples/backstage/README.md')
const [catalogInfo, appConfig] = blocksOf(README, 'yaml').map((text) => parse(text))

/** The annotation of the README: its key, and the application that it names. */
export const [[ANNOTATION, APPLICATION]] = Object.entries(catalogInfo.metadata.annotations) as [[string, string]]

interface Endpoint {
  target: string
  allowedMethods: string[]
  headers: Record<string, string>
}
const [[path, endpoint]] = Object.entries(appConfig.proxy.endpoints) as [[string, Endpoint]]

/** The page of an entity with the card, as the README adds it to Backstage. */
const PAGE = `
  import { EntitySwitch } from '@backstage/plugin-catalog'
  import { Grid } from '@material-ui/core'
  import { createRoot } from 'react-dom/client'
  import { hasRollouts, RolloutsCard } from './RolloutsCard'
  createRoot(document.getElementById('root')).render(${firstBlock(README, 'tsx')})`

async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: PAGE,
      loader: 'tsx',
      resolveDir: fileURLToPath(new URL('../../../examples/backstage', import.meta.url)),
    },
    tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    bundle: true,
    write: false,
    format: 'esm',
    define: { 'process.env.NODE_ENV': '"production"' },
  })
  return outputFiles[0]?.text ?? ''
}

/**
 * Backstage as far as the card needs it: the page of an entity, whose annotations are the query of its address, and the
 * proxy of the README, which leads to `gateway`. `env` is what `app-config.yaml` reads.
 */
export async function startBackstage(gateway: () => string, env: Record<string, string>) {
  const app = Fastify()
  const script = await bundled()
  app.get('/script.js', (_, reply) => reply.type('text/javascript').send(script))
  app.get('/', (request, reply) =>
    reply.type('text/html').send(`<!doctype html><div id="root"></div>
      <script>const ANNOTATIONS = ${JSON.stringify(request.query)}</script><script type="module" src="/script.js"></script>`),
  )
  const headers = Object.entries(endpoint.headers).map(([name, value]): [string, string] => [
    name,
    value.replace(/\$\{(\w+)\}/g, (_, variable) => env[variable] ?? ''),
  ])
  app.route({
    method: endpoint.allowedMethods,
    url: `/api/proxy${path}/*`,
    handler: async (request, reply) => {
      const { '*': below } = request.params as { '*': string }
      const sent = { 'content-type': request.headers['content-type'] ?? '', ...Object.fromEntries(headers) }
      const body = JSON.stringify(request.body)
      const answer = await fetch(`${gateway()}/${below}`, { method: request.method, headers: sent, body }).catch(
        () => null,
      )
      if (!answer) return reply.code(504).type('text/plain').send('Error occurred while trying to proxy')
      return reply
        .code(answer.status)
        .type('application/json')
        .send(await answer.text())
    },
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, stop: () => app.close() }
}

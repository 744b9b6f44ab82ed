import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Rollout, readRollouts } from '../../examples/backstage/rollouts.ts'
import { PATIENT, useGateway } from '../support/gateway.ts'

const gateway = useGateway(PATIENT)

// Backstage is not installed here: its parts that the card shows are plain elements.
const STAND_INS = `
  import { createElement } from 'react'
  export const InfoCard = ({ title, children }) => createElement('section', null, title, children)
  export const Link = ({ to, children }) => createElement('a', { href: to }, children)
  export const ResponseErrorPanel = ({ error }) => createElement('p', null, error.message)
  export const discoveryApiRef = {}, fetchApiRef = {}, useApi = () => ({}), useEntity = () => ({})
`
const card = fileURLToPath(new URL('../../examples/backstage/RolloutsCard.tsx', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** The card's lines as HTML. */
async function rendered(rollouts: readonly Rollout[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { renderToStaticMarkup } from 'react-dom/server'
        import { createElement } from 'react'
        import { Rollouts } from ${JSON.stringify(card)}
        globalThis.html = renderToStaticMarkup(createElement(Rollouts, { rollouts: ${JSON.stringify(rollouts)} }))`,
      resolveDir: root,
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [
      {
        name: 'stand-ins',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^@backstage\// }, ({ path }) => ({ path, namespace: 'stand-ins' }))
          onLoad({ filter: /.*/, namespace: 'stand-ins' }, () => ({ contents: STAND_INS, resolveDir: root }))
        },
      },
    ],
  })
  const scope = {
    html: '',
    TextEncoder,
    MessageChannel,
    ReadableStream,
    setTimeout,
    queueMicrotask,
    console,
    performance,
  }
  new Function('globalThis', 'with (globalThis) {'.concat(outputFiles[0]?.text ?? '', '}'))(scope)
  return scope.html
}

test('the card shows the last rollouts of an application, and why those that failed did', async () => {
  const rollouts = await readRollouts(fetch, gateway.url, 'checkout-api')
  expect(rollouts).toHaveLength(5)
  const html = await rendered(rollouts)
  for (const { title, location, consoleUrl, failureSummary, reason } of rollouts) {
    const [explained] = [failureSummary?.headline ?? reason ?? '']
    for (const part of [title, location.name, consoleUrl, explained])
      expect(html).toContain(part.replaceAll('&', '&amp;').replaceAll('"', '&quot;'))
  }
  expect(html.match(/<li>/g)).toHaveLength(5)
})

test('an application that does not exist is an error that says so', async () => {
  await expect(readRollouts(fetch, gateway.url, 'no-such-application')).rejects.toThrow(/no-such-application/)
})

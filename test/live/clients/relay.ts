import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { blocksOf, readPage, sectionsOf } from '../../support/pages.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

interface Result {
  data?: unknown
}

/** The members of Relay's environment that a subscription uses. */
export interface RelayEnvironment {
  getNetwork(): {
    execute(
      request: { operationKind: string; name: string; text: string },
      variables: object,
      cacheConfig: object,
    ): {
      subscribe(observer: { next: (result: Result) => void; error: () => void; complete: () => void }): {
        unsubscribe: () => void
      }
    }
  }
}

// In place of relay-runtime, which is not a dependency: passes on what the page's functions send.
const RELAY_RUNTIME = `
  export const Observable = { create: (source) => ({ subscribe: (sink) => ({ unsubscribe: source(sink) }) }) }
  export const Network = { create: (_, subscribe) => ({ execute: subscribe }) }
  export class Environment {
    constructor({ network }) {
      this.getNetwork = () => network
    }
  }
  export class Store {}
  export class RecordSource {}`

/** Compiles the snippet of docs/clients.md for Relay; the returned function runs it with another URL of the gateway. */
export async function relaySnippet(): Promise<(url: string) => RelayEnvironment> {
  const section = sectionsOf(readPage('docs/clients.md'), '## ').find(({ title }) => title === 'Relay')
  const [snippet = ''] = blocksOf(section?.text ?? '', 'ts')
  const { outputFiles } = await build({
    stdin: {
      contents: snippet.replaceAll("'http://127.0.0.1:4000/graphql'", 'gatewayUrl'),
      loader: 'ts',
      resolveDir: `${root}/examples/client`,
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    plugins: [
      {
        name: 'relay-runtime',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^relay-runtime$/ }, ({ path }) => ({ path, namespace: 'relay-runtime' }))
          onLoad({ filter: /.*/, namespace: 'relay-runtime' }, () => ({ contents: RELAY_RUNTIME }))
        },
      },
    ],
  })
  const [{ text = '' } = {}] = outputFiles
  return (url) => {
    const compiled = { exports: {} as { environment: RelayEnvironment } }
    new Function('module', 'gatewayUrl', text)(compiled, url)
    return compiled.exports.environment
  }
}

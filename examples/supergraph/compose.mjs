import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { composeServices } from '@apollo/composition'
import { parse } from 'graphql'
import { servicesSdl } from './services.mjs'

/** Where the two subgraphs are, unless they are started elsewhere. */
export const URLS = { deploygraph: 'http://127.0.0.1:4000/graphql', services: 'http://127.0.0.1:4001/' }

/**
 * The supergraph of deploygraph and the services. Throws what the composer does not accept.
 *
 * @param {string} deploygraphSdl as `deploygraph schema --federation` prints it
 * @returns {string}
 */
export function compose(deploygraphSdl) {
  const { supergraphSdl, errors } = composeServices([
    { name: 'deploygraph', url: URLS.deploygraph, typeDefs: parse(deploygraphSdl) },
    { name: 'services', url: URLS.services, typeDefs: parse(servicesSdl) },
  ])
  if (!supergraphSdl) throw new AggregateError(errors ?? [], 'The subgraphs do not compose.')
  return `${supergraphSdl}\n`
}

// Run by itself: npm run example:compose
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
  const sdl = execFileSync(process.execPath, [cli, 'schema', '--federation'], { encoding: 'utf8' })
  writeFileSync(new URL('supergraph.graphql', import.meta.url), compose(sdl))
}

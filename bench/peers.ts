import type { Aws } from './aws.ts'
import { send } from './client.ts'
import { askHive } from './hive-client.ts'
import type { Usage } from './probe.ts'
import { freePort, type Running, start } from './process.ts'

/** A question of a client, as a query for each kind of server. */
export interface Question {
  query: string
  variables?: Record<string, unknown>
  /** Where a server without GraphQL answers it; left out when nobody wrote that by hand. */
  path?: string
}

/** A kind of server. */
export interface Peer {
  name: string
  program: URL
  args?: string[]
  nodeOptions?: string[]
  env?: Record<string, string>
  /** The server that it asks in place of AWS. Its CPU and memory count too. */
  over?: Peer
  ask: (url: string, question: Question) => Promise<Buffer>
}

/** A peer that runs. */
export interface Server extends Running {
  name: string
  url: string
  usage: () => Promise<Usage>
  ask: (question: Question) => Promise<Buffer>
}

const overGraphql: Peer['ask'] = (url, { query, variables }) => send(`${url}/graphql`, { query, variables })
const overPaths: Peer['ask'] = (url, { path }) => send(`${url}${path}`)

const program = (path: string) => new URL(path, import.meta.url) // seen from dist/
const gateway = { program: program('../../dist/cli.js'), args: ['serve'], ask: overGraphql }

export const DEPLOYGRAPH: Peer = { ...gateway, name: 'deploygraph, nothing cached', env: { CACHE: 'off' } }
export const AS_IT_COMES: Peer = { ...gateway, name: 'deploygraph, default configuration' }
export const LOOP: Peer = { name: 'hand-written loop', program: program('peers/loop.js'), ask: overPaths }
export const APOLLO: Peer = {
  name: 'Unmodified Apollo Server and SDK',
  program: program('peers/apollo.js'),
  args: ['--plain-sdk'],
  ask: overGraphql,
}
export const APOLLO_OUR_SDK: Peer = {
  name: 'Unmodified Apollo Server, our SDK clients',
  program: program('peers/apollo.js'),
  ask: overGraphql,
}
export const YOGA: Peer = { name: 'GraphQL Yoga, our SDK clients', program: program('peers/yoga.js'), ask: overGraphql }
export const MERCURIUS: Peer = {
  name: 'Mercurius with JIT, our SDK clients',
  program: program('peers/mercurius.js'),
  ask: overGraphql,
}
export const HIVE: Peer = {
  name: 'Hive Gateway over JSON schemas',
  program: program('peers/hive.js'),
  ask: (url, { variables }) => askHive(url, String(variables?.deploymentId)),
}

/** Hive Gateway in front of a server of the gateway's schema, as the router of a supergraph is. */
export const hiveOver = (over: Peer): Peer => ({
  name: `Hive Gateway over ${over.name}`,
  program: program('peers/hive-router.js'),
  over,
  ask: overGraphql,
})

// The least work that a server cannot avoid; not peers.
export const FLOOR: Peer = { name: 'floor', program: program('peers/floor.js'), ask: overPaths }
export const FLOOR_BYTES: Peer = { ...FLOOR, name: 'floor, bytes unparsed', args: ['--unparsed'] }
export const READS: Peer = {
  name: "AWS's calls alone, the direct call",
  program: program('peers/reads.js'),
  ask: overPaths,
}
export const PLAIN_READS: Peer = { ...READS, name: "AWS's calls alone, unmodified SDK", args: ['--plain-sdk'] }

/** A peer with the options that the Dockerfile gives to Node. */
export const contained = (peer: Peer): Peer => ({
  ...peer,
  name: `${peer.name}, Node as in the container`,
  nodeOptions: ['--max-semi-space-size=64', '--no-memory-reducer'],
})

/** The servers that deploygraph is compared with. */
export const PEERS: Peer[] = [LOOP, APOLLO, APOLLO_OUR_SDK, YOGA, MERCURIUS, HIVE]

/** The servers that answer any query of the gateway's schema. */
export const GRAPHQL: Peer[] = [DEPLOYGRAPH, AS_IT_COMES, APOLLO, APOLLO_OUR_SDK, YOGA, MERCURIUS]

/** Starts a peer over an AWS, after the server that it asks; resolves once it listens. */
export async function startServer(peer: Peer, aws: Aws): Promise<Server> {
  const { name, program, args = [], nodeOptions, env, ask } = peer
  const over = peer.over && (await startServer(peer.over, aws))
  const port = await freePort()
  const options = [...args, ...(over ? ['--over', over.url] : []), '--config', aws.config, '--port', String(port)]
  const running = await start(program, options, { env: { ...aws.env, ...env }, nodeOptions, port })
  const url = `http://127.0.0.1:${port}`
  return {
    name,
    url,
    ask: (question) => ask(url, question),
    probe: running.probe,
    usage: async () => sumOf([await running.probe('usage'), ...(over ? [await over.usage()] : [])]),
    stop: async () => void (await Promise.all([running.stop(), over?.stop()])),
  }
}

/** The usage of several processes together. */
export const sumOf = (usages: readonly Usage[]): Usage => {
  const sum = (what: keyof Usage) => usages.reduce((all, usage) => all + usage[what], 0)
  return {
    cpuMs: sum('cpuMs'),
    rssBytes: sum('rssBytes'),
    peakRssBytes: sum('peakRssBytes'),
    heapBytes: sum('heapBytes'),
    externalBytes: sum('externalBytes'),
  }
}

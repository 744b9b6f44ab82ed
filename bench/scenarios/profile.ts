import type { Profiler } from 'node:inspector'
import { startAws } from '../aws.ts'
import { LOCATIONS } from '../documents.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, type Peer, type Question, type Server } from '../peers.ts'
import type { Scenario } from '../scenario.ts'
import { digits, table } from '../table.ts'
import { WHOLE_FLEET } from './w1.ts'

// The owner of a sample's code, by its file and function; the first match counts.
const OWNERS: readonly (readonly [owner: string, pattern: RegExp])[] = [
  ['garbage collector', /\(garbage collector\)$/],
  ['JSON.parse and UTF-8 in our codec', /dist\/aws\/codec\.js read$/],
  ['our codec: timestamps and numbers', /dist\/aws\/(codec|readers)\.js|parseEpochTimestamp$/],
  ['DateTime', /graphql-scalars|dist\/graphql\/dateTime\.js/],
  ['enums', /dist\/graphql\/defaults\.js/],
  ['JSON.stringify', /JSONStringify$|stringifyResponse$/],
  ['compiled query', /graphql-jit|^:\d|dist\/server\/(compiler|executor)\.js/],
  ['AWS SDK: signatures', /signature-v4|Hash$|Hmac$|httpAuthSchemes/],
  ['AWS SDK: the rest', /@smithy|@aws-sdk/],
  ['Apollo Server and graphql-js', /node_modules\/(@apollo|graphql)\//],
  [
    'HTTP server: fastify, pino',
    /dist\/server\/|node_modules\/(fastify|@fastify|@as-integrations|pino|sonic-boom|avvio|find-my-way)/,
  ],
  ['our resolvers, loaders and listings', /^(?!.*node_modules).*\/dist\/|dataloader|p-queue|p-limit|lru-cache/],
  ['writing to sockets', / (writev|writeUtf8String|writeLatin1String|writeBuffer|writevGeneric)$/],
  ['Node: HTTP, sockets, streams, timers', /node:/],
]

const IDLE = '(idle)'
type Frame = Profiler.ProfileNode['callFrame']

const nameOf = ({ url, functionName, lineNumber }: Frame): string =>
  functionName === IDLE
    ? IDLE
    : `${url.replace(/^.*\/(?=node_modules\/)|^file:.*\/(?=dist\/)/, '')}:${lineNumber + 1} ${functionName || '(anonymous)'}`

const ownerOf = ({ url, functionName, lineNumber }: Frame): string => {
  if (functionName === IDLE) return IDLE
  const name = `${url}${url === '' && lineNumber >= 0 ? `:${lineNumber}` : ''} ${functionName}`
  return OWNERS.find(([, pattern]) => pattern.test(name))?.[0] ?? 'native code of V8 and Node'
}

/** Milliseconds by a property of the frame in which they were spent, most first. */
function spent(profile: Profiler.Profile, by: (frame: Frame) => string): [string, number][] {
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, by(callFrame)]))
  const sums = new Map<string, number>()
  for (const [index, id] of profile.samples?.entries() ?? []) {
    const key = frames.get(id) ?? ''
    sums.set(key, (sums.get(key) ?? 0) + (profile.timeDeltas?.[index] ?? 0) / 1000)
  }
  sums.delete(IDLE)
  return [...sums].sort(([, a], [, b]) => b - a)
}

/** The profiled peers and queries, and how often each is sent before and during the profile. */
const MEASUREMENTS: readonly (readonly [peer: Peer, what: string, question: Question, times: number])[] = [
  [DEPLOYGRAPH, 'W1', WHOLE_FLEET, 40],
  [AS_IT_COMES, `\`${LOCATIONS}\``, { query: LOCATIONS }, 5000],
]

export const profile: Scenario = {
  name: 'profile',
  title: 'Where the CPU goes',
  run: async () => {
    const aws = await startAws({ world: { fleet: 1000 } })
    const parts: string[] = []
    try {
      for (const [peer, ...measurement] of MEASUREMENTS)
        parts.push(await withServers([peer], aws, async ([server]) => (server ? report(server, ...measurement) : '')))
    } finally {
      await aws.stop()
    }
    return parts.join('\n\n')
  },
}

async function report({ name, ask, probe }: Server, what: string, question: Question, times: number): Promise<string> {
  for (let time = 0; time < times; time++) await ask(question)
  await probe('profileStart')
  for (let time = 0; time < times; time++) await ask(question)
  const taken = await probe('profileStop')
  const owners = spent(taken, ownerOf)
  const all = owners.reduce((sum, [, ms]) => sum + ms, 0)
  const rows = (of: [string, number][]) =>
    of.map(([name, ms]) => [name, digits(ms / times), `${((100 * ms) / all).toFixed(1)} %`])
  return [
    `${what}, ${name}: ${digits(all / times)} ms of the main thread, as V8's profiler sees it. It slows the process down, and what other threads do for the garbage collector is not in it.`,
    table(['whose code', 'ms', 'share'], rows(owners)),
    table(['function', 'ms', 'share'], rows(spent(taken, nameOf).slice(0, 15))),
  ].join('\n\n')
}

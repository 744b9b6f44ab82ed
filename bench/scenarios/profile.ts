import type { Profiler } from 'node:inspector'
import { startAws } from '../aws.ts'
import { LOCATIONS } from '../documents.ts'
import { withServers } from '../measure.ts'
import { AS_IT_COMES, DEPLOYGRAPH, FLOOR_BYTES, LOOP, type Peer, type Question, type Server } from '../peers.ts'
import { type Scenario, sized } from '../scenario.ts'
import { digits, table } from '../table.ts'
import { USUAL_FLEET, wholeFleet } from './w1.ts'

// Whose code a sample is in, by its file and function: the first that fits, or else the package or the folder of dist/.
const OWNERS: readonly (readonly [owner: string, pattern: RegExp])[] = [
  ['garbage collector', /\(garbage collector\)$/],
  ['JSON.stringify', /JSONStringify$|stringifyResponse$/],
  ['compiled query', /graphql-jit|^:\d/],
  ['writing to sockets', / (writev|writeUtf8String|writeLatin1String|writeBuffer|writevGeneric)$/],
  ['Node: HTTP, sockets, streams, timers', /node:/],
]
const PACKAGE = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/
const FOLDER = /\/dist\/(?:(.+)\/)?[^/]+\.js/

const IDLE = '(idle)'
type Frame = Profiler.ProfileNode['callFrame']

/** No work of the server: nothing, or what the inspector does to begin and to end the profile. */
const isIdle = ({ url, functionName }: Frame) => functionName === IDLE || (url === '' && functionName === 'dispatch')

const nameOf = (frame: Frame): string => {
  const { url, functionName, lineNumber } = frame
  if (isIdle(frame)) return IDLE
  return `${url.replace(/^.*\/(?=node_modules\/)|^file:.*\/(?=dist\/)/, '')}:${lineNumber + 1} ${functionName || '(anonymous)'}`
}

const ownerOf = (frame: Frame): string => {
  const { url, functionName, lineNumber } = frame
  if (isIdle(frame)) return IDLE
  const name = `${url}${url === '' && lineNumber >= 0 ? `:${lineNumber}` : ''} ${functionName}`
  const owner = OWNERS.find(([, pattern]) => pattern.test(name))?.[0] ?? PACKAGE.exec(url)?.[1]
  if (owner) return owner
  const [ours, folder = '.'] = FOLDER.exec(url) ?? []
  return ours ? `ours: ${folder}` : 'native code of V8 and Node'
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
  [DEPLOYGRAPH, 'W1, every field', wholeFleet(), 40],
  [DEPLOYGRAPH, 'W1, the usual fields', USUAL_FLEET, 40],
  [AS_IT_COMES, 'W1, every field', wholeFleet(), 40],
  [LOOP, 'W1, every field', wholeFleet(), 40],
  [FLOOR_BYTES, 'W1', wholeFleet(), 40],
  [AS_IT_COMES, `\`${LOCATIONS}\``, { query: LOCATIONS }, 5000],
]

export const profile: Scenario = {
  name: 'profile',
  title: 'Where the CPU goes',
  once: true,
  run: async ({ smoke }) => {
    const aws = await startAws({ world: { fleets: [sized({ smoke }, 1000)] } })
    const parts = [
      "The main thread alone, as V8's profiler sees it. It slows the process down, and what other threads do for the garbage collector is not in it.",
    ]
    try {
      for (const [peer, what, question, times] of MEASUREMENTS)
        parts.push(
          await withServers([peer], aws, async ([server]) =>
            server ? report(server, what, question, smoke ? 1 : times) : '',
          ),
        )
    } finally {
      await aws.stop()
    }
    return { text: parts.join('\n\n'), claims: [] }
  },
}

const LEAST_SHARE = 0.01
const FUNCTIONS = 15

async function report({ name, ask, probe }: Server, what: string, question: Question, times: number): Promise<string> {
  for (let time = 0; time < times; time++) await ask(question)
  await probe('profileStart')
  for (let time = 0; time < times; time++) await ask(question)
  const taken = await probe('profileStop')
  const owners = spent(taken, ownerOf)
  const all = owners.reduce((sum, [, ms]) => sum + ms, 0)
  const shown = owners.filter(([, ms]) => ms / all >= LEAST_SHARE)
  const rest = all - shown.reduce((sum, [, ms]) => sum + ms, 0)
  const rows = (of: [string, number][]) =>
    of.map(([name, ms]) => [name, digits(ms / times), `${((100 * ms) / all).toFixed(1)} %`])
  return [
    `${what}, ${name}: ${digits(all / times)} ms`,
    table(['whose code', 'ms', 'share'], rows([...shown, ['the rest', rest]])),
    table(['function', 'ms', 'share'], rows(spent(taken, nameOf).slice(0, FUNCTIONS))),
  ].join('\n\n')
}

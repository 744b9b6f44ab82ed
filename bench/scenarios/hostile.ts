import { type Aws, startAws } from '../aws.ts'
import { exchange } from '../client.ts'
import { callsSince, withServers } from '../measure.ts'
import { AS_IT_COMES, type Peer, type Question, type Server } from '../peers.ts'
import { amounts, type Report, type Scenario, sized } from '../scenario.ts'
import { median } from '../statistics.ts'
import { digits, megabytes, table } from '../table.ts'
import { wholeFleet } from './w1.ts'

const CROWD = 60
const BYTES = 950_000

// Refusals are measured, so any status will do.
const PEER: Peer = { ...AS_IT_COMES, ask: async (url, body) => (await exchange(`${url}/graphql`, body)).answer }

const range = (count: number) => Array.from({ length: count }, (_, index) => index)
const members = (count: number) => Object.fromEntries(range(count).map((index) => [`k${index}`, 1]))
const named = (count: number, field: string) =>
  range(count)
    .map((index) => `a${index}: ${field}`)
    .join(' ')
const entities = (__typename: string, key: (index: number) => object): Question => ({
  query: 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename } }',
  variables: { of: range(1_000).map((index) => ({ __typename, ...key(index) })) },
})

/** A harmless request of the same size, to compare with. */
const HARMLESS: Question = { query: '{ __typename }', variables: { text: 'x'.repeat(BYTES) } }

/** The attacks, by the promise that each tests; every round sends a query that was not sent before. */
const ATTACKS: readonly (readonly [promise: string, what: string, question: (round: number) => Question])[] = [
  ['', 'a megabyte without harm', () => HARMLESS],
  [
    'variables',
    '80,000 unknown fields of a filter',
    () => ({
      query: 'query ($filter: CodeDeployDeploymentFilter) { codeDeployDeployments(filter: $filter) { nodes { id } } }',
      variables: { filter: members(80_000) },
    }),
  ],
  [
    'variables',
    '190,000 nulls for ids',
    () => ({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: range(190_000).map(() => null) },
    }),
  ],
  [
    'variables',
    'an enum value of a megabyte',
    () => ({
      query: 'query ($filter: ActivityFilter) { activity(filter: $filter) { nodes { id } } }',
      variables: { filter: { phases: ['x'.repeat(BYTES)] } },
    }),
  ],
  [
    'introspection',
    'types of fields of types, 40 times',
    () => ({
      query: `{ __schema { types { ${named(40, 'fields { type { ofType { fields { type { ofType { enumValues { name } } } } } } }')} } } }`,
    }),
  ],
  ['introspection', 'the SDL 100 times', () => ({ query: `{ ${named(100, '_service { sdl }')} }` })],
  [
    'answers',
    'a long id under 100 names',
    () => ({
      query: `query ($id: ID!) { ${named(100, 'node(id: $id) { id }')} }`,
      variables: { id: 'x'.repeat(BYTES) },
    }),
  ],
  [
    'answers',
    'an operation with a long name and 100 mistakes',
    () => ({ query: `query ${'N'.repeat(BYTES)} { ${named(100, 'node(id: $unknown) { id }')} }` }),
  ],
  ['answers', '1,000 references of an unknown type', () => entities('N'.repeat(900), () => ({ id: '1' }))],
  [
    'answers',
    'a field under 480 names for 1,000 things',
    () => ({ query: `{ activity(first: 1000) { nodes { ${named(480, 'id')} } } }` }),
  ],
  [
    'made-up ids',
    '1,000 applications',
    (round) => entities('CodeDeployApplication', (index) => ({ applicationName: `no-${round}-${index}` })),
  ],
  [
    'made-up ids',
    '1,000 deployments',
    (round) => entities('CodeDeployDeployment', (index) => ({ deploymentId: `d-NO${round}X${index}` })),
  ],
  [
    'made-up ids',
    '1,000 targets',
    (round) => ({
      query: 'query ($of: [ID!]!) { deploymentTargets(deploymentId: "d-FLEET0001", targetIds: $of) { __typename } }',
      variables: { of: range(1_000).map((index) => `i-no-${round}-${index}`) },
    }),
  ],
]

interface Cost {
  cpuMs: number
  answered: number
  calls: number
}

export const hostile: Scenario = {
  name: 'hostile',
  title: 'Hostile requests, each alone, and a crowd of large answers',
  run: async (options) => {
    const { rounds } = amounts(options, { warmUp: 20, rounds: 5, times: 1 })
    const aws = await startAws({ world: { fleets: [sized(options, 1000)] } })
    return withServers([PEER], aws, async ([server]) => {
      if (!server) throw new Error('no server')
      for (let time = 0; time < 20; time++) await server.ask({ query: '{ locations { name } }' })
      const rows: string[][] = []
      const cpu = new Map<string, number>()
      for (const [promise, what, question] of ATTACKS) {
        const costs: Cost[] = []
        for (let round = 0; round < rounds; round++) costs.push(await costOf(server, aws, question(round)))
        const of = (member: keyof Cost) => median(costs.map((cost) => cost[member]))
        cpu.set(what, of('cpuMs'))
        const sent = JSON.stringify(question(0)).length
        rows.push([promise, what, ...[sent, of('answered')].map(String), digits(of('cpuMs')), String(of('calls'))])
      }
      const refused = ATTACKS.filter(([promise]) => promise === 'variables').map(([, what]) => cpu.get(what) ?? 0)
      const crowd = await crowdOf(server)
      const header = ['against', 'attack', 'bytes sent', 'bytes answered', 'CPU ms', 'AWS calls']
      return {
        text: [table(header, rows), crowd.text].join('\n\n'),
        claims: [
          {
            text: 'CPU ms of a body of a megabyte that is refused for its variables',
            goal: { most: 50 },
            value: Math.max(...refused),
          },
          ...crowd.claims,
        ],
      }
    }).finally(aws.stop)
  },
}

async function costOf({ ask, usage }: Server, aws: Aws, question: Question): Promise<Cost> {
  await aws.calls()
  const { cpuMs: before } = await usage()
  const answer = await ask(question)
  const { cpuMs: after } = await usage()
  return { cpuMs: after - before, answered: answer.length, calls: await callsSince(aws) }
}

/** Many ask for a large answer at once, compressed, while somebody asks again and again whether the process lives. */
async function crowdOf({ url, usage }: Server): Promise<Report> {
  const { query, variables } = wholeFleet()
  const { cpuMs: before } = await usage()
  const start = performance.now()
  let isOver = false
  const crowd = Promise.all(
    range(CROWD).map(() => exchange(`${url}/graphql`, { query, variables }, { 'accept-encoding': 'br' })),
  ).finally(() => {
    isOver = true
  })
  const waits: number[] = []
  while (!isOver) {
    const sent = performance.now()
    await exchange(`${url}/livez`)
    waits.push(performance.now() - sent)
  }
  const answers = await crowd
  const wallMs = performance.now() - start
  const { cpuMs: after, rssBytes } = await usage()
  const statuses = new Map<number | undefined, number>()
  for (const { status } of answers) statuses.set(status, (statuses.get(status) ?? 0) + 1)
  const header = ['crowd', 'answers', 'CPU ms each', 'bytes each', 'wall ms', 'longest /livez ms', 'resident MB']
  const row = [
    `${CROWD} clients at once, brotli`,
    [...statuses].map(([status, count]) => `${count} × ${status}`).join(', '),
    digits((after - before) / CROWD),
    String(median(answers.map(({ answer }) => answer.length))),
    digits(wallMs),
    digits(Math.max(...waits)),
    megabytes(rssBytes),
  ]
  return {
    text: table(header, [row]),
    claims: [{ text: 'ms until /livez is answered', goal: { most: 1_000 }, value: Math.max(...waits) }],
  }
}

import { type Aws, startAws } from '../aws.ts'
import { USUAL_DEPLOYMENT, WHOLE_DEPLOYMENT } from '../documents.ts'
import { type Amounts, interleave, type Measured, withServers } from '../measure.ts'
import {
  APOLLO,
  AS_IT_COMES,
  contained,
  DEPLOYGRAPH,
  FLOOR,
  FLOOR_BYTES,
  GRAPHQL,
  HIVE,
  LOOP,
  type Peer,
  PLAIN_READS,
  type Question,
  READS,
  type Server,
} from '../peers.ts'
import {
  ahead,
  amounts,
  compareAnswers,
  compared,
  type Options,
  type Report,
  type Scenario,
  sized,
} from '../scenario.ts'
import { costs } from '../table.ts'
import { fleetId } from '../worlds.ts'

/** A deployment of `fleets`, with every field of all its targets. */
export const wholeFleet = (n = 0): Question => ({
  query: WHOLE_DEPLOYMENT,
  variables: { deploymentId: fleetId(n) },
  path: `/deployments/${fleetId(n)}`,
})

const PAUSE_MS = 5000

/** The first deployment of `fleets`, with what a dashboard shows of it. */
export const USUAL_FLEET: Question = {
  query: USUAL_DEPLOYMENT,
  variables: { deploymentId: fleetId(0) },
  path: `/deployments/${fleetId(0)}/usual`,
}

export const w1: Scenario = {
  name: 'w1',
  title: 'W1: a deployment to 1,000 instances, 10 lifecycle events each, every field',
  run: (options) =>
    measure(
      [...GRAPHQL, LOOP, HIVE, contained(DEPLOYGRAPH), contained(LOOP), PLAIN_READS, READS, FLOOR, FLOOR_BYTES],
      wholeFleet(),
      amounts(options, { warmUp: 120, rounds: 5, times: 8 }),
      options,
      async (measured) => ({
        text: '',
        claims: [
          compared(measured, [DEPLOYGRAPH, LOOP], { most: 0.45 }),
          compared(measured, [AS_IT_COMES, LOOP], { most: 0.15 }),
          compared(measured, [DEPLOYGRAPH, APOLLO], { most: 0.25 }),
        ],
      }),
    ),
}

export const usual: Scenario = {
  name: 'usual',
  title: 'W1: the same deployment, the usual fields',
  run: (options) =>
    measure(
      [...GRAPHQL, LOOP, contained(DEPLOYGRAPH), contained(LOOP), FLOOR, FLOOR_BYTES],
      USUAL_FLEET,
      amounts(options, { warmUp: 120, rounds: 5, times: 12, uncounted: 24 }),
      options,
      async (measured, aws) => ({
        text: await afterPauses(measured, aws, options),
        claims: [
          compared(measured, [DEPLOYGRAPH, LOOP], { most: 0.4, worst: 0.45 }),
          compared(measured, [AS_IT_COMES, LOOP], { most: 0.15 }),
        ],
      }),
    ),
}

/** The same for a client that asks after each pause: V8 then lets the heap grow little, and collects it during each request. */
async function afterPauses(measured: readonly Measured[], aws: Aws, options: Options): Promise<string> {
  const servers = [DEPLOYGRAPH, LOOP].flatMap(({ name }) =>
    measured.flatMap(({ server }) => (server.name === name ? [server] : [])),
  )
  const after = await interleave(servers, aws, {
    ...amounts(options, { warmUp: 0, rounds: 7, times: 3 }),
    pauseMs: options.smoke ? 0 : PAUSE_MS,
    uncounted: 1,
    work: ({ ask }) => ask(USUAL_FLEET),
  })
  const figures = costs(after, { against: LOOP.name })
  return `After a pause of ${PAUSE_MS / 1000} seconds and one request:\n\n${figures}`
}

async function measure(
  peers: readonly Peer[],
  question: Question,
  howOften: Amounts,
  options: Options,
  report: (measured: readonly Measured[], aws: Aws) => Promise<Report>,
): Promise<Report> {
  const aws = await startAws({ world: { fleets: [sized(options, 1000)] } })
  return withServers(peers, aws, async (servers) => {
    const answer = await compareAnswers(servers, question)
    const work = ({ ask }: Server) => ask(question)
    const measured = await interleave(servers, aws, { ...howOften, work })
    const { text, claims } = await report(measured, aws)
    return {
      text: [costs(measured, { against: LOOP.name, answer }), text].filter(Boolean).join('\n\n'),
      claims: [...claims, ahead(measured, DEPLOYGRAPH), ahead(measured, AS_IT_COMES)],
    }
  }).finally(aws.stop)
}

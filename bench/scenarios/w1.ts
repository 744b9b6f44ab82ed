import { startAws } from '../aws.ts'
import type { Claim } from '../claim.ts'
import { USUAL_DEPLOYMENT, WHOLE_DEPLOYMENT } from '../documents.ts'
import { interleave, type Measured, withServers } from '../measure.ts'
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
      options,
      (measured) => [
        compared(measured, [DEPLOYGRAPH, LOOP], { most: 0.45 }),
        compared(measured, [AS_IT_COMES, LOOP], { most: 0.15 }),
        compared(measured, [DEPLOYGRAPH, APOLLO], { most: 0.25 }),
      ],
    ),
}

export const usual: Scenario = {
  name: 'usual',
  title: 'W1: the same deployment, the usual fields',
  run: (options) =>
    measure([...GRAPHQL, LOOP, FLOOR, FLOOR_BYTES], USUAL_FLEET, options, (measured) => [
      compared(measured, [DEPLOYGRAPH, LOOP], { most: 0.4, worst: 0.45 }),
      compared(measured, [AS_IT_COMES, LOOP], { most: 0.15 }),
    ]),
}

async function measure(
  peers: readonly Peer[],
  question: Question,
  options: Options,
  claims: (measured: readonly Measured[]) => Claim[],
): Promise<Report> {
  const aws = await startAws({ world: { fleets: [sized(options, 1000)] } })
  return withServers(peers, aws, async (servers) => {
    const answer = await compareAnswers(servers, question)
    const work = ({ ask }: Server) => ask(question)
    const measured = await interleave(servers, aws, {
      ...amounts(options, { warmUp: 120, rounds: 11, times: 3 }),
      work,
    })
    return {
      text: costs(measured, { against: LOOP.name, answer }),
      claims: [...claims(measured), ahead(measured, DEPLOYGRAPH), ahead(measured, AS_IT_COMES)],
    }
  }).finally(aws.stop)
}

import type { RegionWorld, World } from '../../src/emulator/world.ts'
import { SERVICES } from '../../src/services.ts'

/**
 * One of each thing that a service has, and how each is asked for: `sample` of test/<service>/sample.ts. With it the
 * tests that hold for every service know what to ask: the law of null, the matrix of faults, the keys of entities.
 */
export interface Sample<Name extends keyof RegionWorld = keyof RegionWorld> {
  /** One of each type of the service's schema, each with everything that leads to another; equal in every region. */
  world: (region: string) => RegionWorld[Name]
  /** GraphQL for each argument that has to be passed, by the argument's name. `$arn` is a policy of Image Builder. */
  arguments: Record<string, string>
  /**
   * Of each AWS operation that is called: a field that calls it in the location `$at` (or for `$arn`), and the path below
   * that field where an error of it belongs. None asks for more than a call of it and what comes before.
   */
  operations: Record<string, readonly [field: string, path: readonly (string | number)[]]>
  /** Operations that the feed alone sends: an error of theirs is in its problems, and no field has it in its place. */
  onlyInFeed?: readonly string[]
  /** By type, one entity: what its id is made of after the location, and what AWS calls it, where that alone finds it. */
  entities: Record<string, { id: readonly string[]; natural?: Record<string, string | number> }>
  /** The AWS calls that read all of these entities. */
  entityCalls: Record<string, number>
}

const samples = await Promise.all(
  SERVICES.map(async ({ name }) => {
    const { sample }: { sample: Sample } = await import(`../${name}/sample.ts`)
    return [name, sample] as const
  }),
)

/** One of each thing of every service, equal in every region. */
export const sampleWorld: World = (region) =>
  Object.fromEntries(samples.map(([name, { world }]) => [name, world(region)]))

export const ARGUMENTS: Record<string, string> = Object.assign(
  { id: '$id', ids: '[$id]', representations: '$representations' },
  ...samples.map(([, sample]) => sample.arguments),
)

/** By service and operation, as IAM spells them. */
export const OPERATIONS: Sample['operations'] = Object.fromEntries(
  samples.flatMap(([name, { operations }]) =>
    Object.entries(operations).map(([operation, field]) => [`${name}:${operation}`, field]),
  ),
)

/** Operations that only the feed sends, likewise. */
export const ONLY_IN_FEED: readonly string[] = samples.flatMap(([name, { onlyInFeed = [] }]) =>
  onlyInFeed.map((operation) => `${name}:${operation}`),
)

export const ENTITIES: Sample['entities'] = Object.assign({}, ...samples.map(([, { entities }]) => entities))

/** The calls that read all entities; operations of one name are counted together. */
export const ENTITY_CALLS: Record<string, number> = {}
for (const [, { entityCalls }] of samples)
  for (const [operation, count] of Object.entries(entityCalls))
    ENTITY_CALLS[operation] = (ENTITY_CALLS[operation] ?? 0) + count

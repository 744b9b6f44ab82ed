import type { Phase } from '../generated/resolvers.ts'

/** The statuses of a service and the phase that each is. */
export type Phases = ReadonlyMap<string, Phase>

/** The phase of a status; UNKNOWN for a status that is newer than this gateway. */
export const phaseOf = (phases: Phases, status: string | undefined): Phase => phases.get(status ?? '') ?? 'UNKNOWN'

/**
 * The statuses that are in one of the wanted phases; undefined when a status that is not known here may be among them,
 * so that AWS cannot be asked for them by name.
 */
export const statusesIn = (phases: Phases, wanted: readonly Phase[]): string[] | undefined =>
  wanted.includes('UNKNOWN')
    ? undefined
    : [...phases].flatMap(([status, phase]) => (wanted.includes(phase) ? status : []))

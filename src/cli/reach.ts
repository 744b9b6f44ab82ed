import { type Problem, warn, warnOfProblems } from './answers.ts'
import type { Terminal } from './terminal.ts'

/** A service, as far as commands tell one from another. */
interface Kind {
  service: string
  isWaiting?: unknown
}

export const isAny = (): boolean => true
export const mayWait = ({ isWaiting }: Kind): boolean => isWaiting !== undefined
export const isOne =
  (name: 'CODEDEPLOY' | 'APPCONFIG') =>
  ({ service }: Kind): boolean =>
    service === name

/** A field that was asked for. */
export interface Asked {
  /** Whether it reads a service, in each location. */
  reads: (kind: Kind) => boolean
  /** Null: the field is an error. */
  page: { problems: readonly Problem[] } | null
}

/** How much of what a command asked for was read: `nothing` if no source was read without a problem, and there are no rows. */
export type Reach = 'all' | 'part' | 'nothing'

/** Selects all locations, which no call is made for. */
export const LOCATIONS = 'locations { name }'

/** The answer to it. */
export interface Located {
  locations: { name: string }[]
}

/** How much was read of fields whose answers have rows or none, in one location or in these. */
export async function reachOf(
  asked: readonly Asked[],
  where: string | Located['locations'],
  hasRows: boolean,
): Promise<Reach> {
  if (asked.every(({ page }) => page?.problems.length === 0)) return 'all'
  if (hasRows) return 'part'
  const names = typeof where === 'string' ? [where] : where.map(({ name }) => name)
  const { SERVICES } = await import('../services.ts') // with every SDK client, which no other case needs
  const isUnread = ({ reads, page }: Asked) => {
    const unread = new Set(page?.problems.map((one) => `${one.service} ${one.location.name}`))
    const services = SERVICES.map(({ activity }) => activity).filter(reads)
    return !page || services.every(({ service }) => names.every((name) => unread.has(`${service} ${name}`)))
  }
  return asked.every(isUnread) ? 'nothing' : 'part'
}

/** A sentence about rows that are not there; of what was read, where that is a part. */
export const noneOf = (sentence: string, reach: Reach): string =>
  `${sentence}${reach === 'part' ? ', as far as we can see' : ''}.`

/** Names what could not be read. */
export function warnOfUnread(terminal: Pick<Terminal, 'err'>, asked: readonly Asked[], reach: Reach): void {
  warnOfProblems(
    terminal,
    asked.flatMap(({ page }) => page?.problems ?? []),
  )
  if (reach === 'nothing') warn(terminal, 'no source could be read completely')
}

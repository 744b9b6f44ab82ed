import { dataOf, type Problem, warn, warnOfProblems } from './answers.ts'
import type { Source } from './source.ts'
import type { Terminal } from './terminal.ts'

/** The services of the feed. The list of services itself would load every SDK client. */
export const FEED_SERVICES = ['CODEDEPLOY', 'APPCONFIG', 'IMAGE_BUILDER'] as const
/** Those of them whose activities wait for somebody. */
export const WAITING_SERVICES = ['CODEDEPLOY'] as const
type ServiceName = (typeof FEED_SERVICES)[number]

/** A field that was asked for, and the services that it reads in each location. */
export interface Asked {
  services: readonly ServiceName[]
  /** Null: the field is an error. */
  page: { problems: readonly Problem[] } | null
}

/** How much of what a command asked for was read. */
export type Reach = 'all' | 'part' | 'nothing'

/** How much was read of fields whose answers have rows or none. A location: that alone was asked for. */
export async function reachOf(
  source: Source,
  terminal: Pick<Terminal, 'err'>,
  asked: readonly Asked[],
  { hasRows, location }: { hasRows: boolean; location: string | undefined },
): Promise<Reach> {
  if (asked.every(({ page }) => page?.problems.length === 0)) return 'all'
  if (hasRows) return 'part'
  const names = location === undefined ? await locationNames(source, terminal) : [location]
  const isUnread = ({ services, page }: Asked) => {
    const unread = new Set(page?.problems.map((one) => `${one.service} ${one.location.name}`))
    return !page || services.every((service) => names.every((name) => unread.has(`${service} ${name}`)))
  }
  return asked.every(isUnread) ? 'nothing' : 'part'
}

async function locationNames(source: Source, terminal: Pick<Terminal, 'err'>): Promise<string[]> {
  const answer = await source.query<{ locations: { name: string }[] }>('{ locations { name } }')
  return dataOf(terminal, answer).locations.map(({ name }) => name)
}

/** A sentence about rows that are not there; of what was read, where that is a part. */
export const noneOf = (sentence: string, reach: Reach): string =>
  `${sentence}${reach === 'part' ? ' that we can see' : ''}.`

/** Names what could not be read. */
export function warnOfUnread(terminal: Pick<Terminal, 'err'>, asked: readonly Asked[], reach: Reach): void {
  warnOfProblems(
    terminal,
    asked.flatMap(({ page }) => page?.problems ?? []),
  )
  if (reach === 'nothing') warn(terminal, 'nothing could be read')
}

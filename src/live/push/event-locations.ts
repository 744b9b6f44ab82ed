import type { LocationConfig } from '../../config/locations.ts'
import type { EventLocation } from './event-router.ts'

/** The account of a location, as far as the configuration says it. */
export const accountOf = ({ accountId, roleArn }: Pick<LocationConfig, 'accountId' | 'roleArn'>): string | undefined =>
  accountId ?? roleArn?.split(':')[4]

/** The locations, as far as events name them. */
export const locationsOfEvents = (locations: readonly LocationConfig[]): EventLocation[] =>
  locations.map((location) => ({ name: location.name, region: location.region, accountId: accountOf(location) }))

import { SERVICES, type Service } from '../../src/services.ts'

/** The exports of the SDK's package of each service, by the service's name. */
export const SDKS: ReadonlyMap<Service['name'], Record<string, unknown>> = new Map(
  await Promise.all(
    SERVICES.map(async ({ name }) => {
      const sdk: Record<string, unknown> = await import(`@aws-sdk/client-${name}`)
      return [name, sdk] as const
    }),
  ),
)

import pLimit from 'p-limit'
import type { AwsRequest } from '../aws/request/aws-request.ts'
import { readAll } from '../aws/request/listing.ts'
import { perKey } from '../aws/request/loader.ts'
import type { AppConfigLists } from './lists.ts'
import type { Application, Deployment, Environment } from './model.ts'

// How many applications' environments are listed at once.
const CONCURRENT_LISTINGS = 5

/** The environments that could be listed, and why those of some applications could not. */
export interface Listed {
  environments: readonly Environment[]
  failures: unknown[]
}

/** Which applications and environments a location has, for one request. */
export function createEnvironments({ enumeration }: AwsRequest, lists: AppConfigLists) {
  const names = new Map<string, string>()

  const withNames = (listed: Listed): Listed => {
    for (const { location, ApplicationId, Id, Name } of listed.environments)
      if (Name) names.set([location, ApplicationId, Id].join(' '), Name)
    return listed
  }

  /** ListEnvironments of each application. */
  const environmentsOf = async (location: string, applications: readonly Application[]): Promise<Listed> => {
    const limit = pLimit(CONCURRENT_LISTINGS)
    const listed = await Promise.allSettled(
      applications.map(({ Id }) => limit(() => readAll(lists.environments(location, Id).read))),
    )
    return {
      environments: listed.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
      failures: listed.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
    }
  }

  /** ListApplications of a location, remembered for a while. */
  const allApplications = perKey((location) =>
    enumeration('appconfig:ListApplications', location, () => readAll(lists.applications(location).read)),
  )

  return {
    /**
     * Every environment of every application of a location: ListApplications, then ListEnvironments of each. An
     * application whose environments cannot be listed is one of `failures`; then the enumeration is not remembered.
     * Once per request.
     */
    allEnvironments: perKey(async (location): Promise<Listed> => {
      const whole = enumeration('appconfig:ListEnvironments', location, async () => {
        const listed = await environmentsOf(location, await readAll(lists.applications(location).read))
        if (listed.failures.length > 0) throw new Incomplete(listed)
        return listed.environments
      })
      const listed = await whole.then(
        (environments): Listed => ({ environments, failures: [] }),
        (error) => {
          if (error instanceof Incomplete) return error.listed
          throw error
        },
      )
      return withNames(listed)
    }),

    /**
     * The environments as they are now, with a State that is no older than other answers: applications are remembered,
     * their environments are listed. Of the applications of that name, or of all.
     */
    environmentsNow: async (location: string, applicationName?: string | null): Promise<Listed> => {
      const applications = await allApplications(location)
      return withNames(
        await environmentsOf(
          location,
          applications.filter(({ Name }) => applicationName == null || Name === applicationName),
        ),
      )
    },

    /** Whether an application of a location has that name. */
    hasApplication: async (location: string, name: string): Promise<boolean> =>
      (await allApplications(location)).some(({ Name }) => Name === name),

    /** The name of an application, from ListApplications. */
    applicationName: async (location: string, id: string): Promise<string | undefined> =>
      (await allApplications(location)).find(({ Id }) => Id === id)?.Name,

    /** An environment's name as it was listed; undefined where it was not. */
    listedName: ({ location, ApplicationId, EnvironmentId }: Deployment): string | undefined =>
      names.get([location, ApplicationId, EnvironmentId].join(' ')),
  }
}

/** What could be enumerated although something could not; thrown, so that it is not remembered. */
class Incomplete extends Error {
  readonly listed: Listed

  constructor(listed: Listed) {
    super('Some applications could not be listed.')
    this.listed = listed
  }
}

import { perKey } from '../aws/per-key.ts'
import { type AwsListing, readAll } from '../aws/request/listing.ts'
import type { AppConfigReader } from './client.ts'
import type { AppConfigLists } from './lists.ts'
import type { Application, Deployment, Environment } from './model.ts'

/** The environments that could be listed, and why those of some applications could not. */
export interface Listed {
  environments: readonly Environment[]
  failures: unknown[]
}

/** Which applications and environments a location has, for one request. */
export function createEnvironments(appconfig: AppConfigReader, lists: AppConfigLists) {
  const names = new Map<string, string>()

  const withNames = (listed: Listed): Listed => {
    for (const { location, ApplicationId, Id, Name } of listed.environments)
      if (Name) names.set([location, ApplicationId, Id].join(' '), Name)
    return listed
  }

  /** The environments of each application, read with `read`. */
  const environmentsOf = async (
    applications: readonly Application[],
    read: (listing: AwsListing<Environment>) => Promise<readonly Environment[]>,
  ): Promise<Listed> => {
    const listed = await Promise.allSettled(
      applications.map(({ location, Id }) => read(lists.environments(location, Id))),
    )
    return withNames({
      environments: listed.flatMap((result) => (result.status === 'fulfilled' ? result.value : [])),
      failures: listed.flatMap((result) => (result.status === 'rejected' ? [result.reason] : [])),
    })
  }

  const enumerated = async <T>(listing: AwsListing<T>) => (await appconfig.enumeration(listing)).items

  /** ListApplications of a location, remembered for a while. */
  const allApplications = (location: string) => enumerated(lists.applications(location))

  return {
    /**
     * Every environment of every application of a location: ListApplications, then ListEnvironments of each, all
     * remembered for a while. An application whose environments cannot be listed is one of `failures`.
     * Once per request.
     */
    allEnvironments: perKey(
      async (location): Promise<Listed> => environmentsOf(await allApplications(location), enumerated),
    ),

    /**
     * The environments as they are now, with a State that is no older than other answers: applications are remembered,
     * their environments are listed. Of the applications of that name, or of all.
     */
    environmentsNow: async (location: string, applicationName?: string | null): Promise<Listed> => {
      const applications = await allApplications(location)
      return environmentsOf(
        applications.filter(({ Name }) => applicationName == null || Name === applicationName),
        ({ read }) => readAll(read),
      )
    },

    /** Whether an application of a location has that name. */
    hasApplication: async (location: string, name: string): Promise<boolean> =>
      (await allApplications(location)).some(({ Name }) => Name === name),

    /** The name of an application, from ListApplications. */
    applicationName: async (location: string, id: string): Promise<string | undefined> =>
      (await allApplications(location)).find(({ Id }) => Id === id)?.Name,

    /** An environment's name as it was listed; undefined if it was not. */
    listedName: ({ location, ApplicationId, EnvironmentId }: Deployment): string | undefined =>
      names.get([location, ApplicationId, EnvironmentId].join(' ')),
  }
}

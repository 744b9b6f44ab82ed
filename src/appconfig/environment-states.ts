import { readAll } from '../aws/request/listing.ts'
import type { KeyedPage } from '../graphql/keyed-page.ts'
import type { Problem } from '../graphql/problems.ts'
import type { AppConfigLists } from './lists.ts'
import type { ConfigurationProfile, Deployment, Environment } from './model.ts'

/** The parent of ConfigurationState: a profile in an environment. */
export interface ConfigurationState {
  environment: Environment
  configurationProfileId: string | undefined
  configurationName: string | undefined
  current: Deployment | undefined
  running: Deployment | undefined
}

/** The parent of ConfigurationStateEdge. */
export interface ConfigurationStateEdge {
  cursor: string
  node: ConfigurationState
}

/** The parent of ConfigurationStateConnection. */
export interface ConfigurationStateConnection extends KeyedPage<ConfigurationState> {
  isComplete: boolean
  problems: Problem[]
}

/** ListDeployments pages of one environment, 50 deployments each. */
const MAX_PAGES = 4

const RUNNING: ReadonlySet<string> = new Set(['DEPLOYING', 'VALIDATING', 'BAKING', 'ROLLING_BACK'])

/**
 * The version of each profile that an environment serves. If one page does not hold all of its deployments,
 * the application's profiles are listed, and older pages are read until each has a COMPLETE deployment.
 */
export async function statesOf(
  { deployments, configurationProfiles }: AppConfigLists,
  environment: Environment,
): Promise<{ states: ConfigurationState[]; isComplete: boolean }> {
  const { location, ApplicationId, Id } = environment
  const { read } = deployments(location, ApplicationId, Id)
  const listed: Deployment[] = []
  let profiles: readonly ConfigurationProfile[] | undefined
  let token: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await read(token)
    listed.push(...page.items)
    token = page.nextToken
    const states = byProfile(environment, listed)
    if (!token) return { states, isComplete: !page.isIncomplete }
    profiles ??= await readAll(configurationProfiles(location, ApplicationId).read)
    if (profiles.every((profile) => states.some((state) => state.current && isOf(state, profile))))
      return { states, isComplete: true }
    if (pages === MAX_PAGES) return { states, isComplete: false }
  }
}

const isOf = (state: ConfigurationState, { Id, Name }: ConfigurationProfile) =>
  state.configurationProfileId === undefined ? state.configurationName === Name : state.configurationProfileId === Id

/** By profile, in the order of their ids and names; `deployments` are newest first. */
function byProfile(environment: Environment, deployments: readonly Deployment[]): ConfigurationState[] {
  const states = new Map<string, ConfigurationState>()
  for (const deployment of deployments) {
    const { ConfigurationProfileId: configurationProfileId, ConfigurationName: configurationName, State } = deployment
    // A profile keeps its id when it is renamed; older summaries may have the name alone.
    const key = JSON.stringify(configurationProfileId ? [configurationProfileId] : ['', configurationName])
    const state = states.get(key) ?? {
      ...{ environment, configurationProfileId: configurationProfileId || undefined, configurationName },
      ...{ current: undefined, running: undefined },
    }
    states.set(key, state)
    if (State === 'COMPLETE') state.current ??= deployment
    if (RUNNING.has(State ?? '')) state.running ??= deployment
  }
  return [...states].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, state]) => state)
}

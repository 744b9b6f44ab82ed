import { readAll } from '../aws/request/listing.ts'
import type { KeyedPage } from '../graphql/keyed-page.ts'
import type { Problem } from '../graphql/problems.ts'
import { hasEnded } from './has-ended.ts'
import type { ConfigurationProfile, Deployment, Environment } from './model.ts'
import type { AppConfigSource } from './source.ts'

/** The parent of ConfigurationState: a profile in an environment. */
export interface ConfigurationState {
  environment: Environment
  configurationProfileId: string | undefined
  configurationName: string | undefined
  current: Deployment | undefined
  running: Deployment | undefined
  newest: Deployment
  /** Its deployments on the first page, newest first. */
  recent: Deployment[]
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
 * The version that an environment serves of each profile deployed to it; `now` in milliseconds since 1970. Where one page
 * does not hold all of its deployments, the application's profiles are listed, and older pages are read until each has a
 * COMPLETE deployment. Facts from older pages are remembered once they can no longer change.
 */
export async function statesOf(
  appconfig: Pick<AppConfigSource, 'lists' | 'olderPages'>,
  environment: Environment,
  now: number,
): Promise<{ states: ConfigurationState[]; isComplete: boolean }> {
  const { location, ApplicationId, Id } = environment
  const key = JSON.stringify([location, ApplicationId, Id])
  const { lists } = appconfig
  const olderPages = appconfig.olderPages()
  const remembered = olderPages.get(key)
  const { read } = lists.deployments(location, ApplicationId, Id)
  const listed: Deployment[] = []
  let profiles: readonly ConfigurationProfile[] | undefined
  let isWhole = true
  let firstPage = 0
  let token: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await read(token)
    listed.push(...page.items)
    if (pages === 1) firstPage = page.items.length
    isWhole &&= !page.isIncomplete
    token = page.nextToken
    const older =
      remembered && listed.some((one) => one.DeploymentNumber <= remembered.upTo + 1) ? remembered : undefined
    const deployments = [...listed, ...(older?.deployments ?? [])]
    const states = byProfile(environment, deployments, firstPage)
    const isEnd = !token || older?.isComplete === true
    if (!token && pages === 1) return { states, isComplete: isWhole }
    if (!isEnd) profiles ??= await readAll(lists.configurationProfiles(location, ApplicationId).read)
    const hasAll = isEnd || haveAll(states, profiles)
    const isExhausted = older?.isExhausted || pages === MAX_PAGES
    if (!hasAll && !isExhausted) continue
    const start = deployments.findLastIndex((one) => !hasEnded(one, now)) + 1
    const upTo = listed[start]?.DeploymentNumber ?? older?.upTo
    if (isWhole && upTo !== undefined) {
      const ended = byProfile(environment, deployments.slice(start), 0)
      olderPages.set(key, {
        upTo,
        isExhausted,
        deployments: ended.map(({ current, newest }) => current ?? newest),
        isComplete: isEnd || haveAll(ended, profiles),
      })
    }
    return { states, isComplete: isWhole && hasAll }
  }
}

const haveAll = (states: readonly ConfigurationState[], profiles: readonly ConfigurationProfile[] = []): boolean =>
  profiles.every((profile) => states.some((state) => state.current && isOf(state, profile)))

const isOf = (state: ConfigurationState, { Id, Name }: ConfigurationProfile) =>
  state.configurationProfileId === undefined ? state.configurationName === Name : state.configurationProfileId === Id

/** By profile, in the order of their ids and names; `deployments` are newest first, and as many are of the first page. */
function byProfile(
  environment: Environment,
  deployments: readonly Deployment[],
  firstPage: number,
): ConfigurationState[] {
  const states = new Map<string, ConfigurationState>()
  for (const [index, deployment] of deployments.entries()) {
    const { ConfigurationProfileId: configurationProfileId, ConfigurationName: configurationName, State } = deployment
    // A profile keeps its id when it is renamed; older summaries may have the name alone.
    const key = JSON.stringify(configurationProfileId ? [configurationProfileId] : ['', configurationName])
    const state = states.get(key) ?? {
      environment,
      configurationProfileId: configurationProfileId || undefined,
      configurationName,
      current: undefined,
      running: undefined,
      newest: deployment,
      recent: [],
    }
    states.set(key, state)
    if (index < firstPage) state.recent.push(deployment)
    if (State === 'COMPLETE') state.current ??= deployment
    if (RUNNING.has(State ?? '')) state.running ??= deployment
  }
  return [...states].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, state]) => state)
}

import {
  ConfigurationsWhereDocument,
  type ConfigurationsWhereQuery,
  type ConfigurationsWhereQueryVariables,
  type ProblemFragment,
  RunsWhereDocument,
  type RunsWhereQuery,
  type RunsWhereQueryVariables,
} from '../generated/graphql.ts'
import { ask } from './ask.ts'
import { useParts } from './parts.ts'

const EVERY_MS = 15_000
const PAGE = 100
// Of each list: 5,000 groups and as many configurations.
const MAX_PAGES = 50

type Groups = NonNullable<RunsWhereQuery['deploymentGroupStates']>
type Configurations = NonNullable<ConfigurationsWhereQuery['configurationStates']>
export type GroupState = NonNullable<NonNullable<Groups['nodes']>[number]>
export type Configuration = NonNullable<NonNullable<Configurations['nodes']>[number]>

interface Page<Node> {
  isComplete: boolean | null
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | null
  nodes: (Node | null)[] | null
  problems: ProblemFragment[]
}

interface List<Node> {
  nodes: readonly Node[]
  problems: readonly ProblemFragment[]
  /** Whether AWS's whole window was read for it. */
  isComplete: boolean
  /** Whether no more is read: its last page is here, or as many as are read. */
  isRead: boolean
  /** Whether its last page is here. */
  isWhole: boolean
}

/** The pages of a list, each with those before it. */
async function* listOf<Node>(pageAt: (after: string | null) => Promise<Page<Node> | null>): AsyncGenerator<List<Node>> {
  const nodes: Node[] = []
  const problems = new Map<string, ProblemFragment>()
  let after: string | null = null
  let isComplete = true
  for (let page = 1; ; page++) {
    const list: Page<Node> | null = await pageAt(after)
    nodes.push(...(list?.nodes ?? []).filter((node) => node !== null))
    for (const problem of list?.problems ?? []) problems.set(JSON.stringify(problem), problem)
    isComplete &&= list?.isComplete !== false
    after = list?.pageInfo?.hasNextPage ? list.pageInfo.endCursor : null
    const isWhole = after === null
    const isRead = isWhole || page === MAX_PAGES
    yield { nodes: [...nodes], problems: [...problems.values()], isComplete, isRead, isWhole }
    if (isRead) return
  }
}

/** The groups of CodeDeploy, and the locations. */
export function useGroups(location: string | null) {
  async function* read() {
    let locations: readonly string[] = []
    const list = listOf<GroupState>(async (after) => {
      const variables: RunsWhereQueryVariables = { first: PAGE, after, location }
      const { data } = await ask(RunsWhereDocument, variables)
      locations = data.locations?.map(({ name }) => name) ?? locations
      return data.deploymentGroupStates
    })
    for await (const groups of list) yield { ...groups, locations }
  }
  return useParts(`groups ${location}`, read, EVERY_MS)
}

/** The configurations of AppConfig. */
export const useConfigurations = (location: string | null) =>
  useParts(
    `configurations ${location}`,
    () =>
      listOf<Configuration>(async (after) => {
        const variables: ConfigurationsWhereQueryVariables = { first: PAGE, after, location }
        return (await ask(ConfigurationsWhereDocument, variables)).data.configurationStates
      }),
    EVERY_MS,
  )

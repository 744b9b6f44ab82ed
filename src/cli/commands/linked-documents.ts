import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type FragmentSpreadNode,
  type GraphQLError,
  Kind,
  parse,
  Source,
  visit,
} from 'graphql'
import { MAX_TOKENS } from '../../server/limits/depth.ts'

export interface DocumentFile {
  path: string
  text: string
}

/**
 * The operations of each file with the fragments that they reach, in whichever file these are. `mistakes`: one sentence
 * each, after the path; a fragment is unique among the files, and some operation reaches it.
 */
export function linkedDocuments(files: readonly DocumentFile[]): { documents: DocumentNode[]; mistakes: string[] } {
  const mistakes: string[] = []
  const parsed = files.map(({ path, text }) => ({ path, definitions: definitionsIn(path, text, mistakes) }))
  if (mistakes.length > 0) return { documents: [], mistakes }
  const fragments = new Map<string, { path: string; node: FragmentDefinitionNode }>()
  for (const { path, definitions } of parsed)
    for (const node of definitions.filter(isFragment)) {
      const name = node.name.value
      const other = fragments.get(name)
      if (other) mistakes.push(`${path}: There can be only one fragment named "${name}"; ${other.path} has it too.`)
      else fragments.set(name, { path, node })
    }
  const used = new Set<string>()
  const documents = parsed.flatMap(({ definitions }): DocumentNode[] => {
    const own = definitions.filter((node) => !isFragment(node))
    const reached = new Map<string, FragmentDefinitionNode>()
    const FragmentSpread = ({ name: { value: name } }: FragmentSpreadNode): void => {
      const node = fragments.get(name)?.node
      if (!node || reached.has(name)) return
      reached.set(name, node)
      used.add(name)
      visit(node, { FragmentSpread })
    }
    for (const node of own) visit(node, { FragmentSpread })
    return own.length > 0 ? [{ kind: Kind.DOCUMENT, definitions: [...own, ...reached.values()] }] : []
  })
  for (const [name, { path }] of fragments)
    if (!used.has(name)) mistakes.push(`${path}: Fragment "${name}" is never used.`)
  return { documents, mistakes }
}

const isFragment = (node: DefinitionNode): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION

function definitionsIn(path: string, text: string, mistakes: string[]): readonly DefinitionNode[] {
  try {
    return parse(new Source(text, path), { maxTokens: MAX_TOKENS }).definitions // as a gateway does
  } catch (error) {
    const isTooDeep = error instanceof RangeError // of the stack
    mistakes.push(`${path}: ${isTooDeep ? 'The document is nested too deeply.' : (error as GraphQLError).message}`)
    return []
  }
}

import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'

/**
 * Limits on a document's names, values and punctuation. A body of 1 MB could hold 300,000; the introspection of
 * GraphiQL and code generators, and the longest document of the cookbook, have some hundred.
 */
export const MAX_TOKENS = 5_000

// The longest path through the schema without returning to a type has 15 fields: groups, their deployments, the targets
// of those and their events, each list with its edges.
const MAX_DEPTH = 15

/** A document exceeds a limit; the message names it. */
export class DocumentTooLargeError extends GraphQLError {}

/** Refuses an operation that is nested too deeply. graphql-js limits introspection separately. */
export function depthLimit(context: ValidationContext): ASTVisitor {
  const depths = new Map<string, number>()
  /** Depth of a fragment, computed once however often it is spread; another rule refuses recursive fragments. */
  const fragmentDepth = (name: string): number => {
    const cached = depths.get(name)
    if (cached !== undefined) return cached
    depths.set(name, 0)
    const depth = depthOf(context.getFragment(name)?.selectionSet)
    depths.set(name, depth)
    return depth
  }
  const depthOf = (set: SelectionSetNode | undefined): number => {
    let deepest = 0
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) deepest = Math.max(deepest, fragmentDepth(selection.name.value))
      else if (selection.kind === Kind.INLINE_FRAGMENT) deepest = Math.max(deepest, depthOf(selection.selectionSet))
      else if (!selection.name.value.startsWith('__')) deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet))
    }
    return deepest
  }
  return {
    OperationDefinition(node) {
      const depth = depthOf(node.selectionSet)
      if (depth <= MAX_DEPTH) return
      const message = `The operation is ${depth} fields deep, expected at most ${MAX_DEPTH}.`
      context.reportError(new DocumentTooLargeError(message, { nodes: node }))
    },
  }
}

/** The message for a document that exceeds one of these limits; undefined for other errors. */
export function brokenLimit(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError)) return undefined
  const { originalError, extensions, message } = error
  if (originalError instanceof DocumentTooLargeError) return originalError.message
  // graphql-js compares the fields with the same response name, up to a maximum number of comparisons.
  if (message === 'Validation aborted.') return 'The document has too many fields of the same names to be checked.'
  if (extensions.code !== 'GRAPHQL_PARSE_FAILED') return undefined
  if (/ tokens\. Parsing aborted\.$/.test(message))
    return `The document has more than ${MAX_TOKENS} tokens, which is the limit.`
  // The parser is recursive.
  const isNestedTooDeep = originalError instanceof GraphQLError && originalError.originalError instanceof RangeError
  return isNestedTooDeep ? 'The document is nested too deeply to be read.' : undefined
}

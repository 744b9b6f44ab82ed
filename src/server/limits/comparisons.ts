import { type ASTVisitor, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'
import { MAX_FIELDS } from './counts.ts'
import { DocumentTooLargeError } from './depth.ts'

// graphql-js compares each two fields of one name at one place, and each two fragments that are spread there: about a
// microsecond for a pair. 200 of one name are 20,000 pairs; people, code generators and routers write a dozen.
const MAX_COMPARISONS = 20_000

// graphql-js collects them before it knows which the type has. No type has a tenth of these fields.
const MAX_NAMES = 1_000

/** Refuses an operation of which graphql-js would compare more fields and fragments with each other. */
export const comparisonLimit = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition(node) {
    if (comparisonsOf(context, node.selectionSet) <= MAX_COMPARISONS) return
    const message = 'The operation has too many fields, or fragments, at one place to be compared.'
    context.reportError(new DocumentTooLargeError(message, { nodes: node }))
  },
})

/** How many pairs there are, over all levels; beyond the limit they are not counted on. */
function comparisonsOf(context: ValidationContext, operation: SelectionSetNode): number {
  let comparisons = 0
  // A fragment that contains itself, which another rule refuses, would be walked without end.
  let fieldsLeft = MAX_FIELDS
  const ofLevel = (sets: readonly SelectionSetNode[]): void => {
    const fields = new Map<string, { count: number; sets: SelectionSetNode[] }>()
    const fragments = new Set<string>()
    const addFields = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections)
        if (selection.kind === Kind.INLINE_FRAGMENT) addFields(selection.selectionSet)
        else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const { value } = selection.name
          if (fragments.has(value)) continue
          fragments.add(value)
          const fragment = context.getFragment(value)
          if (fragment) addFields(fragment.selectionSet)
        } else {
          if (--fieldsLeft < 0 || fields.size > MAX_NAMES) return
          const { value } = selection.alias ?? selection.name
          const same = fields.get(value) ?? { count: 0, sets: [] }
          fields.set(value, same)
          same.count++
          if (selection.selectionSet) same.sets.push(selection.selectionSet)
        }
    }
    sets.forEach(addFields)
    if (fields.size > MAX_NAMES) comparisons = Number.POSITIVE_INFINITY
    comparisons += fragments.size ** 2 / 2
    for (const { count, sets: below } of fields.values()) {
      comparisons += count ** 2 / 2
      if (comparisons > MAX_COMPARISONS || fieldsLeft < 0) return
      if (below.length > 0) ofLevel(below)
    }
  }
  ofLevel([operation])
  return comparisons
}

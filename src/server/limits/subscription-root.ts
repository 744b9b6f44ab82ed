import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql'

const CONDITIONS: ReadonlySet<string> = new Set(['skip', 'include'])

/**
 * Refuses a subscription whose field has a condition, as the specification does. graphql-js throws instead where the
 * condition has a variable, because it looks at the field before there are any.
 * https://spec.graphql.org/September2025/#sec-Single-Root-Field
 */
export const unconditionalSubscription = (context: ValidationContext): ASTVisitor => ({
  OperationDefinition({ operation, selectionSet }) {
    if (operation !== 'subscription') return
    const seen = new Set<string>()
    const check = ({ selections }: SelectionSetNode): void => {
      for (const selection of selections) {
        const condition = selection.directives?.find(({ name }) => CONDITIONS.has(name.value))
        if (condition)
          context.reportError(
            new GraphQLError(`Remove @${condition.name.value}: the field of a subscription cannot have a condition.`, {
              nodes: condition,
            }),
          )
        if (selection.kind === Kind.INLINE_FRAGMENT) check(selection.selectionSet)
        if (selection.kind !== Kind.FRAGMENT_SPREAD || seen.has(selection.name.value)) continue
        seen.add(selection.name.value)
        const fragment = context.getFragment(selection.name.value)
        if (fragment) check(fragment.selectionSet)
      }
    }
    check(selectionSet)
  },
})
